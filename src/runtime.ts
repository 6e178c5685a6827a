/**
 * What the dealer is made of: the running charts, who belongs to whom, and the way from what a chart emits to a
 * message, or to an event of another chart.
 *
 * Nothing is decided here. Every input is an event of one chart; what that emits is seen to in the order it came, and
 * an effect that names a chart instance which is gone concerns nobody any more.
 */
import type { Readings } from '../machines/readings.ts';
import { newCall } from '../machines/steps/call.ts';
import { newRegistration } from '../machines/steps/registration.ts';
import type {
  CallContext,
  CallEvent,
  CalleeSelected,
  CalleeSought,
  CallKey,
  Delivery,
  Effect,
  Id,
  RegistrationEvent,
  SendEffect,
  SessionContext,
  SessionEvent,
  SessionKey,
  Uri,
} from '../machines/vocabulary.ts';
import { Deadlines } from './deadlines.ts';
import type { ChartDriver, Driver, Instance } from './engine/driver.ts';
import type { Call, Output, Registration, Session, Step } from './parts.ts';
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
  readonly calls = new Map<CallKey, Call>();
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
  /** Sessions that have ended are sent nothing more, though they may wait for a GOODBYE. */
  private readonly listening = new Set<SessionKey>();
  /** What the charts emitted and nobody has seen to yet. */
  private effects: Effect[] = [];
  private outputs: Output[] = [];
  /** The registration that a REGISTER may be about to open. */
  private founding: Registration | undefined;

  constructor(driver: Driver, { readings, random, agent, inspect }: RuntimeOptions) {
    this.driver = driver;
    this.readings = readings;
    this.random = random;
    this.agent = agent;
    this.inspect = inspect;
  }

  /** Starts a session. */
  open(context: SessionContext): void {
    this.addSession(this.driver.session.start(context, this.effects), true);
    this.settle();
  }

  /** Lets an event happen to a session, and all that follows from it. */
  tell(session: Session, event: SessionEvent): void {
    this.step('session', session.chart, session.key, event);
    this.settle();
  }

  /** Lets an event happen to every session, in the order in which they connected. */
  tellAll(event: SessionEvent): void {
    for (const session of [...this.sessions.values()])
      this.step('session', session.chart, session.key, event);
    this.settle();
  }

  /** Sets the clock, and lets all that is due by then happen. It never goes back. */
  advance(now: number): void {
    if (now > this.now) this.now = now;
    for (;;) {
      const due = this.deadlines.takeDue(this.now);
      if (due === undefined) return;
      if ('caller' in due) this.step('call', due.chart, due.key, { type: 'timer.fired' });
      else this.step('session', due.chart, due.key, { type: 'timer.fired' });
      this.settle();
    }
  }

  /** What has come out since the last time this was asked. */
  takeOutputs(): Output[] {
    const { outputs } = this;
    this.outputs = [];
    return outputs;
  }

  // --- who is who; also used to start from a snapshot ---

  /** Knows a session from now on. */
  addSession(chart: Instance<SessionContext>, listening: boolean): Session {
    const { session: key, id } = chart.context;
    const session: Session = {
      key,
      chart,
      sent: 0,
      calls: new Map(),
      invocations: new Map(),
      registrations: new Set(),
    };
    this.sessions.set(key, session);
    if (listening) this.listening.add(key);
    if (id > 0) this.sessionIds.add(id);
    return session;
  }

  /** Whether a session may still be sent something. */
  isListening(session: Session): boolean {
    return this.listening.has(session.key);
  }

  /** Knows a registration from now on. */
  addRegistration(registration: Registration): void {
    const { context } = registration.chart;
    this.registrations.set(context.registration, registration);
    this.procedures.set(context.procedure, registration);
    this.lastRegistration = Math.max(this.lastRegistration, context.registration);
  }

  /** Knows a call from now on. */
  addCall(caller: Session, chart: Instance<CallContext>): Call {
    const { call: key, message } = chart.context;
    const call: Call = { key, chart, caller, callee: undefined };
    this.calls.set(key, call);
    caller.calls.set(message.request, call);
    return call;
  }

  /** The call now waits for this session's answer to the INVOCATION with this request id. */
  await(call: Call, callee: Session, request: Id): void {
    call.callee = callee;
    callee.invocations.set(request, call);
  }

  // --- internal: stepping ---

  private step<Chart extends keyof Driver>(
    chart: Chart,
    instance: Instance<ContextOf<Chart>>,
    key: number,
    event: EventOf<Chart>,
  ): void {
    const driver = this.driver[chart] as unknown as ChartDriver<ContextOf<Chart>, EventOf<Chart>>;
    const edge = driver.step(instance, event, this.effects);
    if (edge !== undefined) this.inspect?.({ chart, instance: key, ...edge });
  }

  /** Sees to everything the charts emitted, and to what they emit because of that. */
  private settle(): void {
    for (let index = 0; index < this.effects.length; index++) this.see(this.effects[index] as Effect);
    this.effects.length = 0;
  }

  private see(effect: Effect): void {
    switch (effect.type) {
      case 'deliver':
        return this.deliver(effect);
      case 'select':
        return this.seek(effect);
      case 'select.member':
        return this.invoke(effect);
      case 'select.none':
        return this.stepCall(effect.call, { type: 'select.none', capped: effect.capped });
      case 'registration.opened':
        return this.addRegistration(this.founding as Registration);
      case 'registration.deleted':
        return this.forgetRegistration(effect.registration);
      case 'call.timer.start':
        return this.wake(this.calls.get(effect.call), effect.after);
      case 'call.ended':
        return this.forgetCall(effect.call);
      case 'session.timer.start':
        return this.wake(this.sessions.get(effect.session), effect.after);
      case 'session.timer.stop':
        return this.deadlines.delete(this.sessions.get(effect.session) as Session);
      case 'session.ended':
        return this.end(this.sessions.get(effect.session) as Session);
      case 'session.closed':
        return this.forgetSession(this.sessions.get(effect.session) as Session);
      default:
        return this.send(effect);
    }
  }

  private wake(holder: Session | Call | undefined, after: number): void {
    if (holder !== undefined) this.deadlines.set(holder, this.now + after);
  }

  // --- internal: messages ---

  private send(effect: SendEffect): void {
    if (!this.listening.has(effect.to)) return;
    this.outputs.push({ session: effect.to, message: write(effect, this.agent) });
    if (effect.type === 'WELCOME') this.sessionIds.add(effect.id);
    else if (effect.type === 'REGISTERED')
      this.sessions.get(effect.to)?.registrations.add(effect.registration);
    else if (effect.type === 'UNREGISTERED')
      this.sessions.get(effect.to)?.registrations.delete(effect.registration);
  }

  private deliver({ session: key, features, message }: Delivery): void {
    const session = this.sessions.get(key) as Session;
    switch (message.type) {
      case 'CALL':
        return this.call(session, message);
      case 'CANCEL':
        return this.stepCall(session.calls.get(message.request)?.key, { type: 'CANCEL', message });
      case 'YIELD':
        return this.stepCall(session.invocations.get(message.request)?.key, { type: 'YIELD', message });
      case 'ERROR':
        return this.stepCall(session.invocations.get(message.request)?.key, { type: 'ERROR', message });
      case 'REGISTER': {
        const registration = this.procedures.get(message.procedure) ?? this.found(message.procedure);
        return this.stepRegistration(registration, { type: 'REGISTER', session: key, features, message });
      }
      case 'UNREGISTER': {
        const registration = this.registrations.get(message.registration) ?? this.vacant('');
        return this.stepRegistration(registration, { type: 'UNREGISTER', session: key, message });
      }
    }
  }

  // --- internal: calls ---

  private call(caller: Session, message: CallContext['message']): void {
    const key = ++this.lastCall;
    const context = newCall(this.readings, key, caller.key, message);
    this.addCall(caller, this.driver.call.start(context, this.effects));
    this.stepCall(key, { type: 'CALL' });
  }

  private stepCall(key: CallKey | undefined, event: CallEvent): void {
    const call = key === undefined ? undefined : this.calls.get(key);
    if (call !== undefined) this.step('call', call.chart, call.key, event);
  }

  /** A call asks its registration for a callee: the one it belongs to, or at first the one of its procedure. */
  private seek({ call, procedure, registration: id, refusals, asked, tries }: CalleeSought): void {
    this.release(this.calls.get(call));
    const registration = id === 0 ? this.procedures.get(procedure) : this.registrations.get(id);
    this.stepRegistration(registration ?? this.vacant(procedure), {
      type: 'SELECT',
      call,
      refusals,
      asked,
      tries,
      draw: this.random(),
    });
  }

  /** The registration named a callee: its session numbers the INVOCATION, and is waited for. */
  private invoke({ call: key, registration, member }: CalleeSelected): void {
    const call = this.calls.get(key) as Call;
    const callee = this.sessions.get(member.session) as Session;
    const invocation = ++callee.sent;
    this.await(call, callee, invocation);
    this.stepCall(key, { type: 'select.member', registration, member, invocation });
  }

  /** Whoever was asked for this call is no longer waited for. */
  private release(call: Call | undefined): void {
    if (call?.callee === undefined) return;
    call.callee.invocations.delete(call.chart.context.invocation);
    call.callee = undefined;
  }

  private forgetCall(key: CallKey): void {
    const call = this.calls.get(key) as Call;
    this.release(call);
    this.deadlines.delete(call);
    call.caller.calls.delete(call.chart.context.message.request);
    this.calls.delete(key);
  }

  // --- internal: registrations ---

  private stepRegistration(registration: Registration, event: RegistrationEvent): void {
    this.step('registration', registration.chart, registration.chart.context.registration, event);
  }

  /** A registration that exists once a REGISTER has opened it. */
  private found(procedure: Uri): Registration {
    const context = newRegistration(this.readings, this.lastRegistration + 1, procedure);
    this.founding = { chart: this.driver.registration.start(context, this.effects) };
    return this.founding;
  }

  /** What answers where there is no registration. */
  private vacant(procedure: Uri): Registration {
    return {
      chart: this.driver.registration.start(newRegistration(this.readings, 0, procedure), this.effects),
    };
  }

  private forgetRegistration(id: Id): void {
    const { procedure } = (this.registrations.get(id) as Registration).chart.context;
    this.registrations.delete(id);
    this.procedures.delete(procedure);
  }

  // --- internal: the end of a session ---

  /** Takes the session out of everything: off the lists first, so that nobody is given to it any more. */
  private end(session: Session): void {
    this.listening.delete(session.key);
    for (const id of session.registrations) {
      const registration = this.registrations.get(id);
      if (registration !== undefined)
        this.stepRegistration(registration, { type: 'session.left', session: session.key });
    }
    session.registrations.clear();
    for (const call of [...session.calls.values()]) this.stepCall(call.key, { type: 'caller.left' });
    for (const call of [...session.invocations.values()]) this.stepCall(call.key, { type: 'callee.left' });
  }

  private forgetSession(session: Session): void {
    this.end(session);
    this.sessions.delete(session.key);
    this.sessionIds.delete(session.chart.context.id);
    this.deadlines.delete(session);
    this.outputs.push({ session: session.key, close: true });
  }
}

type ContextOf<Chart extends keyof Driver> =
  Driver[Chart] extends ChartDriver<infer Context, infer _> ? Context : never;
type EventOf<Chart extends keyof Driver> =
  Driver[Chart] extends ChartDriver<infer _, infer Event> ? Event : never;
