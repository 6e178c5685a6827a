/** WAMP messages on their way in and out: every type, every field, every sentence about what is wrong. */
import { describe, expect, test } from 'vitest';
import { CODES } from '../../machines/messages.ts';
import { PROBLEMS } from '../../machines/problems.ts';
import type { Message, ProblemId, SendEffect } from '../../machines/vocabulary.ts';
import { parse, write } from './messages.ts';

const AGENT = 'tested';
const NO_PAYLOAD = { args: undefined, kwargs: undefined };
const PAYLOADS: [unknown[]][] = [
  [[]],
  [[[]]],
  [[[1, 'two', { three: 3 }]]],
  [[[], {}]],
  [[[], { four: [4] }]],
];

/** The sentence by which the dealer explains the fault of a message to its client. */
function sentenceAbout(wire: unknown): unknown {
  const event = parse(wire);
  if (event.type !== 'message.malformed') return `${event.type} is well-formed`;
  const { expected, came } = event;
  const abort = write(
    { type: 'ABORT', to: 1, problem: 'message-malformed', facts: { expected, came } },
    AGENT,
  );
  return (abort[1] as { message: string }).message;
}

describe('parse reads', () => {
  const call: Message = {
    type: 'CALL',
    request: 7,
    options: { timeout: 5 },
    procedure: 'com.add',
    ...NO_PAYLOAD,
  };

  test.each<[unknown[], Message]>([
    [[1, 'realm1', { roles: {} }], { type: 'HELLO', realm: 'realm1', details: { roles: {} } }],
    [
      [3, { message: 'no' }, 'com.why', [1], { a: 2 }],
      { type: 'ABORT', details: { message: 'no' }, reason: 'com.why', args: [1], kwargs: { a: 2 } },
    ],
    [[6, {}, 'com.bye'], { type: 'GOODBYE', details: {}, reason: 'com.bye' }],
    [
      [8, 68, 7, {}, 'com.bad'],
      { type: 'ERROR', of: 'INVOCATION', request: 7, details: {}, error: 'com.bad', ...NO_PAYLOAD },
    ],
    [
      [8, 999, 7, {}, 'com.bad'],
      { type: 'ERROR', of: 'other', request: 7, details: {}, error: 'com.bad', ...NO_PAYLOAD },
    ],
    [
      [16, 7, { acknowledge: true }, 'com.topic'],
      { type: 'PUBLISH', request: 7, options: { acknowledge: true }, topic: 'com.topic', ...NO_PAYLOAD },
    ],
    [[32, 7, {}, 'com.topic'], { type: 'SUBSCRIBE', request: 7, options: {}, topic: 'com.topic' }],
    [[34, 7, 8], { type: 'UNSUBSCRIBE', request: 7, subscription: 8 }],
    [[48, 7, { timeout: 5 }, 'com.add'], call],
    [[49, 7, { mode: 'kill' }], { type: 'CANCEL', request: 7, options: { mode: 'kill' } }],
    [
      [64, 7, { invoke: 'last' }, 'com.add'],
      { type: 'REGISTER', request: 7, options: { invoke: 'last' }, procedure: 'com.add' },
    ],
    [[66, 7, 2 ** 53], { type: 'UNREGISTER', request: 7, registration: 2 ** 53 }],
    [[70, 7, { progress: true }], { type: 'YIELD', request: 7, options: { progress: true }, ...NO_PAYLOAD }],
  ])('%j', (wire, message) => {
    expect(parse(wire)).toEqual(message);
  });

  test.each(
    Object.entries({ PUBLISH: 16, SUBSCRIBE: 32, UNSUBSCRIBE: 34, CALL: 48, REGISTER: 64, UNREGISTER: 66 }),
  )('an ERROR about %s as one', (of, code) => {
    expect(parse([8, code, 7, {}, 'com.bad'])).toEqual(expect.objectContaining({ type: 'ERROR', of }));
  });

  test('a dictionary without a prototype like any other', () => {
    const options = Object.assign(Object.create(null), { timeout: 5 });
    expect(parse([48, 7, options, 'com.add'])).toEqual(call);
  });
});

describe('write makes', () => {
  const details = { realm: 'realm1', authid: 'me', roles: { dealer: {} } };
  const invocation = { type: 'INVOCATION', to: 1, request: 3, registration: 4, ...NO_PAYLOAD } as const;
  const result = { type: 'RESULT', to: 1, request: 7, ...NO_PAYLOAD } as const;

  test.each<[unknown[], SendEffect]>([
    [[2, 9, { ...details, agent: 'tested' }], { type: 'WELCOME', to: 1, id: 9, details }],
    [[6, {}, 'com.bye'], { type: 'GOODBYE', to: 1, details: {}, reason: 'com.bye' }],
    [[65, 7, 4], { type: 'REGISTERED', to: 1, request: 7, registration: 4 }],
    [[67, 7], { type: 'UNREGISTERED', to: 1, request: 7 }],
    [[68, 3, 4, {}], { ...invocation, details: {} }],
    [[68, 3, 4, { receive_progress: true }], { ...invocation, details: { receive_progress: true } }],
    [[69, 3, { mode: 'kill' }], { type: 'INTERRUPT', to: 1, request: 3, options: { mode: 'kill' } }],
    [[50, 7, {}], { ...result, details: {} }],
    [[50, 7, { progress: true }], { ...result, details: { progress: true } }],
  ])('%j', (wire, effect) => {
    expect(write(effect, AGENT)).toEqual(wire);
  });
});

describe('a payload is passed on as it came, what was left out is left out', () => {
  test.each(PAYLOADS)('from CALL to INVOCATION: %j', (payload) => {
    const { args, kwargs } = parse([48, 7, {}, 'com.add', ...payload]) as Message & { type: 'CALL' };
    const to = { to: 1, request: 3, registration: 4, details: {} };
    expect(write({ type: 'INVOCATION', ...to, args, kwargs }, AGENT)).toEqual([68, 3, 4, {}, ...payload]);
  });

  test.each(PAYLOADS)('from YIELD to RESULT: %j', (payload) => {
    const { args, kwargs } = parse([70, 3, {}, ...payload]) as Message & { type: 'YIELD' };
    const effect = { type: 'RESULT', to: 1, request: 7, details: {}, args, kwargs } as const;
    expect(write(effect, AGENT)).toEqual([50, 7, {}, ...payload]);
  });

  test.each(PAYLOADS)('from ERROR to ERROR, with its Details: %j', (payload) => {
    const message = parse([8, 68, 3, { d: 1 }, 'com.bad', ...payload]) as Message & { type: 'ERROR' };
    const effect = { ...message, type: 'ERROR.passed', to: 1, of: 'CALL', request: 7 } as const;
    expect(write(effect, AGENT)).toEqual([8, 48, 7, { d: 1 }, 'com.bad', ...payload]);
  });
});

describe('a malformed message is answered by a sentence', () => {
  const long = 'x'.repeat(100);

  test.each<[string, unknown]>([
    ['Expected a message, which is an array, but something undefined came.', undefined],
    ['Expected a message, which is an array, but null came.', null],
    ['Expected a message, which is an array, but {"type":48} came.', { type: 48 }],
    [`Expected a message, which is an array, but "${long.slice(0, 56)}... came.`, long],
    ['Expected a message that begins with its type code, but an empty array came.', []],
    ['Expected a message that a client may send to a router, but one of type 7 came.', [7]],
    ['Expected a message that a client may send to a router, but one of type "48" came.', ['48']],
    ['Expected a message that a client may send to a router, but CHALLENGE (4) came.', [4]],
    ['Expected a message that a client may send to a router, but RESULT (50) came.', [50, 1]],
    [
      'Expected CANCEL with 2 fields after its type code (CALL.Request, Options), but one with 1 came.',
      [49, 1],
    ],
    [
      'Expected YIELD with 2 to 4 fields after its type code (INVOCATION.Request, Options, Arguments, ArgumentsKw), but one with 0 came.',
      [70],
    ],
    ['Expected CALL.Request to be an id, an integer from 1 to 2^53, but 0 came.', [48, 0, {}, 'com.add']],
    ['Expected CALL.Options to be a dictionary, but the list [2] came.', [48, 1, [2], 'com.add']],
    ['Expected AUTHENTICATE.Signature to be a string, but something else came.', [5, ['my secret'], {}]],
    ['Expected AUTHENTICATE.Extra to be a dictionary, but something else came.', [5, '', 'my secret']],
    ['Expected CALL.Procedure to be a URI, a string, but 7 came.', [48, 1, {}, 7]],
    ['Expected CALL.Arguments to be a list, but {} came.', [48, 1, {}, 'com.add', {}]],
    ['Expected CALL.ArgumentsKw to be a dictionary, but the list [] came.', [48, 1, {}, 'com.add', [], []]],
    [
      'Expected ERROR.REQUEST.Type to be a message type, an integer, but "x" came.',
      [8, 'x', 1, {}, 'com.bad'],
    ],
  ])('%s', (sentence, wire) => {
    expect(sentenceAbout(wire)).toBe(sentence);
  });

  test('even if what came can be put into words in no way', () => {
    const bare = Object.assign(Object.create(null), { big: 1n });
    expect(sentenceAbout([48, bare, {}, 'com.add'])).toEqual(
      expect.stringMatching(
        /^Expected CALL\.Request to be an id, an integer from 1 to 2\^53, but .+ came\.$/,
      ),
    );
  });
});

describe('a problem has a URI of its own kind, and a sentence made of its facts', () => {
  const procedure = 'com.add';
  const differing = { procedure, existing: 'last', requested: 'first' };

  const replies: [ProblemId, object, string, string][] = [
    ['procedure-invalid', { procedure: 'a..b' }, 'invalid_uri', 'but "a..b" came'],
    ['procedure-reserved', { procedure: 'wamp.x' }, 'invalid_uri', 'but "wamp.x" came'],
    ['invoke-unknown', { invoke: 42 }, 'invalid_argument', 'as REGISTER.Options.invoke, but 42 came'],
    ['invoke-not-allowed', { invoke: 42 }, 'option_not_allowed', 'as REGISTER.Options.invoke, but 42 came'],
    ['match-unsupported', { match: 'prefix' }, 'feature_not_supported', 'but "prefix" came'],
    ['match-not-allowed', { match: 'prefix' }, 'option_not_allowed', 'but "prefix" came'],
    [
      'policy-conflict',
      differing,
      'procedure_already_exists',
      'com.add is registered with the policy "last"',
    ],
    [
      'policy-differs',
      differing,
      'procedure_exists_with_different_invocation_policy',
      'and "first" was asked for',
    ],
    ['registered-already', { procedure }, 'procedure_already_exists', 'already a callee of com.add'],
    ['registration-unknown', { registration: 5 }, 'no_such_registration', '5 is not an active registration'],
    ['procedure-unknown', { procedure }, 'no_such_procedure', 'Nobody has registered com.add.'],
    ['timeout-invalid', { timeout: -1 }, 'invalid_argument', '0 for none, but -1 came'],
    ['callees-exhausted', { procedure, tries: 1 }, 'no_available_callee', '1 was asked and refused'],
    ['callees-exhausted', { procedure, tries: 2 }, 'no_available_callee', '2 were asked and refused'],
    ['invocation-too-large', { procedure }, 'payload_size_exceeded', 'com.add'],
    ['invocation-untellable', { procedure }, 'invalid_payload', 'callee of com.add cannot express. Send'],
    [
      'invocation-untellable',
      { procedure, what: 'the tag 7' },
      'invalid_payload',
      'express: the tag 7. Send',
    ],
    ['invocation-backlog', { procedure }, 'network_failure', 'The backlog of the callee of com.add is full.'],
    ['answer-too-large', {}, 'payload_size_exceeded', 'larger than this session accepts'],
    ['answer-untellable', {}, 'invalid_payload', 'serialisation of this session cannot express. Use'],
    ['answer-untellable', { what: 'the tag 7' }, 'invalid_payload', 'express: the tag 7. Use'],
    ['answer-backlog', {}, 'network_failure', 'The backlog of this session is full'],
    ['reroute-capped', { procedure, tries: 4 }, 'no_available_callee', 'refused this call 4 times'],
    ['call-refused', { procedure }, 'no_available_callee', 'The callee of com.add refused this call'],
    ['callee-left', { procedure }, 'canceled', 'left before it answered'],
    ['callee-left-by-letter', { procedure }, 'cancelled', 'left before it answered'],
    ['callee-withdrawn', { procedure }, 'canceled', 'lost its registration before it answered'],
    ['call-canceled', { procedure }, 'canceled', 'The call of com.add was canceled.'],
    ['call-timed-out', { procedure, timeout: 50 }, 'timeout', 'No answer from com.add within 50 ms.'],
    ['mode-invalid', { mode: 'stop' }, 'invalid_argument', 'but "stop" came. Leave it out'],
    ['unauthorized', { request: 'CALL', procedure: 'com.add' }, 'not_authorized', 'it is for "com.add"'],
    ['role-missing', { request: 'CALL', role: 'caller' }, 'not_authorized', 'the role "caller" only'],
    ['broker-missing', { request: 'PUBLISH' }, 'feature_not_supported', 'does not serve PUBLISH'],
  ];
  const aborts: [ProblemId, object, string, string][] = [
    [
      'message-malformed',
      { expected: 'x', came: 'y' },
      'error.protocol_violation',
      'Expected x, but y came.',
    ],
    ['hello-expected', { came: 'CALL' }, 'error.protocol_violation', 'but CALL came'],
    ['hello-late', {}, 'error.protocol_violation', 'nothing came in time'],
    ['hello-repeated', {}, 'error.protocol_violation', 'Open a new connection instead.'],
    ['router-closing', {}, 'close.system_shutdown', 'The router is shutting down.'],
    ['roles-missing', {}, 'error.protocol_violation', 'Expected at least one role'],
    ['realm-invalid', { realm: 'a b' }, 'error.invalid_uri', 'but "a b" came'],
    ['realm-unknown', { realm: 'r' }, 'error.no_such_realm', 'There is no realm "r" here.'],
    [
      'method-unmatched',
      { methods: ['cookie'], known: ['ticket', 'wampcra'] },
      'error.no_matching_auth_method',
      'one of ["ticket","wampcra"], the methods of this router, but ["cookie"] came',
    ],
    ['method-missing', { known: ['ticket'] }, 'error.authentication_required', 'Offer one of ["ticket"].'],
    ['welcome-expected', { came: 'CALL' }, 'error.protocol_violation', 'before WELCOME, but CALL came'],
    ['authenticate-unasked', {}, 'error.protocol_violation', 'only in answer to CHALLENGE'],
    ['authentication-denied', {}, 'error.authentication_denied', 'but this is none'],
    ['authentication-failed', {}, 'error.authentication_failed', 'could not be checked'],
    ['authentication-late', {}, 'error.authentication_failed', 'nothing came in time'],
    ['passthru-unannounced', { scheme: 'mqtt' }, 'error.protocol_violation', 'but "mqtt" came'],
    ['progress-unannounced', {}, 'error.protocol_violation', 'Send all arguments with one CALL'],
    ['request-in-flight', { request: 7 }, 'error.protocol_violation', 'but 7 belongs to a call'],
    ['invoke-violation', { invoke: 42 }, 'error.protocol_violation', 'but 42 came'],
    ['mode-unknown', { mode: 'stop' }, 'error.protocol_violation', 'but "stop" came'],
    ['answer-unasked', { answer: 'YIELD', request: 9, last: 8 }, 'error.protocol_violation', 'sent was 8'],
    ['answer-unasked', { answer: 'YIELD', request: 9, last: 0 }, 'error.protocol_violation', 'none was sent'],
    ['answer-late', { answer: 'ERROR', request: 9 }, 'error.protocol_violation', 'but 9 is over'],
    ['progress-unasked', { request: 7 }, 'error.protocol_violation', 'INVOCATION 7 does not ask'],
    ['error-uri-invalid', { error: 'not found' }, 'error.invalid_uri', 'but "not found" came'],
    ['request-not-next', { request: 7, expected: 2 }, 'error.protocol_violation', 'id 2, but 7 came'],
    [
      'role-unannounced',
      { request: 'REGISTER', role: 'callee' },
      'error.protocol_violation',
      'Expected REGISTER of a session',
    ],
    ['error-misplaced', { of: 'CALL' }, 'error.protocol_violation', 'but it is about CALL'],
    ['error-misplaced', { of: 'other' }, 'error.protocol_violation', 'but it is about another type'],
  ];

  test.each(replies)('ERROR for %s with %j: %s', (problem, facts, error, sentence) => {
    const effect = { type: 'ERROR.made', to: 1, of: 'CALL', request: 7, problem, facts } as SendEffect;
    const details = 'existing' in facts ? { _existing: 'last', _requested: 'first' } : {};
    const words = [expect.stringContaining(sentence)];
    expect(write(effect, AGENT)).toEqual([8, 48, 7, details, `wamp.error.${error}`, words]);
    expect(PROBLEMS[problem].family).toBe('reply');
  });

  test.each([
    ['registrations', 1, 'Expected at most 1 registration per session, but'],
    ['calls', 2, 'Expected at most 2 calls in flight per session, but'],
    ['bytes', 300, 'Expected at most 300 bytes of payload in'],
  ] as const)('ERROR for more %s than %d, with a URI of ours and empty Details', (limit, most, words) => {
    const facts = { limit, most };
    const effect: SendEffect = {
      type: 'ERROR.made',
      to: 1,
      of: 'CALL',
      request: 7,
      problem: 'limit-exceeded',
      facts,
    };
    const uri = 'dealerchart.error.limit_exceeded';
    expect(write(effect, AGENT)).toEqual([8, 48, 7, {}, uri, [expect.stringContaining(words)]]);
    expect(PROBLEMS['limit-exceeded'].family).toBe('reply');
  });

  test.each(aborts)('ABORT for %s with %j: %s', (problem, facts, reason, sentence) => {
    const effect = { type: 'ABORT', to: 1, problem, facts } as SendEffect;
    const message = expect.stringContaining(sentence);
    expect(write(effect, AGENT)).toEqual([3, { message }, `wamp.${reason}`]);
    expect(PROBLEMS[problem].family).toBe('abort');
  });

  test('and none is missing here', () => {
    const shown = new Set([...[...replies, ...aborts].map(([problem]) => problem), 'limit-exceeded']);
    expect([...shown].sort()).toEqual(Object.keys(PROBLEMS).sort());
  });
});

test('the type codes are those of the protocol, each given once', () => {
  expect(new Set(Object.values(CODES)).size).toBe(Object.keys(CODES).length);
});
