/** Paths through the call chart: every answer, ending and option, with up to three callees. */
import { callMachine } from '../../machines/call.machine.ts';
import { newCall } from '../../machines/instances.ts';
import { CODES } from '../../machines/messages.ts';
import type { Readings } from '../../machines/readings.ts';
import {
  type CallContext,
  type CallEvent,
  type CalleeFeatures,
  type Dict,
  OBSTACLES,
  type Obstacle,
  UNAVAILABLE,
} from '../../machines/vocabulary.ts';
import { stateOf } from '../../src/dealer/engine/interpreted.ts';
import { NotThere, type PathClients } from './clients.ts';
import { type Family, move, PROCEDURE } from './family.ts';
import { type Maze, type Move, type Path, pathsOverEdges, simplePaths } from './graph.ts';

const TIMEOUT = 1_000;

/** Greatest number of undeliverable INVOCATIONs of a call. */
const TRIES = 3;

/** Calls by their options. */
const CALLS: readonly Call[] = [
  call('plain', {}),
  call('timeout', { timeout: TIMEOUT }),
  call('progress', { receive_progress: true }),
  call('timeout and progress', { timeout: TIMEOUT, receive_progress: true }),
  call('timeout 0', { timeout: 0 }),
  call('no URI', {}, 'not a uri'),
];

/** Callees by their announced features. */
const CALLEES: Readonly<Record<string, CalleeFeatures>> = {
  'who knows all': {
    call_reroute: true,
    call_canceling: true,
    progressive_call_results: true,
    registration_revocation: false,
  },
  'who knows nothing': {
    call_reroute: false,
    call_canceling: false,
    progressive_call_results: false,
    registration_revocation: false,
  },
  'who cannot be interrupted': {
    call_reroute: true,
    call_canceling: false,
    progressive_call_results: true,
    registration_revocation: false,
  },
  'who knows no progress': {
    call_reroute: true,
    call_canceling: true,
    progressive_call_results: false,
    registration_revocation: false,
  },
};

/** Actions of clients for an event; none for events of the dealer itself. */
const ACTS: Readonly<Record<string, (clients: PathClients) => void>> = {
  YIELD: (clients) => clients.answer(CODES.YIELD, {}, ['done']),
  'YIELD progress': (clients) => clients.answer(CODES.YIELD, { progress: true }, ['more']),
  'ERROR unavailable': (clients) => clients.answer(CODES.ERROR, UNAVAILABLE),
  ERROR: fail,
  CANCEL: (clients) => cancel(clients, {}),
  'CANCEL skip': (clients) => cancel(clients, { mode: 'skip' }),
  'CANCEL kill': (clients) => cancel(clients, { mode: 'kill' }),
  'CANCEL killnowait': (clients) => cancel(clients, { mode: 'killnowait' }),
  'callee.withdrawn': (clients) => {
    clients.unregister(clients.asked?.session as string);
  },
  'callee.left': (clients) => clients.lose(clients.asked?.session as string),
  'caller.left': (clients) => clients.lose('carol'),
  // The callee yields a progressive result that is undeliverable to the caller.
  'caller.unreachable': (clients) => {
    clients.obstruct('carol', 'too-large');
    clients.answer(CODES.YIELD, { progress: true }, ['much']);
  },
  'timer.fired': (clients) => clients.pass(TIMEOUT),
  'late YIELD': (clients) => answerLate(clients, CODES.YIELD, {}, ['done']),
  'late ERROR unavailable': (clients) => answerLate(clients, CODES.ERROR, UNAVAILABLE),
};

export const callFamily: Family = {
  name: 'call',
  chart: 'call',
  searches: [
    {
      bounds: `every edge: ${CALLS.length} calls, ${Object.keys(CALLEES).length} kinds of callees, up to 2 of them asked`,
      find: pathsOverEdges,
      mazes: (readings) =>
        CALLS.map((each) =>
          mazeOf(readings, each, Object.keys(CALLEES), 2, each.name === 'plain' ? UNTOLD : ONE),
        ),
    },
    {
      bounds: 'simple paths: 4 calls, 2 kinds of callees, up to 3 of them asked',
      find: simplePaths,
      mazes: (readings) =>
        CALLS.slice(0, 4).map((each) => mazeOf(readings, each, Object.keys(CALLEES).slice(0, 2), 3, ONE)),
    },
  ],
  limits: { tries: TRIES },
  walk({ moves, state }, clients) {
    const kinds = moves.filter(({ type }) => type === 'select.member').map(kindOf);
    const callees = kinds.map(
      (kind, index) => [NAMES[index] as string, CALLEES[kind] as CalleeFeatures] as const,
    );
    for (const [name, features] of callees) clients.join(name, 'callee', ...announced(features));
    clients.join('carol', 'caller');
    for (const [name] of callees) clients.request(name, CODES.REGISTER, { invoke: 'first' }, PROCEDURE);
    if (obstacleOf(moves, TRIES - 1) !== undefined) addSpare(clients);
    callees.forEach(([name], index) => {
      const obstacle = obstacleOf(moves, index);
      if (obstacle !== undefined) clients.obstruct(name, obstacle);
    });
    const { options, procedure } = callIn(state);
    clients.request('carol', CODES.CALL, options, procedure, ['π', 1]);
    moves.forEach(({ move: name }, index) => {
      if (moves[index + 1]?.move === GONE.move) for (const [callee] of callees) clients.unregister(callee);
      ACTS[name]?.(clients);
    });
  },
  isAt: (path, clients) => {
    const { tries, progressed } = path.state.context as CallContext;
    const [call] = clients.dealer.snapshot().calls;
    const isSame =
      call === undefined || (call.context.tries === tries && call.context.progressed === progressed);
    const last = clients.steps.findLast(({ chart }) => chart === 'call');
    return isSame && last?.to === endOf(stateOf(path.state.value));
  },
};

// --- internal ---

interface Call {
  readonly name: string;
  readonly options: Dict;
  readonly procedure: string;
}

const NAMES = ['alice', 'bob', 'dora', 'emil'];
const PAYLOAD = { args: undefined, kwargs: undefined };

function call(name: string, options: Dict, procedure = PROCEDURE): Call {
  return { name, options, procedure };
}

/** The call of a path. */
const callIn = ({ context }: Path['state']): Call =>
  CALLS[(context as CallContext).message.request - 1] as Call;

const announced = (features: CalleeFeatures): string[] =>
  Object.entries(features).flatMap(([feature, has]) => (has ? [feature] : []));

/** Adds a callee that is only passed over because the limit is reached. */
function addSpare(clients: PathClients): void {
  const name = NAMES.at(-1) as string;
  clients.join(name, 'callee');
  clients.request(name, CODES.REGISTER, { invoke: 'first' }, PROCEDURE);
}

/** The callee invoked last answers after the end of the call, if it is still connected. */
function answerLate(clients: PathClients, code: number, ...fields: readonly unknown[]): void {
  if (clients.isConnected(clients.asked?.session ?? '')) clients.answer(code, ...fields);
}

/** The callee invoked last sends an ERROR with all possible fields. */
function fail(clients: PathClients): void {
  if (clients.asked === undefined) throw new NotThere('Expected somebody who was asked, but nobody was.');
  const { session, request } = clients.asked;
  const [details, error] = [{ where: 'here' }, 'com.example.error'];
  clients.send(session, CODES.ERROR, CODES.INVOCATION, request, details, error, ['why'], { how: 'so' });
}

function cancel(clients: PathClients, options: Dict): void {
  clients.send('carol', CODES.CANCEL, 1, options);
}

const SELECT = 'select.member ';
const kindOf = ({ move: name }: Move): string => name.slice(SELECT.length);

/**
 * @param most greatest number of invoked callees
 * @param untold reasons why they may be unreachable
 */
function mazeOf(
  readings: Readings,
  made: Call,
  kinds: readonly string[],
  most: number,
  untold: readonly Move[],
): Maze {
  const { name, options, procedure } = made;
  const request = CALLS.indexOf(made) + 1;
  const message = { type: 'CALL', request, options, procedure, ...PAYLOAD } as const;
  return {
    name,
    machine: callMachine,
    context: newCall(readings, 1, message),
    keyOf: ({ value, context }) => keyOfCall(stateOf(value), context as CallContext),
    moves: ({ value, context }) => {
      const { tries, progressed, obstacle } = context as CallContext;
      switch (stateOf(value)) {
        case 'selecting':
        case 'rerouting':
          return [NONE, ...(tries > 0 && obstacle === undefined && mayBeGone(readings) ? [GONE] : [])].concat(
            tries < most && procedure === PROCEDURE ? kinds.map((kind) => selection(kind, tries + 1)) : [],
          );
        case 'invoked.waiting':
        case 'invoked.interrupted':
          return [
            ...ANSWERS.filter(({ move: each }) => !isAborting(each, options, readings)),
            ...(options.timeout === TIMEOUT ? [EXPIRY] : []),
            ...(options.receive_progress === true ? [UNHEARD] : []),
            // No other event can have changed the call since the INVOCATION.
            ...(stateOf(value) === 'invoked.waiting' && !progressed ? untold : []),
          ];
        default:
          return tries > 0 ? LATE : [];
      }
    },
  };
}

/** True if the session is aborted before the call receives the event. */
const isAborting = (name: string, { receive_progress }: Dict, { unaskedProgress }: Readings): boolean =>
  name === 'YIELD progress' && unaskedProgress === 'abort' && receive_progress !== true;

/** Identity of a state: the pending callee, its index, and progress; at the end, whether there was a callee. */
const keyOfCall = (state: string, { callee, tries, progressed, obstacle }: CallContext): string =>
  JSON.stringify(
    /^(invoked|rerouting)/.test(state)
      ? [state, callee?.features, tries, progressed, obstacle]
      : [state, tries > 0],
  );

function selection(kind: string, number: number): Move {
  const member = {
    order: number,
    session: number + 1,
    registration: 1,
    features: CALLEES[kind] as CalleeFeatures,
  };
  const event: CallEvent = {
    type: 'select.member',
    registration: 1,
    member,
    invocation: 1,
  };
  return move(SELECT + kind, event);
}

const NONE = move('select.none', { type: 'select.none', capped: false, vacant: false });

/** All members unregister, and then the invoked callee refuses. */
const GONE = move('select.none gone', { type: 'select.none', capped: false, vacant: true });

/** A call that ends when its callee unregisters never meets a procedure without registration. */
const mayBeGone = ({ withdrawn }: Readings): boolean => withdrawn !== 'cancel';

const ANSWERS: readonly Move[] = [
  move('YIELD', answered({})),
  move('YIELD progress', answered({ progress: true })),
  move('ERROR unavailable', failed(UNAVAILABLE)),
  move('ERROR', failed('com.example.error')),
  ...['skip', 'kill', 'killnowait'].map((mode) => move(`CANCEL ${mode}`, canceled({ mode }))),
  move('CANCEL', canceled({})),
  move('callee.withdrawn', { type: 'callee.withdrawn' }),
  move('callee.left', { type: 'callee.left' }),
  move('caller.left', { type: 'caller.left' }),
];

/** The call is over, and the chart ignores everything. */
const LATE: readonly Move[] = [
  move('late YIELD', answered({})),
  move('late ERROR unavailable', failed(UNAVAILABLE)),
];

/** The state after all automatic transitions: `rerouting` ends when no candidate is left. */
const endOf = (state: string): string => (state === 'rerouting' ? 'exhausted' : state);

/** Reason why the INVOCATION with this index is undeliverable; undefined if it is not. */
function obstacleOf(moves: readonly Move[], index: number): Obstacle | undefined {
  const places = moves.flatMap(({ type }, place) => (type === 'select.member' ? [place] : []));
  const next = moves[(places[index] ?? moves.length) + 1];
  return next?.type === 'callee.unreachable'
    ? (next as unknown as { obstacle: Obstacle }).obstacle
    : undefined;
}

/** The INVOCATION to the selected callee is undeliverable, for any reason. */
const UNTOLD: readonly Move[] = OBSTACLES.map((obstacle) =>
  move(`callee.unreachable ${obstacle}`, { type: 'callee.unreachable', obstacle, most: TRIES }),
);

/** For one reason only, since the reason shows only in the ERROR. */
const ONE = UNTOLD.slice(-1);

/** The YIELD of the callee is undeliverable to the caller. */
const UNHEARD = move('caller.unreachable', { type: 'caller.unreachable', obstacle: 'too-large' });

const EXPIRY = move('timer.fired', { type: 'timer.fired' });

function answered(options: Dict): CallEvent {
  return { type: 'YIELD', request: 1, options, ...PAYLOAD };
}

function failed(error: string): CallEvent {
  return { type: 'ERROR', of: 'INVOCATION', request: 1, details: {}, error, ...PAYLOAD };
}

function canceled(options: Dict): CallEvent {
  return { type: 'CANCEL', request: 1, options };
}
