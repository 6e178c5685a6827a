/** CBOR against the examples of RFC 8949, appendices A and F, and against a library. */
import { decode, encode, type TagDecodeControl, Tagged } from 'cborg';
import { bigIntDecoder, bigIntEncoder, bigNegIntDecoder } from 'cborg/taglib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CBOR } from './cbor.ts';
import { FAULTS, FORMS, NO_BREAK, NO_TEXT } from './cbor-forms.test-helper.ts';
import { Unrepresentable } from './faults.ts';
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

/** The library's errors for strings in chunks and for simple values. */
const NOT_IN_LIBRARY = /simple values are not supported|indefinite length bytes.strings are not supported/;

const special = (tree: Tree): unknown => {
  if (tree !== null && typeof tree === 'object' && 'tag' in tree) {
    return new Tagged(Number(tree.tag), plainOf(tree.content, special));
  }
  if (tree !== null && typeof tree === 'object' && 'simple' in tree && tree.simple === 23) return undefined;
  throw new Error('a value that the library has not');
};

/** A decoder of the library for each possible tag. */
const tags = new Proxy<Record<number, (content: () => unknown) => unknown>>(
  {},
  {
    get: (_, tag) => (content: () => unknown) => {
      const value = content();
      if (tag === '2' && value instanceof Uint8Array) return bigIntDecoder((() => value) as TagDecodeControl);
      if (tag === '3' && value instanceof Uint8Array)
        return bigNegIntDecoder((() => value) as TagDecodeControl);
      return new Tagged(Number(tag), value);
    },
  },
);

const libraryReads = (frame: Uint8Array): unknown => decode(new Uint8Array(frame), { useMaps: true, tags });

const libraryWrites = (tree: Tree): Uint8Array =>
  encode(plainOf(tree, special), { typeEncoders: { bigint: bigIntEncoder } });

/** Tags without a meaning for the router. */
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
/** Whole floating-point numbers become integers in the library, and -0 becomes 0. */
const fraction = float([16, 32, 64]).filter((tree) => !Number.isInteger((tree as { float: number }).float));

/** Expects check, reader and library to agree about a frame, except for features that the library lacks. */
function expectSameJudgement(frame: Uint8Array): void {
  const fault = faultOf(CBOR, frame);
  if (fault === undefined) {
    treeOf(CBOR, frame);
    try {
      libraryReads(frame);
    } catch (error) {
      expect((error as Error).message).toMatch(NOT_IN_LIBRARY);
    }
  } else if (fault !== NO_TEXT && fault !== NO_BREAK) {
    // The library accepts some malformed UTF-8, and a break as the value of a key.
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
    expect(() => written(CBOR, { list: [tree] })).toThrow(new Unrepresentable(fault));
  });
});
