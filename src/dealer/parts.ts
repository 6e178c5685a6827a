/** What the dealer is made of, who belongs to whom, and what comes out of it. */
import type { ChartName } from '../../machines/system.ts';
import type {
  CallContext,
  CallKey,
  Id,
  RegistrationContext,
  SessionContext,
  SessionKey,
  Uri,
} from '../../machines/vocabulary.ts';
import type { Edge, Instance } from './engine/chart.ts';
import { Ids } from './ids.ts';
import type { WireMessage } from './messages.ts';
import { payloadOf, sizeOf } from './payload.ts';

/** One transition that was taken. */
export interface Step extends Edge {
  readonly chart: ChartName;
  /** The session key, registration id or call key. */
  readonly instance: number;
  /** The state it was in, and the one it is in now. */
  readonly from: string;
  readonly to: string;
}

/** What the dealer wants done: a message sent, or the connection closed once everything before is sent. */
export type Output =
  | { readonly session: SessionKey; readonly message: WireMessage; readonly close?: undefined }
  | { readonly session: SessionKey; readonly message?: undefined; readonly close: true };

/** A connection and what it is part of. */
export interface Session extends Instance<SessionContext> {
  readonly chart: 'session';
  readonly key: SessionKey;
  /** Whether it may be sent something; not once it has ended, though it may wait for a GOODBYE. */
  listening: boolean;
  /** How many INVOCATIONs it was sent, at most 2^53: by then every id was. */
  sent: number;
  /** The request id of the next INVOCATION. */
  nextInvocation: Id;
  /** Its calls in flight, by request id. */
  readonly calls: Ids<Call>;
  /** The calls that wait for its answer, by the request id of their INVOCATION. */
  readonly invocations: Ids<Call>;
  /** The registrations it is a member of, once there has been one: most sessions are callers. */
  registrations: Set<Id> | undefined;
  /** How many places it has on their lists. */
  places: number;
  /** The payload of its calls in flight, in bytes. */
  bytes: number;
  /** The length of the names of the procedures that it has a place for or calls, in characters. */
  names: number;
}

/** A call in flight. */
export interface Call extends Instance<CallContext> {
  readonly chart: 'call';
  readonly key: CallKey;
  readonly caller: Session;
  /** What it counts for in `caller.bytes`. */
  bytes: number;
  /** Who was asked last, and is still waited for. */
  callee: Session | undefined;
}

/** A registration, or a procedure without one while an event happens to it. */
export interface Registration extends Instance<RegistrationContext> {
  readonly chart: 'registration';
}

/** An instance of a chart. */
export type Part = Session | Registration | Call;

/** Everything there is, and who belongs to whom. */
export class Parts {
  readonly sessions = new Map<SessionKey, Session>();
  /** The WAMP session ids in use. */
  readonly sessionIds = new Set<Id>();
  readonly registrations = new Map<Id, Registration>();
  readonly procedures = new Map<Uri, Registration>();
  /** How many calls are in flight. */
  inFlight = 0;
  lastCall: CallKey = 0;
  lastRegistration: Id = 0;
  private readonly onGrowth: ((session: SessionKey) => void) | undefined;

  /** @param onGrowth is told when a payload that is held for a session has grown */
  constructor(onGrowth: ((session: SessionKey) => void) | undefined) {
    this.onGrowth = onGrowth;
  }

  /** The calls in flight, in the order in which they came. */
  calls(): Call[] {
    const all = [...this.sessions.values()].flatMap((session) => [...session.calls]);
    return all.sort((a, b) => a.key - b.key);
  }

  /** Knows a session from now on. */
  addSession(session: Session): void {
    this.sessions.set(session.key, session);
    if (session.context.id > 0) this.sessionIds.add(session.context.id);
  }

  /** Records how many places a session has on the list of a registration, and had before. */
  changePlaces(session: Session, { context }: Registration, before: number, places: number): void {
    session.places += places - before;
    session.names += (places - before) * context.procedure.length;
    if (places > 0) this.join(session, context.registration);
    else session.registrations?.delete(context.registration);
  }

  /** Knows a registration from now on. */
  addRegistration(registration: Registration): void {
    const { registration: id, procedure } = registration.context;
    this.registrations.set(id, registration);
    this.procedures.set(procedure, registration);
    this.lastRegistration = id;
  }

  /** Knows a call from now on. */
  addCall(call: Call): void {
    const { caller, context } = call;
    const { request, procedure } = context.message;
    caller.calls.add(request, call);
    this.inFlight++;
    caller.bytes += call.bytes;
    caller.names += procedure.length;
    const payload = payloadOf(context.message);
    if (payload !== undefined) payload.onGrowth = (bytes) => this.grow(call, bytes);
  }

  /** Waits for the answer of a session to the INVOCATION that it is sent next. */
  await(call: Call, callee: Session, request: Id): void {
    call.callee = callee;
    callee.invocations.add(request, call);
  }

  /** Whoever was asked for this call is no longer waited for. */
  release(call: Call): void {
    if (call.callee === undefined) return;
    call.callee.invocations.delete(call.context.invocation);
    call.callee = undefined;
  }

  /** The session key, registration id or call key of an instance. */
  numberOf(part: Part): number {
    return part.chart === 'registration' ? part.context.registration : part.key;
  }

  /** Forgets a session that has no calls and no registrations any more. */
  forgetSession(session: Session): void {
    this.sessions.delete(session.key);
    this.sessionIds.delete(session.context.id);
  }

  forgetRegistration({ context: { registration, procedure } }: Registration): void {
    this.registrations.delete(registration);
    this.procedures.delete(procedure);
  }

  forgetCall(call: Call): void {
    this.release(call);
    const { caller, context } = call;
    const { request, procedure } = context.message;
    caller.calls.delete(request);
    this.inFlight--;
    caller.bytes -= call.bytes;
    caller.names -= procedure.length;
    const payload = payloadOf(context.message);
    if (payload !== undefined) payload.onGrowth = undefined;
  }

  // --- internal ---

  private join(session: Session, registration: Id): void {
    session.registrations ??= new Set();
    session.registrations.add(registration);
  }

  private grow(call: Call, bytes: number): void {
    call.bytes += bytes;
    call.caller.bytes += bytes;
    this.onGrowth?.(call.caller.key);
  }
}

/** A session with nothing in it. */
export const newSessionPart = (context: SessionContext): Session => ({
  chart: 'session',
  state: '',
  context,
  key: context.session,
  listening: true,
  sent: 0,
  nextInvocation: context.firstInvocation,
  calls: new Ids(),
  invocations: new Ids(),
  registrations: undefined,
  places: 0,
  bytes: 0,
  names: 0,
});

export const newRegistrationPart = (context: RegistrationContext): Registration => ({
  chart: 'registration',
  state: '',
  context,
});

/** A call that no callee was asked for yet. */
export const newCallPart = (key: CallKey, caller: Session, context: CallContext): Call => ({
  chart: 'call',
  state: '',
  context,
  key,
  caller,
  bytes: sizeOf(context.message),
  callee: undefined,
});
