/** Writer of MessagePack. */
import { WORD } from '../binary/numbers.ts';
import { BinaryWriter, type Kind } from '../binary/writer.ts';
import { Unrepresentable } from '../faults.ts';
import { bitsOf, integerOf } from '../integers.ts';

export class MsgpackWriter extends BinaryWriter {
  null(): void {
    this.count();
    this.byte(0xc0);
  }

  boolean(value: boolean): void {
    this.count();
    this.byte(value ? 0xc3 : 0xc2);
  }

  integer(value: number | bigint): void {
    this.count();
    const integer = integerOf(value);
    if (typeof integer === 'bigint') this.big(integer);
    else if (integer >= 0) this.positive(integer);
    else this.negative(integer);
  }

  float(value: number, bits: 16 | 32 | 64): void {
    this.count();
    if (bits === 64) this.sizedFloat(0xcb, value, 64);
    else this.sizedFloat(0xca, value, 32);
  }

  instant(seconds: number | bigint, nanoseconds: number): void {
    this.count();
    const whole = integerOf(seconds);
    if (typeof whole === 'bigint' || whole < 0 || whole >= 2 ** 34) this.longInstant(whole, nanoseconds);
    else if (nanoseconds > 0 || whole >= WORD) this.middleInstant(whole, nanoseconds);
    else {
      this.sized(0xd6, TIMESTAMP, 1);
      this.fixed(whole, 4);
    }
  }

  tag(number: number | bigint): void {
    throw new Unrepresentable(`the tag ${number} of CBOR`);
  }

  simple(number: number): void {
    throw new Unrepresentable(number === 23 ? 'undefined, of CBOR' : `the simple value ${number} of CBOR`);
  }

  extension(type: number, data: Uint8Array): void {
    this.count();
    const fixed = FIXED.indexOf(data.length);
    if (fixed >= 0) this.byte(0xd4 + fixed);
    else this.long(0xc7, data.length);
    this.byte(type & 0xff);
    this.raw(data);
  }

  protected override header(kind: Kind, length: number): void {
    if (kind === 'bytes') this.long(0xc4, length);
    else if (kind === 'text') {
      if (length < 32) this.byte(0xa0 | length);
      else this.long(0xd9, length);
    } else if (length < 16) this.byte((kind === 'list' ? 0x90 : 0x80) | length);
    else if (length < 0x10000) this.sized(kind === 'list' ? 0xdc : 0xde, length, 2);
    else this.sized(kind === 'list' ? 0xdd : 0xdf, length, 4);
  }

  /** Writes a length of 8, 16 or 32 bits; the first bytes of these forms are consecutive. */
  private long(head: number, length: number): void {
    if (length < 0x100) this.sized(head, length, 1);
    else if (length < 0x10000) this.sized(head + 1, length, 2);
    else this.sized(head + 2, length, 4);
  }

  private positive(value: number): void {
    if (value < 0x80) this.byte(value);
    else if (value < 0x100) this.sized(0xcc, value, 1);
    else if (value < 0x10000) this.sized(0xcd, value, 2);
    else if (value < WORD) this.sized(0xce, value, 4);
    else this.sized(0xcf, value, 8);
  }

  private negative(value: number): void {
    if (value >= -0x20) this.byte(value & 0xff);
    else if (value >= -0x80) this.sized(0xd0, value, 1);
    else if (value >= -0x8000) this.sized(0xd1, value, 2);
    else if (value >= -0x80000000) this.sized(0xd2, value, 4);
    else this.sized(0xd3, value, 8);
  }

  private big(value: bigint): void {
    if (value > MOST || value < LEAST) throw new Unrepresentable(`an integer of ${bitsOf(value)} bits`);
    this.sizedBig(value > 0n ? 0xcf : 0xd3, value);
  }

  /** Writes 30 bits of nanoseconds and 34 bits of seconds. */
  private middleInstant(seconds: number, nanoseconds: number): void {
    this.sized(0xd7, TIMESTAMP, 1);
    this.fixed(nanoseconds * 4 + Math.floor(seconds / WORD), 4);
    this.fixed(seconds % WORD, 4);
  }

  private longInstant(seconds: number | bigint, nanoseconds: number): void {
    if (seconds > MOST_SECONDS || seconds < LEAST)
      throw new Unrepresentable(`an instant of ${seconds} seconds`);
    this.sized(0xc7, 12, 1);
    this.byte(TIMESTAMP);
    this.fixed(nanoseconds, 4);
    this.fixedBig(BigInt(seconds));
  }
}

// --- internal ---

/** Type of the timestamp extension, as a byte. */
const TIMESTAMP = 0xff;

/** Sizes of the fixed-size extensions, in the order of their first bytes. */
const FIXED = [1, 2, 4, 8, 16];

const MOST = 2n ** 64n - 1n;
const MOST_SECONDS = 2n ** 63n - 1n;
const LEAST = -(2n ** 63n);
