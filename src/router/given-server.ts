/** An HTTP server of the program, of which the router takes the WebSockets at one path. */
import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Account, Ledger } from './ledger.ts';
import { holderOf } from './stream.ts';
import type { WebServer } from './web-server.ts';

export class GivenServer implements WebServer {
  readonly server: Server;
  private readonly ledger: Ledger;
  private readonly accounts = new Map<Duplex, Account>();
  private onEmpty: (() => void) | undefined;

  constructor(server: Server, ledger: Ledger) {
    this.server = server;
    this.ledger = ledger;
  }

  admit(stream: Duplex, party: string): Account | undefined {
    if (this.onEmpty !== undefined || stream.destroyed) return undefined;
    const account = this.ledger.open(
      party,
      holderOf(stream, () => stream.destroy()),
    );
    this.accounts.set(stream, account);
    stream.once('close', () => this.forget(stream));
    return account;
  }

  /** The account is closed twice then, which does nothing. */
  handOver(): void {}

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.onEmpty = resolve;
      if (this.accounts.size === 0) resolve();
    });
  }

  cutOff(): void {
    for (const stream of this.accounts.keys()) stream.destroy();
  }

  // --- internal ---

  private forget(stream: Duplex): void {
    this.accounts.get(stream)?.close();
    this.accounts.delete(stream);
    if (this.accounts.size === 0) this.onEmpty?.();
  }
}
