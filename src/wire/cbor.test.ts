/** CBOR against the examples of RFC 8949, appendices A and F, and against a library. */
import { decode, encode, Tagged } from 'cborg';
import { bigIntDecoder, bigIntEncoder, bigNegIntDecoder } from 'cborg/taglib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CBOR } from './cbor.ts';
import { Untellable } from './faults.ts';
import {
  bytesOf,
  commonLeaf,
  damaged,
  faultOf,
  float,
  hexOf,
  instant,
  integer,
  plainOf,
  type Tree,
  text,
  treeOf,
  treesOf,
  written,
} from './tree.test-helper.ts';

fc.configureGlobal({ seed: 1, numRuns: 200 });

const f64 = (value: number): Tree => ({ float: value, bits: 64 });
const f32 = (value: number): Tree => ({ float: value, bits: 32 });
const f16 = (value: number): Tree => ({ float: value, bits: 16 });

/** Bytes and their value; what is written for the value is the same, unless another form is said. */
const FORMS: readonly (readonly [hex: string, tree: Tree, written?: string])[] = [
  ['00', 0n],
  ['01', 1n],
  ['0a', 10n],
  ['17', 23n],
  ['1818', 24n],
  ['1819', 25n],
  ['1864', 100n],
  ['1903e8', 1000n],
  ['1a000f4240', 1000000n],
  ['1b000000e8d4a51000', 1000000000000n],
  ['1b001fffffffffffff', 9007199254740991n],
  ['1b0020000000000000', 9007199254740992n],
  ['1bffffffffffffffff', 18446744073709551615n],
  ['c249010000000000000000', 18446744073709551616n],
  ['3bffffffffffffffff', -18446744073709551616n],
  ['c349010000000000000000', -18446744073709551617n],
  ['20', -1n],
  ['29', -10n],
  ['3863', -100n],
  ['3903e7', -1000n],
  ['3b001ffffffffffffe', -9007199254740991n],
  ['3b001fffffffffffff', -9007199254740992n],
  ['1b0000000000000005', 5n, '05'],
  ['1800', 0n, '00'],
  ['c240', 0n, '00'],
  ['c340', -1n, '20'],
  ['c24105', 5n, '05'],
  ['c24a00010000000000000000', 18446744073709551616n, 'c249010000000000000000'],
  ['c25f44010000004500000000 00ff', 18446744073709551616n, 'c249010000000000000000'],
  [`c25880${'ff'.repeat(128)}`, 2n ** 1024n - 1n],
  [`c35880${'ff'.repeat(128)}`, -(2n ** 1024n)],
  [`c25881${'ff'.repeat(129)}`, { tag: 2n, content: { hex: 'ff'.repeat(129) } }],
  ['c201', { tag: 2n, content: 1n }],
  ['f90000', f16(0)],
  ['f98000', f16(-0)],
  ['f93c00', f16(1)],
  ['f93e00', f16(1.5)],
  ['f97bff', f16(65504)],
  ['f90001', f16(2 ** -24)],
  ['f903ff', f16(1023 * 2 ** -24)],
  ['f90400', f16(0.00006103515625)],
  ['f9c400', f16(-4)],
  ['f97c00', f16(Number.POSITIVE_INFINITY)],
  ['f9fc00', f16(Number.NEGATIVE_INFINITY)],
  ['f97e00', f16(Number.NaN)],
  ['fa47c35000', f32(100000)],
  ['fa7f7fffff', f32(3.4028234663852886e38)],
  ['fa7f800000', f32(Number.POSITIVE_INFINITY)],
  ['fa7fc00000', f32(Number.NaN)],
  ['fb3ff199999999999a', f64(1.1)],
  ['fb7e37e43c8800759c', f64(1e300)],
  ['fbc010666666666666', f64(-4.1)],
  ['fb3ff0000000000000', f64(1)],
  ['fb8000000000000000', f64(-0)],
  ['fb7ff0000000000000', f64(Number.POSITIVE_INFINITY)],
  ['fb7ff8000000000000', f64(Number.NaN)],
  ['f4', false],
  ['f5', true],
  ['f6', null],
  ['f7', { simple: 23 }],
  ['e0', { simple: 0 }],
  ['f0', { simple: 16 }],
  ['f820', { simple: 32 }],
  ['f8ff', { simple: 255 }],
  ['c074323031332d30332d32315432303a30343a30305a', seconds(1363896240n), 'c11a514b67b0'],
  ['c11a514b67b0', seconds(1363896240n)],
  ['c1fb41d452d9ec200000', seconds(1363896240n, 500_000_000)],
  ['c1f93e00', seconds(1n, 500_000_000), 'c1fb3ff8000000000000'],
  ['c1fa3f800000', seconds(1n), 'c101'],
  ['c120', seconds(-1n)],
  ['c11bffffffffffffffff', seconds(2n ** 64n - 1n)],
  ['c13bffffffffffffffff', seconds(-(2n ** 64n))],
  ['c1fb7ff8000000000000', { tag: 1n, content: f64(Number.NaN) }],
  ['c1fb7e37e43c8800759c', { tag: 1n, content: f64(1e300) }],
  ['c1f5', { tag: 1n, content: true }],
  ['c16161', { tag: 1n, content: 'a' }],
  ['c006', { tag: 0n, content: 6n }],
  ['c06161', { tag: 0n, content: 'a' }],
  ['c07f6161ff', { tag: 0n, content: 'a' }, 'c06161'],
  ['c07f6a323031332d30332d32316a5432303a30343a30305aff', seconds(1363896240n), 'c11a514b67b0'],
  ['c074323031362d31322d33315432333a35393a36305a', { tag: 0n, content: '2016-12-31T23:59:60Z' }],
  ['c0781e323032332d31312d31345432323a31333a32302e3132333435363738395a', seconds(1700000000n, 123_456_789)],
  ['d74401020304', { tag: 23n, content: { hex: '01020304' } }],
  ['d818456449455446', { tag: 24n, content: { hex: '6449455446' } }],
  ['d8206161', { tag: 32n, content: 'a' }],
  ['d84043010203', { hex: '010203' }, '43010203'],
  ['d8405f4101ff', { tag: 64n, content: { hex: '01' } }, 'd8404101'],
  ['d84001', { tag: 64n, content: 1n }],
  ['d9d9f701', 1n, '01'],
  ['c5d9d9f701', { tag: 5n, content: 1n }, 'c501'],
  ['d9ffff01', { tag: 65535n, content: 1n }],
  ['dbffffffffffffffff01', { tag: 2n ** 64n - 1n, content: 1n }],
  ['c6c70a', { tag: 6n, content: { tag: 7n, content: 10n } }],
  ['d9010280', { tag: 258n, content: { list: [] } }],
  ['40', { hex: '' }],
  ['4401020304', { hex: '01020304' }],
  ['60', ''],
  ['6161', 'a'],
  ['6449455446', 'IETF'],
  ['62225c', '"\\'],
  ['62c3bc', 'ü'],
  ['63e6b0b4', '水'],
  ['64f0908591', '\ud800\udd51'],
  ['80', { list: [] }],
  ['83010203', { list: [1n, 2n, 3n] }],
  ['8301820203820405', { list: [1n, { list: [2n, 3n] }, { list: [4n, 5n] }] }],
  [`9819${'00'.repeat(25)}`, { list: Array<Tree>(25).fill(0n) }],
  [`990100${'00'.repeat(256)}`, { list: Array<Tree>(256).fill(0n) }],
  [`9a00010000${'00'.repeat(65536)}`, { list: Array<Tree>(65536).fill(0n) }],
  ['9b000000000000000100', { list: [0n] }, '8100'],
  ['a0', { dict: [] }],
  ['a201020304', { dict: [[1n, 2n], [3n, 4n]] }], // biome-ignore format: one entry after another
  ['a26161016162820203', { dict: [['a', 1n], ['b', { list: [2n, 3n] }]] }], // biome-ignore format: as above
  ['a2616101616102', { dict: [['a', 1n], ['a', 2n]] }], // biome-ignore format: as above
  ['a18001', { dict: [[{ list: [] }, 1n]] }],
  ['a1f93c00f7', { dict: [[f16(1), { simple: 23 }]] }],
  ['5f42010243030405ff', { hex: '0102030405' }, '450102030405'],
  ['5fff', { hex: '' }, '40'],
  ['7f657374726561646d696e67ff', 'streaming', '6973747265616d696e67'],
  ['7fff', '', '60'],
  ['7f6060ff', '', '60'],
  ['9fff', { list: [] }, '80'],
  ['9f018202039f0405ffff', { list: [1n, { list: [2n, 3n] }, { list: [4n, 5n] }] }, '8301820203820405'],
  ['83018202039f0405ff', { list: [1n, { list: [2n, 3n] }, { list: [4n, 5n] }] }, '8301820203820405'],
  [`9f${'00'.repeat(25)}ff`, { list: Array<Tree>(25).fill(0n) }, `9819${'00'.repeat(25)}`],
  ['bfff', { dict: [] }, 'a0'],
  [
    'bf61610161629f0203ffff',
    {
      dict: [
        ['a', 1n],
        ['b', { list: [2n, 3n] }],
      ],
    },
    'a26161016162820203',
  ],
  ['826161bf61626163ff', { list: ['a', { dict: [['b', 'c']] }] }, '826161a161626163'],
];

const ENDS = 'a frame that ends inside of a value';
/** What the library says of strings in chunks, and of simple values. */
const NOT_IN_LIBRARY = /simple values are not supported|indefinite length bytes.strings are not supported/;
const NO_TEXT = 'a text that is no UTF-8';
const NO_MEANING = 'which CBOR gives no meaning';
const NO_CHUNK = 'inside of a text or byte string, where a chunk of it was expected';
const NO_BREAK = 'the byte ff, a break, where a value was expected';

/** Bytes that are no value, and what is wrong with them. */
const FAULTS: readonly (readonly [hex: string, fault: string])[] = [
  ['', 'an empty frame'],
  ['0000', '1 byte after the end of the message'],
  ['80f6f6', '2 bytes after the end of the message'],
  ['9fff00', '1 byte after the end of the message'],
  ...['18', '19', '1a', '1b', '1901', '1a0102', '1b01020304050607', '38', '58', '78', '98', '9a01ff'].map(
    (hex) => [hex, ENDS] as const,
  ),
  ...['b8', 'd8', 'f8', 'f900', 'fa0000', 'fb000000', 'c0', 'd9d9f7', '9f', '9f0102', '9f80'].map(
    (hex) => [hex, ENDS] as const,
  ),
  ...['bf', 'bf01020102', '5f4100', '7f6100', '5f', '9f9f9f9fffffff', '9f819f819f9fffffff'].map(
    (hex) => [hex, ENDS] as const,
  ),
  ...['1c', '1d', '1e', '1f', '3c', '3f', '5c', '7d', '9e', 'bc', 'dc', 'df', 'fc', 'fd', 'fe'].map(
    (hex) => [hex, `the byte ${hex}, ${NO_MEANING}`] as const,
  ),
  ['f800', 'the byte 00, a simple value that CBOR has in a single byte only'],
  ['f818', 'the byte 18, a simple value that CBOR has in a single byte only'],
  ['f81f', 'the byte 1f, a simple value that CBOR has in a single byte only'],
  ['ff', NO_BREAK],
  ['81ff', NO_BREAK],
  ['8200ff', NO_BREAK],
  ['a1ff', 'a dictionary of 1 entry in 1 byte'],
  ['a1ff00', NO_BREAK],
  ['a100ff', NO_BREAK],
  ['c0ff', NO_BREAK],
  ['bf00ff', NO_BREAK],
  ['bf000000ff', NO_BREAK],
  ['9f81ff', NO_BREAK],
  ['5f00ff', `the byte 00, ${NO_CHUNK}`],
  ['5f6100ff', `the byte 61, ${NO_CHUNK}`],
  ['7f4100ff', `the byte 41, ${NO_CHUNK}`],
  ['5f80ff', `the byte 80, ${NO_CHUNK}`],
  ['5fc000ff', `the byte c0, ${NO_CHUNK}`],
  ['5f5f4100ffff', `the byte 5f, ${NO_CHUNK}`],
  ['7f7f6100ffff', `the byte 7f, ${NO_CHUNK}`],
  ['5f5cff', `the byte 5c, ${NO_CHUNK}`],
  ['7f61c361a4ff', NO_TEXT],
  ['8301', 'a list of 3 items in 1 byte'],
  ['9affffffff00', 'a list of 4,294,967,295 items in 1 byte'],
  ['819affffffff00', 'a list of 4,294,967,295 items in 1 byte'],
  ['9b001000000000000000', 'a list of 4,503,599,627,370,496 items in 1 byte'],
  ['a2010101', 'a dictionary of 2 entries in 3 bytes'],
  ['baffffffff00', 'a dictionary of 4,294,967,295 entries in 1 byte'],
  ['bb800000000000000000', 'a dictionary of more than 2^53 entries in 1 byte'],
  ['6261', 'a text of 2 bytes in 1'],
  ['7affffffff61', 'a text of 4,294,967,295 bytes in 1'],
  ['5affffffff61', 'a byte string of 4,294,967,295 bytes in 1'],
  ['5f5affffffff61ff', 'a byte string of 4,294,967,295 bytes in 2'],
];

function seconds(seconds: bigint, nanoseconds = 0): Tree {
  return { seconds, nanoseconds };
}

const special = (tree: Tree): unknown => {
  if (tree !== null && typeof tree === 'object' && 'tag' in tree) {
    return new Tagged(Number(tree.tag), plainOf(tree.content, special));
  }
  if (tree !== null && typeof tree === 'object' && 'simple' in tree && tree.simple === 23) return undefined;
  throw new Error('a value that the library has not');
};

/** A decoder of the library for every tag that there is. */
const tags = new Proxy<Record<number, (content: () => unknown) => unknown>>(
  { 2: bigIntDecoder as never, 3: bigNegIntDecoder as never },
  {
    get: (known, tag) =>
      known[Number(tag)] ?? ((content: () => unknown) => new Tagged(Number(tag), content())),
  },
);

const libraryReads = (frame: Uint8Array): unknown => decode(new Uint8Array(frame), { useMaps: true, tags });

const libraryWrites = (tree: Tree): Uint8Array =>
  encode(plainOf(tree, special), { typeEncoders: { bigint: bigIntEncoder } });

/** Tags that are given no meaning here. */
const tag = fc
  .oneof(fc.integer({ min: 4, max: 63 }), fc.integer({ min: 65, max: 2 ** 40 }))
  .filter((n) => n !== 55799);

const tagged = (tree: fc.Arbitrary<Tree>): fc.Arbitrary<Tree> =>
  fc.tuple(tag, tree).map(([tag, content]) => ({ tag: BigInt(tag), content }));

const simple = fc
  .oneof(fc.nat(19), fc.integer({ min: 32, max: 255 }), fc.constant(23))
  .map((simple) => ({ simple }));
const leaf = fc.oneof(commonLeaf, integer(200));
const anyTree = treesOf(fc.oneof(leaf, float([16, 32, 64]), instant, simple), { around: tagged });
const forLibrary = (leaf: fc.Arbitrary<Tree>): fc.Arbitrary<Tree> =>
  treesOf(fc.oneof(leaf, fc.constant({ simple: 23 })), { around: tagged, key: text });
/** The library makes integers of floating-point numbers that are whole, and zero of negative zero. */
const fraction = float([16, 32, 64]).filter((tree) => !Number.isInteger((tree as { float: number }).float));

/** Whatever the check makes of a frame, the reader and the library find out, too, but for what the library has not. */
function expectSameJudgement(frame: Uint8Array): void {
  const fault = faultOf(CBOR, frame);
  if (fault === undefined) {
    treeOf(CBOR, frame);
    try {
      libraryReads(frame);
    } catch (error) {
      expect((error as Error).message).toMatch(NOT_IN_LIBRARY);
    }
  } else if (fault !== NO_TEXT) {
    expect(() => libraryReads(frame), fault).toThrow();
  }
}

describe('CBOR', () => {
  test.each(FORMS.map(([hex, tree, form = hex]) => ({ hex, tree, form, name: hex.slice(0, 24) })))(
    '$name is read and written',
    ({ hex, tree, form }) => {
      expect(treeOf(CBOR, bytesOf(hex))).toEqual(tree);
      expect(hexOf(written(CBOR, tree))).toBe(form.replaceAll(' ', ''));
    },
  );

  test.each(FAULTS)('%s is refused: %s', (hex, fault) => {
    expect(faultOf(CBOR, bytesOf(hex))).toBe(fault);
  });

  test('what is written is read as the same, whether its lengths are known beforehand or not', () => {
    fc.assert(
      fc.property(anyTree, (tree) => {
        const frame = written(CBOR, tree);
        expect(written(CBOR, tree, false)).toEqual(frame);
        expect(treeOf(CBOR, frame)).toEqual(tree);
      }),
    );
  });

  test('what is written is read by the library as the same', () => {
    fc.assert(
      fc.property(forLibrary(fc.oneof(leaf, float([16, 32, 64]))), (tree) => {
        expect(libraryReads(written(CBOR, tree))).toEqual(plainOf(tree, special));
      }),
    );
  });

  test('what the library writes is read as the same', () => {
    fc.assert(
      fc.property(forLibrary(fc.oneof(leaf, fraction)), (tree) => {
        expect(plainOf(treeOf(CBOR, libraryWrites(tree)), special)).toEqual(plainOf(tree, special));
      }),
    );
  });

  test('instants are numbers or texts that the platform reads as the same', () => {
    fc.assert(
      fc.property(instant, (tree) => {
        const { tag, value } = libraryReads(written(CBOR, tree)) as { tag: number; value: number | string };
        const { seconds, nanoseconds } = tree as { seconds: bigint; nanoseconds: number };
        const date = tag === 0 ? Date.parse(value as string) : Number(value) * 1000;
        expect(Math.abs(date - (Number(seconds) * 1000 + nanoseconds / 1e6))).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('a damaged frame is refused, or read to its end, and the library judges it the same', () => {
    const frames = anyTree.map((tree) => written(CBOR, tree));
    fc.assert(fc.property(damaged(frames), expectSameJudgement), { numRuns: 1_000 });
  });

  test('random bytes are refused, or read to their end, and the library judges them the same', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 12 }), expectSameJudgement), { numRuns: 3_000 });
  });

  test.each([
    ['an extension', { extension: 5, data: '01' }, 'an extension of MessagePack, type 5'],
    ['a late instant', { seconds: 2n ** 64n, nanoseconds: 0 }, `an instant of ${2n ** 64n} seconds`],
    [
      'an early instant',
      { seconds: -(2n ** 64n) - 1n, nanoseconds: 0 },
      `an instant of ${-(2n ** 64n) - 1n} seconds`,
    ],
    [
      'an instant of the year 10000 that no number stands for',
      { seconds: 253_402_300_800n, nanoseconds: 1 },
      'an instant of 253402300800 seconds and 1 nanoseconds',
    ],
    ['a simple value that is reserved', { simple: 24 }, 'the simple value 24, which CBOR has not'],
    ['half of a surrogate pair', 'a\ud800', 'a text with half of a surrogate pair'],
  ] as [string, Tree, string][])('%s has no form', (_, tree, fault) => {
    expect(() => written(CBOR, { list: [tree] })).toThrow(new Untellable(fault));
  });
});
