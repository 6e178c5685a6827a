/** The tables of `machines/system.ts` as functions: a handler for each effect that is not a message. */
import { newCall, newRegistration } from '../../machines/instances.ts';
import type { Limits } from '../../machines/limits.ts';
import type { Line } from '../../machines/line.ts';
import type { Readings } from '../../machines/readings.ts';
import {
  type ChartName,
  type Finder,
  type RECORDS,
  ROUTES,
  type Route,
  STARTS,
} from '../../machines/system.ts';
import type {
  CalleeSelected,
  CalleeSought,
  Call as CallMessage,
  Effect,
  Id,
  Register,
  Unregister,
  Uri,
} from '../../machines/vocabulary.ts';
import type { Deadlines } from './deadlines.ts';
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

/** The runtime as handlers see it. */
export interface System {
  readonly readings: Readings;
  readonly limits: Limits;
  /** The empty line of the driver. */
  readonly line: Line;
  readonly parts: Parts;
  readonly deadlines: Deadlines<Session | Call>;
  readonly outcome: Outcome;
  /** The time of the last input, in milliseconds. */
  readonly now: number;
  /** Draws a random number in [0, 1). */
  draw(): number;
  start(part: Part): void;
  step(part: Part, event: Event, cause?: Part): void;
}

/**
 * Processes an effect.
 *
 * @param part the instance that emitted it
 * @param cause the instance whose effect led to the step in which it was emitted
 */
export type Handler = (system: System, part: Part, effect: Effect, cause: Part) => void;

/** Finds the instance that a route from an instance, about something, leads to. */
export const find = ({ found }: Route, system: System, part: Part, about: object): Part | undefined =>
  (FINDERS[found] as Find)(system, part, about, part) as Part | undefined;

/**
 * Makes the handlers of a chart.
 *
 * @returns a handler for each effect that the tables name; the other effects are messages
 */
export function handlersOf(chart: ChartName): Record<string, Handler> {
  const records: Readonly<Record<string, Handler>> = RECORD[chart] as Any;
  const starts: Readonly<Record<string, 'call'>> =
    chart in STARTS ? STARTS[chart as keyof typeof STARTS] : {};
  const routes: Readonly<Record<string, readonly Route[]>> = ROUTES[chart];
  const effects = new Set([...Object.keys(records), ...Object.keys(starts), ...Object.keys(routes)]);
  return Object.fromEntries(
    [...effects].map((effect) => {
      const start = starts[effect];
      return [
        effect,
        inTurn([
          ...(records[effect] ? [records[effect]] : []),
          ...(start ? [START[start] as Any] : []),
          ...(routes[effect] ?? []).map((route) => handlerOf(chart, route)),
        ]),
      ];
    }),
  );
}

// --- internal: finders ---

type Event = { readonly type: string };
interface Request {
  readonly request: Id;
}

// biome-ignore lint/suspicious/noExplicitAny: a route says which instances and effects its finder and its event are for
type Any = any;
type Find = (system: System, part: Any, effect: Any, cause: Any) => Part | undefined | readonly Part[];

const FINDERS = {
  'session itself': (_: System, session: Session) => session,
  'call by request': (_: System, { calls }: Session, { request }: Request) => calls.get(request),
  'call by invocation': (_: System, session: Session, { request }: Request) =>
    session.invocations.get(request),
  'call that asked': (_: System, _registration: Registration, _effect: Effect, cause: Call) => cause,
  'registration by procedure': (system: System, _: Session, { procedure }: Register) =>
    system.parts.procedures.get(procedure) ?? vacant(system, system.parts.lastRegistration + 1, procedure),
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
  'registrations of the session': ({ parts }: System, { registrations }: Session) =>
    [...(registrations ?? [])].map((id) => parts.registrations.get(id) as Registration),
  'calls of the session': (_: System, { calls }: Session) => [...calls].sort((a, b) => a.key - b.key),
  'invocations of the session': (_: System, { invocations }: Session) =>
    [...invocations].sort((a, b) => a.context.invocation - b.context.invocation),
} satisfies Readonly<Record<Finder, Find>>;

/** Starts a registration that answers for a procedure without one; a REGISTER may open it, under this id. */
function vacant(system: System, id: Id, procedure: Uri): Registration {
  const registration = newRegistrationPart(newRegistration(system.readings, id, procedure, system.line));
  system.start(registration);
  return registration;
}

// --- internal: events ---

type MakeEvent = (system: System, part: Any, effect: Any, target: Any) => Event;

/** Events that say more than their effect, which is the event itself otherwise. */
const EVENTS: Readonly<Record<string, MakeEvent | undefined>> = {
  REGISTER: ({ limits }, { key, places, context }: Session, message: Register) => ({
    type: 'REGISTER',
    session: key,
    features: context.features,
    message,
    held: places,
    most: limits.registrations,
  }),
  UNREGISTER: (_, { key }: Session, message: Unregister) => ({ type: 'UNREGISTER', session: key, message }),
  'session.left': (_, { key }: Session) => ({ type: 'session.left', session: key }),
  'caller.left': () => CALLER_LEFT,
  'callee.left': () => CALLEE_LEFT,
  select: (system, { context }: Call) => ({ type: 'select', call: context, draw: system.draw() }),
  'select.member': (_, _registration, { type, registration, member }: CalleeSelected, { callee }: Call) => ({
    type,
    registration,
    member,
    invocation: callee?.sent,
  }),
};

const CALLER_LEFT: Event = { type: 'caller.left' };
const CALLEE_LEFT: Event = { type: 'callee.left' };

// --- internal: records ---

const RECORD = {
  session: {
    'session.opened': ({ parts }: System, { context }: Session) => parts.sessionIds.add(context.id),
    'session.ended': (_: System, session: Session) => {
      session.listening = false;
    },
    'session.closed': ({ parts, deadlines, outcome }: System, session: Session) => {
      parts.forgetSession(session);
      deadlines.delete(session);
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
    'select.member': ({ parts }: System, _: Registration, { member }: CalleeSelected, cause: Call) => {
      const callee = parts.sessions.get(member.session) as Session;
      callee.sent++;
      parts.await(cause, callee, callee.sent);
    },
  },
  call: {
    select: ({ parts }: System, call: Call) => parts.release(call),
    'timer.start': startTimer,
    'call.ended': ({ parts, deadlines }: System, call: Call) => {
      deadlines.delete(call);
      parts.forgetCall(call);
    },
  },
} satisfies { readonly [Name in ChartName]: Record<keyof (typeof RECORDS)[Name], unknown> };

function startTimer(
  { deadlines, now }: System,
  part: Session | Call,
  { after }: { readonly after: number },
): void {
  deadlines.set(part, now + after);
}

// --- internal: handlers ---

/** Starts the call that a CALL asks for. */
function startCall(system: System, caller: Session, message: CallMessage): void {
  const call = newCallPart(++system.parts.lastCall, caller, newCall(system.readings, caller.key, message));
  system.parts.addCall(call);
  system.start(call);
}

const START = { call: startCall } satisfies Readonly<Record<string, unknown>>;

function inTurn(handlers: readonly Handler[]): Handler {
  const [first, ...others] = handlers as [Handler, ...Handler[]];
  if (others.length === 0) return first;
  return (system, part, effect, cause) => {
    for (const handle of handlers) handle(system, part, effect, cause);
  };
}

function handlerOf(chart: ChartName, { to, found, as }: Route): Handler {
  const find = FINDERS[found] as Find;
  const eventOf = EVENTS[as];
  const step = chart === 'session' && to === 'registration' ? stepMembership : stepTarget;
  return (system, part, effect, cause) => {
    const targets = find(system, part, effect, cause);
    if (targets === undefined) return;
    for (const target of Array.isArray(targets) ? targets : [targets as Part])
      step(system, target, eventOf === undefined ? effect : eventOf(system, part, effect, target), part);
  };
}

function stepTarget(system: System, target: Part, event: Event, cause: Part): void {
  system.step(target, event, cause);
}

/** Steps a registration with an event that may change the places of a session on its list. */
function stepMembership(system: System, target: Part, event: Event, cause: Part): void {
  const registration = target as Registration;
  const session = cause as Session;
  const before = placesOf(registration, session);
  system.step(registration, event, session);
  system.parts.changePlaces(session, registration, before, placesOf(registration, session));
}

const placesOf = ({ context }: Registration, { key }: Session): number => context.members.placesOf(key);
