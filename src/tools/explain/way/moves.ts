/** The actions that a search tries in a state of the clients: each as plain as a script has it. */
import { CODES } from '../../../../machines/messages.ts';
import { CLOSE_REALM } from '../../../../machines/uris.ts';
import { CANCEL_MODES, type Dict, POLICIES, UNAVAILABLE } from '../../../../machines/vocabulary.ts';
import type { ChartName } from '../../../compiler/chart/index.ts';
import type { WireMessage } from '../../../dealer/messages.ts';
import type { RunAction } from '../../scenario/transcript.ts';
import type { Stage } from './stage.ts';

/** Features that a callee announces, where it announces any; a search leaves out those that are not needed. */
export const FEATURES = ['call_canceling', 'call_reroute', 'progressive_call_results'];

/**
 * Callees and a caller of one procedure.
 *
 * @param chart the chart to explore: those of the others have fewer moves
 */
export function callMoves(stage: Stage, chart: ChartName): RunAction[] {
  const { sessions, registrations, calls } = stage.snapshot;
  const there = sessions.map(({ context }) => stage.nameOf(context.session));
  const registration = registrations.find(({ context }) => context.procedure === PROCEDURE);
  const members = registration?.context.members ?? [];
  const isMember = (name: string): boolean => members.some(({ session }) => stage.nameOf(session) === name);
  const joins = stage.events.every(({ action }) => action.does === 'join') ? joining(stage) : [];
  return [
    ...joins,
    ...there.filter((name) => name !== CALLER).flatMap((name) => registering(name)),
    ...(there.includes(CALLER) ? calling() : []),
    ...calls.flatMap((call) => {
      const { callee, invocation, message } = call.context;
      const answers = callee === undefined ? [] : answering(stage.nameOf(callee.session), invocation);
      return [...answers, ...canceling(CALLER, message.request)];
    }),
    ...(stage.snapshot.deadlines.length > 0 ? [{ does: 'pass', ms: TIMEOUT } as const] : []),
    ...there.map((session): RunAction => ({ does: 'lose', session })),
    ...(calls.length > 0 ? obstructing(there.filter((name) => !stage.isObstructed(name))) : []),
  ];

  function registering(name: string): RunAction[] {
    const held = members.find(({ session }) => stage.nameOf(session) === name);
    const policies = chart === 'registration' ? POLICIES : POLICIES.slice(0, 2);
    const [first] = members;
    // A member asks for the policy that there is, in the words of the first REGISTER.
    const options: Dict[] =
      first === undefined
        ? policies.map((invoke) => (invoke === 'single' ? {} : { invoke }))
        : [{ invoke: registration?.state.split('.').at(-1) }];
    const odd: Dict[] =
      chart === 'registration'
        ? [{ invoke: 'fastest' }, { invoke: 'first', match: 'prefix' }, {}, { invoke: 'first' }]
        : [];
    const register = (details: Dict, procedure: string = PROCEDURE): RunAction =>
      request(stage, name, CODES.REGISTER, details, procedure);
    return [
      ...(isMember(name) && chart === 'call' ? [] : options.map((each) => register(each))),
      ...odd.map((each) => register(each)),
      ...(chart === 'registration'
        ? ['no uri', 'wamp.add', 'com.example.multiply'].map((procedure) => register({}, procedure))
        : []),
      ...(held === undefined ? [] : [request(stage, name, CODES.UNREGISTER, held.registration)]),
      ...(held === undefined && chart === 'registration'
        ? [request(stage, name, CODES.UNREGISTER, first?.registration ?? 99)]
        : []),
    ];
  }

  function calling(): RunAction[] {
    if (calls.length > 1) return [];
    const options: Dict[] = [{}, { timeout: TIMEOUT }, { receive_progress: true }];
    const both = { timeout: TIMEOUT, receive_progress: true };
    const call = (details: Dict, procedure: string = PROCEDURE): RunAction =>
      request(stage, CALLER, CODES.CALL, details, procedure);
    if (calls.length > 0) return [call({})];
    if (chart === 'registration') return [call({})];
    return [...options.map((each) => call(each)), call(both), call({}, 'no uri')];
  }
}

/** One session with every message and every end, also those out of order. */
export function sessionMoves(stage: Stage): RunAction[] {
  if (stage.length === 0) return [{ does: 'connect', session: LONER }, join(LONER, ['callee', 'caller'])];
  if (!stage.isConnected(LONER)) return [];
  const { sessions } = stage.snapshot;
  const own = sessions.find(({ context }) => stage.nameOf(context.session) === LONER);
  const verdicts = stage.isAsked(LONER) ? VERDICTS : [];
  const isIn = own?.state === 'established';
  const procedures = stage.snapshot.registrations.map(({ context }) => context.registration);
  return [
    ...hellos(),
    ...verdicts.map((verdict): RunAction => ({ does: 'answer', session: LONER, verdict })),
    send(LONER, CODES.AUTHENTICATE, 'secret', {}),
    ...(isIn ? established() : []),
    ...(isIn && stage.snapshot.deadlines.length > 0 ? [{ does: 'pass', ms: TIMEOUT } as const] : []),
    send(LONER, CODES.ABORT, {}, CLOSE_REALM),
    { does: 'leave', session: LONER },
    { does: 'raw', session: LONER, raw: [CODES.CALL, 1] },
    { does: 'lose', session: LONER },
    { does: 'shutDown' },
    ...(isIn ? [] : [{ does: 'pass', ms: PATIENCE } as const]),
    request(stage, LONER, CODES.CALL, {}, PROCEDURE),
  ];

  function hellos(): RunAction[] {
    const roles = { callee: {}, caller: {} };
    const methods = stage.setting.methods;
    const details: Dict[] = [
      ...(methods === undefined ? [] : [{ roles, authmethods: methods, authid: LONER }]),
      { roles },
      { roles: {} },
      { roles, authmethods: ['cookie'] },
    ];
    return [
      ...details.map((each) => send(LONER, CODES.HELLO, 'realm1', each)),
      ...['realm2', 'no realm'].map((realm) => send(LONER, CODES.HELLO, realm, { roles })),
    ];
  }

  function established(): RunAction[] {
    const asks = (code: number, options: Dict, ...fields: WireMessage): RunAction =>
      request(stage, LONER, code, options, ...fields);
    const invocations = stage.asked.slice(-1);
    const calls: Dict[] = [
      { timeout: TIMEOUT },
      { ppt_scheme: 'x_scheme' },
      { progress: true },
      { timeout: -1 },
      { receive_progress: true },
    ];
    const [inFlight] = stage.snapshot.calls;
    return [
      ...[{}, { invoke: 'fastest' }, { force_reregister: true }].map((options) =>
        asks(CODES.REGISTER, options, PROCEDURE),
      ),
      asks(CODES.REGISTER, {}, 'no.permission'),
      ...procedures.map((id) => request(stage, LONER, CODES.UNREGISTER, id)),
      request(stage, LONER, CODES.UNREGISTER, 99),
      ...calls.map((options) => asks(CODES.CALL, options, PROCEDURE)),
      asks(CODES.CALL, {}, PROCEDURE, ['x'.repeat(200)]),
      asks(CODES.CALL, {}, 'no.permission'),
      { does: 'raw', session: LONER, raw: [CODES.CALL, 77, {}, PROCEDURE] },
      { does: 'raw', session: LONER, raw: [CODES.REGISTER, 77, {}, PROCEDURE] },
      { does: 'raw', session: LONER, raw: [CODES.UNREGISTER, 77, 1] },
      ...(inFlight === undefined
        ? []
        : [
            {
              does: 'raw',
              session: LONER,
              raw: [CODES.CALL, inFlight.context.message.request, {}, PROCEDURE],
            } as const,
          ]),
      ...canceling(LONER, inFlight?.context.message.request ?? 9),
      send(LONER, CODES.CANCEL, inFlight?.context.message.request ?? 9, { mode: 'gently' }),
      ...invocations.flatMap(({ request: id }) => [
        ...answering(LONER, id),
        send(LONER, CODES.YIELD, id, { ppt_scheme: 'x_scheme' }),
        send(LONER, CODES.ERROR, CODES.INVOCATION, id, {}, 'no uri'),
      ]),
      send(LONER, CODES.YIELD, 9, {}),
      send(LONER, CODES.ERROR, CODES.INVOCATION, 9, {}, 'com.example.error'),
      send(LONER, CODES.ERROR, CODES.CALL, 1, {}, 'com.example.error'),
      asks(CODES.SUBSCRIBE, {}, 'com.example.topic'),
      request(stage, LONER, CODES.UNSUBSCRIBE, 1),
      ...[{}, { acknowledge: true }, { ppt_scheme: 'x_scheme' }].map((options) =>
        asks(CODES.PUBLISH, options, 'com.example.topic'),
      ),
      ...(inFlight === undefined || stage.isObstructed(LONER)
        ? []
        : [{ does: 'obstruct', session: LONER, obstacle: 'untellable' } as const]),
    ];
  }
}

// --- internal ---

const PROCEDURE = 'com.example.add';
const TIMEOUT = 1_000;

const send = (session: string, ...wire: WireMessage): RunAction => ({ does: 'send', session, wire });

/** A message that begins with the next request id of its session. */
const request = (stage: Stage, session: string, code: number, ...fields: WireMessage): RunAction =>
  send(session, code, stage.nextRequest(session), ...fields);

const CALLEES = ['alice', 'bob'];
const CALLER = 'carol';
/** The session that is alone. */
const LONER = 'alice';

/** Time limit for HELLO, for authentication and for the answer to GOODBYE, in milliseconds. */
const PATIENCE = 10_000;

const VERDICTS = [
  { kind: 'admit', principal: { authid: LONER, authrole: 'user' } },
  {
    kind: 'admit',
    principal: { authid: LONER, authrole: 'user', permissions: [{ uri: PROCEDURE, call: true }] },
  },
  { kind: 'challenge', method: 'ticket', extra: {} },
  { kind: 'deny' },
  { kind: 'fail' },
] as const;

const join = (session: string, roles: readonly string[], features: readonly string[] = []): RunAction => ({
  does: 'join',
  session,
  roles,
  features,
});

/** The sessions join in one order, since that makes no difference. */
function joining(stage: Stage): RunAction[] {
  const last = stage.events.at(-1)?.action;
  const name = last !== undefined && 'session' in last ? last.session : '';
  const [alice, bob] = CALLEES as [string, string];
  if (name === '')
    return [join(alice, ['callee']), join(alice, ['callee'], FEATURES), join(CALLER, ['caller'])];
  if (name === alice) return [join(bob, ['callee'], FEATURES), join(CALLER, ['caller'])];
  return name === bob ? [join(CALLER, ['caller'])] : [];
}

/** All answers of a callee. */
const answering = (callee: string, invocation: number): RunAction[] => [
  send(callee, CODES.YIELD, invocation, {}, [5]),
  send(callee, CODES.YIELD, invocation, { progress: true }, [1]),
  send(callee, CODES.ERROR, CODES.INVOCATION, invocation, {}, UNAVAILABLE),
  send(callee, CODES.ERROR, CODES.INVOCATION, invocation, {}, 'com.example.error'),
];

const canceling = (caller: string, call: number): RunAction[] =>
  CANCEL_MODES.map((mode) => send(caller, CODES.CANCEL, call, { mode }));

const obstructing = (there: readonly string[]): RunAction[] =>
  there.map((session) => ({ does: 'obstruct', session, obstacle: 'backlog' }));
