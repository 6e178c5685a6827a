/** What nobody should send: unreadable bytes, endless nesting, and values that are more than data. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CBOR_SERIALISER as CBOR,
  JSON_SERIALISER as JSON_,
  MSGPACK_SERIALISER as MSGPACK,
  type Serialiser,
} from './serialisers.ts';

const ALL = [JSON_, MSGPACK, CBOR];

const written = (serialiser: Serialiser, value: unknown): Buffer => Buffer.from(serialiser.encode([value]));
const read = (serialiser: Serialiser, bytes: Uint8Array): unknown =>
  (serialiser.decode(Buffer.from(bytes)) as unknown[])[0];
const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

/** What is read, or undefined if it is refused. */
function readOrRefused(serialiser: Serialiser, bytes: Uint8Array): unknown {
  try {
    return serialiser.decode(Buffer.from(bytes));
  } catch {
    return undefined;
  }
}

describe('nesting', () => {
  const nested = (levels: number, inside: unknown = 1): unknown => {
    let value = inside;
    for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { a: value };
    return value;
  };

  test.each(ALL.flatMap((from) => ALL.map((to) => ({ from, to }))))(
    'a value 500 levels deep goes from $from.name to $to.name',
    ({ from, to }) => {
      for (const inside of [1, Uint8Array.of(1), 2n ** 60n]) {
        const value = nested(499, inside);
        const arrived = read(to, written(to, read(from, written(from, value))));
        expect(arrived).toEqual(value);
      }
    },
  );

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

/** CBOR, with tags that mean something to some reader, in small pieces. */
const taggedCbor = fc.letrec<{ item: Buffer }>((tie) => {
  const some = fc.array(tie('item'), { maxLength: 4 });
  const head = (kind: number, length: number): Buffer =>
    length < 24 ? Buffer.of((kind << 5) | length) : Buffer.of((kind << 5) | 25, length >> 8, length & 0xff);
  const tags = [0, 1, 2, 3, 4, 5, 6, 14, 15, 24, 25, 27, 28, 29, 30, 32, 35, 36, 51, 64, 68, 69, 79, 82, 85];
  return {
    item: fc.oneof(
      { maxDepth: 5 },
      fc
        .constantFrom('00', '05', '20', '40', '4101', '60', '6161', 'f4', 'f6', 'f7', 'e0', 'f97e00')
        .map(hex),
      some.map((items) => Buffer.concat([head(4, items.length), ...items])),
      some.map((items) => {
        const pairs = items.slice(items.length % 2);
        return Buffer.concat([head(5, pairs.length / 2), ...pairs]);
      }),
      fc
        .tuple(fc.constantFrom(...tags, 258, 259, 1000, 0xdff8, 0xdff9, 0xdffe, 0xdfff, 0xe000), tie('item'))
        .map(([tag, item]) => Buffer.concat([head(6, tag), item])),
    ),
  };
}).item;

test.each([
  ['noise as MessagePack', MSGPACK, fc.uint8Array({ minLength: 1, maxLength: 24 })],
  ['noise as CBOR', CBOR, fc.uint8Array({ minLength: 1, maxLength: 24 })],
  ['CBOR with tags', CBOR, taggedCbor],
] as const)('%s, if it can be read, can be written in every serialisation', (_, serialiser, input) => {
  fc.assert(
    fc.property(input as fc.Arbitrary<Uint8Array>, (bytes) => {
      const value = readOrRefused(serialiser, bytes);
      for (const { encode } of ALL) encode([value]);
    }),
    { seed: 20_261_122, numRuns: 5_000 },
  );
});

test.each([
  ['an error', '82 65 4572726f72 61 61'],
  ['a regular expression', '82 66 526567457870 61 61'],
  ['an object', '82 66 4f626a656374 01'],
])('a tag in CBOR that asks for %s gets none', (_, content) => {
  const [value] = (readOrRefused(CBOR, hex(`81 d81b ${content}`)) ?? []) as unknown[];
  expect(value).not.toBeInstanceOf(Error);
  expect(value).not.toBeInstanceOf(RegExp);
});

test('a list that CBOR shares many times is not walked as often', () => {
  const reference = (id: number): string => `d81d${Buffer.of(id).toString('hex')}`;
  const lists = [...Array(11).keys()].map((id) => `d81c8a${reference(id).repeat(10)}`);
  const value = readOrRefused(CBOR, hex(`8c d81c8a${'01'.repeat(10)}${lists.join('')}`));
  for (const serialiser of ALL) expect(serialiser.encode([value]).length).toBeLessThan(10_000);
});
