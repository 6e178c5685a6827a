/** The lines about one procedure in a log. */
import { expect, test } from 'vitest';
import type { Entry, Reason } from '../../wire/entry.ts';
import { traceOf } from './trace.ts';

const HELLO = { roles: { callee: { features: { call_reroute: true, call_timeout: false } }, caller: {} } };

const WELCOME = { roles: { dealer: { features: { call_timeout: true, progressive_call_results: true } } } };

/** A message of a client (`>`) or of the router (`<`), or an event. */
type Spec =
  | readonly [session: string, side: '<' | '>', message: readonly unknown[]]
  | { readonly session: string; readonly event: 'connected' | 'lost' | 'closed'; readonly via?: 'proxy' }
  | { readonly session: string; readonly undelivered: readonly unknown[]; readonly reason: Reason };

/** Entries a millisecond apart. */
const logOf = (...specs: readonly Spec[]): Entry[] =>
  specs.map((spec, at) => {
    if (!isMessage(spec)) return { at, ...spec } as Entry;
    const [session, side, message] = spec;
    return { at, session, ...(side === '>' ? { received: message } : { sent: message }) } as Entry;
  });

const isMessage = (spec: Spec): spec is Extract<Spec, readonly unknown[]> => Array.isArray(spec);

const START: readonly Spec[] = [
  { session: 'A', event: 'connected' },
  ['A', '>', [1, 'realm1', HELLO]],
  ['A', '<', [2, 1, WELCOME]],
  ['X', '>', [1, 'realm1', HELLO]],
  ['X', '<', [2, 2, WELCOME]],
  ['A', '>', [64, 1, { invoke: 'first' }, 'p']],
  ['A', '<', [65, 1, 77]],
];

test('a trace has the lines about one procedure, with numbers instead of ids', () => {
  const { features, lines, places, isPrompt } = traceOf(
    logOf(
      ...START,
      ['A', '>', [64, 2, {}, 'other']],
      ['A', '<', [65, 2, 78]],
      ['X', '>', [48, 9, { timeout: 50 }, 'p', [1]]],
      ['A', '<', [68, 500, 77, {}, [1]]],
      ['A', '>', [8, 68, 500, {}, 'wamp.error.unavailable']],
      ['X', '<', [8, 48, 9, {}, 'wamp.error.no_available_callee']],
      ['A', '>', [66, 3, 78]],
      ['A', '>', [66, 4, 77]],
      { session: 'A', event: 'lost' },
    ),
    { procedure: 'p' },
  );
  expect([...features]).toEqual([
    ['A', ['call_reroute']],
    ['X', ['call_reroute']],
  ]);
  expect(places).toBe(1);
  expect(isPrompt).toBe(true);
  expect(lines.map(({ number, session, message }) => [number, session, message])).toEqual([
    [6, 'A', { type: 'REGISTER', request: 1, invoke: 'first', odd: [], mayBeOdd: [] }],
    [7, 'A', { type: 'REGISTERED', request: 1 }],
    [
      10,
      'X',
      {
        ...{ type: 'CALL', request: 9, payload: 0, timeout: 1, odd: [], mayBeOdd: [] },
        ...{ wantsProgress: false, mayRunOut: false },
      },
    ],
    [11, 'A', { type: 'INVOCATION', invocation: 1, isProgress: false, payload: 0 }],
    [12, 'A', { type: 'ERROR', invocation: 1, error: 'wamp.error.unavailable', payload: 1, odd: [] }],
    [13, 'X', { type: 'ERROR', of: 'CALL', request: 9, error: 'wamp.error.no_available_callee', payload: 1 }],
    [15, 'A', { type: 'UNREGISTER', request: 4, rank: 1 }],
    [16, 'A', { type: 'session.lost' }],
  ]);
});

test('the clock of a call may run out if the log has that answer, or none', () => {
  const clocks = (...answers: readonly Spec[]): unknown[] =>
    traceOf(logOf(...START, ['X', '>', [48, 9, { timeout: 50 }, 'p']], ...answers)).lines.flatMap(
      ({ message }) => message.mayRunOut ?? [],
    );
  expect(clocks()).toEqual([true]);
  expect(clocks(['X', '<', [8, 48, 9, {}, 'wamp.error.timeout']])).toEqual([true]);
  expect(clocks(['X', '<', [50, 9, { progress: true }]])).toEqual([true]);
  expect(clocks(['X', '<', [50, 9, {}]])).toEqual([false]);
  // One that was not delivered is the answer, too.
  const late: Spec = { session: 'X', undelivered: [8, 48, 9, {}, 'wamp.error.timeout'], reason: 'backlog' };
  expect(clocks(late, ['X', '<', [8, 48, 9, {}, 'wamp.error.payload_size_exceeded']])).toEqual([true]);
});

test('a log of a proxy is not prompt', () => {
  const entries = logOf({ session: 'B', event: 'connected', via: 'proxy' }, ...START);
  expect(traceOf(entries).isPrompt).toBe(false);
});

test('a session ends once, and nothing of it comes afterwards', () => {
  const { lines } = traceOf(
    logOf(
      ...START,
      ['A', '>', [6, {}, 'wamp.close.close_realm']],
      ['A', '<', [6, {}, 'wamp.close.goodbye_and_out']],
      { session: 'A', event: 'closed' },
    ),
  );
  expect(lines.map(({ message }) => message.type)).toEqual(['REGISTER', 'REGISTERED', 'session.lost']);
});

test('a place is known by its rank among those of its session that are left', () => {
  const register = (request: number, id: number): readonly Spec[] => [
    ['A', '>', [64, request, {}, 'p']],
    ['A', '<', [65, request, id]],
  ];
  const { lines } = traceOf(
    logOf(
      ...START,
      ...register(2, 78),
      ...register(3, 79),
      ['A', '>', [66, 4, 78]],
      ['A', '>', [66, 5, 79]],
      ['A', '>', [66, 6, 79]],
    ),
  );
  expect(lines.flatMap(({ message }) => message.rank ?? [])).toEqual([2, 2, 0]);
});

test('what was not delivered is news for the dealer, also if it was sent before', () => {
  const { lines } = traceOf(
    logOf(
      ...START,
      ['X', '>', [48, 1, {}, 'p']],
      { session: 'A', undelivered: [68, 1, 77, {}], reason: 'backlog' },
      ['A', '<', [68, 1, 77, {}]],
      { session: 'A', undelivered: [68, 1, 77, {}], reason: 'too-large' },
      { session: 'A', undelivered: [68, 1, 77, {}], reason: 'too-large' },
    ),
  );
  expect(lines.slice(3).map(({ what, message, reason }) => [what, message.invocation, reason])).toEqual([
    ['undelivered', 1, 'backlog'],
    ['output', 2, undefined],
    ['lost', 2, 'too-large'],
    ['undelivered', 3, 'too-large'],
  ]);
});

test('the error of a callee is odd if its URI is incorrect', () => {
  const { lines } = traceOf(
    logOf(...START, ['A', '<', [68, 1, 77, {}]], ['A', '>', [8, 68, 1, {}, 'not..correct']]),
  );
  expect(lines.at(-1)?.message).toMatchObject({ error: 'not..correct', odd: ['invalid URI'] });
});

test('what the router may object to on its own account may be odd in the words of the module', () => {
  const callIn = (timeout: number, ...answers: readonly Spec[]): unknown =>
    traceOf(logOf(...START, ['X', '>', [48, 1, { timeout }, 'p']], ...answers)).lines[2]?.message;
  expect(callIn(-1)).toMatchObject({ odd: ['invalid timeout'], mayBeOdd: [] });
  expect(callIn(5, ['X', '<', [8, 48, 1, {}, 'wamp.error.not_authorized']])).toMatchObject({
    odd: [],
    mayBeOdd: ['not permitted'],
  });
});

test('a session has no lines before WELCOME, and none for a message that ends it', () => {
  const { lines } = traceOf(
    logOf(
      ...START,
      { session: 'B', event: 'connected' },
      ['B', '>', [48, 1, {}, 'p']],
      ['X', '>', [48, 1, {}, 'p', 'no list']],
      ['A', '>', [48, 1, {}, 'p']],
      ['A', '<', [3, {}, 'wamp.error.protocol_violation']],
    ),
  );
  expect(lines.slice(2).map(({ session, message }) => [session, message.type])).toEqual([
    ['A', 'session.lost'],
  ]);
});

test('a message that belongs to nothing has a line, with its request id alone', () => {
  const strayIn = (...specs: readonly Spec[]): unknown =>
    traceOf(logOf(...START, ...specs)).lines.at(-1)?.message;
  expect(strayIn(['X', '<', [50, 99, {}]])).toEqual({ type: 'RESULT', request: 99 });
  expect(strayIn(['A', '<', [68, 1, 78, {}]])).toEqual({ type: 'INVOCATION', request: 1 });
  expect(strayIn(['A', '<', [69, 5, {}]])).toEqual({ type: 'INTERRUPT', request: 5 });
  const gone: Spec = { session: 'A', event: 'lost' };
  expect(strayIn(gone, ['A', '<', [68, 1, 77, {}]])).toEqual({ type: 'INVOCATION', request: 1 });
  // That of another procedure has none.
  const other: Spec = ['A', '>', [64, 2, {}, 'q']];
  expect(
    traceOf(logOf(...START, other, ['A', '<', [65, 2, 78]], ['A', '<', [68, 1, 78, {}]]), { procedure: 'p' })
      .lines,
  ).toHaveLength(2);
});

test('payloads are the same whatever the order of their keys, and with integers of any size', () => {
  const call = (request: number, dict: object): Spec => ['X', '>', [48, request, {}, 'p', [], dict]];
  const { lines } = traceOf(
    logOf(...START, call(1, { a: 1, b: 2n ** 60n }), call(2, { b: 2n ** 60n, a: 1 }), call(3, { a: 1 })),
  );
  expect(lines.slice(2).map(({ message }) => message.payload)).toEqual([0, 0, 1]);
});

test('a request id that is used again belongs to the procedure of its last request', () => {
  const { lines } = traceOf(
    logOf(
      ...START,
      ['X', '>', [48, 1, {}, 'p']],
      ['X', '<', [50, 1, {}]],
      ['X', '>', [48, 1, {}, 'q']],
      ['X', '<', [50, 1, {}]],
    ),
    { procedure: 'p' },
  );
  expect(lines.slice(2).map(({ message }) => message.type)).toEqual(['CALL', 'RESULT']);
});

test('several procedures, or none, are refused with the names', () => {
  const two = logOf(...START, ['A', '>', [64, 2, {}, 'q']]);
  expect(() => traceOf(two)).toThrow(
    'the log has several; name one with --procedure, and its realm with --realm if necessary: p (realm realm1), q (realm realm1)',
  );
  expect(traceOf(two, { procedure: 'q', realm: 'realm1' }).lines).toHaveLength(1);
  expect(() => traceOf(two, { procedure: 'r' })).toThrow('a log with a REGISTER or a CALL of r, but');
  expect(() => traceOf(two, { realm: 'no' })).toThrow('in the realm no, but it has none');
});

test.each(['progress', 'ppt_scheme', 'force_reregister'])(
  'the option %s is refused with its line',
  (option) => {
    const message =
      option === 'force_reregister' ? [64, 2, { [option]: true }, 'p'] : [48, 2, { [option]: true }, 'p'];
    expect(() => traceOf(logOf(...START, ['X', '>', message]))).toThrow(`line 8 has the option ${option}`);
  },
);

test('a pattern that the procedure is in is refused with its line, and others are left out', () => {
  const offers: Spec[] = [
    ['B', '>', [1, 'realm1', HELLO]],
    ['B', '<', [2, 3, { roles: { dealer: { features: { pattern_based_registration: true } } } }]],
  ];
  const pattern = (uri: string, match: string): Spec => ['B', '>', [64, 1, { match }, uri]];
  const linesWith = (spec: Spec): number =>
    traceOf(logOf(...START, ...offers, spec, ['X', '>', [48, 1, {}, 'a.b.c']]), { procedure: 'a.b.c' }).lines
      .length;
  expect(() => linesWith(pattern('a.b', 'prefix'))).toThrow('line 10 has the option match');
  expect(() => linesWith(pattern('a..c', 'wildcard'))).toThrow('line 10 has the option match');
  expect(linesWith(pattern('b', 'prefix'))).toBe(1);
  expect(linesWith(pattern('a..d', 'wildcard'))).toBe(1);
  expect(linesWith(pattern('a.', 'wildcard'))).toBe(1);
});

test('a log without its beginning, or of two runs, is refused with its line', () => {
  expect(() => traceOf(logOf(...START, ['B', '>', [70, 1, {}]]))).toThrow(
    'a log from its beginning, but line 8 has a message of B',
  );
  expect(() => traceOf(logOf(...START, ['B', '<', [50, 1, {}]]))).toThrow('line 8 has a message of B');
  const again: Spec = { session: 'A', event: 'connected' };
  expect(() => traceOf(logOf(...START, again))).toThrow('line 8 has A again; give the log of one run');
});

test('an id belongs to the procedure that its session registered last under it', () => {
  const { lines } = traceOf(
    logOf(
      ...START,
      ['X', '>', [64, 1, {}, 'q']],
      ['X', '<', [65, 1, 77]],
      ['X', '<', [68, 1, 77, {}]],
      ['A', '<', [68, 1, 77, {}]],
      ['X', '>', [66, 2, 77]],
    ),
    { procedure: 'p' },
  );
  expect(lines.slice(2).map(({ session, message }) => [session, message.type])).toEqual([
    ['A', 'INVOCATION'],
  ]);
});

test('bytes are no dictionary, and zero has no sign', () => {
  const call = (request: number, value: unknown): Spec => ['X', '>', [48, request, {}, 'p', [value]]];
  const { lines } = traceOf(
    logOf(...START, call(1, new Uint8Array([1])), call(2, { 0: 1 }), call(3, 0), call(4, -0)),
  );
  expect(lines.slice(2).map(({ message }) => message.payload)).toEqual([0, 1, 2, 2]);
});
