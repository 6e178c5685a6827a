/**
 * The dealer: WAMP messages in, WAMP messages out, and no I/O.
 *
 * One thread, no promises, no clock and no randomness of its own: the same inputs, times and random numbers give the
 * same outputs.
 */

import { newSession } from '../../machines/instances.ts';
import { type Limits, UNLIMITED } from '../../machines/limits.ts';
import { DEFAULT_READINGS, type Readings } from '../../machines/readings.ts';
import type { Obstacle, SessionEvent, SessionKey, Uri } from '../../machines/vocabulary.ts';
import { undeliver } from './delivery.ts';
import type { Driver } from './engine/driver.ts';
import { eventOf } from './facts.ts';
import { show } from './json.ts';
import { parse, type WireMessage } from './messages.ts';
import { Misuse } from './misuse.ts';
import { checkMessage, checkOptions, checkTime, checkUndelivered } from './options.ts';
import type { Output, Session, Step } from './parts.ts';
import { Runtime } from './runtime.ts';
import { type DealerSnapshot, readSnapshot, writeSnapshot } from './snapshot.ts';

export interface DealerOptions {
  /**
   * Where every random choice comes from: a number at least 0 and less than 1, such as `Math.random`. Where it throws or
   * gives anything else, 0 is taken, and the error comes as with `inspect`.
   */
  readonly random: () => number;
  /** Which option of each open question holds; the defaults where nothing is said. */
  readonly readings?: Partial<Readings> | undefined;
  /** The realms that a HELLO may name; any, if left out. */
  readonly realms?: readonly Uri[] | undefined;
  /**
   * How long a peer may leave the dealer waiting for HELLO, or for the answer to GOODBYE, in milliseconds; 10,000 if
   * left out, `Infinity` for ever.
   */
  readonly patience?: number | undefined;
  /**
   * How much each session may hold: places on lists of registrations, calls in flight, and payload of those calls in
   * bytes; no limit where nothing is said. Only a payload that is a `Payload` counts: plain values count for 0 bytes.
   * What exceeds one of these gets ERROR `dealerchart.error.limit_exceeded` (LM-1 to LM-3). And `tries`: to how many
   * callees a call is given before it ends because it cannot be delivered (LM-4). They are no part of a snapshot.
   */
  readonly limits?: Partial<Limits> | undefined;
  /** How the router calls itself in WELCOME. */
  readonly agent?: string | undefined;
  /**
   * Is told of each transition that a chart takes. What it throws comes out of the method that led to it, whose outputs
   * then come with those of the next one.
   */
  readonly inspect?: ((step: Step) => void) | undefined;
  /**
   * Is told when a payload that the dealer holds for a session has grown, so that `held` gives another number: one that
   * has been written in another serialisation as well. Not while the dealer is at work.
   */
  readonly onGrowth?: ((session: SessionKey) => void) | undefined;
  /** Where to go on: what `snapshot()` gave. The readings are then those of the snapshot. */
  readonly snapshot?: DealerSnapshot | undefined;
}

/** What the dealer holds for a session. */
export interface Held {
  readonly registrations: number;
  readonly calls: number;
  readonly bytes: number;
  readonly names: number;
}

/** A WAMP dealer for one realm, that is, for sessions that are to see each other. */
export class Dealer {
  private readonly runtime: Runtime;
  private readonly realms: readonly Uri[] | undefined;
  private readonly patience: number;
  private lastSession: SessionKey = 0;
  private isBusy = false;

  /**
   * @param driver what runs the charts
   * @param options see `DealerOptions`
   * @throws Misuse if an option is unknown or its value makes no sense
   */
  constructor(driver: Driver, options: DealerOptions) {
    checkOptions(options);
    const { random, readings, realms, patience = 10_000, limits, inspect, onGrowth, snapshot } = options;
    this.realms = realms;
    this.patience = patience;
    this.runtime = new Runtime(driver, {
      readings: snapshot?.readings ?? { ...DEFAULT_READINGS, ...readings },
      random,
      limits: { ...UNLIMITED, ...limits },
      agent: options.agent ?? 'dealerchart',
      inspect,
      onGrowth,
    });
    if (snapshot !== undefined) {
      this.lastSession = snapshot.last.session;
      readSnapshot(snapshot, this.runtime);
    }
  }

  /**
   * A client has connected; its HELLO is awaited from `now` on.
   *
   * @param now the time in milliseconds, on any clock that does not go back
   * @returns the key by which the other methods know the session
   * @throws Misuse if `now` is no time
   */
  connect(now: number): SessionKey {
    checkTime(now);
    return this.alone(() => {
      this.runtime.setClock(now);
      const key = ++this.lastSession;
      this.runtime.open(newSession(this.runtime.readings, key, this.realms, this.patience));
      return key;
    });
  }

  /**
   * A client has sent a message.
   *
   * @param key the session's key from `connect`; messages of a session that has been closed are ignored
   * @param wire the deserialised message; anything may come, and what is no message aborts the session (BP-5)
   * @param now the time in milliseconds
   * @returns what to send and whom to disconnect, in this order
   * @throws Misuse if the key was never given out, or `now` is no time
   */
  receive(key: SessionKey, wire: unknown, now: number): Output[] {
    return this.alone(() => {
      const session = this.find(key, now);
      if (session !== undefined) this.runtime.step(session, eventOf(this.runtime, session, parse(wire)));
      return this.runtime.outcome.take();
    });
  }

  /**
   * Something came from a client that could not even be deserialised.
   *
   * @param key the session's key from `connect`
   * @param expected what should have come, for the client to read
   * @param came what came
   * @param now the time in milliseconds
   * @returns what to send and whom to disconnect
   * @throws Misuse if the key was never given out, or `now` is no time
   */
  reject(key: SessionKey, expected: string, came: string, now: number): Output[] {
    return this.happen(key, { type: 'message.malformed', expected, came }, now);
  }

  /**
   * A client's connection is gone, however it came to that (SR-8, BP-15, BP-16).
   *
   * @param key the session's key from `connect`; it is no error if the session has been closed
   * @param now the time in milliseconds
   * @returns what to send to the others
   * @throws Misuse if the key was never given out, or `now` is no time
   */
  disconnect(key: SessionKey, now: number): Output[] {
    return this.happen(key, { type: 'session.lost' }, now);
  }

  /**
   * A message that the dealer gave out cannot be delivered, and nothing of it was: the call it belongs to goes on to
   * the next callee or ends (UD-1, UD-2). To be said as soon as it is known, best before anything else happens to the
   * dealer: an INVOCATION whose call has ended, or has another callee by then, changes nothing.
   *
   * Other messages than those named change nothing either. Neither does the ERROR that says why an answer could not be
   * delivered, which is known again by its identity: the session that misses it is to be disconnected.
   *
   * @param key the session's key from `connect`; it is no error if the session has been closed
   * @param message the very array that came out, no copy of it: an INVOCATION, or a RESULT or ERROR for a caller
   * @param obstacle why
   * @param now the time in milliseconds
   * @param what of what is `untellable`, the value that has no form, in words such as `the float NaN`: the ERROR for the
   *   caller says it
   * @returns what to send and whom to disconnect
   * @throws Misuse if the key was never given out, `message` is no message, there is no such obstacle, `now` is no time, or
   *   `what` is no text
   */
  undeliverable(
    key: SessionKey,
    message: WireMessage,
    obstacle: Obstacle,
    now: number,
    what?: string,
  ): Output[] {
    return this.alone(() => {
      checkMessage(message);
      checkUndelivered({ obstacle, what });
      const session = this.find(key, now);
      if (session !== undefined) undeliver(this.runtime, session, message, { obstacle, what });
      return this.runtime.outcome.take();
    });
  }

  /**
   * Time has passed: what was due by `now` happens. Except for `connect`, the other methods see to that themselves before
   * anything else.
   *
   * @param now the time in milliseconds
   * @returns what to send and whom to disconnect
   * @throws Misuse if `now` is no time
   */
  tick(now: number): Output[] {
    return this.alone(() => {
      this.advance(now);
      return this.runtime.outcome.take();
    });
  }

  /** When `tick` is to be called at the latest, in milliseconds; undefined if nothing waits for time to pass. */
  nextDeadline(): number | undefined {
    return this.runtime.deadlines.next;
  }

  /**
   * The router shuts down: GOODBYE to every session (BP-7).
   *
   * @param now the time in milliseconds
   * @returns what to send and whom to disconnect
   * @throws Misuse if `now` is no time
   */
  close(now: number): Output[] {
    return this.alone(() => {
      this.advance(now);
      this.runtime.stepAll({ type: 'router.closing' });
      return this.runtime.outcome.take();
    });
  }

  /** How much the dealer holds of everything. */
  size(): { readonly sessions: number; readonly registrations: number; readonly calls: number } {
    const { sessions, procedures, inFlight } = this.runtime.parts;
    return { sessions: sessions.size, registrations: procedures.size, calls: inFlight };
  }

  /**
   * How much one session holds of what `limits` can limit.
   *
   * @param key the session's key from `connect`; a session that has been closed holds nothing
   * @returns its places on lists of registrations (one for each registration, and more only under the reading
   *   `sameSession: 'second-place'`), its calls in flight, the payload of those calls in bytes, and the length of the
   *   names of all their procedures in characters
   * @throws Misuse if the key was never given out
   */
  held(key: SessionKey): Held {
    this.checkKey(key);
    const session = this.runtime.parts.sessions.get(key);
    if (session === undefined) return NOTHING_HELD;
    const { places: registrations, calls, bytes, names } = session;
    return { registrations, calls: calls.size, bytes, names };
  }

  /**
   * All that the dealer knows, as plain data that can be kept, compared and started from.
   *
   * @throws Misuse if it is asked for from within `inspect` or `random`, when the dealer is between two states
   */
  snapshot(): DealerSnapshot {
    return this.alone(() => writeSnapshot(this.runtime, this.lastSession));
  }

  // --- internal ---

  private happen(key: SessionKey, event: SessionEvent, now: number): Output[] {
    return this.alone(() => {
      const session = this.find(key, now);
      if (session !== undefined) this.runtime.step(session, event);
      return this.runtime.outcome.take();
    });
  }

  /** Nothing may happen to the dealer while something happens to it: `inspect` and `random` are called in between. */
  private alone<Result>(act: () => Result): Result {
    if (this.isBusy) {
      throw new Misuse(
        'REENTRANT',
        'Expected no use of the dealer while something happens to it, but inspect or random made use of it. Do so later.',
      );
    }
    this.isBusy = true;
    try {
      return act();
    } finally {
      this.isBusy = false;
    }
  }

  private advance(now: number): void {
    checkTime(now);
    this.runtime.advance(now);
  }

  /** Lets what is due by `now` happen; then the session of that key, unless it has been closed. */
  private find(key: SessionKey, now: number): Session | undefined {
    this.checkKey(key);
    this.advance(now);
    return this.runtime.parts.sessions.get(key);
  }

  private checkKey(key: SessionKey): void {
    if (Number.isInteger(key) && key >= 1 && key <= this.lastSession) return;
    throw new Misuse('SESSION_UNKNOWN', `Expected a session key that connect() gave, but ${show(key)} came.`);
  }
}

// --- internal ---

const NOTHING_HELD = Object.freeze({ registrations: 0, calls: 0, bytes: 0, names: 0 });
