/** The three serialisations: what goes in comes out, across them too, and what is unreadable is refused. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from './messages.ts';
import {
  CBOR_SERIALISER as CBOR,
  JSON_SERIALISER as JSON_,
  MSGPACK_SERIALISER as MSGPACK,
  SERIALISERS,
  type Serialiser,
} from './serialisers.ts';

const ALL = [JSON_, MSGPACK, CBOR];
const PAIRS = ALL.flatMap((from) => ALL.map((to) => ({ from, to })));
const RUNS = { seed: 20_261_122, numRuns: 300 };

const written = (serialiser: Serialiser, value: unknown): Buffer => Buffer.from(serialiser.encode([value]));
const read = (serialiser: Serialiser, bytes: Uint8Array): unknown =>
  (serialiser.decode(Buffer.from(bytes)) as unknown[])[0];
const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

/** What a client receives in one serialisation of what another sent in the other. */
const carried = (value: unknown, from: Serialiser, to: Serialiser): unknown =>
  read(to, written(to, read(from, written(from, value))));

test('each serialisation has its WebSocket subprotocol, and only JSON is text', () => {
  expect([...SERIALISERS].map(([protocol, { name, binary }]) => [protocol, name, binary])).toEqual([
    ['wamp.2.json', 'JSON', false],
    ['wamp.2.msgpack', 'MessagePack', true],
    ['wamp.2.cbor', 'CBOR', true],
  ]);
  expect(ALL.map((serialiser) => typeof serialiser.encode([]))).toEqual(['string', 'object', 'object']);
});

describe.each(PAIRS)('from $from.name to $to.name', ({ from, to }) => {
  test.each([
    ['null', null],
    ['booleans', [true, false]],
    ['small integers', [0, 1, -1, 23, 24, 127, 128, -128, 255, 256, 65_535, 65_536]],
    ['integers around 32 bits', [2 ** 31, -(2 ** 31), -(2 ** 31) - 1, 2 ** 32 - 1, 2 ** 32, -(2 ** 32) - 1]],
    ['integers up to 2^53', [2 ** 40 + 1, 2 ** 53 - 1, 2 ** 53, -(2 ** 53)]],
    ['integers beyond 2^53', [2n ** 53n + 1n, -(2n ** 53n) - 1n, 2n ** 64n - 1n, -(2n ** 63n)]],
    ['fractions', [0.1, -1.5, 1e-7, 1.5e300, 5e-324, 1 / 3]],
    ['strings', ['', 'a', 'é', '日本', '😀', '"\\/\n\t', '12345678901234567890']],
    ['strings with NUL', ['a\0b', 'a\0', '\0 no Base64', '\0AQ', '\0AQ==\0']],
    ['bytes', Uint8Array.from({ length: 256 }, (_, index) => index)],
    ['no bytes', new Uint8Array()],
    ['lists', [[], [[]], [1, [2, [3, []]]]]],
    ['dictionaries', { '': {}, a: { b: [{ c: null }] }, constructor: 1, toJSON: 2, length: 3 }],
    ['bytes inside of lists and dictionaries', { a: [{ b: Uint8Array.of(1, 2) }, 2n ** 60n] }],
  ])('%s arrive as they were', (_, value) => {
    expect(carried(value, from, to)).toEqual(value);
  });

  test('any value arrives as it was', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        expect(carried(value, from, to)).toEqual(value);
      }),
      RUNS,
    );
  });
});

describe.each(ALL)('integers in $name', (serialiser) => {
  const isId = (bytes: Buffer): boolean => {
    const id = read(serialiser, bytes);
    return 'request' in parse([49, id, {}]);
  };

  test('2^53 is an id, and 2^53 + 1 is none', () => {
    expect(isId(written(serialiser, 2n ** 53n))).toBe(true);
    expect(isId(written(serialiser, 2n ** 53n + 1n))).toBe(false);
  });

  test('0, negative numbers and fractions are no ids', () => {
    for (const value of [0, -1, -(2 ** 53), 1.5]) expect(isId(written(serialiser, value))).toBe(false);
  });
});

test.each([2 ** 32, 2 ** 32 + 1, 2 ** 40, 2 ** 53 - 1, 2 ** 53])('%d is written as an integer', (value) => {
  expect(written(JSON_, value).toString()).toBe(`[${value}]`);
  expect(written(MSGPACK, value)[1]).toBe(0xcf);
  expect(written(CBOR, value)[1]).toBe(0x1b);
});

test.each([-(2 ** 31) - 1, -(2 ** 32), -(2 ** 32) - 1, -(2 ** 53)])(
  '%d is written as an integer',
  (value) => {
    expect(written(JSON_, value).toString()).toBe(`[${value}]`);
    expect(written(MSGPACK, value)[1]).toBe(0xd3);
    expect([0x3a, 0x3b]).toContain(written(CBOR, value)[1]);
  },
);

test.each([JSON_, CBOR])('$name carries integers of up to 1000 bits', (serialiser) => {
  for (const value of [2n ** 64n, -(2n ** 63n) - 1n, 2n ** 1000n]) {
    expect(carried(value, serialiser, serialiser)).toBe(value);
  }
});

test('an integer that it would take long to write is refused', () => {
  const bytes = 'ab'.repeat(65_000);
  for (const text of [`${2n ** 1024n}`, `-${2n ** 1024n}`, '9'.repeat(1_000), '9'.repeat(1_000_000)]) {
    expect(() => read(JSON_, Buffer.from(`[${text}]`))).toThrow();
  }
  for (const tag of ['c2', 'c3']) {
    expect(() => read(CBOR, hex(`81 ${tag} 58 81 01${'00'.repeat(128)}`))).toThrow();
    expect(() => read(CBOR, hex(`81 ${tag} 59 fde8 ${bytes}`))).toThrow();
  }
});

test('MessagePack gives integers that it has no room for as the nearest float', () => {
  for (const value of [2n ** 64n, 2n ** 70n, -(2n ** 63n) - 1n]) {
    expect(read(MSGPACK, written(MSGPACK, value))).toBe(Number(value));
  }
});

test('bytes are a string of NUL and Base64 in JSON, and bytes in the others', () => {
  const bytes = Uint8Array.of(1, 2, 255);
  expect(written(JSON_, bytes).toString()).toBe('["\\u0000AQL/"]');
  expect(written(MSGPACK, bytes).toString('hex')).toBe('91c4030102ff');
  expect(written(CBOR, bytes).toString('hex')).toBe('81430102ff');
});

test('bytes that CBOR calls a typed array of bytes, as JavaScript clients do, are bytes', () => {
  const value = read(CBOR, hex('81 d840 43 0102ff'));
  for (const serialiser of ALL) {
    expect(read(serialiser, written(serialiser, value))).toEqual(Uint8Array.of(1, 2, 255));
  }
});

test('the key __proto__ is a key like any other, or refused, and never changes a prototype', () => {
  for (const text of [
    '[{"__proto__": {"isAdmin": true}}]',
    '[{"__proto__": {"isAdmin": true}, "id": 12345678901234567890}]',
    '[{"__proto__": {"isAdmin": "\\u0000AQ=="}}]',
  ]) {
    const value = read(JSON_, Buffer.from(text)) as Record<string, unknown>;
    for (const dict of [value, read(CBOR, written(CBOR, value)) as Record<string, unknown>]) {
      expect(Object.keys(dict)[0]).toBe('__proto__');
      expect(Object.getPrototypeOf(dict)).toBe(Object.prototype);
      expect(dict.isAdmin).toBeUndefined();
    }
    expect(() => read(MSGPACK, written(MSGPACK, value))).toThrow('__proto__');
  }
  expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
});

test('of two values for one key the later counts', () => {
  expect(read(JSON_, Buffer.from('[{"a": 1, "a": 2}]'))).toEqual({ a: 2 });
  expect(read(JSON_, Buffer.from('[{"a": 1, "a": 12345678901234567890}]'))).toEqual({
    a: 12345678901234567890n,
  });
});

test.each(PAIRS)('dictionaries keep their order from $from.name to $to.name', ({ from, to }) => {
  const dict = { zebra: 1, a: 2, '': 3, é: 4, aa: 5 };
  expect(Object.keys(carried(dict, from, to) as object)).toEqual(Object.keys(dict));
});

// --- internal ---

/** Values that every serialisation can hold: no NaN and no -0, and no string that JSON would take for bytes. */
const anyValue = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4, withCrossShrink: true }, tie('leaf'), tie('list'), tie('dict')),
  list: fc.array(tie('value'), { maxLength: 4 }),
  dict: fc.dictionary(
    fc.string({ unit: 'binary' }).filter((key) => key !== '__proto__'),
    tie('value'),
    { maxKeys: 4, noNullPrototype: true },
  ),
  leaf: fc.oneof(
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.bigInt(-(2n ** 53n), 2n ** 53n).map(Number),
    fc.bigInt(2n ** 53n + 1n, 2n ** 64n - 1n),
    fc.bigInt(-(2n ** 63n), -(2n ** 53n) - 1n),
    fc.double({ min: -(2 ** 53), max: 2 ** 53, noNaN: true }).map((float) => float + 0),
    fc.string({ unit: 'binary' }).filter((text) => !text.startsWith('\0')),
    fc.uint8Array(),
  ),
})).value;

describe('what only CBOR can say', () => {
  const NUMBERED = 'a2 01 6161 20 6162'; // {1: "a", -1: "b"}
  const TAGGED = 'c1 82 4101 1a 51 4b 67 b0'; // tag 1 around [h'01', 1363896240]

  test('comes to a client of CBOR as it was', () => {
    for (const bytes of [NUMBERED, TAGGED]) {
      expect(written(CBOR, read(CBOR, hex(`81 ${bytes}`)))).toEqual(hex(`81 ${bytes}`));
    }
  });

  test.each([JSON_, MSGPACK])('comes to a client of $name with strings for keys, and without tags', (to) => {
    const from = (bytes: string): unknown => read(to, written(to, read(CBOR, hex(`81 ${bytes}`))));
    expect(from(NUMBERED)).toEqual({ 1: 'a', '-1': 'b' });
    expect(from(TAGGED)).toEqual([Uint8Array.of(1), 1_363_896_240]);
  });

  test.each([
    ['a list', 'a1 80 01'],
    ['bytes', 'a1 4101 01'],
    ['a dictionary', 'a1 a0 01'],
    ['something tagged', 'a1 c101 01'],
  ])('but a dictionary with %s for a key is refused: no other client could be told', (_, bytes) => {
    expect(() => read(CBOR, hex(`81 ${bytes}`))).toThrow('neither a string nor a number');
  });
});
