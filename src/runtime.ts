/**
 * What the dealer is made of: the running charts, who belongs to whom, and the way from what a chart emits to a
 * message, or to an event of another chart.
 *
 * Nothing is decided here. Every input is an event of one chart; what that emits is seen to in the order it came, and
 * what that makes other charts emit after it.
 */
import type { Readings } from '../machines/readings.ts';
import { newCall } from '../machines/steps/call.ts';
import { newRegistration } from '../machines/steps/registration.ts';
import type {
  CallEvent,
  CalleeSelected,
  CallKey,
  Call as CallMessage,
  Effect,
  Id,
  Register,
  RegistrationEvent,
  SendEffect,
  SessionContext,
  SessionEvent,
  SessionKey,
  Unregister,
  Uri,
} from '../machines/vocabulary.ts';
import { Deadlines } from './deadlines.ts';
import { Effects } from './effects.ts';
import type { Driver } from './engine/driver.ts';
import {
  type Call,
  newSessionPart,
  type Output,
  type Registration,
  type Session,
  type Step,
} from './parts.ts';
import { write } from './wamp/messages.ts';

export interface RuntimeOptions {
  readonly readings: Readings;
  readonly random: () => number;
  readonly agent: string;
  readonly inspect: ((step: Step) => void) | undefined;
}

export class Runtime {
  readonly readings: Readings;
  readonly sessions = new Map<SessionKey, Session>();
  readonly sessionIds = new Set<Id>();
  readonly registrations = new Map<Id, Registration>();
  readonly deadlines = new Deadlines<Session | Call>();
  /** The time of the last input, in milliseconds. */
  now = 0;
  lastCall: CallKey = 0;
  lastRegistration: Id = 0;

  private readonly driver: Driver;
  private readonly random: () => number;
  private readonly agent: string;
  private readonly inspect: ((step: Step) => void) | undefined;
  private readonly procedures = new Map<Uri, Registration>();
  private readonly effects = new Effects();
  private outputs: Output[] | undefined;
  /** What the inspector threw first. */
  private failure: { readonly error: unknown } | undefined;

  constructor(driver: Driver, { readings, random, agent, inspect }: RuntimeOptions) {
    this.driver = driver;
    this.readings = readings;
    this.random = random;
    this.agent = agent;
    this.inspect = inspect;
  }

  /** Starts a session. */
  open(context: SessionContext): void {
    const session = newSessionPart(context);
    this.addSession(session);
    const first = this.effects.size;
    this.driver.session.start(session, this.effects);
    this.seeTo(session, first);
  }

  /** Lets an event happen to a session, and all that follows from it. */
  tell(session: Session, event: SessionEvent): void {
    this.stepSession(session, event);
  }

  /** Lets an event happen to every session, in the order in which they connected. */
  tellAll(event: SessionEvent): void {
    for (const session of [...this.sessions.values()]) this.stepSession(session, event);
  }

  /** Sets the clock, which never goes back. */
  reach(now: number): void {
    if (now > this.now) this.now = now;
  }

  /** Sets the clock, and lets all that is due by then happen. */
  advance(now: number): void {
    this.reach(now);
    for (;;) {
      const due = this.deadlines.takeDue(this.now);
      if (due === undefined) return;
      if ('caller' in due) this.stepCall(due, { type: 'timer.fired' });
      else this.stepSession(due, { type: 'timer.fired' });
    }
  }

  /**
   * What has come out since the last time this was asked.
   *
   * @throws whatever `inspect` threw meanwhile; nothing is lost by that, and the outputs come the next time
   */
  takeOutputs(): Output[] {
    const { outputs, failure } = this;
    if (failure !== undefined) {
      this.failure = undefined;
      throw failure.error;
    }
    this.outputs = undefined;
    return outputs ?? [];
  }

  /** The calls in flight, in the order in which they came. */
  calls(): Call[] {
    const all = [...this.sessions.values()].flatMap((session) => [...session.calls]);
    return all.sort((a, b) => a.key - b.key);
  }

  // --- who is who; also used to start from a snapshot ---

  /** Knows a session from now on. */
  addSession(session: Session): void {
    this.sessions.set(session.key, session);
    if (session.context.id > 0) this.sessionIds.add(session.context.id);
  }

  /** Knows a registration from now on. */
  addRegistration(registration: Registration): void {
    const { registration: id, procedure } = registration.context;
    this.registrations.set(id, registration);
    this.procedures.set(procedure, registration);
    this.lastRegistration = Math.max(this.lastRegistration, id);
  }

  /** Knows a call from now on. */
  addCall(call: Call): void {
    call.caller.calls.add(call.context.message.request, call);
  }

  /** The call now waits for this session's answer to the INVOCATION with this request id. */
  await(call: Call, callee: Session, request: Id): void {
    call.callee = callee;
    callee.invocations.add(request, call);
  }

  // --- internal: stepping ---

  private stepSession(session: Session, event: SessionEvent): void {
    const first = this.effects.size;
    const edge = this.driver.session.step(session, event, this.effects);
    if (this.inspect && edge) this.report({ chart: 'session', instance: session.key, ...edge });
    this.seeTo(session, first);
  }

  private stepCall(call: Call, event: CallEvent): void {
    const first = this.effects.size;
    const edge = this.driver.call.step(call, event, this.effects);
    if (this.inspect && edge) this.report({ chart: 'call', instance: call.key, ...edge });
    this.seeTo(call, first);
  }

  /** What it emits concerns `owner`: the registration itself, or the call that asks it for a callee. */
  private stepRegistration(registration: Registration, event: RegistrationEvent, owner: Owner): void {
    const first = this.effects.size;
    const edge = this.driver.registration.step(registration, event, this.effects);
    if (this.inspect && edge) {
      this.report({ chart: 'registration', instance: registration.context.registration, ...edge });
    }
    this.seeTo(owner, first);
  }

  /** Tells the inspector, whose failure must not leave the dealer in the middle of something. */
  private report(step: Step): void {
    try {
      this.inspect?.(step);
    } catch (error) {
      this.failure ??= { error };
    }
  }

  /** Sees to what a step emitted, from place `first` on, and to all that follows from each before the next. */
  private seeTo(owner: Owner, first: number): void {
    const { effects } = this;
    const end = effects.size;
    for (let place = first; place < end; place++) this.see(effects.take(place), owner);
    effects.size = first;
  }

  private see(effect: Effect, owner: Owner): void {
    switch (effect.type) {
      case 'CALL':
        return this.call(owner as Session, effect);
      case 'YIELD':
      case 'ERROR': {
        const call = (owner as Session).invocations.get(effect.request);
        return call && this.stepCall(call, effect);
      }
      case 'CANCEL': {
        const call = (owner as Session).calls.get(effect.request);
        return call && this.stepCall(call, effect);
      }
      case 'REGISTER':
        return this.register(owner as Session, effect);
      case 'UNREGISTER':
        return this.unregister(owner as Session, effect);
      case 'select':
        return this.seek(owner as Call);
      case 'select.member':
        return this.invoke(owner as Call, effect);
      case 'select.none':
        return this.stepCall(owner as Call, effect);
      case 'call.ended':
        return this.forgetCall(owner as Call);
      case 'registration.opened':
        return this.addRegistration(owner as Registration);
      case 'registration.deleted':
        return this.forgetRegistration(owner as Registration);
      case 'timer.start':
        return this.deadlines.set(owner as Session | Call, this.now + effect.after);
      case 'timer.stop':
        return this.deadlines.delete(owner as Session);
      case 'session.ended':
        return this.end(owner as Session);
      case 'session.closed':
        return this.forgetSession(owner as Session);
      default:
        return this.send(effect);
    }
  }

  private send(effect: SendEffect): void {
    const session = this.sessions.get(effect.to);
    if (session === undefined || !session.listening) return;
    this.put({ session: effect.to, message: write(effect, this.agent) });
    if (effect.type === 'WELCOME') this.sessionIds.add(effect.id);
    else if (effect.type === 'REGISTERED') session.registrations.add(effect.registration);
    else if (effect.type === 'UNREGISTERED') session.registrations.delete(effect.registration);
  }

  private put(output: Output): void {
    // Most inputs have one output, and a list of one is made much faster than an empty list that grows.
    if (this.outputs === undefined) this.outputs = [output];
    else this.outputs.push(output);
  }

  // --- internal: calls ---

  private call(caller: Session, message: CallMessage): void {
    const context = newCall(this.readings, caller.key, message);
    const call: Call = { state: '', context, key: ++this.lastCall, caller, callee: undefined };
    const first = this.effects.size;
    this.driver.call.start(call, this.effects);
    this.addCall(call);
    this.seeTo(call, first);
    this.stepCall(call, ISSUED);
  }

  /** A call asks its registration for a callee: the one it belongs to, or at first the one of its procedure. */
  private seek(call: Call): void {
    this.release(call);
    const { registration: id, message } = call.context;
    const registration = id === 0 ? this.procedures.get(message.procedure) : this.registrations.get(id);
    this.stepRegistration(
      registration ?? this.vacant(0, message.procedure),
      { type: 'SELECT', call: call.context, draw: this.random() },
      call,
    );
  }

  /** The registration named a callee: its session numbers the INVOCATION, and is waited for. */
  private invoke(call: Call, selection: CalleeSelected): void {
    const callee = this.sessions.get(selection.member.session) as Session;
    const invocation = ++callee.sent;
    this.await(call, callee, invocation);
    this.stepCall(call, { type: 'select.member', selection, invocation });
  }

  /** Whoever was asked for this call is no longer waited for. */
  private release(call: Call): void {
    if (call.callee === undefined) return;
    call.callee.invocations.delete(call.context.invocation);
    call.callee = undefined;
  }

  private forgetCall(call: Call): void {
    this.release(call);
    this.deadlines.delete(call);
    call.caller.calls.delete(call.context.message.request);
  }

  // --- internal: registrations ---

  private register(session: Session, message: Register): void {
    const { procedure } = message;
    const registration = this.procedures.get(procedure) ?? this.vacant(this.lastRegistration + 1, procedure);
    const { features } = session.context;
    this.stepRegistration(
      registration,
      { type: 'REGISTER', session: session.key, features, message },
      registration,
    );
  }

  private unregister(session: Session, message: Unregister): void {
    const registration = this.registrations.get(message.registration) ?? this.vacant(0, '');
    this.stepRegistration(registration, { type: 'UNREGISTER', session: session.key, message }, registration);
  }

  /** What answers where there is no registration; a REGISTER may open it, then it has this id. */
  private vacant(id: Id, procedure: Uri): Registration {
    const registration: Registration = { state: '', context: newRegistration(this.readings, id, procedure) };
    const first = this.effects.size;
    this.driver.registration.start(registration, this.effects);
    this.seeTo(registration, first);
    return registration;
  }

  private forgetRegistration({ context: { registration, procedure } }: Registration): void {
    this.registrations.delete(registration);
    this.procedures.delete(procedure);
  }

  // --- internal: the end of a session ---

  /** Takes the session out of everything: off the lists first, so that nobody is given to it any more. */
  private end(session: Session): void {
    session.listening = false;
    for (const id of session.registrations) {
      const registration = this.registrations.get(id) as Registration;
      this.stepRegistration(registration, { type: 'session.left', session: session.key }, registration);
    }
    session.registrations.clear();
    const calls = [...session.calls].sort((a, b) => a.key - b.key);
    for (const call of calls) this.stepCall(call, { type: 'caller.left' });
    const invoked = [...session.invocations].sort((a, b) => a.context.invocation - b.context.invocation);
    for (const call of invoked) this.stepCall(call, { type: 'callee.left' });
  }

  private forgetSession(session: Session): void {
    this.end(session);
    this.sessions.delete(session.key);
    this.sessionIds.delete(session.context.id);
    this.deadlines.delete(session);
    this.put({ session: session.key, close: true });
  }
}

// --- internal ---

/** Whom an effect concerns. */
type Owner = Session | Call | Registration;

const ISSUED: CallEvent = { type: 'CALL' };
