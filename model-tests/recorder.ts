/** A dealer whose log is kept, as anybody could see it who stands at its door. */
import {
  createDealer,
  type Dealer,
  type DealerOptions,
  type Output,
  type WireMessage,
} from '../src/dealer/index.ts';
import { inFull } from '../src/dealer/payload.ts';
import { type Entry, outgoing } from '../src/wire/entry.ts';
import type { Timed } from './walk.ts';
import { play } from './walk.ts';

export class Recorder {
  readonly dealer: Dealer;
  readonly log: Entry[] = [];
  private readonly sessions = new Set<number>();
  private now = 0;

  constructor(options: DealerOptions, create: (options: DealerOptions) => Dealer = createDealer) {
    this.dealer = create(options);
  }

  /** Lets an input happen, and whatever is due before it, each at its time. */
  play(input: Timed): Output[] | number {
    const { now } = input;
    this.now = now;
    if (input.what === 'connect') {
      const session = this.dealer.connect(now);
      this.sessions.add(session);
      this.log.push({ at: now, session: nameOf(session), event: 'connected' });
      return session;
    }
    const due = this.tick(now);
    if (input.what === 'receive')
      this.log.push({ at: now, session: nameOf(input.session), received: inFull(input.wire) as WireMessage });
    else if (input.what === 'reject')
      this.log.push({ at: now, session: nameOf(input.session), received: input.came as never });
    else if (input.what === 'disconnect') {
      this.sessions.delete(input.session);
      this.log.push({ at: now, session: nameOf(input.session), event: 'lost' });
    } else if (input.what === 'undeliverable') {
      const message = this.retract(input);
      if (message === undefined) return due;
      return [...due, ...this.record(play(this.dealer, { ...input, message }) as Output[], now)];
    }
    return [...due, ...this.record(play(this.dealer, input) as Output[], now)];
  }

  /** All sessions are lost, and before them a stranger: whatever was due has to have come before. */
  loseAll(): this {
    const now = this.now + 0.5;
    const stranger = this.play({ what: 'connect', now }) as number;
    for (const session of new Set([stranger, ...this.sessions]))
      this.play({ what: 'disconnect', session, now });
    return this;
  }

  // --- internal ---

  private tick(now: number): Output[] {
    const due: Output[] = [];
    for (;;) {
      const deadline = this.dealer.nextDeadline();
      if (deadline === undefined || deadline > now) return due;
      due.push(...this.record(this.dealer.tick(deadline), deadline));
    }
  }

  /**
   * What was noted as sent was not.
   *
   * @returns the last message of that type for that session since somebody did something; another dealer may have sent
   *   another one, or none
   */
  private retract({ session, message, reason }: Undeliverable): WireMessage | undefined {
    const line = this.log.findLastIndex(
      (entry) =>
        !('sent' in entry || 'undelivered' in entry) ||
        ('sent' in entry && entry.session === nameOf(session) && entry.sent[0] === message[0]),
    );
    const entry = this.log[line];
    if (entry === undefined || !('sent' in entry)) return undefined;
    const { at, sent: undelivered } = entry;
    this.log[line] = { at, session: nameOf(session), undelivered, reason };
    return undelivered;
  }

  private record(outputs: Output[], at: number): Output[] {
    for (const output of outputs) {
      if (output.message === undefined) this.sessions.delete(output.session);
      this.log.push(outgoing(at, nameOf(output.session), output.message && inFull(output.message)));
    }
    return outputs;
  }
}

type Undeliverable = Extract<Timed, { what: 'undeliverable' }>;

const nameOf = (session: number): string => `s${session}`;
