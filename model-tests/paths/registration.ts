/** Paths through the registration chart: three sessions that come and go, and calls that ask for one of them. */
import { type AnyStateMachine, assign } from 'xstate';
import { newRegistration } from '../../machines/instances.ts';
import { PlainList } from '../../machines/member-list.ts';
import { CODES } from '../../machines/messages.ts';
import { candidatesFor } from '../../machines/policies.ts';
import type { Readings } from '../../machines/readings.ts';
import { registrationMachine } from '../../machines/registration.machine.ts';
import {
  answerAtRandom,
  answerFirst,
  answerLast,
  answerOnly,
  answerTurn,
  removeMember,
} from '../../machines/steps/registration.ts';
import { refusalsOf } from '../../machines/vocabulary/members.ts';
import {
  type CalleeSelected,
  type Effect,
  POLICIES,
  type Policy,
  type RegistrationContext,
  type RegistrationEvent,
  type Seeker,
  type SelectEvent,
  type SessionKey,
  UNAVAILABLE,
} from '../../machines/vocabulary.ts';
import { stateOf } from '../../src/dealer/engine/interpreted.ts';
import type { PathClients } from './clients.ts';
import { type Family, isAtEnd, PROCEDURE } from './family.ts';
import { type Maze, type Move, type Path, pathsOverEdges, pathsToStates, simplePaths } from './graph.ts';
import {
  beyond,
  claims,
  left,
  MOST,
  oddRegisters,
  REGISTRATION,
  register,
  select,
  unregister,
  vainRegisters,
} from './registration-moves.ts';
import { turnIn } from './turn.ts';

export const registrationFamily: Family = {
  name: 'registration',
  chart: 'registration',
  searches: [
    {
      bounds: 'every edge: 2 sessions, 2 places ever, 2 calls',
      find: pathsOverEdges,
      mazes: mazesWith({ sessions: 2, places: 2, calls: 2 }),
    },
    {
      bounds: 'every state: 3 sessions, 3 places ever, 2 calls',
      find: pathsToStates,
      // Under some readings, two callees can pass a call to and fro; three would only repeat that.
      mazes: (readings) =>
        mazesWith({ sessions: readings.exclude === 'last-refused' ? 2 : 3, places: 3, calls: 2 })(readings),
    },
    {
      bounds: 'simple paths: 3 sessions (2 under random), each on the list once, 1 call',
      find: simplePaths,
      mazes: (readings) => [
        ...mazesWith({ sessions: 3, places: 3, calls: 1, once: true }, SURE)(readings),
        ...mazesWith({ sessions: 2, places: 2, calls: 1, once: true }, ['random'])(readings),
      ],
    },
  ],
  drawsOf: ({ moves }) =>
    moves[0]?.move === 'REGISTER random by 1' ? moves.map(eventOf).flatMap(drawIn) : [],
  limits: { registrations: MOST },
  walk({ moves }, clients) {
    const events = moves.map(eventOf);
    const sessions = events.flatMap((event) => ('session' in event ? [event.session] : []));
    for (const session of [...new Set(sessions)].sort())
      clients.join(nameFor(session), 'callee', 'call_reroute');
    if (events.some(({ type }) => type === 'select')) clients.join('carol', 'caller');
    for (const event of events) act(event, clients);
  },
  isAt: (path, clients) => isAtEnd('registration')(path, clients) && isSameList(path, clients),
};

// --- internal ---

/** True if the dealer has the list and the position of the chart. */
function isSameList({ state }: Path, { dealer, nameOf }: PathClients): boolean {
  const { members, position, readings } = state.context as Context;
  const registration = dealer.snapshot().registrations.find(({ context }) => context.procedure === PROCEDURE);
  if (registration === undefined) return members.size === 0;
  const { members: there, position: came } = registration.context;
  const names = (sessions: readonly (string | undefined)[]): string => sessions.join();
  return (
    names(there.map(({ session }) => nameOf(session))) ===
      names([...members].map(({ session }) => nameFor(session))) &&
    turnIn(there, came, readings) === turnIn(members, position, readings)
  );
}

interface Bounds {
  readonly sessions: number;
  /** Number of places that the list can have had at the end. */
  readonly places: number;
  /** Number of calls. */
  readonly calls: number;
  /** True if sessions that left the list stay away, and no session is lost. */
  readonly once?: boolean;
  /** True if sessions take the procedure away from its callees. */
  readonly forcing?: boolean;
}

/** The clients' knowledge, which the chart does not have. */
interface Around {
  /** The last call given to a callee, as it will be after a refusal. */
  readonly refused: Seeker | undefined;
  readonly calls: number;
  readonly gone: readonly SessionKey[];
  /** Number of sessions that have registered so far; they are interchangeable, and come one after the other. */
  readonly met: number;
}

type Context = RegistrationContext & { readonly around: Around };

/** Policies without random numbers. */
const SURE = POLICIES.filter((policy) => policy !== 'random');

export function mazesWith(
  bounds: Bounds,
  policies: readonly Policy[] = POLICIES,
): (readings: Readings) => Maze[] {
  return (readings) =>
    policies.map((policy) => ({
      name: policy,
      machine: remembering,
      context: {
        ...newRegistration(readings, REGISTRATION, PROCEDURE, PlainList.EMPTY),
        around: { refused: undefined, calls: 0, gone: [], met: 0 } satisfies Around,
      },
      keyOf: ({ value, context }) => keyOfList(stateOf(value), context as Context),
      moves: ({ value, context }) => movesIn(stateOf(value), context as Context, policy, bounds),
    }));
}

/** The chart, with its surroundings kept in the context in place of emitted effects. */
const remembering: AnyStateMachine = registrationMachine.provide({
  actions: {
    answerOnly: rememberRefusalOf(answerOnly),
    answerTurn: rememberRefusalOf(answerTurn),
    answerAtRandom: rememberRefusalOf(answerAtRandom),
    answerFirst: rememberRefusalOf(answerFirst),
    answerLast: rememberRefusalOf(answerLast),
    answerNone: remember(({ around: { calls } }, event) => ({
      calls: calls + ((event as SelectEvent).call.tries === 0 ? 1 : 0),
      refused: undefined,
    })),
    removeMember: assign(({ context, event }) => ({
      members: removeMember.members(context as Context, event as never),
      around: aroundWithout(context as Context, event as RegistrationEvent),
    })),
    sendRegistered: remember(({ around: { met } }, event) => ({
      met: Math.max(met, (event as { session: SessionKey }).session),
    })),
  },
} as never);

function rememberRefusalOf(answer: (context: RegistrationContext, event: SelectEvent) => Effect): object {
  return remember((context, event) => {
    const { call } = event as SelectEvent;
    const { member } = answer(context, event as SelectEvent) as CalleeSelected;
    const { session, order } = member;
    const refusals = { session, registration: REGISTRATION, order, before: call.refusals };
    const calls = context.around.calls + (call.tries === 0 ? 1 : 0);
    return {
      calls,
      refused: {
        registration: REGISTRATION,
        callee: member,
        refusals,
        passedOver: [],
        tries: call.tries + 1,
      },
    };
  });
}

function remember(change: (context: Context, event: RegistrationEvent) => Partial<Around>): object {
  return assign({
    around: ({ context, event }) => ({
      ...(context as Context).around,
      ...change(context as Context, event as RegistrationEvent),
    }),
  });
}

function movesIn(state: string, context: Context, policy: Policy, bounds: Bounds): readonly Move[] {
  switch (state) {
    case 'deleted':
      return [];
    case 'vacant':
      // Failing REGISTERs are the same for all five policies.
      return policy === 'single'
        ? [
            register(1, policy),
            register(1, undefined),
            ...oddRegisters(1, context.readings),
            ...vainRegisters(),
            beyond(1, policy),
            unregister(1, context.readings),
            ...calls(context, bounds),
          ]
        : [register(1, policy)];
    default:
      return bounds.once
        ? [...onceOnly(context, policy, bounds), ...calls(context, bounds), ...refusals(context, bounds)]
        : [...changes(context, policy, bounds), ...calls(context, bounds), ...refusals(context, bounds)];
  }
}

/** Sessions that are not on the list register, and members unregister. */
function onceOnly({ around, members: list, readings }: Context, policy: Policy, bounds: Bounds): Move[] {
  const newcomer = around.met + 1;
  const members = sessionsIn(around, bounds).filter((session) => list.placesOf(session).length > 0);
  return [
    ...(newcomer <= bounds.sessions ? [register(newcomer, policy)] : []),
    ...(mayLeave(around, readings) ? members.map((session) => unregister(session, readings)) : []),
  ];
}

/** UNREGISTER has no effect on calls unless a reading says so; without that, it comes before the first call. */
const mayLeave = ({ calls }: Around, { withdrawn }: Readings): boolean =>
  withdrawn === 'finish' || calls === 0;

/** All requests of a session about the registration, valid and invalid. */
function changes({ around, members, nextOrder, readings }: Context, policy: Policy, bounds: Bounds): Move[] {
  const there = sessionsIn(around, bounds);
  const isOn = (session: SessionKey): boolean => members.placesOf(session).length > 0;
  const isFree = (session: SessionKey): boolean =>
    nextOrder <= bounds.places || (isOn(session) && readings.sameSession !== 'second-place');
  const other = POLICIES[(POLICIES.indexOf(policy) + 1) % POLICIES.length];
  return [
    ...there.filter(isFree).map((session) => register(session, policy)),
    ...there.slice(0, 1).flatMap((session) => [
      register(session, other),
      register(session, undefined),
      // A pattern that is ignored makes a member, for which there has to be a place.
      ...(readings.unknownMatch !== 'ignore' || isFree(session) ? oddRegisters(session, readings) : []),
    ]),
    ...there
      .filter((session) => !isOn(session))
      .slice(0, 1)
      .map((session) => beyond(session, policy)),
    ...(mayLeave(around, readings) ? there.map((session) => unregister(session, readings)) : []),
    ...there.filter(isOn).map(left),
    ...(bounds.forcing ? claims(there, isOn, policy, readings) : []),
  ];
}

/** The sessions present: they are interchangeable, so a new one comes only after the one before. */
const sessionsIn = ({ gone, met }: Around, { sessions }: Bounds): SessionKey[] =>
  Array.from({ length: Math.min(sessions, met + 1) }, (_, index) => index + 1).filter(
    (session) => !gone.includes(session),
  );

/** A new call asks for a callee. */
const calls = (context: Context, bounds: Bounds): Move[] =>
  context.around.calls < bounds.calls
    ? drawsFor(context, FRESH).map((draw) => select('select', FRESH, draw))
    : [];

/** The last call given to a callee asks again, if that callee is still there to refuse it. */
function refusals(context: Context, bounds: Bounds): Move[] {
  const { refused } = context.around;
  if (refused?.callee === undefined || !sessionsIn(context.around, bounds).includes(refused.callee.session))
    return [];
  return drawsFor(context, refused).map((draw) => select('SELECT again', refused, draw));
}

const FRESH: Seeker = { registration: 0, callee: undefined, refusals: undefined, passedOver: [], tries: 0 };

/** One random number for each candidate of a call, if the policy draws. */
function drawsFor(context: Context, call: Seeker): number[] {
  if (context.policy !== 'random') return [0.5];
  const { size } = candidatesFor(context, { type: 'select', call, draw: 0 });
  return Array.from({ length: Math.max(size, 1) }, (_, index) =>
    Number(((index + 0.5) / (size || 1)).toFixed(2)),
  );
}

function aroundWithout({ around }: Context, event: RegistrationEvent): Around {
  if (event.type !== 'session.left') return around;
  return { ...around, gone: [...around.gone, event.session].sort() };
}

/** Identity of a state: the list, the round-robin position, and the clients' knowledge. */
function keyOfList(state: string, { members, position, nextOrder, around, readings }: Context): string {
  if (state === 'deleted') return state;
  const turn = turnIn(members, position, readings);
  const refusals = refusalsOf(around.refused?.refusals).map(({ session, order }) =>
    readings.refusals === 'session' ? session : [session, order],
  );
  const { gone, met, calls } = around;
  const sessions = [...members].map(({ session }) => session);
  return JSON.stringify([state, sessions, turn, nextOrder, refusals, gone, met, calls]);
}

export const eventOf = (one: Move): RegistrationEvent => one as unknown as RegistrationEvent;

const drawIn = (event: RegistrationEvent): number[] => (event.type === 'select' ? [event.draw] : []);

export const nameFor = (session: SessionKey): string => ['alice', 'bob', 'dora'][session - 1] as string;

export function act(event: RegistrationEvent, clients: PathClients): void {
  switch (event.type) {
    case 'REGISTER':
    case 'procedure.claimed': {
      const { options, procedure } = event.message;
      for (let other = 1; other <= event.held; other++)
        clients.request(nameFor(event.session), CODES.REGISTER, {}, `com.example.other${other}`);
      clients.request(nameFor(event.session), CODES.REGISTER, options, procedure);
      return;
    }
    case 'UNREGISTER':
      clients.unregister(nameFor(event.session));
      return;
    case 'session.left':
      return clients.lose(nameFor(event.session));
    case 'select':
      if (event.call.tries > 0) return clients.answer(CODES.ERROR, UNAVAILABLE);
      clients.request('carol', CODES.CALL, {}, PROCEDURE);
  }
}
