/** Two connected streams: bytes pass as they are, and a slow reader slows the writer. */
import type { Duplex } from 'node:stream';

export interface TunnelOptions {
  readonly client: Duplex;
  readonly router: Duplex;
  /** How long the other side may take to end once one side has ended, in milliseconds. */
  readonly patience: number;
  /** Called with bytes after they were passed on; they must not be changed. */
  readonly onClientData: (bytes: Buffer) => void;
  readonly onRouterData: (bytes: Buffer) => void;
  /** Called once a side has ended, the first one first. */
  readonly onEnd: (side: 'client' | 'router') => void;
  /** Called once both sides are closed. */
  readonly onClosed: () => void;
}

export class Tunnel {
  private readonly options: TunnelOptions;
  private isHeld = false;
  private open = 2;
  private timer: NodeJS.Timeout | undefined;

  constructor(options: TunnelOptions) {
    this.options = options;
    const { client, router } = options;
    this.carry(client, router, 'client', options.onClientData);
    this.carry(router, client, 'router', options.onRouterData);
  }

  /** Reads no more of the client until it is told to again. */
  hold(isHeld: boolean): void {
    this.isHeld = isHeld;
    const { client, router } = this.options;
    if (isHeld) client.pause();
    else if (!router.writableNeedDrain) client.resume();
  }

  /** Cuts both sides off. */
  destroy(): void {
    this.options.client.destroy();
    this.options.router.destroy();
  }

  // --- internal ---

  private carry(from: Duplex, to: Duplex, side: 'client' | 'router', onData: (bytes: Buffer) => void): void {
    const { onEnd, onClosed, patience } = this.options;
    from.on('data', (bytes: Buffer) => {
      if (to.writable && !to.write(bytes)) from.pause();
      onData(bytes);
    });
    to.on('drain', () => {
      if (!(side === 'client' && this.isHeld)) from.resume();
    });
    from.on('end', () => {
      onEnd(side);
      to.end();
    });
    from.on('error', () => {}); // 'close' follows.
    from.on('close', () => {
      onEnd(side);
      // What was read before is still written.
      to.end();
      this.timer ??= setTimeout(() => this.destroy(), patience).unref();
      if (--this.open > 0) return;
      clearTimeout(this.timer);
      onClosed();
    });
  }
}
