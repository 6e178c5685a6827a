/**
 * The system of the charts: the routes of effects between their instances.
 *
 * A dealer is a set of instances of three charts. There is one `session` for each connection, one `registration` for
 * each procedure that is registered, and one `call` for each CALL that waits for its final answer. An instance knows only
 * its context. It receives events, and emits effects. This file says which instance receives an effect as an
 * event, so that the charts, their steps and this file together are the whole dealer. The runtime interprets the tables
 * below; it decides nothing.
 *
 * **Inputs.** Something happens to a connection: it opens, a message comes, it is lost. Each input is one event of that
 * connection's session; the event of a message has the name of the message. No message reaches a registration or a call
 * past its session: the session's chart refuses what a client may not send, discards what comes too late, and hands the
 * rest on as an effect, which is the message itself. Time is an input, too. A timer that is due is the event `timer.fired`
 * of the instance that started it: the earliest deadline first, and of equal ones the one that was set first. The end of
 * the router is the event `router.closing` of one session after the other, in the order in which they connected.
 *
 * **Effects.** An effect with an entry in `RECORDS` changes which instances can be found, and which timers run. One with
 * an entry in `STARTS` starts an instance. One with an entry in `ROUTES` is an event of another instance: the route says
 * which chart hears of it, how the instance is found, and under which name; if none is found, nothing happens. Everything
 * else is a message to the session that the effect names, and is dropped if that session has ended.
 *
 * **One after the other.** An instance takes a step and emits effects, in the order in which the chart lists them. They
 * are processed in that order and depth-first: all that an effect leads to, in whatever chart, is over before the next
 * effect of the same step. The next input waits until nothing is left to do. So a CALL, the question to its registration,
 * the answer and the INVOCATION come one after the other, and nothing comes between.
 *
 * **A call asks, a registration answers.** `select` is the question; `select.member` and `select.none` are the answers,
 * and go back to the call that asked. With `select.member` the INVOCATION gets its request id: the callee's session
 * counts them by `nextId` of ids.ts, from its `firstInvocation`. The call is found under it until it asks again or ends.
 * An INVOCATION that could not be delivered was not sent: unless another one followed, the next one has its id.
 *
 * **Calls of one caller** are told of each other only where the reading `order` asks for it: a call that is given to a callee
 * says so by `call.given`, and each earlier one that is still in flight passes over that callee from then on.
 *
 * **A procedure that is not registered** is answered for by a registration in the state `vacant`, made for that one event.
 * If the event opens it, it is the registration of the procedure from then on, under the `nextFreeId` after the one that
 * was given last. A REGISTER brings the same id along as `fresh`, for a callee that is told one of its own. A registration
 * keeps its id as long as it exists, and a member the one that it was told; until then they are in use.
 *
 * **A REGISTER that takes a procedure away** comes as a claim first. The registration of the procedure, or a vacant one,
 * refuses it or hands it back, and only then it is a REGISTER. A registration that yields is found no more by then, and its
 * members were notified; the calls that wait for them learn it last, when the procedure is registered again.
 *
 * **The end of a session** comes in three parts. Registrations lose the session first, so that no call is given to it any
 * more. Then its own calls are abandoned. Then the calls that wait for its answers end. In each part the oldest is first.
 */
import type { CallEvent, RegistrationEvent, SessionEvent } from './vocabulary/events.ts';

export type ChartName = 'session' | 'registration' | 'call';

/** Ways to find an instance, from the one that emitted the effect. */
export const FINDERS = {
  'session itself': 'the session that the message was for',
  'session that asked': 'the session whose claim this is the answer to',
  'call by request': 'the call in flight that this session made with the request id of the message',
  'call by invocation':
    'the call that waits for this session to answer the INVOCATION with the request id of the message',
  'call that asked': 'the call whose question this is the answer to',
  'registration by procedure': 'the registration of the procedure of the message, or a vacant one',
  'registration by id': 'the registration of which a member was told the id in the message, or a vacant one',
  'registration asked':
    'the registration of the procedure of the call, or the one that it was given to, as the question says; or a vacant one',
} as const;
export type Finder = keyof typeof FINDERS;

/** Ways to find any number of them, in the order given. */
export const COLLECTORS = {
  'registrations of the session':
    'those that this session is a member of, in the order in which it became one',
  'calls of the session': 'its calls in flight, in the order in which it made them',
  'earlier calls of the caller':
    'the calls in flight that the caller of this call made before it, in the order in which it made them',
  'invocations of the session': 'the calls that wait for its answer, in the order of their INVOCATIONs',
  'invocations of the member':
    'the calls that wait for the answer of the session and were given to it under the id that it gave back, in the order of their INVOCATIONs',
  'invocations of the members':
    'the calls that wait for the answer of a member and were given to it under an id that it has, in the order of the members and of their INVOCATIONs',
} as const;
export type Collector = keyof typeof COLLECTORS;

/** An effect of one instance as an event of others. */
export type Route = RouteToOne | RouteToEach;
export interface RouteToOne {
  readonly to: ChartName;
  readonly found: Finder;
  readonly as: EventName;
}
export interface RouteToEach {
  readonly to: ChartName;
  readonly each: Collector;
  readonly as: EventName;
}
/**
 * True if the event changes no places in the registration but those of the session that emitted the effect.
 *
 * @param chart of the instance that emitted the effect
 */
export const isOfMember = (chart: ChartName, { to, as }: Route): boolean =>
  chart === 'session' && to === 'registration' && as !== 'procedure.claimed';

type EventName = (SessionEvent | RegistrationEvent | CallEvent)['type'];

/** Effects that are events of other instances, by the chart that emits them. */
export const ROUTES = {
  session: {
    CANCEL: [{ to: 'call', found: 'call by request', as: 'CANCEL' }],
    YIELD: [{ to: 'call', found: 'call by invocation', as: 'YIELD' }],
    ERROR: [{ to: 'call', found: 'call by invocation', as: 'ERROR' }],
    REGISTER: [{ to: 'registration', found: 'registration by procedure', as: 'REGISTER' }],
    'procedure.claimed': [
      { to: 'registration', found: 'registration by procedure', as: 'procedure.claimed' },
    ],
    UNREGISTER: [{ to: 'registration', found: 'registration by id', as: 'UNREGISTER' }],
    'session.ended': [
      { to: 'registration', each: 'registrations of the session', as: 'session.left' },
      { to: 'call', each: 'calls of the session', as: 'caller.left' },
      { to: 'call', each: 'invocations of the session', as: 'callee.left' },
    ],
  },
  registration: {
    'select.member': [{ to: 'call', found: 'call that asked', as: 'select.member' }],
    'select.none': [{ to: 'call', found: 'call that asked', as: 'select.none' }],
    'procedure.cleared': [{ to: 'session', found: 'session that asked', as: 'procedure.cleared' }],
    'members.withdrawn': [{ to: 'call', each: 'invocations of the members', as: 'callee.withdrawn' }],
    'member.withdrawn': [{ to: 'call', each: 'invocations of the member', as: 'callee.withdrawn' }],
  },
  call: {
    select: [{ to: 'registration', found: 'registration asked', as: 'select' }],
    'call.given': [{ to: 'call', each: 'earlier calls of the caller', as: 'call.overtaken' }],
  },
} as const satisfies Readonly<Record<ChartName, Readonly<Record<string, readonly Route[]>>>>;

/** The events of all routes. */
export type RouteEvent = {
  [Name in ChartName]: EventsOf<(typeof ROUTES)[Name]>;
}[ChartName];
type EventsOf<Routes> = Routes[keyof Routes] extends readonly (infer R)[]
  ? R extends { readonly as: infer As }
    ? As
    : never
  : never;

/** Effects that start an instance. */
export const STARTS = {
  session: { CALL: 'call' },
} as const satisfies { readonly [Name in ChartName]?: Readonly<Record<string, ChartName>> };

/** Effects that change which instances are found, or which timers run; before any event that the effect is as well. */
export const RECORDS = {
  session: {
    'identity.claimed':
      'Its WAMP session id is in use, and the program is asked for the identity of the client.',
    'proof.given': 'The program is asked for its judgement of the proof.',
    'session.opened': 'Its WAMP session id is in use, and its INVOCATIONs are counted from the first one on.',
    'session.ended': 'It is sent nothing more.',
    'session.closed': 'It is found no more, its id is free, and its connection is closed.',
    'timer.start': 'Its timer runs.',
    'timer.stop': 'Its timer stops.',
  },
  registration: {
    'registration.opened': 'It is found by its id and by its procedure.',
    'registration.deleted': 'It is found no more.',
    'registration.revoked': 'No session has a place in it any more, and the notices are sent.',
    'select.member': 'The INVOCATION has the next request id of the callee, by which the call is found.',
  },
  call: {
    select: 'Its last INVOCATION is waited for no more.',
    'timer.start': 'Its timer runs, from the beginning if it ran before.',
    'call.ended': 'It is found no more, and its timer stops.',
  },
} as const satisfies Readonly<Record<ChartName, Readonly<Record<string, string>>>>;

/** Messages that could not be delivered to a session, as events of the call they belong to; after its end, of the session. */
export const UNDELIVERED = {
  INVOCATION: { to: 'call', found: 'call by invocation', as: 'callee.unreachable' },
  'progressive RESULT': { to: 'call', found: 'call by request', as: 'caller.unreachable' },
  'final answer': { to: 'session', found: 'session itself', as: 'answer.undeliverable' },
} as const satisfies Readonly<Record<string, RouteToOne>>;
