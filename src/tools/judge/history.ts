/**
 * Rebuilds sessions, registrations with their lists, and calls with their INVOCATIONs from a log.
 *
 * It takes each line for a fact, however wrong it is, and never throws. Messages that belong to nothing are
 * strays. The oracles judge the facts.
 */
import { DEFAULT_READINGS, type Readings } from '../../../machines/readings.ts';
import type { Entry, Reason } from '../../wire/entry.ts';
import { doubtOf, featureBeyond, featureBeyondOf, isPart, isPartOfInvocation } from './aside.ts';
import { newRealm, newSession } from './blank.ts';
import { Clock } from './clock.ts';
import { CROSSING } from './crossed.ts';
import { Crossings } from './crossing.ts';
import {
  type Call,
  type Ending,
  isLive,
  type Moment,
  type Passed,
  type Phase,
  type Realm,
  type Registration,
  type Reply,
  type Request,
  type Session,
  type Try,
} from './facts.ts';
import {
  answer,
  cancel,
  failToAnswer,
  failToInvoke,
  interrupt,
  invoke,
  newCall,
  pendingOf,
  reply,
} from './matching.ts';
import { type Message, type Name, read } from './messages.ts';
import { isRequest, offenceOf } from './offences.ts';
import { join, leave, situate } from './registration.ts';
import { isNotice, revokedBy } from './revocation.ts';
import { Revocations } from './revoking.ts';
import { placesOf, takeCalls } from './withdrawal.ts';

export interface HistoryOptions {
  /** Maximum delay allowed, in milliseconds; 0 if left out. */
  readonly tolerance?: number | undefined;
  /** Readings of the router; the defaults for those left out. */
  readonly readings?: Partial<Readings> | undefined;
  /** Lines that crossed others, of a log of a proxy that is read again in part. */
  readonly crossed?: Iterable<number> | undefined;
}

export class History {
  readonly clock: Clock;
  readonly readings: Readings;
  readonly sessions = new Map<string, Session>();
  /** Every message, in order. */
  readonly passed: Passed[] = [];
  readonly allRequests: Request[] = [];
  readonly registrations: Registration[] = [];
  /** The calls that are judged, and their INVOCATIONs. */
  calls: Call[] = [];
  tries: Try[] = [];
  /** The calls that are not judged, since they use a feature that no rule is about. */
  readonly aside: Call[] = [];
  /** The INVOCATIONs of all calls. */
  readonly invocations: Try[] = [];
  /** Messages of the router that belong to nothing. */
  readonly strays: Passed[] = [];

  /** Crossings, in a log of a proxy; undefined for the log of a router. */
  crossings: Crossings | undefined;

  /** Time since which the router may have known the latest line, if that is known. */
  private since: number | undefined;
  private readonly crossed: Iterable<number>;
  private readonly revocations: Revocations;
  private readonly realms = new Map<string, Realm>();
  /** The requests that wait for their reply. */
  private unsettled: readonly Request[] = [];

  constructor({ tolerance = 0, readings, crossed = [] }: HistoryOptions = {}) {
    this.crossed = crossed;
    this.clock = new Clock(tolerance);
    this.readings = { ...DEFAULT_READINGS, ...readings };
    this.revocations = new Revocations(this.readings, (call, feature) => this.setAside(call, feature));
  }

  /** The requests that are judged: those that crossed nothing. */
  get requests(): readonly Request[] {
    return this.crossings === undefined
      ? this.allRequests
      : this.allRequests.filter(({ isCrossed }) => !isCrossed);
  }

  /**
   * Takes the next line of the log.
   *
   * @param line its number; the next one if left out
   */
  add(entry: Entry, line?: number): void {
    const moment = this.clock.add(entry, line);
    if ('event' in entry && entry.via === 'proxy')
      this.crossings ??= new Crossings({
        tolerance: this.clock.tolerance,
        readings: this.readings,
        lines: this.crossed,
        setAside: (call) => this.setAside(call, CROSSING),
      });
    this.since = 'received' in entry ? entry.since : undefined;
    const session = this.sessionOf(entry.session);
    if ('event' in entry) this.meet(session, entry.event, moment);
    else if ('received' in entry) this.receive(session, read(entry.received, 'client'), moment);
    else if ('sent' in entry) this.send(session, read(entry.sent, 'router'), moment);
    else this.miss(session, read(entry.undelivered, 'router'), entry.reason, moment);
  }

  // --- internal: sessions ---

  private sessionOf(name: string): Session {
    const known = this.sessions.get(name);
    if (known !== undefined) return known;
    const session = newSession(name, this.realmOf(''));
    this.sessions.set(name, session);
    return session;
  }

  private realmOf(name: string): Realm {
    const known = this.realms.get(name);
    if (known !== undefined) return known;
    const realm = newRealm(name, this.crossings !== undefined);
    this.realms.set(name, realm);
    return realm;
  }

  private meet(session: Session, event: 'connected' | 'lost' | 'closed', moment: Moment): void {
    if (event === 'connected') return;
    session.gone ??= { by: event === 'lost' ? 'client' : 'router', ...moment };
    this.end(session, moment, event === 'lost' ? 'loss' : 'close', 'ended');
  }

  /** Takes the session off every list and out of every call. */
  private end(session: Session, moment: Moment, how: Ending, phase: Phase): void {
    session.phase = phase;
    if (session.ended !== undefined) return;
    this.crossings?.ended(session, moment, how === 'loss', this.since);
    session.ended = { how, ...moment };
    const { realm } = session;
    for (const registration of realm.standing.values()) leave(registration, session, how, moment);
    for (const call of [...session.calls.values()].flat()) {
      if (!isLive(call)) continue;
      call.callerLeft = moment;
      realm.waiting = realm.waiting.filter((waiting) => waiting !== call);
    }
    for (const tried of pendingOf(session)) {
      tried.calleeLeft = moment;
      realm.waiting = [...realm.waiting, tried.call as Call];
    }
  }

  // --- internal: messages of clients ---

  private receive(session: Session, message: Message, moment: Moment): void {
    const { phase } = session;
    const offence = offenceOf(session, message, this.readings);
    const passed: Passed = { session, by: 'client', message, phase, offence, ...moment };
    this.passed.push(passed);
    session.received.push(passed);
    if (phase === 'ended') return;
    if (phase === 'open' && isRequest(message) && !isPart(session, message))
      session.lastRequest = message.request;
    // A router that lets such a call go on has broken that rule, but none of the rules about calls.
    if (offence && message.name === 'CALL' && offence.rule !== 'BP-5')
      this.calls.push(newCall(passed, session.realm));
    if (offence !== undefined) return;
    if (message.flaw === undefined && message.name === 'ABORT')
      this.end(session, moment, 'ABORT of the client', 'ended');
    else if (message.flaw === undefined && message.name === 'GOODBYE')
      this.end(session, moment, 'GOODBYE of the client', 'ended');
    else if (phase === 'opening') this.open(session, passed);
    else if (phase === 'open') this.ask(passed);
  }

  private open(session: Session, hello: Passed): void {
    if (hello.message.name !== 'HELLO') return;
    session.hello = hello;
    session.realm = this.realmOf(hello.message.uri);
  }

  private ask(passed: Passed): void {
    const { session, message } = passed;
    const realm = session.realm;
    switch (message.name) {
      case 'REGISTER':
      case 'UNREGISTER':
      case 'SUBSCRIBE':
      case 'UNSUBSCRIBE':
      case 'PUBLISH':
        this.request(passed);
        return;
      case 'CALL':
        if (isPart(session, message)) return;
        return this.call(newCall(passed, realm));
      case 'CANCEL':
        return this.cancel(passed);
      case 'YIELD':
      case 'ERROR':
        return this.answer(reply(passed, realm, this.readings));
    }
  }

  private call(call: Call): void {
    call.aside = featureBeyond(call);
    this.crossings?.called(call);
    (call.aside === undefined ? this.calls : this.aside).push(call);
  }

  private cancel(passed: Passed): void {
    const call = cancel(passed, this.readings);
    if (call !== undefined) this.crossings?.canceled(call, passed);
  }

  private answer(given: Reply): void {
    this.crossings?.replied(given);
    this.setAside(given.tried.call, featureBeyondOf(given));
  }

  private invoke(tried: Try): void {
    this.crossings?.invoked(tried);
    this.invocations.push(tried);
    if (tried.call?.aside === undefined) this.tries.push(tried);
  }

  /** Excludes a call from judgement that was judged so far. */
  private setAside(call: Call | undefined, feature: string | undefined): void {
    if (call === undefined || feature === undefined || call.aside !== undefined) return;
    call.aside = feature;
    for (const { registration } of call.tries) if (registration) registration.played = undefined;
    if (this.calls.at(-1)?.line !== call.line && !this.calls.includes(call)) return;
    this.aside.push(call);
    this.calls = this.calls.filter((one) => one !== call);
    this.tries = this.tries.filter((one) => one.call !== call);
  }

  private request(asked: Passed): void {
    const request = situate({ asked, reply: undefined, revoked: [] }, this.readings);
    this.allRequests.push(request);
    this.crossings?.requested(request);
    this.unsettled = [...this.unsettled.filter(({ asked: { session } }) => !session.ended), request];
  }

  // --- internal: messages of the router ---

  private send(session: Session, message: Message, moment: Moment): void {
    const { phase } = session;
    const passed: Passed = { session, by: 'router', message, phase, offence: undefined, ...moment };
    this.passed.push(passed);
    session.sent.push(passed);
    const isRevoking =
      revokedBy(passed).filter((one) => this.revocations.revoke(one, moment, this.unsettled)).length > 0;
    switch (message.name) {
      case 'WELCOME':
        session.welcome ??= passed;
        if (session.phase === 'opening') session.phase = 'open';
        return;
      case 'ABORT':
        return this.end(session, moment, 'ABORT of the router', 'ended');
      case 'GOODBYE':
        if (session.phase !== 'ended') this.end(session, moment, 'GOODBYE of the router', 'closing');
        return;
      case 'INVOCATION':
        if (!isPartOfInvocation(session, message)) this.invoke(invoke(passed));
        return;
      case 'INTERRUPT':
        if (!this.interrupt(passed)) this.strays.push(passed);
        return;
      case 'RESULT':
        if (!this.tell(passed)) this.strays.push(passed);
        return;
      case 'ERROR':
        if (message.of === 'CALL' ? !this.tell(passed) : !this.settle(passed, message.of))
          this.strays.push(passed);
        return;
      case 'REGISTERED':
        if (!this.settle(passed, 'REGISTER')) this.strays.push(passed);
        return;
      case 'UNREGISTERED':
        if (isNotice(passed) ? !isRevoking : !this.settle(passed, 'UNREGISTER')) this.strays.push(passed);
        return;
    }
  }

  /** Assigns an INTERRUPT to its INVOCATION; false if there is none. */
  private interrupt(passed: Passed): boolean {
    const tried = interrupt(passed);
    if (tried !== undefined) this.crossings?.interrupted(tried, passed);
    return tried !== undefined;
  }

  /** Assigns an answer to its call; false if there is none. */
  private tell(passed: Passed): boolean {
    const given = answer(passed);
    if (given !== undefined) this.crossings?.answered(given);
    return given !== undefined;
  }

  /** Processes an undeliverable message; all but INVOCATIONs and answers count as sent. */
  private miss(session: Session, message: Message, reason: Reason, moment: Moment): void {
    const { phase } = session;
    const passed: Passed = { session, by: 'router', message, phase, offence: undefined, ...moment };
    if (message.name === 'INVOCATION') {
      const known = session.tries.get(message.request);
      const tried = failToInvoke(passed, reason);
      if (tried !== undefined) this.invoke(tried);
      const { call, undelivered } = tried ?? known ?? {};
      if (undelivered !== undefined) this.setAside(call, doubtOf(undelivered));
    } else if (message.name === 'RESULT' || message.of === 'CALL') {
      if (!failToAnswer(passed, reason)) this.strays.push(passed);
    } else this.send(session, message, moment);
  }

  /** Assigns a reply to the oldest open request of that kind and id; false if there is none. */
  private settle(passed: Passed, of: Name | undefined): boolean {
    const { session, message } = passed;
    const request = this.unsettled.find(
      ({ asked }) =>
        asked.session === session && asked.message.name === of && asked.message.request === message.request,
    );
    if (request === undefined) return false;
    this.unsettled = this.unsettled.filter((other) => other !== request);
    if (message.name === 'REGISTERED') {
      this.revocations.takeOver(request, passed);
      situate(request, this.readings).reply = passed;
      this.registrations.push(...join(request, passed, this.readings));
      for (const place of placesOf(request.revoked)) takeCalls(place, passed, this.readings);
      this.crossings?.settled(request);
      return true;
    }
    situate(request, this.readings).reply = passed;
    this.crossings?.settled(request);
    if (message.name === 'UNREGISTERED' && request.standing !== undefined) {
      const [registration, id] = [request.standing, request.asked.message.target];
      if (leave(registration, session, 'UNREGISTER', passed, (member) => member.id === id))
        takeCalls({ session, id }, passed, this.readings);
    }
    return true;
  }
}
