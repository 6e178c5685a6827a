/** Records the messages of one connection as a proxy sees them. */
import { CODES } from '../../../machines/messages.ts';
import type { WireMessage } from '../../dealer/messages.ts';
import type { Clock } from '../../router/clock.ts';
import { withoutSecret } from '../../router/recorder.ts';
import type { Entry } from '../../wire/entry.ts';

export interface TapOptions {
  /** Name of the connection, unique in the log. */
  readonly session: string;
  readonly record: (entry: Entry) => void;
  readonly clock: Clock;
  /** How long to wait for the reaction to the last message of a client, in milliseconds. */
  readonly patience: number;
}

export class Tap {
  private readonly options: TapOptions;
  private isOver = false;
  /**
   * The end of the session as the client stated it, and anything after it. The router may have sent more before it read
   * that, so the log has these messages at the latest moment at which the router can have read them.
   */
  private held: { readonly wire: unknown; readonly since: number }[] = [];
  private stopWaiting: () => void = () => {};

  constructor(options: TapOptions) {
    this.options = options;
    options.record({ ...this.place(), event: 'connected', via: 'proxy' });
  }

  /** @param wire a message, or a description of a frame that cannot be read */
  received(wire: unknown): void {
    if (this.isOver) return;
    const { clock, patience } = this.options;
    if (this.held.length === 0 && !isLast(wire)) return this.take(wire);
    if (this.held.length === 0) this.stopWaiting = clock.wake(clock.now() + patience, () => this.release());
    // A client without manners; there is nothing to wait for.
    if (this.held.length === MOST_HELD) this.release();
    this.held.push({ wire, since: clock.now() });
  }

  /** @param wire a message, or a description of a frame that cannot be read */
  sent(wire: unknown): void {
    if (this.isOver) return;
    if (Array.isArray(wire) && wire[0] === CODES.GOODBYE) this.release();
    this.options.record({ ...this.place(), sent: wire as WireMessage });
  }

  /** Records the end of the connection; it has only one. */
  ended(event: 'lost' | 'closed'): void {
    if (this.isOver) return;
    this.release();
    this.isOver = true;
    this.options.record({ ...this.place(), event });
  }

  // --- internal ---

  private release(): void {
    this.stopWaiting();
    const { held } = this;
    this.held = [];
    for (const { wire, since } of held) this.take(wire, since);
  }

  private take(wire: unknown, since?: number): void {
    const received = withoutSecret(wire) as WireMessage;
    this.options.record({ ...this.place(), received, ...(since !== undefined && { since }) });
  }

  private place(): { readonly at: number; readonly session: string } {
    return { at: this.options.clock.now(), session: this.options.session };
  }
}

// --- internal ---

/** Number of messages that are held back at most. */
const MOST_HELD = 100;

/** True for a message by which a client ends its session. */
const isLast = (wire: unknown): boolean =>
  Array.isArray(wire) && (wire[0] === CODES.GOODBYE || wire[0] === CODES.ABORT);
