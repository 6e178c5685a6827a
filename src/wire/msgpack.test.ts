/** MessagePack compared with the table of forms in its specification, and with a library. */
import {
  decode,
  decodeTimestampToTimeSpec,
  ExtData,
  ExtensionCodec,
  encode,
  encodeTimeSpecToTimestamp,
} from '@msgpack/msgpack';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Unrepresentable } from './faults.ts';
import { MSGPACK } from './msgpack.ts';
import {
  bytesOf,
  commonLeaf,
  damaged,
  faultOf,
  float,
  hexOf,
  instant,
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

/** Bytes and their value; the value is written as the same bytes, unless a shorter form is given. */
const FORMS: readonly (readonly [hex: string, tree: Tree, shorter?: string])[] = [
  ['c0', null],
  ['c2', false],
  ['c3', true],
  ['00', 0n],
  ['7f', 127n],
  ['ff', -1n],
  ['e0', -32n],
  ['cc 80', 128n],
  ['cc ff', 255n],
  ['cc 01', 1n, '01'],
  ['cd 0100', 256n],
  ['cd ffff', 65535n],
  ['ce 00010000', 65536n],
  ['ce ffffffff', 4294967295n],
  ['cf 0000000100000000', 4294967296n],
  ['cf 001fffffffffffff', 9007199254740991n],
  ['cf 0020000000000000', 9007199254740992n],
  ['cf ffffffffffffffff', 18446744073709551615n],
  ['cf 0000000000000005', 5n, '05'],
  ['d0 df', -33n],
  ['d0 80', -128n],
  ['d0 05', 5n, '05'],
  ['d1 ff7f', -129n],
  ['d1 8000', -32768n],
  ['d2 ffff7fff', -32769n],
  ['d2 80000000', -2147483648n],
  ['d3 ffffffff7fffffff', -2147483649n],
  ['d3 ffe0000000000001', -9007199254740991n],
  ['d3 ffe0000000000000', -9007199254740992n],
  ['d3 8000000000000000', -9223372036854775808n],
  ['d3 7fffffffffffffff', 9223372036854775807n, 'cf 7fffffffffffffff'],
  ['ca 3f800000', f32(1)],
  ['ca 80000000', f32(-0)],
  ['ca 7fc00000', f32(Number.NaN)],
  ['cb 3ff0000000000000', f64(1)],
  ['cb 8000000000000000', f64(-0)],
  ['cb 3fb999999999999a', f64(0.1)],
  ['cb 7ff0000000000000', f64(Number.POSITIVE_INFINITY)],
  ['cb 7ff8000000000000', f64(Number.NaN)],
  ['a0', ''],
  ['a3 666f6f', 'foo'],
  ['a3 efbbbf', '\ufeff'],
  ['a9 f09f9880e282acc3a4', '😀€ä'],
  [`bf ${'61'.repeat(31)}`, 'a'.repeat(31)],
  [`d9 20 ${'61'.repeat(32)}`, 'a'.repeat(32)],
  [`da 0100 ${'c3a4'.repeat(128)}`, 'ä'.repeat(128)],
  [`db 00010000 ${'e282ac61'.repeat(16384)}`, '€a'.repeat(16384)],
  ['d9 01 61', 'a', 'a1 61'],
  ['c4 00', { hex: '' }],
  ['c4 02 fffe', { hex: 'fffe' }],
  [`c5 0100 ${'00'.repeat(256)}`, { hex: '00'.repeat(256) }],
  [`c6 00010000 ${'00'.repeat(65536)}`, { hex: '00'.repeat(65536) }],
  ['90', { list: [] }],
  ['92 01 c0', { list: [1n, null] }],
  [`dc 0010 ${'01'.repeat(16)}`, { list: Array<Tree>(16).fill(1n) }],
  [`dd 00010000 ${'01'.repeat(65536)}`, { list: Array<Tree>(65536).fill(1n) }],
  ['dd 00000001 01', { list: [1n] }, '91 01'],
  ['80', { dict: [] }],
  [
    '82 a1 61 01 a1 61 02',
    {
      dict: [
        ['a', 1n],
        ['a', 2n],
      ],
    },
  ],
  ['81 0c a3 666f6f', { dict: [[12n, 'foo']] }],
  ['81 91 c0 c3', { dict: [[{ list: [null] }, true]] }],
  [`de 0010 ${'01c0'.repeat(16)}`, { dict: Array<[Tree, Tree]>(16).fill([1n, null]) }],
  [`df 00010000 ${'01c0'.repeat(65536)}`, { dict: Array<[Tree, Tree]>(65536).fill([1n, null]) }],
  ['d4 05 01', { extension: 5, data: '01' }],
  ['d5 80 0102', { extension: -128, data: '0102' }],
  ['d6 05 01020304', { extension: 5, data: '01020304' }],
  ['d7 7f 0102030405060708', { extension: 127, data: '0102030405060708' }],
  [`d8 05 ${'01'.repeat(16)}`, { extension: 5, data: '01'.repeat(16) }],
  ['c7 00 05', { extension: 5, data: '' }],
  ['c7 03 05 010203', { extension: 5, data: '010203' }],
  [`c8 0100 05 ${'01'.repeat(256)}`, { extension: 5, data: '01'.repeat(256) }],
  [`c9 00010000 05 ${'01'.repeat(65536)}`, { extension: 5, data: '01'.repeat(65536) }],
  ['d6 ff 00000000', { seconds: 0n, nanoseconds: 0 }],
  ['d6 ff ffffffff', { seconds: 4294967295n, nanoseconds: 0 }],
  ['d7 ff 00000004 00000000', { seconds: 0n, nanoseconds: 1 }],
  ['d7 ff ee6b27ff ffffffff', { seconds: 17179869183n, nanoseconds: 999999999 }],
  ['d7 ff 00000001 00000000', { seconds: 4294967296n, nanoseconds: 0 }],
  ['c7 0c ff 00000000 0000000400000000', { seconds: 17179869184n, nanoseconds: 0 }],
  ['c7 0c ff 3b9ac9ff ffffffffffffffff', { seconds: -1n, nanoseconds: 999999999 }],
  ['c7 0c ff 00000001 8000000000000000', { seconds: -(2n ** 63n), nanoseconds: 1 }],
  ['c7 0c ff 00000000 0000000000000001', { seconds: 1n, nanoseconds: 0 }, 'd6 ff 00000001'],
  ['d7 ff ee6b2800 00000000', { extension: -1, data: 'ee6b280000000000' }],
  ['c7 0c ff 3b9aca00 0000000000000000', { extension: -1, data: '3b9aca000000000000000000' }],
  ['d4 ff 01', { extension: -1, data: '01' }],
];

const ENDS = 'a frame that ends inside of a value';
const NO_TEXT = 'a text that is no UTF-8';

/** Malformed bytes, and the error message for them. */
const FAULTS: readonly (readonly [hex: string, fault: string])[] = [
  ['', 'an empty frame'],
  ['c1', 'the byte c1, which MessagePack gives no meaning'],
  ['92 01 c1', 'the byte c1, which MessagePack gives no meaning'],
  ['00 00', '1 byte after the end of the message'],
  ['90 c0 c0', '2 bytes after the end of the message'],
  ['cd 01', ENDS],
  ['ce 010203', ENDS],
  ['cb 00000000000000', ENDS],
  ['d4 05', ENDS],
  ['d8 05 00', ENDS],
  ['dd 000000', ENDS],
  ['da 00', ENDS],
  ['92 91 01', ENDS],
  ['93 01', 'a list of 3 items in 1 byte'],
  ['dd ffffffff 00', 'a list of 4,294,967,295 items in 1 byte'],
  ['91 dd ffffffff 00', 'a list of 4,294,967,295 items in 1 byte'],
  ['dc ffff', 'a list of 65,535 items in 0 bytes'],
  ['82 01 01 01', 'a dictionary of 2 entries in 3 bytes'],
  ['df ffffffff 00', 'a dictionary of 4,294,967,295 entries in 1 byte'],
  ['df 80000000', 'a dictionary of 2,147,483,648 entries in 0 bytes'],
  ['a2 61', 'a text of 2 bytes in 1'],
  ['db ffffffff 61', 'a text of 4,294,967,295 bytes in 1'],
  ['c6 ffffffff 61', 'a byte string of 4,294,967,295 bytes in 1'],
  ['c9 ffffffff 61', 'a byte string of 4,294,967,296 bytes in 1'],
  ['c7 05 01', 'a byte string of 6 bytes in 1'],
];

/** The library's classes for values without a plain one: a time to the nanosecond, and an extension. */
class Time {
  readonly sec: number;
  readonly nsec: number;
  constructor(sec: number, nsec: number) {
    this.sec = sec;
    this.nsec = nsec;
  }
}

const extensionCodec = new ExtensionCodec();
extensionCodec.register({
  type: -1,
  encode: (value) => (value instanceof Time ? encodeTimeSpecToTimestamp(value) : null),
  decode: (data) => {
    if (![4, 8, 12].includes(data.length)) return new ExtData(-1, data);
    const { sec, nsec } = decodeTimestampToTimeSpec(data);
    return new Time(sec, nsec);
  },
});

const special = (tree: Tree): unknown => {
  if (tree !== null && typeof tree === 'object' && 'seconds' in tree) {
    return new Time(Number(tree.seconds), tree.nanoseconds);
  }
  if (tree !== null && typeof tree === 'object' && 'extension' in tree) {
    return new ExtData(tree.extension, bytesOf(tree.data));
  }
  throw new Error('a value that MessagePack has not');
};

/** A value for the library, with maps for dictionaries, and bigints only beyond the range of numbers. */
function loose(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (Array.isArray(value)) return value.map(loose);
  if (typeof value !== 'object' || value === null) return value;
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return new Map(Object.entries(value).map(([key, content]) => [key, loose(content)]));
}

/** A value for the library, with dictionaries as objects, which is all that it writes. */
function objects(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(objects);
  if (!(value instanceof Map)) return value;
  return Object.fromEntries([...value].map(([key, content]) => [key, objects(content)]));
}

/** Options by which the library refuses lengths that no frame here has, and accepts any keys. */
const READING = {
  useBigInt64: true,
  extensionCodec,
  maxStrLength: 100_000,
  maxBinLength: 100_000,
  maxArrayLength: 100_000,
  maxMapLength: 100_000,
  maxExtLength: 100_000,
  mapKeyConverter: (key: unknown): string => (typeof key === 'string' ? key : `not a text: ${typeof key}`),
};

const libraryReads = (frame: Uint8Array): unknown => loose(decode(new Uint8Array(frame), READING));

/** Expects check, reader and library to agree about a frame. */
function expectSameJudgement(frame: Uint8Array): void {
  const fault = faultOf(MSGPACK, frame);
  if (fault === undefined) {
    treeOf(MSGPACK, frame);
    libraryReads(frame);
  } else if (fault !== NO_TEXT) {
    expect(() => libraryReads(frame), fault).toThrow();
  }
}

const libraryWrites = (tree: Tree): Uint8Array =>
  encode(objects(plainOf(tree, special)), { useBigInt64: true, extensionCodec });

const extension: fc.Arbitrary<Tree> = fc
  .tuple(fc.integer({ min: 0, max: 127 }), fc.uint8Array({ maxLength: 40 }))
  .map(([extension, data]) => ({ extension, data: hexOf(data) }));

const leaf = fc.oneof(commonLeaf, instant, extension);
const key = text.filter((text) => text !== '__proto__');
const anyTree = treesOf(fc.oneof(leaf, float([32, 64])), {});
/** Whole floating-point numbers become integers in the library. */
const fraction = float([64]).filter((tree) => !Number.isSafeInteger((tree as { float: number }).float));

describe('MessagePack', () => {
  test.each(FORMS.map(([hex, tree, shorter = hex]) => ({ hex, tree, shorter, name: hex.slice(0, 24) })))(
    '$name is read and written',
    ({ hex, tree, shorter }) => {
      expect(treeOf(MSGPACK, bytesOf(hex))).toEqual(tree);
      expect(hexOf(written(MSGPACK, tree))).toBe(shorter.replaceAll(' ', ''));
    },
  );

  test.each(FAULTS)('%s is refused: %s', (hex, fault) => {
    expect(faultOf(MSGPACK, bytesOf(hex))).toBe(fault);
  });

  test('what is written is read as the same, whether its lengths are known beforehand or not', () => {
    fc.assert(
      fc.property(anyTree, (tree) => {
        const frame = written(MSGPACK, tree);
        expect(written(MSGPACK, tree, false)).toEqual(frame);
        expect(treeOf(MSGPACK, frame)).toEqual(tree);
      }),
    );
  });

  test('what is written is read by the library as the same', () => {
    fc.assert(
      fc.property(treesOf(fc.oneof(leaf, float([32, 64])), { key }), (tree) => {
        expect(libraryReads(written(MSGPACK, tree))).toEqual(plainOf(tree, special));
      }),
    );
  });

  test('what the library writes is read as the same', () => {
    fc.assert(
      fc.property(treesOf(fc.oneof(leaf, fraction), { key }), (tree) => {
        const read = treeOf(MSGPACK, libraryWrites(tree));
        expect(plainOf(read, special)).toEqual(plainOf(tree, special));
      }),
    );
  });

  test('a damaged frame is refused, or read to its end, and the library judges it the same', () => {
    const frames = anyTree.map((tree) => written(MSGPACK, tree));
    fc.assert(fc.property(damaged(frames), expectSameJudgement), { numRuns: 1_000 });
  });

  test('random bytes are refused, or read to their end, and the library judges them the same', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 12 }), expectSameJudgement), { numRuns: 3_000 });
  });

  test.each([
    ['a tag', { tag: 5n, content: 1n }, 'the tag 5 of CBOR'],
    ['undefined', { simple: 23 }, 'undefined, of CBOR'],
    ['a simple value', { simple: 99 }, 'the simple value 99 of CBOR'],
    ['a large integer', 2n ** 69n, 'an integer of 70 bits'],
    ['the least integer that is too large', 2n ** 64n, 'an integer of 65 bits'],
    ['a very negative integer', -(2n ** 63n) - 1n, 'an integer of 64 bits'],
    ['a late instant', { seconds: 2n ** 63n, nanoseconds: 0 }, `an instant of ${2n ** 63n} seconds`],
    ['half of a surrogate pair', 'a\ud800', 'a text with half of a surrogate pair'],
    ['half of one in a long text', `${'a'.repeat(100)}\udc00`, 'a text with half of a surrogate pair'],
  ] as [string, Tree, string][])('%s has no form', (_, tree, fault) => {
    expect(() => written(MSGPACK, { list: [tree] })).toThrow(new Unrepresentable(fault));
  });

  test('numbers of 16 bits become such of 32', () => {
    expect(hexOf(written(MSGPACK, { float: 1.5, bits: 16 }))).toBe('ca3fc00000');
  });
});
