/** Writer of CBOR: shortest heads and definite lengths. */
import { halfOf, WORD } from '../binary/numbers.ts';
import { BinaryWriter, type Kind } from '../binary/writer.ts';
import { Unrepresentable } from '../faults.ts';
import { numberOfInstant, textOfInstant } from '../instants.ts';
import { integerOf } from '../integers.ts';
import * as Head from './heads.ts';

export class CborWriter extends BinaryWriter {
  null(): void {
    this.count();
    this.head(Head.OTHER, Head.NULL);
  }

  boolean(value: boolean): void {
    this.count();
    this.head(Head.OTHER, value ? Head.TRUE : Head.FALSE);
  }

  integer(value: number | bigint): void {
    const integer = integerOf(value);
    if (typeof integer === 'bigint') this.big(integer);
    else {
      this.count();
      if (integer >= 0) this.head(Head.UNSIGNED, integer);
      else this.head(Head.NEGATIVE, -1 - integer);
    }
  }

  float(value: number, bits: 16 | 32 | 64): void {
    this.count();
    if (bits === 16) this.sized(headWith(Head.OTHER, Head.IN_2_BYTES), halfOf(value), 2);
    else this.sizedFloat(headWith(Head.OTHER, bits === 32 ? Head.IN_4_BYTES : Head.IN_8_BYTES), value, bits);
  }

  instant(seconds: number | bigint, nanoseconds: number): void {
    if (nanoseconds === 0) {
      if (seconds > MOST || seconds < -1n - MOST)
        throw new Unrepresentable(`an instant of ${seconds} seconds`);
      this.tag(Head.EPOCH);
      this.integer(seconds);
    } else {
      this.fractional(seconds, nanoseconds);
    }
  }

  tag(number: number | bigint): void {
    if (typeof number === 'bigint') this.sizedBig(headWith(Head.TAG, Head.IN_8_BYTES), number);
    else this.head(Head.TAG, number);
  }

  simple(number: number): void {
    this.count();
    if (number < Head.IN_A_BYTE) this.byte(headWith(Head.OTHER, number));
    else if (number >= 32) this.sized(headWith(Head.OTHER, Head.IN_A_BYTE), number, 1);
    else throw new Unrepresentable(`the simple value ${number}, which CBOR has not`);
  }

  extension(type: number): void {
    throw new Unrepresentable(`an extension of MessagePack, type ${type}`);
  }

  protected override header(kind: Kind, length: number): void {
    this.head(KINDS[kind], length);
  }

  private head(kind: number, argument: number): void {
    if (argument < Head.IN_A_BYTE) this.byte(headWith(kind, argument));
    else if (argument < 0x100) this.sized(headWith(kind, Head.IN_A_BYTE), argument, 1);
    else if (argument < 0x10000) this.sized(headWith(kind, Head.IN_2_BYTES), argument, 2);
    else if (argument < WORD) this.sized(headWith(kind, Head.IN_4_BYTES), argument, 4);
    else this.sized(headWith(kind, Head.IN_8_BYTES), argument, 8);
  }

  /** Writes an integer beyond 2^53; beyond 64 bits it is a tag and bytes. */
  private big(value: bigint): void {
    const [kind, tag] =
      value > 0n ? [Head.UNSIGNED, Head.POSITIVE_BIGNUM] : [Head.NEGATIVE, Head.NEGATIVE_BIGNUM];
    const magnitude = value > 0n ? value : -1n - value;
    if (magnitude > MOST) {
      const digits = magnitude.toString(16);
      this.tag(tag);
      this.bytes(Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex'));
    } else {
      this.count();
      this.sizedBig(headWith(kind, Head.IN_8_BYTES), magnitude);
    }
  }

  private fractional(seconds: number | bigint, nanoseconds: number): void {
    const number = numberOfInstant(seconds, nanoseconds);
    if (number !== undefined) {
      this.tag(Head.EPOCH);
      this.float(number, 64);
      return;
    }
    const text = textOfInstant(seconds, nanoseconds);
    if (text === undefined)
      throw new Unrepresentable(`an instant of ${seconds} seconds and ${nanoseconds} nanoseconds`);
    this.tag(Head.DATE_TEXT);
    this.text(text);
  }
}

// --- internal ---

const KINDS = { bytes: Head.BYTES, text: Head.TEXT, list: Head.LIST, dict: Head.DICT } as const;

/** The greatest integer without a tag; as many are below zero. */
const MOST = 2n ** 64n - 1n;

/** Initial byte of a value with the argument `info`, or with its length. */
const headWith = (kind: number, info: number): number => (kind << 5) | info;
