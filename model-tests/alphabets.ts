/** Alphabets for `charts-equality.test.ts`: every event of calls and sessions, with every case of its payload. */
import {
  type CallContext,
  type CallEvent,
  type Dict,
  type Member,
  OBSTACLES,
  type Obstacle,
  type Principal,
  type RequestType,
  type SessionEvent,
  type Undelivered,
} from '../machines/vocabulary.ts';

export const PROCEDURE = 'com.example.add';
const PAYLOAD = { args: ['π', 2 ** 53], kwargs: undefined };

export const FEATURES = {
  call_reroute: true,
  call_canceling: true,
  progressive_call_results: true,
  registration_revocation: true,
};
export const NO_FEATURES = {
  call_reroute: false,
  call_canceling: false,
  progressive_call_results: false,
  registration_revocation: false,
};

// --- call ---

/** Callees with all features, with none, and with each half of those for progressive results. */
const MEMBERS: readonly Member[] = [
  FEATURES,
  NO_FEATURES,
  { ...NO_FEATURES, call_canceling: true },
  { ...FEATURES, call_canceling: false },
].map((features, index) => ({ order: index + 1, session: index + 11, registration: index + 3, features }));

/** The options and the procedure of a CALL that matter to the chart. */
export const CALLS: readonly CallContext['message'][] = [
  ...[{}, { timeout: 0 }, { timeout: 1_000 }, { timeout: null }].flatMap((options) => [
    options,
    { ...options, receive_progress: true },
  ]),
].map((options) => ({ type: 'CALL', request: 7, options, procedure: PROCEDURE, ...PAYLOAD }));
export const CALL_NOWHERE: CallContext['message'] = {
  type: 'CALL',
  request: 7,
  options: {},
  procedure: 'not a uri',
  ...PAYLOAD,
};

const answered = (options: Dict): CallEvent => ({ type: 'YIELD', request: 5, options, ...PAYLOAD });
const failed = (error: string): CallEvent => ({
  type: 'ERROR',
  of: 'INVOCATION',
  request: 5,
  details: { why: 'busy' },
  error,
  ...PAYLOAD,
});
const canceled = (options: Dict): CallEvent => ({ type: 'CANCEL', request: 7, options });

/** Undelivered messages for each reason, with and without a description of the value. */
const undelivered = (obstacle: Obstacle): Undelivered => ({
  obstacle,
  what: obstacle === 'untellable' ? 'the float NaN' : undefined,
});

const unreachable = (obstacle: Obstacle): CallEvent[] => [
  ...[1, 2, Number.POSITIVE_INFINITY].map(
    (most): CallEvent => ({ type: 'callee.unreachable', most, ...undelivered(obstacle) }),
  ),
  { type: 'caller.unreachable', ...undelivered(obstacle) },
];

const CALL_EVENTS: readonly CallEvent[] = [
  { type: 'select.none', capped: false, vacant: false },
  { type: 'select.none', capped: true, vacant: false },
  { type: 'select.none', capped: false, vacant: true },
  answered({}),
  answered({ progress: false }),
  answered({ progress: true }),
  failed('wamp.error.unavailable'),
  failed('com.example.error'),
  canceled({}),
  canceled({ mode: 'skip' }),
  canceled({ mode: 'kill' }),
  canceled({ mode: 'killnowait' }),
  ...OBSTACLES.flatMap(unreachable),
  { type: 'callee.left' },
  { type: 'callee.withdrawn' },
  { type: 'call.overtaken', session: 11 },
  { type: 'caller.left' },
  { type: 'timer.fired' },
];

export const callEvents = ({ tries }: CallContext): readonly CallEvent[] => [
  ...CALL_EVENTS,
  ...MEMBERS.map(
    (member): CallEvent => ({
      type: 'select.member',
      registration: 3,
      member,
      invocation: tries + 5,
    }),
  ),
];

// --- session ---

const hello = (details: Dict, realm = 'realm1'): SessionEvent => ({
  type: 'HELLO',
  id: 77,
  message: { type: 'HELLO', realm, details },
});
const called = (
  options: Dict,
  facts: { inFlight?: boolean; calls?: number; bytes?: number },
): SessionEvent => ({
  type: 'CALL',
  inFlight: false,
  calls: 0,
  bytes: 0,
  limits: { registrations: 2, calls: 2, bytes: 100, tries: 2 },
  ...facts,
  message: { type: 'CALL', request: 1, options, procedure: PROCEDURE, ...PAYLOAD },
});
const cancels = (options: Dict): SessionEvent[] =>
  [true, false].map((inFlight) => ({
    type: 'CANCEL',
    inFlight,
    message: { type: 'CANCEL', request: 1, options },
  }));
const yields = (request: number, options: Dict = {}): SessionEvent[] =>
  [
    { awaited: true, wantsProgress: true },
    { awaited: true, wantsProgress: false },
    { awaited: false, wantsProgress: false },
  ].map((facts) => ({
    type: 'YIELD',
    sent: 1,
    last: 1,
    ...facts,
    message: { type: 'YIELD', request, options, ...PAYLOAD },
  }));
const errs = (of: RequestType | 'other', request: number, error = 'com.example.error'): SessionEvent[] =>
  [true, false].map((awaited) => ({
    type: 'ERROR',
    sent: 1,
    last: 1,
    awaited,
    message: { type: 'ERROR', of, request, details: {}, error, ...PAYLOAD },
  }));
const publishes = (options: Dict): SessionEvent => ({
  type: 'PUBLISH',
  message: { type: 'PUBLISH', request: 1, options, topic: 'com.example.topic', ...PAYLOAD },
});

/** Clients with all permissions, with none, with one, with several of which one decides, and with that to force. */
const PRINCIPALS: readonly Principal[] = [
  { authprovider: 'dynamic', authextra: { since: 2 } },
  { permissions: [] },
  { authmethod: 'cookie', permissions: [{ uri: 'com.example', match: 'prefix' as const, call: true }] },
  {
    permissions: [
      { uri: PROCEDURE, register: true },
      { uri: 'com.', match: 'prefix' as const, call: true },
      { uri: PROCEDURE, match: 'prefix' as const, call: true },
    ],
  },
  { permissions: [{ uri: 'com.', match: 'prefix' as const, register: true, forceReregister: true }] },
  {
    permissions: [
      { uri: 'com.', match: 'prefix' as const, register: true, forceReregister: true },
      { uri: PROCEDURE, register: true },
    ],
  },
].map((rest) => ({ authid: 'carol', authrole: 'user', ...rest }));

export const SESSION_EVENTS: readonly SessionEvent[] = [
  hello({ roles: { caller: {} } }),
  hello({ roles: { callee: { features: FEATURES } } }),
  hello({ roles: { callee: { features: { call_reroute: 1, call_canceling: true } } } }),
  hello({ roles: { callee: { features: [] }, broker: {} } }),
  hello({ roles: { callee: true } }),
  hello({ roles: { dealer: {} } }),
  hello({ roles: [] }),
  hello({}),
  ...[[], ['ticket'], ['ticket', 'anonymous'], 'ticket', null].map((authmethods) =>
    hello({ roles: { caller: {} }, authmethods }),
  ),
  hello({ roles: { caller: {} } }, 'realm2'),
  hello({ roles: { caller: {} } }, 'not a realm'),
  ...[['wampcra', 'ticket'], ['cookie'], ['anonymous', 'ticket']].map((authmethods) =>
    hello({ roles: { caller: {} }, authmethods, authid: 'carol', authextra: { a: 1 } }),
  ),
  hello({ roles: { caller: {} }, authmethods: ['ticket'], authid: 7, authextra: 'none' }),
  { type: 'AUTHENTICATE', message: { type: 'AUTHENTICATE', signature: 'secret', extra: { a: 1 } } },
  { type: 'challenge.made', method: 'ticket', extra: {} },
  { type: 'challenge.made', method: 'wampcra', extra: { challenge: '{}' } },
  ...PRINCIPALS.map((principal): SessionEvent => ({ type: 'client.admitted', principal })),
  { type: 'client.denied' },
  { type: 'authentication.failed' },
  { type: 'ABORT', message: { type: 'ABORT', details: {}, reason: 'wamp.close.normal', ...PAYLOAD } },
  { type: 'GOODBYE', message: { type: 'GOODBYE', details: {}, reason: 'wamp.close.close_realm' } },
  ...yields(1),
  ...yields(2),
  ...yields(1, { progress: true }),
  ...yields(1, { progress: false }),
  ...yields(1, { ppt_scheme: 'x_scheme' }),
  ...errs('INVOCATION', 1),
  ...errs('INVOCATION', 2),
  ...errs('INVOCATION', 1, 'not found'),
  ...errs('CALL', 1),
  ...errs('other', 1),
  publishes({}),
  publishes({ ppt_scheme: 'x_scheme', acknowledge: true }),
  publishes({ acknowledge: false }),
  publishes({ acknowledge: true }),
  { type: 'SUBSCRIBE', message: { type: 'SUBSCRIBE', request: 1, options: {}, topic: 'com.example.topic' } },
  // The request after 1, in sequence.
  { type: 'SUBSCRIBE', message: { type: 'SUBSCRIBE', request: 2, options: {}, topic: 'com.example.topic' } },
  { type: 'UNSUBSCRIBE', message: { type: 'UNSUBSCRIBE', request: 1, subscription: 1 } },
  called({}, {}),
  called({}, { inFlight: true, calls: 2, bytes: 200 }),
  ...[null, '', 'x_scheme'].map((ppt_scheme) => called({ ppt_scheme }, {})),
  ...[null, false, true].map((progress) => called({ progress }, {})),
  ...[null, 0, 1_000, -1, 0.5, '1000'].map((timeout) => called({ timeout }, {})),
  ...[1, 2, 3].map((calls) => called({}, { calls })),
  ...[100, 101].map((bytes) => called({}, { bytes })),
  ...[
    {},
    { mode: 'skip' },
    { mode: 'kill' },
    { mode: 'killnowait' },
    { mode: 'gently' },
    { mode: undefined },
    { mode: null },
    { mode: '' },
  ].flatMap(cancels),
  ...[
    {},
    { invoke: 'first' },
    { invoke: 'foo' },
    { invoke: null },
    { force_reregister: true },
    { force_reregister: false },
    { force_reregister: 1 },
    { force_reregister: true, invoke: 'foo' },
  ].map(
    (options): SessionEvent => ({
      type: 'REGISTER',
      message: { type: 'REGISTER', request: 1, options, procedure: PROCEDURE },
    }),
  ),
  { type: 'UNREGISTER', message: { type: 'UNREGISTER', request: 1, registration: 1 } },
  {
    type: 'procedure.cleared',
    message: { type: 'REGISTER', request: 1, options: { force_reregister: true }, procedure: PROCEDURE },
  },
  { type: 'message.malformed', expected: 'a list', came: 'null' },
  ...OBSTACLES.map(
    (obstacle): SessionEvent => ({ type: 'answer.undeliverable', request: 1, ...undelivered(obstacle) }),
  ),
  { type: 'session.lost' },
  { type: 'router.closing' },
  { type: 'timer.fired' },
];
