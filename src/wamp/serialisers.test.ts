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

test.each([JSON_, CBOR])('$name carries integers of any size', (serialiser) => {
  for (const value of [2n ** 64n, -(2n ** 63n) - 1n, 10n ** 400n]) {
    expect(carried(value, serialiser, serialiser)).toBe(value);
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

describe('nesting', () => {
  const nested = (levels: number, inside: unknown = 1): unknown => {
    let value = inside;
    for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { a: value };
    return value;
  };

  test.each(PAIRS)('a value 500 levels deep goes from $from.name to $to.name', ({ from, to }) => {
    for (const inside of [1, Uint8Array.of(1), 2n ** 60n]) {
      expect(carried(nested(499, inside), from, to)).toEqual(nested(499, inside));
    }
  });

  test.each([
    ['a number', 1],
    ['a string', 'a'],
    ['bytes', '\0AQ=='],
    ['a long number', 2 ** 40],
  ])('%s as deep as it may be read can be written in every serialisation', (_, inside) => {
    for (let levels = 490; levels < 510; levels++) {
      let value: unknown;
      try {
        value = read(JSON_, Buffer.from(JSON.stringify([nested(levels, inside)])));
      } catch {
        continue;
      }
      for (const serialiser of ALL) serialiser.encode([value]);
    }
  });

  const repeated = (open: string, levels: number, inside: string, close = ''): Buffer =>
    Buffer.from(hex(open.repeat(levels) + inside + close.repeat(levels)));

  test.each([
    ['lists in JSON', JSON_, Buffer.from('['.repeat(600) + ']'.repeat(600))],
    [
      'lists in JSON beside a long number',
      JSON_,
      Buffer.from(`[12345678901234567890,${'['.repeat(600)}${']'.repeat(601)}`),
    ],
    ['dictionaries in JSON', JSON_, Buffer.from(`${'{"a":'.repeat(600)}1${'}'.repeat(600)}`)],
    ['millions of lists in JSON', JSON_, Buffer.from('['.repeat(1e6) + ']'.repeat(1e6))],
    [
      'millions of lists in JSON beside a long number',
      JSON_,
      Buffer.from(`[12345678901234567890,${'['.repeat(1e6)}${']'.repeat(1e6)}]`),
    ],
    ['lists in MessagePack', MSGPACK, repeated('91', 600, '01')],
    ['dictionaries in MessagePack', MSGPACK, repeated('81a161', 600, '01')],
    ['millions of lists in MessagePack', MSGPACK, repeated('91', 1e6, '01')],
    ['lists in CBOR', CBOR, repeated('81', 600, '01')],
    ['lists without a length in CBOR', CBOR, repeated('9f', 600, '01', 'ff')],
    ['dictionaries in CBOR', CBOR, repeated('a16161', 600, '01')],
    ['dictionaries with numbers for keys in CBOR', CBOR, repeated('a101', 600, '01')],
    ['tags in CBOR', CBOR, repeated('d903e8', 600, '01')],
    ['millions of lists in CBOR', CBOR, repeated('81', 1e6, '01')],
  ])('%s that are nested too deeply are refused', (_, serialiser, bytes) => {
    expect(() => serialiser.decode(bytes)).toThrow();
  });
});

describe('what is unreadable is refused', () => {
  test.each([
    ['', '[1', '[1,]', '[01]', "['a']", '[1] 2', '\ufeff[1]', 'nonsense', '["\t"]', '["\\x"]', '[NaN]'],
    [
      '[12345678901234567890',
      '[12345678901234567890,]',
      '[012345678901234567890]',
      '[12345678901234567890] 2',
    ],
  ])('JSON %#', (...texts) => {
    for (const text of texts) expect(() => JSON_.decode(Buffer.from(text)), text).toThrow();
  });

  test.each(['', '92 01', 'c1', 'a5 61', '91 01 02', 'c4 ff 00', '81 c0 01'])('MessagePack %s', (bytes) => {
    expect(() => MSGPACK.decode(hex(bytes))).toThrow();
  });

  test.each(['', '82 01', 'ff', '1c', '65 61', '81 01 02', '5f 01 ff', '62 c3 28', 'a1 01'])(
    'CBOR %s',
    (bytes) => {
      expect(() => CBOR.decode(hex(bytes))).toThrow();
    },
  );
});

test.each([MSGPACK, CBOR])(
  'whatever is read from $name can be written in every serialisation',
  (serialiser) => {
    const noise = fc.uint8Array({ minLength: 1, maxLength: 24 });
    fc.assert(
      fc.property(noise, (bytes) => {
        let value: unknown;
        try {
          value = serialiser.decode(Buffer.from(bytes));
        } catch {
          return;
        }
        for (const { encode } of ALL) encode([value]);
      }),
      { ...RUNS, numRuns: 5_000 },
    );
  },
);

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
