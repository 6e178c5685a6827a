/** Values as trees, which keep more than plain values do: the type of a number, the order of keys, tags. */
import fc from 'fast-check';
import type { Binary } from './binary.ts';
import { Unreadable } from './faults.ts';
import type { Sink } from './sink.ts';

export type Tree =
  | null
  | boolean
  | bigint
  | string
  | { readonly float: number; readonly bits: 16 | 32 | 64 }
  | { readonly hex: string }
  | { readonly list: readonly Tree[] }
  | { readonly dict: readonly (readonly [Tree, Tree])[] }
  | { readonly seconds: bigint; readonly nanoseconds: number }
  | { readonly tag: bigint; readonly content: Tree }
  | { readonly simple: number }
  | { readonly extension: number; readonly data: string };

/** Builds trees of the values that it receives; it throws for numbers that are no integers of JavaScript. */
export class TreeSink implements Sink {
  readonly values: Tree[] = [];
  private readonly open: { values: Tree[]; dict: boolean; length: number | undefined; tags: bigint[] }[] = [];
  private tags: bigint[] = [];

  null(): void {
    this.add(null);
  }
  boolean(value: boolean): void {
    this.add(value);
  }
  integer(value: number | bigint): void {
    this.add(exact(value));
  }
  float(float: number, bits: 16 | 32 | 64): void {
    this.add({ float, bits });
  }
  text(value: string): void {
    this.add(value);
  }
  bytes(value: Uint8Array): void {
    this.add({ hex: hexOf(value) });
  }
  list(length?: number): void {
    this.enter(false, length);
  }
  dict(length?: number): void {
    this.enter(true, length);
  }
  end(): void {
    const ended = this.open.pop();
    if (ended === undefined) throw new Error('an end of nothing');
    const { values, dict, length, tags } = ended;
    if (this.tags.length > 0 || (length !== undefined && values.length !== length * (dict ? 2 : 1))) {
      throw new Error(`${values.length} values instead of ${length}`);
    }
    this.tags = tags;
    this.add(dict ? { dict: pairs(values) } : { list: values });
  }
  instant(seconds: number | bigint, nanoseconds: number): void {
    this.add({ seconds: exact(seconds), nanoseconds });
  }
  tag(number: number | bigint): void {
    this.tags.push(exact(number));
  }
  simple(simple: number): void {
    this.add({ simple });
  }
  extension(extension: number, data: Uint8Array): void {
    this.add({ extension, data: hexOf(data) });
  }

  private enter(dict: boolean, length: number | undefined): void {
    this.open.push({ values: [], dict, length, tags: this.tags });
    this.tags = [];
  }

  private add(value: Tree): void {
    const whole = this.tags.reduceRight<Tree>((content, tag) => ({ tag, content }), value);
    this.tags = [];
    (this.open.at(-1)?.values ?? this.values).push(whole);
  }
}

/** Writes a tree to a sink, with or without lengths. */
export function writeTree(tree: Tree, sink: Sink, lengths: boolean): void {
  if (tree === null) sink.null();
  else if (typeof tree === 'boolean') sink.boolean(tree);
  else if (typeof tree === 'bigint') sink.integer(inexact(tree));
  else if (typeof tree === 'string') sink.text(tree);
  else if ('float' in tree) sink.float(tree.float, tree.bits);
  else if ('hex' in tree) sink.bytes(bytesOf(tree.hex));
  else if ('seconds' in tree) sink.instant(inexact(tree.seconds), tree.nanoseconds);
  else if ('simple' in tree) sink.simple(tree.simple);
  else if ('extension' in tree) sink.extension(tree.extension, bytesOf(tree.data));
  else if ('tag' in tree) {
    sink.tag(inexact(tree.tag));
    writeTree(tree.content, sink, lengths);
  } else if ('list' in tree) {
    sink.list(lengths ? tree.list.length : undefined);
    for (const item of tree.list) writeTree(item, sink, lengths);
    sink.end();
  } else {
    sink.dict(lengths ? tree.dict.length : undefined);
    for (const value of tree.dict.flat()) writeTree(value, sink, lengths);
    sink.end();
  }
}

/** Writes a tree as bytes. */
export function written(binary: Binary, tree: Tree, lengths = true): Uint8Array {
  const writer = new binary.Writer();
  writeTree(tree, writer, lengths);
  return writer.written();
}

/** Checks and reads a frame with a single value. */
export function treeOf(binary: Binary, frame: Uint8Array): Tree {
  binary.elementsOf(frame);
  const sink = new TreeSink();
  if (binary.read(frame, 0, sink) !== frame.length) throw new Error('the reader and the check end elsewhere');
  const [tree, ...more] = sink.values;
  if (tree === undefined || more.length > 0) throw new Error('not one value');
  return tree;
}

/** Error message for a frame; undefined for a valid one. */
export function faultOf(binary: Binary, frame: Uint8Array): string | undefined {
  try {
    binary.elementsOf(frame);
    return undefined;
  } catch (fault) {
    if (fault instanceof Unreadable) return fault.message;
    throw fault;
  }
}

/** A tree as a library reads it, with maps for dictionaries; `special` converts values without a plain form. */
export function plainOf(tree: Tree, special: (tree: Tree) => unknown): unknown {
  if (typeof tree === 'bigint') return inexact(tree);
  if (typeof tree !== 'object' || tree === null) return tree;
  if ('float' in tree) return tree.float;
  if ('hex' in tree) return bytesOf(tree.hex);
  if ('list' in tree) return tree.list.map((item) => plainOf(item, special));
  if ('dict' in tree) return new Map(tree.dict.map(([key, value]) => [key, plainOf(value, special)]));
  return special(tree);
}

export const bytesOf = (hex: string): Uint8Array =>
  new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex'));

export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Frames one change away from a valid one: a byte inserted, removed or overwritten, or the end cut off. */
export const damaged = (frames: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> =>
  fc
    .tuple(frames, fc.nat(), fc.nat(255), fc.constantFrom('put', 'leave', 'overwrite', 'cut'))
    .map(([frame, place, byte, change]) => {
      const bytes = [...frame];
      const at = place % bytes.length;
      if (change === 'put') bytes.splice(at, 0, byte);
      else if (change === 'leave') bytes.splice(at, 1);
      else if (change === 'overwrite') bytes[at] = byte;
      else bytes.length = at;
      return new Uint8Array(bytes);
    });

/** Well-formed text, sometimes long. */
export const text: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  { weight: 5, arbitrary: fc.string({ maxLength: 70 }) },
  fc
    .tuple(fc.string({ unit: 'binary', maxLength: 5 }), fc.nat(300))
    .map(([part, times]) => part.repeat(times)),
);

/** Integers of up to `bits` bits and a sign, often near the powers of two where forms change. */
export const integer = (bits: number): fc.Arbitrary<bigint> =>
  fc.tuple(fc.nat(bits - 1), fc.integer({ min: -2, max: 2 }), fc.boolean()).map(([power, near, negative]) => {
    const value = (1n << BigInt(power)) + BigInt(near);
    return negative ? -value : value;
  });

export const float = (widths: readonly (16 | 32 | 64)[]): fc.Arbitrary<Tree> =>
  fc
    .tuple(
      fc.oneof(fc.double(), fc.integer(), fc.constantFrom(0, -0, 1.5, 65504, 2 ** -24)),
      fc.constantFrom(...widths),
    )
    .map(([value, bits]) => ({
      bits,
      float: bits === 16 ? ofHalf(value) : bits === 32 ? Math.fround(value) : value,
    }));

export const instant: fc.Arbitrary<Tree> = fc
  .tuple(
    fc.oneof(integer(36), fc.bigInt(-62_167_219_200n, 253_402_300_799n)),
    fc.oneof(fc.constantFrom(0, 1, 500_000_000, 999_999_999), fc.nat(999_999_999)),
  )
  .map(([seconds, nanoseconds]) => ({ seconds, nanoseconds }));

/** Trees of these leaves. Their dictionaries may have any keys, also duplicates, unless a kind of key is given. */
export const treesOf = (
  leaf: fc.Arbitrary<Tree>,
  { key, around }: { key?: fc.Arbitrary<Tree>; around?: (tree: fc.Arbitrary<Tree>) => fc.Arbitrary<Tree> },
): fc.Arbitrary<Tree> =>
  fc.letrec<{ tree: Tree }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.array(tie('tree'), { maxLength: 6 }).map((list) => ({ list })),
      (key === undefined
        ? fc.array(fc.tuple(tie('tree'), tie('tree')), { maxLength: 6 })
        : fc.uniqueArray(fc.tuple(key, tie('tree')), { maxLength: 6, selector: ([key]) => key })
      ).map((dict) => ({ dict })),
      ...(around === undefined ? [] : [around(tie('tree'))]),
    ),
  })).tree;

/** A value inside of so many lists and dictionaries. */
export function nested(depth: number): Tree {
  let tree: Tree = 0n;
  for (let around = 0; around < depth; around++)
    tree = around % 2 === 0 ? { list: [tree] } : { dict: [[0n, tree]] };
  return tree;
}

/** Leaves that all binary serialisations can express. */
export const commonLeaf: fc.Arbitrary<Tree> = fc.oneof(
  fc.constantFrom(null, true, false),
  integer(64).filter((value) => value >= -(2n ** 63n) && value < 2n ** 64n),
  text,
  fc.uint8Array({ maxLength: 300 }).map((bytes) => ({ hex: hexOf(bytes) })),
);

// --- internal ---

function pairs(values: readonly Tree[]): [Tree, Tree][] {
  return values.flatMap((value, index) => (index % 2 === 0 ? [[value, values[index + 1] as Tree]] : []));
}

/** The number or bigint that readers must give: a bigint only where a number is not exact. */
function exact(value: number | bigint): bigint {
  if (typeof value === 'number' ? !Number.isSafeInteger(value) : Number.isSafeInteger(Number(value))) {
    throw new Error(`${value}, a ${typeof value}`);
  }
  return BigInt(value);
}

const inexact = (value: bigint): number | bigint =>
  Number.isSafeInteger(Number(value)) ? Number(value) : value;

/** Converts a number to one that half precision can express. */
function ofHalf(value: number): number {
  if (!Number.isFinite(value) || value === 0) return value;
  const scaled = Math.trunc(value) % 1024;
  return scaled === 0 ? 2 ** -14 : scaled * 2 ** ((Math.trunc(Math.abs(value)) % 30) - 24);
}
