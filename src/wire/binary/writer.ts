/** What writers of both binary serialisations have in common: bytes that grow, and lengths that are known late. */
import type { BinarySink } from '../binary.ts';
import { TooLong, Untellable } from '../faults.ts';
import { WORD } from './numbers.ts';

export type Kind = 'bytes' | 'text' | 'list' | 'dict';

/**
 * Headers have as few bytes as they can, so one whose length is not known yet leaves a hole, without room for it; when
 * all is written, the bytes between the holes are copied once, with the headers in between.
 */
export abstract class BinaryWriter implements BinarySink {
  private out: Uint8Array;
  private length = 0;
  private readonly holes: Container[] = [];
  /** The list or dictionary begun last, and those around it, the outermost first. */
  private inner: Container = { kind: 'list', at: 0, values: 0 };
  private readonly outer: Container[] = [];

  private readonly most: number;

  /** @param most of how many bytes it may make */
  constructor(most = Number.POSITIVE_INFINITY) {
    this.most = most;
    this.out = spare ?? new Uint8Array(SPARE_SIZE);
    spare = undefined;
  }

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
    if (value.length > SHORT || !this.shortAscii(value)) this.longText(value);
  }

  bytes(value: Uint8Array): void {
    this.count();
    this.header('bytes', value.length);
    this.copy(value);
  }

  list(length?: number): void {
    this.enter('list', length);
  }

  dict(length?: number): void {
    this.enter('dict', length);
  }

  end(): void {
    this.inner = this.outer.pop() as Container;
  }

  written(): Buffer {
    if (this.holes.length > 0) this.fillHoles();
    this.expectRoom(this.length);
    const written = Buffer.allocUnsafe(this.length);
    written.set(this.out.subarray(0, this.length));
    release(this.out);
    this.out = NOTHING;
    this.length = 0;
    return written;
  }

  /** Writes the header of a value of this kind. */
  protected abstract header(kind: Kind, length: number): void;

  /** Counts a value of which nothing else does. */
  protected count(): void {
    this.inner.values++;
  }

  protected byte(byte: number): void {
    this.reserve(1);
    this.out[this.length++] = byte;
  }

  /** Writes a byte and an integer of 1, 2, 4 or 8 bytes after it. */
  protected sized(head: number, value: number, size: number): void {
    this.byte(head);
    this.fixed(value, size);
  }

  /** Writes a byte and an integer of 64 bits after it. */
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

  /** Writes a byte and a floating-point number of 32 or 64 bits after it. */
  protected sizedFloat(head: number, value: number, bits: 32 | 64): void {
    if (bits === 32) SCRATCH.setFloat32(0, value);
    else SCRATCH.setFloat64(0, value);
    this.reserve(9);
    this.out[this.length++] = head;
    for (let at = 0; at < bits / 8; at++) this.out[this.length++] = SCRATCH.getUint8(at);
  }

  protected copy(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.out.set(bytes, this.length);
    this.length += bytes.length;
  }

  private word(value: number, size: number): void {
    for (let shift = size * 8 - 8; shift >= 0; shift -= 8) this.out[this.length++] = value >>> shift;
  }

  private enter(kind: 'list' | 'dict', length: number | undefined): void {
    this.count();
    this.outer.push(this.inner);
    this.inner = { kind, at: this.length, values: 0 };
    if (length === undefined) this.holes.push(this.inner);
    else this.header(kind, length);
  }

  /** Writes a text of which every character is a byte, and nothing if it is none. */
  private shortAscii(value: string): boolean {
    const start = this.length;
    this.header('text', value.length);
    this.reserve(value.length);
    for (let index = 0; index < value.length; index++) {
      const code = value.charCodeAt(index);
      if (code >= 0x80) {
        this.length = start;
        return false;
      }
      this.out[this.length++] = code;
    }
    return true;
  }

  private longText(value: string): void {
    const size = Buffer.byteLength(value);
    if (size > value.length && !(value as Utf16).isWellFormed()) {
      throw new Untellable('a text with half of a surrogate pair');
    }
    this.header('text', size);
    this.reserve(size);
    Buffer.from(this.out.buffer, this.out.byteOffset, this.out.length).write(value, this.length);
    this.length += size;
  }

  private reserve(size: number): void {
    if (this.length + size > this.out.length) this.grow(this.length + size);
  }

  private expectRoom(size: number): void {
    if (size > this.most) throw new TooLong(this.most);
  }

  private grow(size: number): void {
    this.expectRoom(size);
    const grown = new Uint8Array(Math.max(size, this.out.length * 2));
    grown.set(this.out.subarray(0, this.length));
    release(this.out);
    this.out = grown;
  }

  private fillHoles(): void {
    const [source, length] = [this.out, this.length];
    this.out = new Uint8Array(length + this.holes.length * LONGEST_HEADER);
    this.length = 0;
    let copied = 0;
    for (const hole of this.holes) {
      this.copy(source.subarray(copied, hole.at));
      this.header(hole.kind, hole.kind === 'dict' ? hole.values / 2 : hole.values);
      copied = hole.at;
    }
    this.copy(source.subarray(copied, length));
    this.holes.length = 0;
    release(source);
  }
}

// --- internal ---

/** A list or dictionary that begins at `at`, and how many values it has so far, keys included. */
interface Container {
  readonly kind: 'list' | 'dict';
  readonly at: number;
  values: number;
}

/** A string of ES2024, which all versions of Node that this runs on have. */
type Utf16 = string & { isWellFormed(): boolean };

/** Up to how many characters a loop is faster than the platform. */
const SHORT = 48;

const LONGEST_HEADER = 5;
const SCRATCH = new DataView(new ArrayBuffer(8));
const NOTHING = new Uint8Array(0);

/** Bytes to write to that nobody does, since to allocate them takes longer than to write a small message. */
const SPARE_SIZE = 64 * 1024;
let spare: Uint8Array | undefined;

function release(bytes: Uint8Array): void {
  if (bytes.length === SPARE_SIZE) spare = bytes;
}
