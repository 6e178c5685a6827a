/**
 * The operations that the tables of `machines/system.ts` name: how instances are found, which facts an event brings along,
 * what an effect changes in the books, and how an instance starts.
 */
import { MAX_ID, nextFreeId, nextId, previousId } from '../../machines/ids.ts';
import { newCall, newRegistration } from '../../machines/instances.ts';
import type { Limits } from '../../machines/limits.ts';
import type { MemberList } from '../../machines/member-list.ts';
import type { Readings } from '../../machines/readings.ts';
import type { ChartName, Collector, Finder, RECORDS, RouteEvent } from '../../machines/system.ts';
import type {
  CalleeSelected,
  CalleeSought,
  CallGiven,
  Call as CallMessage,
  Effect,
  Id,
  IdentityClaimed,
  Member,
  MemberWithdrawn,
  ProcedureClaimed,
  ProofGiven,
  Register,
  RegistrationRevoked,
  SendEffect,
  SessionKey,
  Unregister,
  Uri,
} from '../../machines/vocabulary.ts';
import type { Deadlines } from './deadlines.ts';
import type { Edge } from './engine/chart.ts';
import type { WireMessage } from './messages.ts';
import type { Outcome } from './outcome.ts';
import {
  type Call,
  newCallPart,
  newRegistrationPart,
  type Part,
  type Parts,
  type Registration,
  type Session,
} from './parts.ts';

/** The runtime, as the operations see it. */
export interface System {
  readonly readings: Readings;
  readonly limits: Limits;
  /** The empty list of the driver. */
  readonly list: MemberList;
  readonly parts: Parts;
  readonly deadlines: Deadlines<Session | Call>;
  readonly outcome: Outcome;
  /** The time of the last input, in milliseconds. */
  readonly now: number;
  /** Draws a random number in [0, 1). */
  draw(): number;
  start(part: Part): void;
  step(part: Part, event: Event, cause?: Part): void;
  /** Sends a message to the session that it names, unless that session has ended. */
  send(effect: SendEffect): void;
  /** Sends a message that is written already, unless the session has ended. */
  post(session: Session, message: WireMessage): void;
  /** True if transitions are reported to somebody. */
  readonly isReporting: boolean;
  /** Reports a transition. */
  report(part: Part, from: string, edge: Edge, event: Event): void;
  /** Reports the INVOCATION of a call, before the call takes its next step. */
  invoked(call: Call, callee: Session, invocation: Id): void;
  /** Reports the end of a call. */
  ended(call: Call): void;
}

/**
 * Processes an effect of a chart.
 *
 * @param part the instance that emitted it
 * @param cause the instance whose effect led to the step in which it was emitted
 */
export type Handler = (system: System, part: Part, effect: Effect, cause: Part) => void;
export type Handlers = { readonly [Name in ChartName]: Handler };

export interface Event {
  readonly type: string;
}

/** Finds an instance, or none. */
export const FIND: Readonly<Record<Finder, Operation<Part | undefined>>> = {
  'session itself': (_: System, session: Session) => session,
  'session that asked': (_: System, _registration: Registration, _effect: Effect, cause: Session) => cause,
  'call by request': (_: System, { calls }: Session, { request }: Request) => calls.get(request),
  'call by invocation': (_: System, { invocations }: Session, { request }: Request) =>
    invocations.get(request),
  'call that asked': (_: System, _registration: Registration, _effect: Effect, cause: Call) => cause,
  'registration by procedure': (system: System, _: Session, { procedure }: Register | ProcedureClaimed) =>
    system.parts.procedures.get(procedure) ?? vacant(system, nextRegistration(system.parts), procedure),
  'registration by id': (system: System, _: Session, { registration }: Unregister) =>
    system.parts.registrations.get(registration) ?? vacant(system, 0, ''),
  'registration asked': (
    system: System,
    { context: { registration, message } }: Call,
    { by }: CalleeSought,
  ) =>
    (by === 'procedure'
      ? system.parts.procedures.get(message.procedure)
      : system.parts.registrations.get(registration)) ?? vacant(system, 0, message.procedure),
};

/** Finds any number of instances. */
export const COLLECT: Readonly<Record<Collector, Operation<readonly Part[]>>> = {
  'registrations of the session': ({ parts }: System, { registrations }: Session) =>
    [...(registrations ?? [])].map((id) => parts.registrations.get(id) as Registration),
  'calls of the session': (_: System, { calls }: Session) => byAge([...calls]),
  'earlier calls of the caller': (_: System, { caller, key }: Call) =>
    byAge([...caller.calls].filter((call) => call.key < key)),
  'invocations of the session': (_: System, { invocations }: Session) => inTheirOrder([...invocations]),
  'invocations of the member': (
    { parts }: System,
    _: Registration,
    { session, registration }: MemberWithdrawn,
  ) => {
    const { invocations } = parts.sessions.get(session) as Session;
    return inTheirOrder(
      [...invocations].filter(({ context }) => context.callee?.registration === registration),
    );
  },
  'invocations of the members': ({ parts }: System, { context: { members } }: Registration) =>
    sessionsOf(members).flatMap((key) => {
      const { invocations } = parts.sessions.get(key) as Session;
      const ids = members.placesOf(key).map(({ registration }) => registration);
      const isOfPlace = ({ context }: Call) => ids.includes(context.callee?.registration as Id);
      return inTheirOrder([...invocations].filter(isOfPlace));
    }),
};

/** Makes the event of a route. */
export const EVENT: Readonly<Record<RouteEvent, Operation<Event>>> = {
  REGISTER: ({ limits, parts }: System, { key, places, context }: Session, message: Register) => ({
    type: 'REGISTER',
    session: key,
    features: context.features,
    message,
    fresh: nextRegistration(parts),
    held: places,
    most: limits.registrations,
  }),
  'procedure.claimed': (
    { limits }: System,
    { key, places }: Session,
    { type, message }: ProcedureClaimed,
  ) => ({ type, session: key, message, held: places, most: limits.registrations }),
  UNREGISTER: (_: System, { key }: Session, message: Unregister) => ({
    type: 'UNREGISTER',
    session: key,
    message,
  }),
  'session.left': (_: System, { key }: Session) => ({ type: 'session.left', session: key }),
  'caller.left': () => CALLER_LEFT,
  'callee.left': () => CALLEE_LEFT,
  'callee.withdrawn': () => CALLEE_WITHDRAWN,
  'call.overtaken': (_: System, _call: Call, { session }: CallGiven) => ({ type: 'call.overtaken', session }),
  select: (
    system: System,
    { context }: Call,
    _effect: CalleeSought,
    { context: { policy } }: Registration,
  ) => ({
    type: 'select',
    call: context,
    draw: policy === 'random' ? system.draw() : 0,
  }),
  'select.member': (
    _: System,
    _registration: Registration,
    { type, registration, member }: CalleeSelected,
    { callee }: Call,
  ) => ({ type, registration, member, invocation: previousId((callee as Session).nextInvocation) }),
  CANCEL: effectItself,
  YIELD: effectItself,
  ERROR: effectItself,
  'select.none': effectItself,
  'procedure.cleared': effectItself,
};

/** Changes the books, by chart and effect. */
export const RECORD: {
  readonly [Name in ChartName]: Readonly<Record<keyof (typeof RECORDS)[Name], Operation<void>>>;
} = {
  session: {
    'identity.claimed': ({ parts, outcome }: System, session: Session, claim: IdentityClaimed) => {
      parts.sessionIds.add(session.context.id);
      outcome.put({ session: session.key, question: claim });
    },
    'proof.given': ({ outcome }: System, { key }: Session, proof: ProofGiven) =>
      outcome.put({ session: key, question: proof }),
    'session.opened': ({ parts }: System, session: Session) => {
      parts.sessionIds.add(session.context.id);
      session.nextInvocation = session.context.firstInvocation;
    },
    'session.ended': (_: System, session: Session) => {
      session.listening = false;
    },
    'session.closed': ({ parts, outcome }: System, session: Session) => {
      parts.forgetSession(session);
      outcome.put({ session: session.key, close: true });
    },
    'timer.start': startTimer,
    'timer.stop': ({ deadlines }: System, session: Session) => deadlines.delete(session),
  },
  registration: {
    'registration.opened': ({ parts }: System, registration: Registration) =>
      parts.addRegistration(registration),
    'registration.deleted': ({ parts }: System, registration: Registration) =>
      parts.forgetRegistration(registration),
    'registration.revoked': (
      system: System,
      registration: Registration,
      { notices }: RegistrationRevoked,
    ) => {
      const { parts } = system;
      for (const key of sessionsOf(registration.context.members)) {
        const session = parts.sessions.get(key) as Session;
        parts.changePlaces(session, registration, placesOf(registration, session), NO_PLACES);
      }
      for (const notice of notices) system.send(notice);
    },
    'select.member': (system: System, _: Registration, { member }: CalleeSelected, cause: Call) => {
      const { parts } = system;
      const callee = parts.sessions.get(member.session) as Session;
      const request = callee.nextInvocation;
      callee.nextInvocation = nextId(request);
      callee.sent = Math.min(callee.sent + 1, MAX_ID);
      parts.await(cause, callee, request);
      system.invoked(cause, callee, request);
    },
  },
  call: {
    select: ({ parts }: System, call: Call) => parts.release(call),
    'timer.start': startTimer,
    'call.ended': (system: System, call: Call) => {
      system.deadlines.delete(call);
      system.parts.forgetCall(call);
      system.ended(call);
    },
  },
};

/** Makes an instance, to be started. */
export const START: Readonly<Record<'call', Operation<Call>>> = {
  call: (system: System, caller: Session, message: CallMessage) => {
    const context = newCall(system.readings, caller.key, message);
    const call = newCallPart(++system.parts.lastCall, caller, context, system.now);
    system.parts.addCall(call);
    return call;
  },
};

/** Steps a registration with an event of a session, which may change the places of the session on its list. */
export function stepMembership(
  system: System,
  registration: Registration,
  event: Event,
  session: Session,
): void {
  const before = placesOf(registration, session);
  system.step(registration, event, session);
  system.parts.changePlaces(session, registration, before, placesOf(registration, session));
}

// --- internal ---

// biome-ignore lint/suspicious/noExplicitAny: a route says which instances and effects meet, by names
type Any = any;

/**
 * @param part the instance that emitted the effect
 * @param last the instance whose effect led to that, or, for an event, the instance that it is for
 */
type Operation<Result> = (system: System, part: Any, effect: Any, last: Any) => Result;

interface Request {
  readonly request: Id;
}

function effectItself(_: System, _part: Part, effect: Event): Event {
  return effect;
}

const byAge = (calls: Call[]): Call[] => calls.sort((a, b) => a.key - b.key);

const inTheirOrder = (calls: Call[]): Call[] =>
  calls.sort((a, b) => a.context.invocation - b.context.invocation);

const CALLER_LEFT: Event = { type: 'caller.left' };
const CALLEE_LEFT: Event = { type: 'callee.left' };
const CALLEE_WITHDRAWN: Event = { type: 'callee.withdrawn' };

const nextRegistration = ({ lastRegistration, registrations }: Parts): Id =>
  nextFreeId(lastRegistration, (id) => registrations.has(id));

/** Starts a registration that answers for a procedure without one; a REGISTER may open it, under this id. */
function vacant(system: System, id: Id, procedure: Uri): Registration {
  const registration = newRegistrationPart(newRegistration(system.readings, id, procedure, system.list));
  system.start(registration);
  return registration;
}

function startTimer(
  { deadlines, now }: System,
  part: Session | Call,
  { after }: { readonly after: number },
): void {
  deadlines.set(part, now + after);
}

const NO_PLACES: readonly Member[] = [];

/** The sessions that have a place, in the order of their first one. */
const sessionsOf = (members: MemberList): readonly SessionKey[] => [
  ...new Set(Array.from(members, ({ session }) => session)),
];

const placesOf = ({ context }: Registration, { key }: Session): readonly Member[] =>
  context.members.placesOf(key);
