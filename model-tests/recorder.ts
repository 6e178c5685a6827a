/**
 * Driver of a dealer in tests: inputs are values with a time, and a log is kept of the dealer's traffic as seen from
 * outside.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Dict, Obstacle, Principal } from '../machines/vocabulary.ts';
import {
  createDealer,
  type Dealer,
  type DealerOptions,
  type Output,
  type WireMessage,
} from '../src/dealer/index.ts';
import { createInterpretedDealer } from '../src/dealer/interpreted.ts';
import { inFull } from '../src/dealer/payload.ts';
import { judge } from '../src/tools/judge/judge.ts';
import { answerOf, type Drivable } from '../src/tools/scenario/systems/dealer.ts';
import type { Verdict } from '../src/tools/scenario/systems/system.ts';
import { type Entry, outgoing } from '../src/wire/entry.ts';
import { writeLine } from '../src/wire/log.ts';
import { randomFrom } from './random.ts';

/** An input of the dealer. */
export type Input =
  | { readonly what: 'connect' }
  | { readonly what: 'receive'; readonly session: number; readonly wire: unknown }
  | { readonly what: 'reject'; readonly session: number; readonly expected: string; readonly came: string }
  | { readonly what: 'disconnect'; readonly session: number }
  | {
      readonly what: 'undeliverable';
      readonly session: number;
      /** One of the latest outputs. */
      readonly message: WireMessage;
      readonly reason: Obstacle;
    }
  | { readonly what: 'answer'; readonly session: number; readonly verdict: Verdict }
  | { readonly what: 'tick' }
  | { readonly what: 'close' };

/** An input with its time, in milliseconds. */
export type Timed = Input & { readonly now: number };

/** Applies an input; returns its outputs, or the new session's key. */
export function play(dealer: Drivable, input: Timed): Output[] | number {
  switch (input.what) {
    case 'connect':
      return dealer.connect(input.now);
    case 'receive':
      return dealer.receive(input.session, input.wire, input.now);
    case 'reject':
      return dealer.reject(input.session, input.expected, input.came, input.now);
    case 'disconnect':
      return dealer.disconnect(input.session, input.now);
    case 'undeliverable':
      return dealer.undeliverable(
        input.session,
        input.message,
        input.reason,
        input.now,
        input.reason === 'untellable' ? 'the float NaN' : undefined,
      );
    case 'answer':
      return answerOf(dealer, input.session, input.verdict, input.now);
    case 'tick':
      return dealer.tick(input.now);
    case 'close':
      return dealer.close(input.now);
  }
}

/** The dealer under test; `DRIVER=interpreted npx vitest run model-tests` tests the reference. */
const createUnderTest = process.env.DRIVER === 'interpreted' ? createInterpretedDealer : createDealer;

/** A dealer whose methods write a log of its traffic. */
export class Recorder implements Drivable {
  readonly dealer: Dealer;
  readonly log: Entry[] = [];
  private readonly sessions = new Set<number>();
  private now = 0;

  /** @param options of the dealer; its random numbers are seeded unless given */
  constructor(
    options: Partial<DealerOptions> = {},
    create: (options: DealerOptions) => Dealer = createUnderTest,
  ) {
    this.dealer = create({ realm: 'realm1', random: randomFrom(1), ...options });
  }

  /** Applies an input, after everything that is due before it, each at its time. */
  play(input: Timed): Output[] | number {
    this.now = input.now;
    if (input.what === 'connect') return this.connect(input.now);
    return [...this.catchUp(input.now), ...(play(this, input) as Output[])];
  }

  /** Cuts off all sessions, after an additional client: anything due must come before that. */
  loseAll(): this {
    const now = this.now + 0.5;
    const stranger = this.play({ what: 'connect', now }) as number;
    for (const session of new Set([stranger, ...this.sessions]))
      this.play({ what: 'disconnect', session, now });
    return this;
  }

  // --- the methods of a dealer, which do not play what is due before ---

  connect(now: number): number {
    const session = this.dealer.connect(now);
    this.sessions.add(session);
    this.log.push({ at: now, session: nameInLog(session), event: 'connected' });
    return session;
  }

  receive(session: number, wire: unknown, now: number): Output[] {
    this.log.push({ at: now, session: nameInLog(session), received: inFull(wire) as WireMessage });
    return this.record(this.dealer.receive(session, wire, now), now);
  }

  reject(session: number, expected: string, came: string, now: number): Output[] {
    this.log.push({ at: now, session: nameInLog(session), received: came as never });
    return this.record(this.dealer.reject(session, expected, came, now), now);
  }

  disconnect(session: number, now: number): Output[] {
    this.sessions.delete(session);
    this.log.push({ at: now, session: nameInLog(session), event: 'lost' });
    return this.record(this.dealer.disconnect(session, now), now);
  }

  /** Reports a message of the last outputs as undeliverable; no effect if the log has none like it. */
  undeliverable(
    session: number,
    message: WireMessage,
    reason: Obstacle,
    now: number,
    what?: string,
  ): Output[] {
    const line = this.lineOf(session, message);
    const entry = this.log[line];
    if (entry === undefined || !('sent' in entry)) return [];
    const { at, sent: undelivered } = entry;
    this.log[line] = { at, session: nameInLog(session), undelivered, reason };
    return this.record(this.dealer.undeliverable(session, undelivered, reason, now, what), now);
  }

  /** Reports a message sent earlier as undeliverable. */
  miss(session: number, message: WireMessage, reason: Obstacle, now: number): Output[] {
    this.log.push({ at: now, session: nameInLog(session), undelivered: message, reason });
    return this.record(this.dealer.undeliverable(session, message, reason, now), now);
  }

  challenge(session: number, method: string, extra: Dict, now: number): Output[] {
    return this.record(this.dealer.challenge(session, method, extra, now), now);
  }

  admit(session: number, principal: Principal, now: number): Output[] {
    return this.record(this.dealer.admit(session, principal, now), now);
  }

  deny(session: number, now: number): Output[] {
    return this.record(this.dealer.deny(session, now), now);
  }

  fail(session: number, now: number): Output[] {
    return this.record(this.dealer.fail(session, now), now);
  }

  tick(now: number): Output[] {
    return this.record(this.dealer.tick(now), now);
  }

  close(now: number): Output[] {
    return this.record(this.dealer.close(now), now);
  }

  nextDeadline(): number | undefined {
    return this.dealer.nextDeadline();
  }

  // --- internal ---

  /** Fires all timers that are due by then. */
  private catchUp(now: number): Output[] {
    const due: Output[] = [];
    for (;;) {
      const deadline = this.nextDeadline();
      if (deadline === undefined || deadline > now) return due;
      due.push(...this.tick(deadline));
    }
  }

  /**
   * Line of a message sent since the last input; -1 if there is none.
   *
   * If the message itself is not there, it is the last one of the same type, since another dealer may have sent a
   * different one, or none.
   */
  private lineOf(session: number, message: WireMessage): number {
    const full = inFull(message);
    const last = this.log.findLastIndex((entry) => !('sent' in entry || 'undelivered' in entry));
    const find = (isMeant: (sent: WireMessage) => boolean): number =>
      this.log.findLastIndex(
        (entry, line) =>
          line > last && 'sent' in entry && entry.session === nameInLog(session) && isMeant(entry.sent),
      );
    const exact = find((sent) => isDeepStrictEqual(sent, full));
    return exact < 0 ? find(([type]) => type === message[0]) : exact;
  }

  private record(outputs: Output[], at: number): Output[] {
    for (const output of outputs) {
      if (output.question !== undefined) continue;
      if (output.message === undefined) this.sessions.delete(output.session);
      this.log.push(outgoing(at, nameInLog(output.session), output.message && inFull(output.message)));
    }
    return outputs;
  }
}

/** Violations found by the oracles: the first one of each rule, with its sentence. */
export const objections = (log: readonly Entry[], readings?: DealerOptions['readings']): string[] =>
  judge(log, readings).flatMap(({ rule, broken: [first] }) => {
    if (first === undefined) return [];
    const before = log.slice(Math.max(0, first.line - 6), first.line).map(writeLine);
    return [`${rule}, line ${first.line}: ${first.says}\n${before.join('\n')}`];
  });

// --- internal ---

const nameInLog = (session: number): string => `s${session}`;
