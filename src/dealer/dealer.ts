/**
 * The dealer: WAMP messages in, WAMP messages out, and no I/O.
 *
 * One thread, no promises, no clock and no randomness of its own: its inputs, times and random numbers decide all.
 */
import { newSession } from '../../machines/instances.ts';
import { UNLIMITED } from '../../machines/limits.ts';
import { DEFAULT_READINGS } from '../../machines/readings.ts';
import type { Dict, Obstacle, Principal, SessionEvent, SessionKey, Uri } from '../../machines/vocabulary.ts';
import { checkAdmission, checkChallenge, checkQuestion } from './authentication.ts';
import type { DealerOptions } from './dealer-options.ts';
import { undeliver } from './delivery.ts';
import type { Driver } from './engine/driver.ts';
import { eventOf } from './facts.ts';
import { show } from './json.ts';
import { parse, type WireMessage } from './messages.ts';
import { Misuse } from './misuse.ts';
import type { PartObserver } from './observer.ts';
import { checkIdle, checkMessage, checkOptions, checkTime, checkUndelivered } from './options.ts';
import { type Held, NOTHING_HELD, type Output, type Parts, type Session } from './parts.ts';
import { Runtime } from './runtime.ts';
import { type DealerSnapshot, readSnapshot, writeSnapshot } from './snapshot.ts';

/** A WAMP dealer for one realm. */
export class Dealer {
  private readonly runtime: Runtime;
  private readonly realm: Uri;
  private readonly authmethods: readonly string[] | undefined;
  private readonly patience: number;
  private lastSession: SessionKey = 0;
  private isBusy = false;

  /**
   * Programs call `createDealer`.
   *
   * @internal
   * @param driver the driver of the charts
   * @param options see `DealerOptions`
   * @throws Misuse if an option is unknown or its value makes no sense
   */
  constructor(driver: Driver, options: DealerOptions) {
    checkOptions(options);
    const { random, readings, realm, authmethods, patience = 10_000 } = options;
    const { limits, inspect, onGrowth, watch, snapshot } = options;
    this.realm = realm;
    this.authmethods = authmethods;
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
      const { runtime, realm, patience, authmethods } = this;
      runtime.open(newSession(runtime.readings, key, realm, patience, authmethods));
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
    // Not by `alone`: a closure for each message costs as much as reading it.
    this.begin();
    try {
      const session = this.find(key, now);
      if (session !== undefined) this.runtime.step(session, eventOf(this.runtime, session, parse(wire)));
      return this.runtime.outcome.take();
    } finally {
      this.isBusy = false;
    }
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
   * Challenges a client, in answer to a question about it (AU-3): sends CHALLENGE.
   *
   * @param key the session's key from `connect`; nothing happens if the session has ended
   * @param method one of the methods in the question
   * @param extra details for the client
   * @param now the time in milliseconds
   * @returns the messages to send and the connections to close
   * @throws Misuse if `connect` never returned the key, no question about the session is open, the method or `extra` is
   *   invalid, or `now` is not a finite number
   */
  challenge(key: SessionKey, method: string, extra: Dict, now: number): Output[] {
    return this.answer(key, { type: 'challenge.made', method, extra }, now, (session) =>
      checkChallenge(session, method, extra),
    );
  }

  /**
   * Admits a client, in answer to a question about it (AU-4): sends WELCOME.
   *
   * @param key the session's key from `connect`; nothing happens if the session has ended
   * @param principal the identity of the client, and its permissions
   * @param now the time in milliseconds
   * @returns the messages to send and the connections to close
   * @throws Misuse if `connect` never returned the key, no question about the session is open, the principal is
   *   invalid or has a method that the client did not offer, or `now` is not a finite number
   */
  admit(key: SessionKey, principal: Principal, now: number): Output[] {
    return this.answer(key, { type: 'client.admitted', principal }, now, (session) =>
      checkAdmission(session, principal),
    );
  }

  /**
   * Refuses a client, in answer to a question about it: sends ABORT `wamp.error.authentication_denied` (AU-5).
   *
   * @param key the session's key from `connect`; nothing happens if the session has ended
   * @param now the time in milliseconds
   * @returns the messages to send and the connections to close
   * @throws Misuse if `connect` never returned the key, no question about the session is open, or `now` is not a finite
   *   number
   */
  deny(key: SessionKey, now: number): Output[] {
    return this.answer(key, { type: 'client.denied' }, now);
  }

  /**
   * Refuses a client whose identity could not be checked: sends ABORT `wamp.error.authentication_failed` (AU-5).
   *
   * @param key the session's key from `connect`; nothing happens if the session has ended
   * @param now the time in milliseconds
   * @returns the messages to send and the connections to close
   * @throws Misuse if `connect` never returned the key, no question about the session is open, or `now` is not a finite
   *   number
   */
  fail(key: SessionKey, now: number): Output[] {
    return this.answer(key, { type: 'authentication.failed' }, now);
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
      checkTime(now);
      this.runtime.advance(now);
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
      checkTime(now);
      this.runtime.advance(now);
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

  /** Attaches an observer, or none; the parts are to be read between the methods of the dealer. @internal */
  observe(observer: PartObserver | undefined): Parts {
    this.runtime.observe(observer);
    return this.runtime.parts;
  }

  // --- internal ---

  private happen(key: SessionKey, event: SessionEvent, now: number): Output[] {
    return this.alone(() => {
      const session = this.find(key, now);
      if (session !== undefined) this.runtime.step(session, event);
      return this.runtime.outcome.take();
    });
  }

  /** Answers an open question about a session. */
  private answer(
    key: SessionKey,
    event: SessionEvent,
    now: number,
    check = (_: Session): void => {},
  ): Output[] {
    return this.alone(() => {
      const session = this.find(key, now);
      if (session !== undefined) {
        checkQuestion(session);
        check(session);
        this.runtime.step(session, event);
      }
      return this.runtime.outcome.take();
    });
  }

  /** Runs a method without re-entrance: `inspect` and `random` must not call the dealer. */
  private alone<Result>(act: () => Result): Result {
    this.begin();
    try {
      return act();
    } finally {
      this.isBusy = false;
    }
  }

  private begin(): void {
    checkIdle(this.isBusy);
    this.isBusy = true;
  }

  /** Fires the deadlines up to `now`, and returns the session of that key, unless it is closed. */
  private find(key: SessionKey, now: number): Session | undefined {
    this.checkKey(key);
    checkTime(now);
    this.runtime.advance(now);
    return this.runtime.parts.sessions.get(key);
  }

  private checkKey(key: SessionKey): void {
    if (Number.isInteger(key) && key >= 1 && key <= this.lastSession) return;
    throw new Misuse('SESSION_UNKNOWN', `Expected a session key that connect() gave, but ${show(key)} came.`);
  }
}
