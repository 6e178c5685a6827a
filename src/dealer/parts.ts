/** The parts of the dealer (sessions, registrations, calls), the relations between them, and its outputs. */
import type { ChartName } from '../../machines/system.ts';
import type {
  CallContext,
  CallKey,
  Id,
  IdentityClaimed,
  Member,
  ProofGiven,
  RegistrationContext,
  SessionContext,
  SessionKey,
  Uri,
} from '../../machines/vocabulary.ts';
import type { Edge, Instance } from './engine/chart.ts';
import { Ids } from './ids.ts';
import type { WireMessage } from './messages.ts';
import { isCarried, payloadOf, sizeOf } from './payload.ts';

/** A transition of a chart. */
export interface Step extends Edge {
  readonly chart: ChartName;
  /** The session key, registration id or call key. */
  readonly instance: number;
  /** The state it was in, and the one it is in now. */
  readonly from: string;
  readonly to: string;
}

/**
 * A message to send, a connection to close after everything before it has been sent, or a question to the program
 * about a client that authenticates.
 */
export type Output = MessageOutput | CloseOutput | QuestionOutput;
export interface MessageOutput {
  readonly session: SessionKey;
  readonly message: WireMessage;
  readonly close?: undefined;
  readonly question?: undefined;
}
export interface CloseOutput {
  readonly session: SessionKey;
  readonly message?: undefined;
  readonly close: true;
  readonly question?: undefined;
}
export interface QuestionOutput {
  readonly session: SessionKey;
  readonly message?: undefined;
  readonly close?: undefined;
  readonly question: Question;
}

/**
 * A question to the program: for the identity that a client claims, to be answered by `challenge`, `admit`, `deny` or
 * `fail`; or for its judgement of a proof, to be answered by `admit`, `deny`, `fail`, or `challenge` for another round.
 */
export type Question = IdentityClaimed | ProofGiven;

/** The resources that the dealer holds for a session. */
export interface Held {
  readonly registrations: number;
  readonly calls: number;
  readonly bytes: number;
  readonly names: number;
}

export const NOTHING_HELD: Held = Object.freeze({ registrations: 0, calls: 0, bytes: 0, names: 0 });

/** Receiver of facts about calls that messages do not show. */
export interface CallWatch {
  /**
   * An INVOCATION belongs to a call.
   *
   * @param caller the session key of the caller
   * @param call the request id of the CALL
   * @param callee the session key of the callee
   * @param invocation the request id of the INVOCATION
   * @param tries the number of callees that the call was passed to before
   */
  invoked(caller: SessionKey, call: Id, callee: SessionKey, invocation: Id, tries: number): void;
  /**
   * A call has ended.
   *
   * @param milliseconds the time since its CALL, or since the snapshot that it comes from
   * @param isAbandoned true if the caller has left, so that there is no final answer
   */
  ended(milliseconds: number, isAbandoned: boolean): void;
}

/** A connection, its calls and its registrations. */
export interface Session extends Instance<SessionContext> {
  readonly chart: 'session';
  readonly key: SessionKey;
  /** True if it may still receive messages: not after its end, although it may wait for a GOODBYE. */
  listening: boolean;
  /** The number of INVOCATIONs it was sent, up to 2^53: every id has been used by then. */
  sent: number;
  /** The request id of the next INVOCATION. */
  nextInvocation: Id;
  /** Its calls in flight, by request id. */
  readonly calls: Ids<Call>;
  /** The calls that wait for its answer, by the request id of their INVOCATION. */
  readonly invocations: Ids<Call>;
  /** The registrations it is a member of, once there has been one: most sessions are callers. */
  registrations: Set<Id> | undefined;
  /** The number of its places in these registrations. */
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
  /** The time of its CALL, in milliseconds. */
  readonly since: number;
  /** Its share of `caller.bytes`. */
  bytes: number;
  /** The callee whose answer is pending. */
  callee: Session | undefined;
}

/** A registration; a vacant one exists only while it processes an event. */
export interface Registration extends Instance<RegistrationContext> {
  readonly chart: 'registration';
}

/** An instance of a chart. */
export type Part = Session | Registration | Call;

/** The caller or callee of a call, by its key. */
export function peerOf({ caller, callee }: Call, key: SessionKey): Session | undefined {
  if (caller.key === key) return caller;
  return callee !== undefined && callee.key === key ? callee : undefined;
}

/** All parts, and the indices by which they are found. */
export class Parts {
  readonly sessions = new Map<SessionKey, Session>();
  /** The WAMP session ids in use. */
  readonly sessionIds = new Set<Id>();
  /** The registrations by each of their ids: their own, and those that their members were told. */
  readonly registrations = new Map<Id, Registration>();
  /** Each registration once. */
  readonly procedures = new Map<Uri, Registration>();
  /** The number of calls in flight. */
  inFlight = 0;
  lastCall: CallKey = 0;
  lastRegistration: Id = 0;
  private readonly onGrowth: ((session: SessionKey) => void) | undefined;

  /** @param onGrowth called when a payload that is held for a session has grown */
  constructor(onGrowth: ((session: SessionKey) => void) | undefined) {
    this.onGrowth = onGrowth;
  }

  /** The calls in flight, oldest first. */
  calls(): Call[] {
    const all = [...this.sessions.values()].flatMap((session) => [...session.calls]);
    return all.sort((a, b) => a.key - b.key);
  }

  /** Adds a session. */
  addSession(session: Session): void {
    this.sessions.set(session.key, session);
    if (session.context.id > 0) this.sessionIds.add(session.context.id);
  }

  /**
   * Records the places of a session in a registration.
   *
   * @param before the places it had before
   * @param places the places it has now
   */
  changePlaces(
    session: Session,
    registration: Registration,
    before: readonly Member[],
    places: readonly Member[],
  ): void {
    const { context } = registration;
    const more = places.length - before.length;
    session.places += more;
    session.names += more * context.procedure.length;
    if (places.length > 0) this.join(session, context.registration);
    else session.registrations?.delete(context.registration);
    for (const id of idsBesides(context, before)) this.registrations.delete(id);
    const ids = idsBesides(context, places);
    for (const id of ids) this.registrations.set(id, registration);
    if (more > 0) this.lastRegistration = ids.at(-1) ?? this.lastRegistration;
  }

  /** Adds a registration. */
  addRegistration(registration: Registration): void {
    const { registration: id, procedure, members } = registration.context;
    this.registrations.set(id, registration);
    for (const member of members) this.registrations.set(member.registration, registration);
    this.procedures.set(procedure, registration);
    this.lastRegistration = id;
  }

  /** Adds a call. */
  addCall(call: Call): void {
    const { caller, context } = call;
    const { request, procedure } = context.message;
    caller.calls.add(request, call);
    this.inFlight++;
    caller.bytes += call.bytes;
    caller.names += procedure.length;
    if (isCarried(context.message)) this.followGrowth(call);
  }

  /** Waits for the answer of a callee to an INVOCATION with that request id. */
  await(call: Call, callee: Session, request: Id): void {
    call.callee = callee;
    callee.invocations.add(request, call);
  }

  /** Stops waiting for the callee of a call. */
  release(call: Call): void {
    if (call.callee === undefined) return;
    call.callee.invocations.delete(call.context.invocation);
    call.callee = undefined;
  }

  /** The session key, registration id or call key of an instance. */
  numberOf(part: Part): number {
    return part.chart === 'registration' ? part.context.registration : part.key;
  }

  /** Removes a session without calls and registrations. */
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
    if (isCarried(context.message)) this.forgetGrowth(call);
  }

  // --- internal ---

  private followGrowth(call: Call): void {
    const payload = payloadOf(call.context.message);
    if (payload !== undefined) payload.onGrowth = (bytes) => this.grow(call, bytes);
  }

  private forgetGrowth({ context }: Call): void {
    const payload = payloadOf(context.message);
    if (payload !== undefined) payload.onGrowth = undefined;
  }

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

/** The ids of some places, other than that of the registration. */
const idsBesides = ({ registration }: RegistrationContext, places: readonly Member[]): readonly Id[] =>
  places.map((place) => place.registration).filter((id) => id !== registration);

/** A session without calls and registrations. */
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

/** A call without a callee. */
export const newCallPart = (key: CallKey, caller: Session, context: CallContext, since: number): Call => ({
  chart: 'call',
  state: '',
  context,
  key,
  caller,
  since,
  bytes: sizeOf(context.message),
  callee: undefined,
});
