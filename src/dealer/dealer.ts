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
import type { CallWatch, Output, Session, Step } from './parts.ts';
import { Runtime } from './runtime.ts';
import { type DealerSnapshot, readSnapshot, writeSnapshot } from './snapshot.ts';

export interface DealerOptions {
  /**
   * Source of every random choice: returns a number of at least 0 and less than 1, as `Math.random` does. If it throws
   * or returns another value, 0 is used, and the error is rethrown by the current method (see `inspect`).
   */
  readonly random: () => number;
  /** The option of each open question; a question that is left out has its default. */
  readonly readings?: Partial<Readings> | undefined;
  /** The realms that a HELLO may name; any, if left out. */
  readonly realms?: readonly Uri[] | undefined;
  /**
   * Time limit for HELLO after a connection, and for the answer to GOODBYE, in milliseconds; 10,000 by default,
   * `Infinity` for none.
   */
  readonly patience?: number | undefined;
  /**
   * Limits of each session: places in registrations, calls in flight, and payload of those calls in bytes; none by
   * default. Only a payload that is a `Payload` counts: plain values count for 0 bytes. A request beyond a limit gets
   * ERROR `dealerchart.error.limit_exceeded` (LM-1 to LM-3). `tries` limits the callees that an undeliverable call is
   * given to before it ends (LM-4). Limits are not part of a snapshot.
   */
  readonly limits?: Partial<Limits> | undefined;
  /** The name of the router in WELCOME. */
  readonly agent?: string | undefined;
  /**
   * Called after each transition of a chart. An exception is rethrown by the method that caused the transition; its
   * outputs are returned by the next call.
   */
  readonly inspect?: ((step: Step) => void) | undefined;
  /**
   * Called when a payload that the dealer holds for a session has grown, which changes `held`: it was written in
   * another serialisation, too. Never called during a method of the dealer.
   */
  readonly onGrowth?: ((session: SessionKey) => void) | undefined;
  /**
   * Receives facts about calls that messages do not show, before the current method returns the messages. Exceptions are
   * rethrown as those of `inspect` are.
   */
  readonly watch?: CallWatch | undefined;
  /** The state to continue from, a result of `snapshot()`. Its readings apply. */
  readonly snapshot?: DealerSnapshot | undefined;
}

/** The resources that the dealer holds for a session. */
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
   * @param driver the driver of the charts
   * @param options see `DealerOptions`
   * @throws Misuse if an option is unknown or its value makes no sense
   */
  constructor(driver: Driver, options: DealerOptions) {
    checkOptions(options);
    const {
      random,
      readings,
      realms,
      patience = 10_000,
      limits,
      inspect,
      onGrowth,
      watch,
      snapshot,
    } = options;
    this.realms = realms;
    this.patience = patience;
    this.runtime = new Runtime(driver, {
      readings: snapshot?.readings ?? { ...DEFAULT_READINGS, ...readings },
      random,
      limits: { ...UNLIMITED, ...limits },
      agent: options.agent ?? 'dealerchart',
      inspect,
      onGrowth,
      watch,
    });
    if (snapshot !== undefined) {
      this.lastSession = snapshot.last.session;
      readSnapshot(snapshot, this.runtime);
    }
  }

  /**
   * Adds a session for a new connection; the time limit for its HELLO starts at `now`.
   *
   * @param now the time in milliseconds, on any clock that does not go back
   * @returns the key of the session, for the other methods
   * @throws Misuse if `now` is not a finite number
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
   * Processes a message from a client.
   *
   * @param key the session's key from `connect`; messages of a closed session are ignored
   * @param wire the deserialised message; any other value aborts the session (BP-5)
   * @param now the time in milliseconds
   * @returns the messages to send and the connections to close, in this order
   * @throws Misuse if `connect` never returned the key, or `now` is not a finite number
   */
  receive(key: SessionKey, wire: unknown, now: number): Output[] {
    return this.alone(() => {
      const session = this.find(key, now);
      if (session !== undefined) this.runtime.step(session, eventOf(this.runtime, session, parse(wire)));
      return this.runtime.outcome.take();
    });
  }

  /**
   * Aborts a session whose client sent data that cannot be deserialised (BP-5).
   *
   * @param key the session's key from `connect`
   * @param expected the expected data, in words for the client
   * @param came the received data, in words
   * @param now the time in milliseconds
   * @returns the messages to send and the connections to close
   * @throws Misuse if `connect` never returned the key, or `now` is not a finite number
   */
  reject(key: SessionKey, expected: string, came: string, now: number): Output[] {
    return this.happen(key, { type: 'message.malformed', expected, came }, now);
  }

  /**
   * Removes a session whose connection is lost (SR-8, BP-15, BP-16).
   *
   * @param key the session's key from `connect`; the session may be closed already
   * @param now the time in milliseconds
   * @returns the messages to send to other sessions
   * @throws Misuse if `connect` never returned the key, or `now` is not a finite number
   */
  disconnect(key: SessionKey, now: number): Output[] {
    return this.happen(key, { type: 'session.lost' }, now);
  }

  /**
   * Reports that a message of the dealer cannot be delivered, not even in part: its call continues with the next callee,
   * or ends (UD-1, UD-2). Report it as soon as it is known, before any other input: an INVOCATION whose call has ended,
   * or has another callee by then, changes nothing.
   *
   * Neither do other messages, nor the ERROR that reports an undeliverable answer; the dealer recognises that array by
   * identity. Disconnect a session that cannot receive it.
   *
   * @param key the session's key from `connect`; the session may be closed already
   * @param message the same array that the dealer returned, not a copy: an INVOCATION, or a RESULT or ERROR for a caller
   * @param obstacle the reason
   * @param now the time in milliseconds
   * @param what for `untellable`, the value that the serialisation cannot express, in words such as `the float NaN`; the
   *   ERROR for the caller contains it
   * @returns the messages to send and the connections to close
   * @throws Misuse if `connect` never returned the key, `message` is not a message, the reason is unknown, `now` is not a
   *   finite number, or `what` is not a string
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
   * Fires the deadlines up to `now`. All other methods except `connect` do so first.
   *
   * @param now the time in milliseconds
   * @returns the messages to send and the connections to close
   * @throws Misuse if `now` is not a finite number
   */
  tick(now: number): Output[] {
    return this.alone(() => {
      this.advance(now);
      return this.runtime.outcome.take();
    });
  }

  /** The time of the next deadline, for `tick`, in milliseconds; undefined if there is none. */
  nextDeadline(): number | undefined {
    return this.runtime.deadlines.next;
  }

  /**
   * Shuts down: sends GOODBYE to every session (BP-7).
   *
   * @param now the time in milliseconds
   * @returns the messages to send and the connections to close
   * @throws Misuse if `now` is not a finite number
   */
  close(now: number): Output[] {
    return this.alone(() => {
      this.advance(now);
      this.runtime.stepAll({ type: 'router.closing' });
      return this.runtime.outcome.take();
    });
  }

  /** The number of sessions, registrations and calls in flight. */
  size(): { readonly sessions: number; readonly registrations: number; readonly calls: number } {
    const { sessions, procedures, inFlight } = this.runtime.parts;
    return { sessions: sessions.size, registrations: procedures.size, calls: inFlight };
  }

  /**
   * Returns the resources of a session that `limits` can limit.
   *
   * @param key the session's key from `connect`; a closed session holds nothing
   * @returns its places in registrations (more than one in the same registration only under the reading
   *   `sameSession: 'second-place'`), its calls in flight, the payload of those calls in bytes, and the total length of
   *   the names of all their procedures in characters
   * @throws Misuse if `connect` never returned the key
   */
  held(key: SessionKey): Held {
    this.checkKey(key);
    const session = this.runtime.parts.sessions.get(key);
    if (session === undefined) return NOTHING_HELD;
    const { places: registrations, calls, bytes, names } = session;
    return { registrations, calls: calls.size, bytes, names };
  }

  /**
   * Returns the whole state as plain data, to be stored, compared, or restored with the option `snapshot`.
   *
   * @throws Misuse if called by `inspect` or `random`, when the dealer is between two states
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

  /** Runs a method without re-entrance: `inspect` and `random` must not call the dealer. */
  private alone<Result>(act: () => Result): Result {
    if (this.isBusy) {
      throw new Misuse(
        'REENTRANT',
        'Expected no call of the dealer by inspect or random, but one came. Call it after the current method has returned.',
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

  /** Fires the deadlines up to `now`, and returns the session of that key, unless it is closed. */
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
