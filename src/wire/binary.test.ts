/** Behaviour common to both binary serialisations: limits, false lengths, malformed text, fields of a message. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CBOR } from './cbor.ts';
import { MOST_FIELDS } from './fields.ts';
import { MESSAGE_LIMITS } from './limits.ts';
import { MSGPACK } from './msgpack.ts';
import {
  bytesOf,
  commonLeaf,
  faultOf,
  float,
  hexOf,
  instant,
  nested,
  type Tree,
  TreeSink,
  text,
  treeOf,
  treesOf,
  writeTree,
  written,
} from './tree.test-helper.ts';

fc.configureGlobal({ seed: 1, numRuns: 200 });

const anyTree = treesOf(fc.oneof(commonLeaf, instant, float([32, 64])), {});

/** Malformed UTF-8: [its kind, bytes]. */
const NO_TEXT: readonly (readonly [sort: string, hex: string])[] = [
  ['a continuation with nothing before it', '80'],
  ['an overlong form of two bytes', 'c080'],
  ['another overlong form of two bytes', 'c1bf'],
  ['an overlong form of three bytes', 'e09fbf'],
  ['an overlong form of four bytes', 'f08fbfbf'],
  ['the first high surrogate', 'eda080'],
  ['the last low surrogate', 'edbfbf'],
  ['a surrogate pair', 'eda081edb080'],
  ['what is beyond U+10FFFF', 'f4908080'],
  ['a form of five bytes', 'f888808080'],
  ['a byte that UTF-8 has not', 'ff'],
  ['a sequence of two bytes that is cut off', 'c3'],
  ['a sequence of three bytes that is cut off', 'e282'],
  ['a sequence of four bytes that is cut off', 'f09f98'],
  ['a second byte that is none', 'c341'],
  ['a third byte that is none', 'e28241'],
  ['a fourth byte that is none', 'f09f98c0'],
];

/** Well-formed UTF-8. */
const TEXT = ['c280', 'dfbf', 'e0a080', 'ed9fbf', 'ee8080', 'efbfbf', 'f0908080', 'f48fbfbf', 'efbbbf', '00'];

/** Text as bytes, which may be malformed, after the longest header of MessagePack or a long one of CBOR. */
const textFrame = (head: number, hex: string): Uint8Array => {
  const bytes = bytesOf(hex);
  const frame = new DataView(new ArrayBuffer(5 + bytes.length));
  frame.setUint8(0, head);
  frame.setUint32(1, bytes.length);
  new Uint8Array(frame.buffer).set(bytes, 5);
  return new Uint8Array(frame.buffer);
};

describe.each([
  ['MessagePack', MSGPACK, 0xdb, 0xdd, 0xdf, 0x91],
  ['CBOR', CBOR, 0x7a, 0x9a, 0xba, 0x81],
])('%s', (_, binary, textHead, listHead, dictHead, oneItem) => {
  test('a frame that ends before its value does is refused, wherever it ends', () => {
    fc.assert(
      fc.property(anyTree, (tree) => {
        const frame = written(binary, tree);
        const step = Math.ceil(frame.length / 200);
        for (let length = 0; length < frame.length; length += step) {
          expect(faultOf(binary, frame.subarray(0, length))).toBeTypeOf('string');
        }
        expect(faultOf(binary, frame)).toBeUndefined();
      }),
    );
  });

  test('a frame inside of a larger piece of memory is read as itself', () => {
    fc.assert(
      fc.property(anyTree, fc.nat(9), (tree, before) => {
        const frame = written(binary, tree);
        const memory = Buffer.alloc(before + frame.length + 9, 0xc1);
        memory.set(frame, before);
        expect(treeOf(binary, memory.subarray(before, before + frame.length))).toEqual(tree);
      }),
    );
  });

  test('a length that lies is refused before anything is allocated for it', () => {
    for (const head of [textHead, listHead, dictHead]) {
      const lie = new Uint8Array([head, 0xff, 0xff, 0xff, 0xff, 0]);
      const before = process.memoryUsage();
      for (let times = 0; times < 1_000; times++) expect(faultOf(binary, lie)).toMatch(/ in 1/);
      const after = process.memoryUsage();
      expect(after.arrayBuffers + after.external - before.arrayBuffers - before.external).toBeLessThan(
        2 ** 24,
      );
    }
  });

  test('lists that each say they hold all of the bytes after them are refused', () => {
    const frame = Buffer.alloc(300);
    for (let at = 0; at < 300; at += 5) {
      frame[at] = listHead;
      frame.writeUInt32BE(300 - at - 5, at + 1);
    }
    expect(faultOf(binary, frame)).toBeTypeOf('string');
  });

  test('lists and dictionaries are as deep as the limit, and no deeper', () => {
    const deepest = nested(MESSAGE_LIMITS.depth);
    const frame = written(binary, deepest);
    expect(faultOf(binary, frame)).toBeUndefined();
    const sink = new TreeSink();
    expect(binary.read(frame, 0, sink)).toBe(frame.length);
    expect(faultOf(binary, written(binary, { list: [deepest] }))).toBe(
      'lists and dictionaries nested deeper than 500',
    );
    expect(faultOf(binary, new Uint8Array(1_000_000).fill(oneItem))).toBe(
      'lists and dictionaries nested deeper than 500',
    );
  });

  test('values are as many as the limit, in all fields of a message together, and no more', () => {
    const half = MESSAGE_LIMITS.items / 2;
    const zeros = (count: number): Tree => ({ list: Array<Tree>(count).fill(0n) });
    // The message, its two lists, and their values.
    expect(faultOf(binary, written(binary, { list: [zeros(half - 3), zeros(half)] }))).toBeUndefined();
    expect(faultOf(binary, written(binary, { list: [zeros(half - 2), zeros(half)] }))).toBe(
      'more than 2,000,000 values',
    );
    const entries: Tree = { dict: Array<[Tree, Tree]>(half).fill([0n, 0n]) };
    expect(faultOf(binary, written(binary, entries))).toBe('more than 2,000,000 values');
    expect(faultOf(binary, written(binary, zeros(1)))).toBeUndefined();
  });

  test.each(NO_TEXT)('a text with %s is refused, be it short or long', (_, hex) => {
    for (const before of [0, 3, 10, 46, 47, 48, 49, 200]) {
      for (const after of [0, 1, 200]) {
        const frame = textFrame(textHead, '61'.repeat(before) + hex + '61'.repeat(after));
        expect(faultOf(binary, frame)).toBe('a text that is no UTF-8');
      }
    }
  });

  test.each(['c3', 'e282', 'f09f98'])(
    'a text that ends in %s is refused, even if the rest follows it',
    (hex) => {
      const frame = Buffer.concat([textFrame(textHead, hex), bytesOf('a4a4a4')]);
      expect(faultOf(binary, frame)).toBe('a text that is no UTF-8');
    },
  );

  test.each(TEXT)('a text with %s is read, be it short or long', (hex) => {
    for (const before of [0, 3, 10, 46, 47, 48, 49, 200]) {
      const all = '61'.repeat(before) + hex;
      expect(treeOf(binary, textFrame(textHead, all))).toBe(Buffer.from(all, 'hex').toString());
    }
  });

  test('random bytes are text if the platform says so', () => {
    const byte = fc.oneof(
      fc.integer({ min: 0x80, max: 0xff }),
      fc.constantFrom(0x61, 0xe0, 0xed, 0xf0, 0xf4, 0x80),
    );
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 6 }), (bytes) => {
        const hex = hexOf(new Uint8Array(bytes));
        const fault = faultOf(binary, textFrame(textHead, hex));
        if (fault === undefined) {
          expect(treeOf(binary, textFrame(textHead, hex))).toBe(decoder.decode(new Uint8Array(bytes)));
        } else {
          expect(() => decoder.decode(new Uint8Array(bytes))).toThrow();
        }
      }),
      { numRuns: 3_000 },
    );
  });

  test('the fields of a message are found, and read one by one', () => {
    fc.assert(
      fc.property(fc.array(anyTree, { maxLength: MOST_FIELDS }), (fields) => {
        const frame = written(binary, { list: fields });
        const places = binary.elementsOf(frame) ?? [];
        expect(places.length).toBe(fields.length + 1);
        expect(places.at(-1)).toBe(frame.length);
        fields.forEach((field, index) => {
          const sink = new TreeSink();
          expect(binary.read(frame, places[index] ?? 0, sink)).toBe(places[index + 1]);
          expect(sink.values).toEqual([field]);
        });
      }),
    );
  });

  test('a run of values is written as it came, among others', () => {
    fc.assert(
      fc.property(fc.array(anyTree), fc.array(anyTree), (before, run) => {
        const bytes = Buffer.concat([Buffer.alloc(3, 0xff), ...run.map((tree) => written(binary, tree))]);
        const writer = new binary.Writer();
        writer.list(before.length + run.length);
        for (const tree of before) writeTree(tree, writer, true);
        writer.run({ bytes, start: 3, end: bytes.length });
        writer.end();
        expect(treeOf(binary, writer.written())).toEqual({ list: [...before, ...run] });
      }),
    );
  });

  test('of a message with more fields than any has, the first eight are found and all are checked', () => {
    const many: Tree = { list: Array<Tree>(40).fill(0n) };
    const frame = written(binary, many);
    const places = binary.elementsOf(frame) ?? [];
    expect(places.length).toBe(9);
    expect((places.at(-1) ?? 0) - (places[0] ?? 0)).toBe(8);
    expect(faultOf(binary, frame.subarray(0, -1))).toBeTypeOf('string');
    expect(faultOf(binary, Buffer.concat([frame, new Uint8Array(1)]))).toBe(
      '1 byte after the end of the message',
    );
  });

  test.each([
    ['null', null],
    ['a boolean', true],
    ['an integer', 1n],
    ['a floating-point number', { float: 1, bits: 64 }],
    ['a text', 'a'],
    ['bytes', { hex: '00' }],
    ['a dictionary', { dict: [] }],
  ] as [string, Tree][])('%s has no fields', (_, tree) => {
    expect(binary.elementsOf(written(binary, tree))).toBeUndefined();
  });

  test('several values are written one after another, between others that are begun and given up', () => {
    fc.assert(
      fc.property(fc.array(anyTree, { maxLength: 3 }), anyTree, (trees, other) => {
        const [first, abandoned, second] = [new binary.Writer(), new binary.Writer(), new binary.Writer()];
        for (const tree of trees) {
          writeTree(tree, first, true);
          writeTree(other, abandoned, false);
          writeTree(tree, second, false);
        }
        const whole = Buffer.concat(trees.map((tree) => written(binary, tree)));
        expect(hexOf(first.written())).toBe(hexOf(whole));
        expect(hexOf(second.written())).toBe(hexOf(whole));
      }),
    );
  });

  test('what is longer than the bytes at hand is written whole', () => {
    const long = fc.tuple(fc.array(text, { minLength: 1 }), fc.integer({ min: 1, max: 3 }));
    fc.assert(
      fc.property(long, fc.boolean(), ([texts, thousands], lengths) => {
        const once: Tree = { list: texts };
        const tree: Tree = { list: Array<Tree>(thousands * 1000).fill(once) };
        const frame = written(binary, tree, lengths);
        expect(binary.elementsOf(frame)?.length).toBe(9);
        const one = written(binary, once);
        for (let at = 3; at < frame.length; at += one.length) {
          if (Buffer.compare(frame.subarray(at, at + one.length), one) !== 0)
            throw new Error(`differs at ${at}`);
        }
      }),
      { numRuns: 20 },
    );
    const megabyte: Tree = { hex: '5a'.repeat(2 ** 20) };
    expect(treeOf(binary, written(binary, megabyte))).toEqual(megabyte);
    const letters: Tree = 'ä'.repeat(2 ** 20);
    expect(treeOf(binary, written(binary, letters))).toEqual(letters);
  });
});

describe('CBOR alone', () => {
  test('has messages of indefinite length, whose fields end before their break', () => {
    expect(CBOR.elementsOf(bytesOf('9f01820203ff'))).toEqual([1, 2, 5]);
    expect(CBOR.elementsOf(bytesOf('9fff'))).toEqual([1]);
    expect(CBOR.elementsOf(bytesOf(`9f${'00'.repeat(40)}ff`))?.length).toBe(9);
  });

  test('has messages that say that they are CBOR', () => {
    expect(CBOR.elementsOf(bytesOf('d9d9f7820102'))).toEqual([4, 5, 6]);
    expect(CBOR.elementsOf(bytesOf('d9d9f79f01ff'))).toEqual([4, 5]);
    expect(CBOR.elementsOf(bytesOf('d9d9f6820102'))).toBeUndefined();
    expect(faultOf(CBOR, bytesOf('d9d9f7'))).toBe('a frame that ends inside of a value');
  });

  test('counts tags as deep as lists, since readers go one level deeper for each', () => {
    const tagged = (depth: number): Uint8Array => bytesOf(`${'c6'.repeat(depth)}00`);
    expect(faultOf(CBOR, tagged(MESSAGE_LIMITS.depth))).toBeUndefined();
    expect(treeOf(CBOR, tagged(2))).toEqual({ tag: 6n, content: { tag: 6n, content: 0n } });
    expect(faultOf(CBOR, tagged(MESSAGE_LIMITS.depth + 1))).toBe(
      'lists and dictionaries nested deeper than 500',
    );
    expect(faultOf(CBOR, new Uint8Array(1_000_000).fill(0x9f))).toBe(
      'lists and dictionaries nested deeper than 500',
    );
  });

  test('counts the chunks of texts and byte strings', () => {
    const inChunks = (head: string, chunk: number, count: number): Uint8Array =>
      Buffer.concat([bytesOf(head), new Uint8Array(count).fill(chunk), bytesOf('ff')]);
    for (const [head, chunk] of [
      ['7f', 0x60],
      ['5f', 0x40],
    ] as const) {
      expect(faultOf(CBOR, inChunks(head, chunk, MESSAGE_LIMITS.items - 1))).toBeUndefined();
      expect(faultOf(CBOR, inChunks(head, chunk, MESSAGE_LIMITS.items))).toBe('more than 2,000,000 values');
    }
  });

  test('counts the items of lists and dictionaries of indefinite length', () => {
    const list = (count: number): Uint8Array =>
      Buffer.concat([bytesOf('9f'), new Uint8Array(count), bytesOf('ff')]);
    const dict = (count: number): Uint8Array =>
      Buffer.concat([bytesOf('bf'), new Uint8Array(count), bytesOf('ff')]);
    expect(faultOf(CBOR, list(MESSAGE_LIMITS.items - 1))).toBeUndefined();
    expect(faultOf(CBOR, list(MESSAGE_LIMITS.items))).toBe('more than 2,000,000 values');
    expect(faultOf(CBOR, dict(MESSAGE_LIMITS.items - 2))).toBeUndefined();
    expect(faultOf(CBOR, dict(MESSAGE_LIMITS.items))).toBe('more than 2,000,000 values');
  });
});
