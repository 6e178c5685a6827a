/** Observer that records a connection's traffic for the judge. */
import { CODES } from '../../machines/messages.ts';
import type { Undelivered } from '../../machines/vocabulary.ts';
import type { WireMessage } from '../dealer/messages.ts';
import type { Entry } from '../wire/entry.ts';
import type { Clock } from './clock.ts';
import type { Observer } from './observer.ts';

/** The proof in AUTHENTICATE, which may be a password, is left out. */
export const withoutSecret = (wire: unknown): unknown =>
  Array.isArray(wire) && wire[0] === CODES.AUTHENTICATE ? [CODES.AUTHENTICATE, '', {}] : wire;

export class Recorder implements Observer {
  private readonly record: (entry: Entry) => void;
  private readonly session: string;
  private readonly clock: Clock;
  private isOver = false;

  /** @param session a name unique to the connection */
  constructor(record: (entry: Entry) => void, session: string, clock: Clock) {
    this.record = record;
    this.clock = clock;
    this.session = session;
    this.record({ ...this.place(), event: 'connected' });
  }

  received(wire: unknown): void {
    this.record({ ...this.place(), received: withoutSecret(wire) as WireMessage });
  }

  sent(message: WireMessage): void {
    this.record({ ...this.place(), sent: message });
  }

  undelivered(message: WireMessage, { obstacle }: Undelivered): void {
    this.record({ ...this.place(), undelivered: message, reason: obstacle });
  }

  closed(): void {
    this.end('closed');
  }

  /** `lost` follows. */
  cutOff(): void {}

  lost(): void {
    this.end('lost');
  }

  // --- internal ---

  private end(event: 'closed' | 'lost'): void {
    if (!this.isOver) this.record({ ...this.place(), event });
    this.isOver = true;
  }

  private place(): { readonly at: number; readonly session: string } {
    return { at: this.clock.now(), session: this.session };
  }
}
