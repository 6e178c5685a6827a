/** Malformed and wrong messages: each is answered as specified, and no other session is affected. */
import { describe, expect, test } from 'vitest';
import { CODES } from '../machines/messages.ts';
import { type Client, failed, NOTHING, Stage } from './stage.ts';

const SENTENCE = [expect.any(String)];
const aborted = (reason: string) => [['ABORT', { message: expect.any(String) }, reason], ['closed']];
const VIOLATION = aborted('wamp.error.protocol_violation');

/**
 * Runs an action of a client with a registration, a call and an invocation, while others are at work.
 *
 * @returns the messages that it received because of that
 */
function amongOthers(act: (offender: Client) => void): unknown[] {
  const stage = new Stage();
  const [[alice, offender], carol] = [stage.callees(2, 'first'), stage.join()];
  offender.register('com.own');
  const call = carol.call('com.add', {}, [1]);
  offender.call('com.add');
  carol.call('com.own');
  const [invocation] = alice.received().map(([, request]) => request as number);
  offender.received();

  act(offender);
  const received = offender.received();
  const isOut = received.at(-1)?.[0] === 'closed';

  const expected = isOut ? [failed(2, 'wamp.error.canceled', SENTENCE)] : [];
  expect(carol.received()).toEqual(expected);
  alice.yield(invocation as number, 2);
  expect(carol.received()).toEqual([['RESULT', call, {}, [2]]]);
  expect(stage.holds()).toMatchObject(isOut ? { sessions: 2, registrations: 1, calls: 0 } : { sessions: 3 });
  for (const client of [alice, offender, carol]) client.leave();
  expect(stage.holds()).toEqual(NOTHING);
  return received;
}

const BAD_IDS = [0, -1, 1.5, 2 ** 53 + 2, Number.NaN, Number.POSITIVE_INFINITY, '1', 1n, true, null, [1], {}];
const BAD_URIS = [42, null, true, ['com.add'], {}, undefined];
const BAD_DICTS = [42, 'mode', null, [], [['a', 1]], true, new Map(), undefined];
const BAD_LISTS = [42, 'args', null, {}, true, new Uint8Array(2)];
const BAD_CODES = [1.5, '68', null, true, {}];

/** Each message of a client: a valid one, and wrong values for its fields. */
const MESSAGES: [keyof typeof CODES, unknown[], unknown[][]][] = [
  ['HELLO', ['realm1', { roles: { caller: {} } }], [BAD_URIS, BAD_DICTS]],
  ['ABORT', [{}, 'wamp.close.normal', [], {}], [BAD_DICTS, BAD_URIS, BAD_LISTS, BAD_DICTS]],
  ['GOODBYE', [{}, 'wamp.close.normal'], [BAD_DICTS, BAD_URIS]],
  [
    'ERROR',
    [68, 1, {}, 'com.error.own', [], {}],
    [BAD_CODES, BAD_IDS, BAD_DICTS, BAD_URIS, BAD_LISTS, BAD_DICTS],
  ],
  ['PUBLISH', [9, {}, 'com.topic', [], {}], [BAD_IDS, BAD_DICTS, BAD_URIS, BAD_LISTS, BAD_DICTS]],
  ['SUBSCRIBE', [9, {}, 'com.topic'], [BAD_IDS, BAD_DICTS, BAD_URIS]],
  ['UNSUBSCRIBE', [9, 1], [BAD_IDS, BAD_IDS]],
  ['CALL', [9, {}, 'com.add', [], {}], [BAD_IDS, BAD_DICTS, BAD_URIS, BAD_LISTS, BAD_DICTS]],
  ['CANCEL', [9, {}], [BAD_IDS, BAD_DICTS]],
  ['REGISTER', [9, {}, 'com.more'], [BAD_IDS, BAD_DICTS, BAD_URIS]],
  ['UNREGISTER', [9, 1], [BAD_IDS, BAD_IDS]],
  ['YIELD', [1, {}, [], {}], [BAD_IDS, BAD_DICTS, BAD_LISTS, BAD_DICTS]],
];
const PAYLOADS = ['ABORT', 'ERROR', 'PUBLISH', 'CALL', 'YIELD'];

describe.each(MESSAGES)('%s', (type, fields, bad) => {
  test('aborts the session when a field is of the wrong kind or out of range', () => {
    for (const [place, values] of bad.entries()) {
      for (const value of values) {
        expect(amongOthers((client) => client.send(type, ...fields.with(place, value)))).toEqual(VIOLATION);
      }
    }
  });

  test('aborts the session when a field is missing', () => {
    const required = PAYLOADS.includes(type) ? fields.length - 2 : fields.length;
    for (let length = 0; length < required; length++) {
      expect(amongOthers((client) => client.send(type, ...fields.slice(0, length)))).toEqual(VIOLATION);
    }
  });

  test('aborts the session when there is a field too many', () => {
    expect(amongOthers((client) => client.send(type, ...fields, {}))).toEqual(VIOLATION);
  });
});

test.each(MESSAGES.filter(([type]) => type !== 'HELLO' && type !== 'ABORT'))(
  '%s aborts a session whose HELLO has not come',
  (type, fields) => {
    const stage = new Stage();
    const client = stage.connect();
    client.send(type, ...fields);
    expect(client.received()).toEqual(VIOLATION);
    expect(stage.holds()).toEqual(NOTHING);
  },
);

describe('aborts the session:', () => {
  const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
  const bare = Object.assign(Object.create(null), { big: 1n });

  test.each([
    ['null', null],
    ['undefined', undefined],
    ['a number', 42],
    ['a string', 'HELLO'],
    ['a dictionary', {}],
    ['binary data', new Uint8Array([48, 1])],
    ['an empty array', []],
    ['no type', [null]],
    ['the unknown type 0', [0, 1]],
    ['the unknown type 7', [7, 1, {}]],
    ['the unknown type -1', [-1]],
    ['the unknown type 2^53', [2 ** 53, 1, {}]],
    ['a type that is a fraction', [48.5, 9, {}, 'com.add']],
    ['a type that is a string', ['48', 9, {}, 'com.add']],
    ['a type that is a list', [[48], 9, {}, 'com.add']],
    ['a type named like what every object has', ['constructor', 9, {}, 'com.add']],
    ['a type that is no value', ['__proto__', 9, {}, 'com.add']],
    ['a type that cannot become a string', [{ toString: 1 }, 9]],
    ['a type that is nested without end', [deep, 9]],
    ['a message nested without end', deep],
    ['a field nested without end', [CODES.CALL, deep, {}, 'com.add']],
    ['a field that can be written in no way', [CODES.CALL, bare, {}, 'com.add']],
    ['an option that can be written in no way', [CODES.CALL, 9, { ppt_scheme: bare }, 'com.add']],
  ])('%s', (_, wire) => {
    expect(amongOthers((client) => client.sendRaw(wire))).toEqual(VIOLATION);
    const newcomer = new Stage().connect();
    newcomer.sendRaw(wire);
    expect(newcomer.received()).toEqual(VIOLATION);
  });

  const toClients = ['WELCOME', 'CHALLENGE', 'PUBLISHED', 'SUBSCRIBED', 'UNSUBSCRIBED', 'EVENT'] as const;
  const fromDealers = ['RESULT', 'REGISTERED', 'UNREGISTERED', 'INVOCATION', 'INTERRUPT'] as const;
  test.each([...toClients, ...fromDealers, 'AUTHENTICATE'] as const)(
    '%s, which no client may send',
    (type) => {
      expect(amongOthers((client) => client.send(type, 1, {}))).toEqual(VIOLATION);
    },
  );

  test.each(['PUBLISH', 'SUBSCRIBE', 'UNSUBSCRIBE', 'CALL', 'REGISTER', 'UNREGISTER', 'HELLO'] as const)(
    'an ERROR about %s, which no client is asked to do',
    (of) => {
      expect(amongOthers((client) => client.send('ERROR', CODES[of], 1, {}, 'com.error.own'))).toEqual(
        VIOLATION,
      );
    },
  );

  test.each([2, 99, 2 ** 53])('answers to the INVOCATION %d, which never came', (invocation) => {
    expect(amongOthers((client) => client.yield(invocation))).toEqual(VIOLATION);
    expect(amongOthers((client) => client.progress(invocation))).toEqual(VIOLATION);
    expect(amongOthers((client) => client.refuse(invocation))).toEqual(VIOLATION);
  });

  test('a second HELLO', () => {
    const hello = ['realm1', { roles: { caller: {} } }];
    expect(amongOthers((client) => client.send('HELLO', ...hello))).toEqual(VIOLATION);
  });

  test('what could not be deserialised, with the words of whoever tried', () => {
    const stage = new Stage();
    const client = stage.join();
    stage.act((dealer) => dealer.reject(client.session, 'a JSON text', 'half a message', 0));
    expect(client.received()).toEqual([
      [
        'ABORT',
        { message: 'Expected a JSON text, but half a message came.' },
        'wamp.error.protocol_violation',
      ],
      ['closed'],
    ]);
  });
});

describe('HELLO', () => {
  test.each([
    {},
    { roles: {} },
    { roles: [] },
    { roles: 'caller' },
    { roles: { caller: true } },
    { roles: null },
  ])('with the details %j announces no role and aborts the session', (details) => {
    const client = new Stage().connect();
    client.send('HELLO', 'realm1', details);
    expect(client.received()).toEqual(VIOLATION);
  });

  test.each(['', 'com..realm', '.realm', 'realm.', 'my realm', 'realm#1', 'realm\n'])(
    'for the incorrect realm %j aborts the session',
    (realm) => {
      const client = new Stage().connect();
      client.send('HELLO', realm, { roles: { caller: {} } });
      expect(client.received()).toEqual(aborted('wamp.error.invalid_uri'));
    },
  );
});

describe('a procedure', () => {
  const incorrect = [
    '',
    '.',
    'com..add',
    '.com',
    'com.',
    'com.add two',
    'com.add#2',
    'com.\tadd',
    ' com',
    '#',
  ];

  test.each(incorrect)('with the incorrect URI %j can be neither registered nor called', (uri) => {
    for (const type of ['REGISTER', 'CALL'] as const) {
      expect(amongOthers((client) => client.send(type, 9, {}, uri))).toEqual([
        ['ERROR', type, 9, {}, 'wamp.error.invalid_uri', SENTENCE],
      ]);
    }
  });

  test.each(['wamp', 'wamp.session.count', 'wamp.x'])(
    '%s belongs to the protocol and cannot be registered',
    (uri) => {
      expect(amongOthers((client) => client.send('REGISTER', 9, {}, uri))).toEqual([
        ['ERROR', 'REGISTER', 9, {}, 'wamp.error.invalid_uri', SENTENCE],
      ]);
      expect(amongOthers((client) => client.send('CALL', 9, {}, uri))).toEqual([
        failed(9, 'wamp.error.no_such_procedure', SENTENCE),
      ]);
    },
  );

  test.each(['x', 'com.wamp', 'wamps.x', 'com.Add-2_b', 'com.größe.数', '1.2'])('may be called %s', (uri) => {
    const client = new Stage().join();
    expect(client.register(uri)).toBe(1);
  });

  test.each([42, 'foo', ' ', 'Single', true, ['first'], {}])(
    'cannot be registered with the policy %j, whether it is registered already or not',
    (invoke) => {
      for (const procedure of ['com.new', 'com.add', 'com.own']) {
        expect(amongOthers((client) => client.send('REGISTER', 9, { invoke }, procedure))).toEqual([
          ['ERROR', 'REGISTER', 9, {}, 'wamp.error.invalid_argument', SENTENCE],
        ]);
      }
    },
  );
});

test.each([1, 2 ** 53])('the request id %d is a good one', (request) => {
  expect(amongOthers((client) => client.send('REGISTER', request, {}, 'com.more'))).toEqual([
    ['REGISTERED', request, 3],
  ]);
});

test('options that nobody knows are ignored', () => {
  expect(amongOthers((client) => client.send('CALL', 9, { x_own: [1] }, 'com.nothing'))).toEqual([
    failed(9, 'wamp.error.no_such_procedure', SENTENCE),
  ]);
});
