/** Base of both binary writers: headers, some with a length that is known late. */
import { Bytes } from '../bytes.ts';
import type { Writer } from '../codec.ts';
import { Unrepresentable } from '../faults.ts';
import type { Run } from '../run.ts';
import { SHORT_TEXT, sizeOf, write } from '../utf8.ts';
import { WORD } from './numbers.ts';

export type Kind = 'bytes' | 'text' | 'list' | 'dict';

/**
 * Writer with headers as short as possible. A header whose length is not known yet leaves a hole without room for it;
 * at the end, the bytes between the holes are copied once, with the headers in between.
 */
export abstract class BinaryWriter extends Bytes implements Writer {
  private holes: Container[] | undefined;
  /** The innermost open list or dictionary. */
  private inner: Container = { kind: 'list', at: 0, values: 0, outer: undefined };

  abstract null(): void;
  abstract boolean(value: boolean): void;
  abstract integer(value: number | bigint): void;
  abstract float(value: number, bits: 16 | 32 | 64): void;
  abstract instant(seconds: number | bigint, nanoseconds: number): void;
  abstract tag(number: number | bigint): void;
  abstract simple(number: number): void;
  abstract extension(type: number, data: Uint8Array): void;

  text(value: string): void {
    this.count();
    if (value.length > SHORT_TEXT) this.longText(value);
    else this.shortText(value);
  }

  bytes(value: Uint8Array): void {
    this.count();
    this.header('bytes', value.length);
    this.raw(value);
  }

  list(length?: number): void {
    this.enter('list', length);
  }

  dict(length?: number): void {
    this.enter('dict', length);
  }

  end(): void {
    this.inner = this.inner.outer as Container;
  }

  run(run: Run): void {
    this.copy(run);
  }

  override written(): Buffer {
    if (this.holes !== undefined) this.fillHoles(this.holes);
    return super.written();
  }

  /** Writes the header of a value of this kind. */
  protected abstract header(kind: Kind, length: number): void;

  /** Counts a value that no other method counts. */
  protected count(): void {
    this.inner.values++;
  }

  /** Writes a byte, and an integer of 1, 2, 4 or 8 bytes after it. */
  protected sized(head: number, value: number, size: number): void {
    this.byte(head);
    this.fixed(value, size);
  }

  /** Writes a byte, and an integer of 64 bits after it. */
  protected sizedBig(head: number, value: bigint): void {
    this.byte(head);
    this.fixedBig(value);
  }

  /** Writes an integer of 1, 2, 4 or 8 bytes. */
  protected fixed(value: number, size: number): void {
    this.reserve(size);
    if (size < 8) this.word(value, size);
    else {
      const high = Math.floor(value / WORD);
      this.word(high, 4);
      this.word(value - high * WORD, 4);
    }
  }

  /** Writes an integer of 64 bits. */
  protected fixedBig(value: bigint): void {
    this.reserve(8);
    this.word(Number(BigInt.asUintN(32, value >> 32n)), 4);
    this.word(Number(BigInt.asUintN(32, value)), 4);
  }

  /** Writes a byte, and a floating-point number of 32 or 64 bits after it. */
  protected sizedFloat(head: number, value: number, bits: 32 | 64): void {
    if (bits === 32) SCRATCH.setFloat32(0, value);
    else SCRATCH.setFloat64(0, value);
    this.reserve(9);
    this.out[this.at++] = head;
    for (let at = 0; at < bits / 8; at++) this.out[this.at++] = SCRATCH.getUint8(at);
  }

  protected raw(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.out.set(bytes, this.at);
    this.at += bytes.length;
  }

  private word(value: number, size: number): void {
    for (let shift = size * 8 - 8; shift >= 0; shift -= 8) this.out[this.at++] = value >>> shift;
  }

  private enter(kind: 'list' | 'dict', length: number | undefined): void {
    this.count();
    this.inner = { kind, at: this.size, values: 0, outer: this.inner };
    if (length === undefined) {
      this.holes ??= [];
      this.holes.push(this.inner);
    } else this.header(kind, length);
  }

  private shortText(value: string): void {
    const size = sizeOf(value);
    if (size === undefined) throw new Unrepresentable(HALF_OF_A_PAIR);
    this.header('text', size);
    this.reserve(size);
    this.at = write(value, this.out, this.at);
  }

  private longText(value: string): void {
    const size = Buffer.byteLength(value);
    if (size > value.length && !(value as Utf16).isWellFormed()) throw new Unrepresentable(HALF_OF_A_PAIR);
    this.header('text', size);
    this.reserve(size);
    this.at += this.out.write(value, this.at);
  }

  private fillHoles(holes: readonly Container[]): void {
    const { bytes, start: first, end } = this.again(this.size + holes.length * LONGEST_HEADER);
    let start = first;
    for (const { at, kind, values } of holes) {
      this.copy({ bytes, start, end: first + at });
      this.header(kind, kind === 'dict' ? values / 2 : values);
      start = first + at;
    }
    this.copy({ bytes, start, end });
    this.holes = undefined;
  }
}

// --- internal ---

/** An open list or dictionary: its offset, and the number of its values so far, keys included. */
interface Container {
  readonly kind: 'list' | 'dict';
  readonly at: number;
  values: number;
  readonly outer: Container | undefined;
}

/** A string with the methods of ES2024, which all supported versions of Node have. */
type Utf16 = string & { isWellFormed(): boolean };

const HALF_OF_A_PAIR = 'a text with half of a surrogate pair';

const LONGEST_HEADER = 5;
const SCRATCH = new DataView(new ArrayBuffer(8));
