/**
 * Runs the charts of one dealer: steps an instance with each input, and turns the effects that it emits into messages
 * to clients or events of other instances.
 *
 * Effects are processed in emission order, depth-first: each one completely, with everything it triggers in other
 * charts, before the next.
 */

import { newCall, newRegistration } from '../../machines/instances.ts';
import type { Limits } from '../../machines/limits.ts';
import type { Readings } from '../../machines/readings.ts';
import type {
  CallEvent,
  CalleeSelected,
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
} from '../../machines/vocabulary.ts';
import { Deadlines } from './deadlines.ts';
import { Effects } from './effects.ts';
import type { Driver, Edge } from './engine/driver.ts';
import { noteError } from './last-words.ts';
import { write } from './messages.ts';
import { checkDraw } from './options.ts';
import { Outcome } from './outcome.ts';
import { type Call, newSessionPart, Parts, type Registration, type Session, type Step } from './parts.ts';
import { sizeOf } from './payload.ts';

export interface RuntimeOptions {
  readonly readings: Readings;
  readonly random: () => number;
  readonly limits: Limits;
  readonly agent: string;
  readonly inspect: ((step: Step) => void) | undefined;
  readonly onGrowth: ((session: SessionKey) => void) | undefined;
}

export class Runtime {
  readonly readings: Readings;
  readonly limits: Limits;
  readonly parts: Parts;
  readonly outcome = new Outcome();
  readonly deadlines = new Deadlines<Session | Call>();
  /** The time of the last input, in milliseconds. */
  now = 0;

  private readonly driver: Driver;
  private readonly random: () => number;
  private readonly agent: string;
  private readonly inspect: ((step: Step) => void) | undefined;
  private readonly effects = new Effects();

  constructor(driver: Driver, { readings, random, limits, agent, inspect, onGrowth }: RuntimeOptions) {
    this.parts = new Parts(onGrowth);
    this.driver = driver;
    this.readings = readings;
    this.random = random;
    this.limits = limits;
    this.agent = agent;
    this.inspect = inspect;
  }

  /** Starts a session. */
  open(context: SessionContext): void {
    const session = newSessionPart(context);
    this.parts.addSession(session);
    const first = this.effects.size;
    this.driver.session.start(session, this.effects);
    this.followSession(session, first);
  }

  /** Steps a session with an event, and processes the effects. */
  stepSession(session: Session, event: SessionEvent): void {
    const first = this.effects.size;
    const from = session.state;
    const edge = this.driver.session.step(session, event, this.effects);
    if (edge && this.inspect) this.report('session', session.key, from, edge, session.state);
    this.followSession(session, first);
  }

  /** Steps a call with an event, and processes the effects. */
  stepCall(call: Call, event: CallEvent): void {
    const first = this.effects.size;
    const from = call.state;
    const edge = this.driver.call.step(call, event, this.effects);
    if (edge && this.inspect) this.report('call', call.key, from, edge, call.state);
    this.followCall(call, first);
  }

  /** Steps every session with an event, in the order in which they connected. */
  tellAll(event: SessionEvent): void {
    for (const session of [...this.parts.sessions.values()]) this.stepSession(session, event);
  }

  /** Sets the clock; an earlier time than the current one is ignored. */
  reach(now: number): void {
    if (now > this.now) this.now = now;
  }

  /** Sets the clock, and fires the timers that are due. */
  advance(now: number): void {
    this.reach(now);
    for (;;) {
      const due = this.deadlines.takeDue(this.now);
      if (due === undefined) return;
      if ('caller' in due) this.stepCall(due, { type: 'timer.fired' });
      else this.stepSession(due, { type: 'timer.fired' });
    }
  }

  /** Draws a random number in [0, 1). If the source fails, 0 is used, so that the call or HELLO is still answered. */
  draw(): number {
    try {
      return checkDraw(this.random());
    } catch (error) {
      this.outcome.fail(error);
      return 0;
    }
  }

  // --- internal: stepping ---

  /** @param call the call that the event selects a callee for, if it is SELECT */
  private stepRegistration(registration: Registration, event: RegistrationEvent, call?: Call): void {
    const first = this.effects.size;
    const from = registration.state;
    const edge = this.driver.registration.step(registration, event, this.effects);
    const { registration: id } = registration.context;
    if (edge && this.inspect) this.report('registration', id, from, edge, registration.state);
    this.followRegistration(registration, first, call);
  }

  /** Calls the inspector. An exception is kept until the input is processed, so that it cannot leave a step half done. */
  private report(chart: Step['chart'], instance: number, from: string, edge: Edge, to: string): void {
    try {
      this.inspect?.({ chart, instance, from, to, ...edge });
    } catch (error) {
      this.outcome.fail(error);
    }
  }

  // --- internal: processing the effects of a step, which are on the stack from index `first` on ---

  private followSession(session: Session, first: number): void {
    const end = this.effects.size;
    for (let place = first; place < end; place++) this.seeToSession(session, this.effects.take(place));
    this.effects.size = first;
  }

  private followCall(call: Call, first: number): void {
    const end = this.effects.size;
    for (let place = first; place < end; place++) this.seeToCall(call, this.effects.take(place));
    this.effects.size = first;
  }

  private followRegistration(registration: Registration, first: number, call?: Call): void {
    const end = this.effects.size;
    for (let place = first; place < end; place++) {
      this.seeToRegistration(registration, this.effects.take(place), call);
    }
    this.effects.size = first;
  }

  private seeToSession(session: Session, effect: Effect): void {
    switch (effect.type) {
      case 'CALL':
        return this.call(session, effect);
      case 'YIELD':
      case 'ERROR': {
        const call = session.invocations.get(effect.request);
        return call && this.stepCall(call, effect);
      }
      case 'CANCEL': {
        const call = session.calls.get(effect.request);
        return call && this.stepCall(call, effect);
      }
      case 'REGISTER':
        return this.register(session, effect);
      case 'UNREGISTER':
        return this.unregister(session, effect);
      case 'timer.start':
        return this.deadlines.set(session, this.now + effect.after);
      case 'timer.stop':
        return this.deadlines.delete(session);
      case 'session.ended':
        return this.end(session);
      case 'session.closed':
        return this.forgetSession(session);
      default:
        return this.send(effect as SendEffect);
    }
  }

  private seeToCall(call: Call, effect: Effect): void {
    switch (effect.type) {
      case 'select':
        return this.seek(call);
      case 'timer.start':
        return this.deadlines.set(call, this.now + effect.after);
      case 'call.ended':
        this.deadlines.delete(call);
        return this.parts.forgetCall(call);
      default:
        return this.send(effect as SendEffect);
    }
  }

  private seeToRegistration(registration: Registration, effect: Effect, call?: Call): void {
    switch (effect.type) {
      case 'select.member':
        return this.invoke(call as Call, effect);
      case 'select.none':
        return this.stepCall(call as Call, effect);
      case 'registration.opened':
        return this.parts.addRegistration(registration);
      case 'registration.deleted':
        return this.parts.forgetRegistration(registration);
      default:
        return this.send(effect as SendEffect);
    }
  }

  private send(effect: SendEffect): void {
    const session = this.parts.sessions.get(effect.to);
    if (session === undefined || !session.listening) return;
    const message = write(effect, this.agent);
    this.outcome.put({ session: effect.to, message });
    if (effect.type === 'ERROR.made') noteError(message, effect.problem);
    else if (effect.type === 'WELCOME') this.parts.sessionIds.add(effect.id);
    else if (effect.type === 'REGISTERED') this.parts.join(session, effect.registration);
    else if (effect.type === 'UNREGISTERED') session.registrations?.delete(effect.registration);
  }

  // --- internal: calls ---

  private call(caller: Session, message: CallMessage): void {
    const context = newCall(this.readings, caller.key, message);
    const key = ++this.parts.lastCall;
    const call: Call = { state: '', context, key, caller, bytes: sizeOf(message), callee: undefined };
    const first = this.effects.size;
    this.driver.call.start(call, this.effects);
    this.parts.addCall(call);
    this.followCall(call, first);
    this.stepCall(call, ISSUED);
  }

  /** Asks a registration for a callee: the one that the call belongs to, or on the first try that of its procedure. */
  private seek(call: Call): void {
    this.parts.release(call);
    const { registration: id, message } = call.context;
    const registration =
      id === 0 ? this.parts.procedures.get(message.procedure) : this.parts.registrations.get(id);
    this.stepRegistration(
      registration ?? this.vacant(0, message.procedure),
      { type: 'SELECT', call: call.context, draw: this.draw() },
      call,
    );
  }

  /** Invokes the callee that the registration selected, under the next request id of its session. */
  private invoke(call: Call, selection: CalleeSelected): void {
    const callee = this.parts.sessions.get(selection.member.session) as Session;
    const invocation = ++callee.sent;
    this.parts.await(call, callee, invocation);
    this.stepCall(call, { type: 'select.member', selection, invocation });
  }

  // --- internal: registrations ---

  private register(session: Session, message: Register): void {
    const { procedure } = message;
    const registration =
      this.parts.procedures.get(procedure) ?? this.vacant(this.parts.lastRegistration + 1, procedure);
    const { context, places: held, key } = session;
    const { features } = context;
    const most = this.limits.registrations;
    this.stepMembership(registration, session, {
      type: 'REGISTER',
      session: key,
      features,
      message,
      held,
      most,
    });
  }

  private unregister(session: Session, message: Unregister): void {
    const registration = this.parts.registrations.get(message.registration) ?? this.vacant(0, '');
    this.stepMembership(registration, session, { type: 'UNREGISTER', session: session.key, message });
  }

  /** Steps a registration with an event that may change the number of places that the session has on its list. */
  private stepMembership(registration: Registration, session: Session, event: RegistrationEvent): void {
    const before = placesOf(registration, session);
    this.stepRegistration(registration, event);
    const more = placesOf(registration, session) - before;
    session.places += more;
    session.names += more * registration.context.procedure.length;
  }

  /** Creates the instance that answers for a procedure without registration; a REGISTER may open it, under this id. */
  private vacant(id: Id, procedure: Uri): Registration {
    const registration: Registration = { state: '', context: newRegistration(this.readings, id, procedure) };
    const first = this.effects.size;
    this.driver.registration.start(registration, this.effects);
    this.followRegistration(registration, first);
    return registration;
  }

  // --- internal: the end of a session ---

  /** Ends what a session is part of: its registrations first, so that no call is given to it any more. */
  private end(session: Session): void {
    session.listening = false;
    for (const id of session.registrations ?? []) {
      const registration = this.parts.registrations.get(id) as Registration;
      this.stepMembership(registration, session, { type: 'session.left', session: session.key });
    }
    session.registrations = undefined;
    const calls = [...session.calls].sort((a, b) => a.key - b.key);
    for (const call of calls) this.stepCall(call, { type: 'caller.left' });
    const invoked = [...session.invocations].sort((a, b) => a.context.invocation - b.context.invocation);
    for (const call of invoked) this.stepCall(call, { type: 'callee.left' });
  }

  private forgetSession(session: Session): void {
    this.end(session);
    this.parts.forgetSession(session);
    this.deadlines.delete(session);
    this.outcome.put({ session: session.key, close: true });
  }
}

// --- internal ---

const placesOf = ({ context }: Registration, { key }: Session): number =>
  context.places.get(key)?.length ?? 0;

const ISSUED: CallEvent = { type: 'CALL' };
