/** Initial byte of a CBOR value: three bits for the major type, and five for the argument. */
import { byteAt, lengthAt, unsignedAt } from '../binary/numbers.ts';

export const UNSIGNED = 0;
export const NEGATIVE = 1;
export const BYTES = 2;
export const TEXT = 3;
export const LIST = 4;
export const DICT = 5;
export const TAG = 6;
export const OTHER = 7;

/** Simple values, whose argument is a number. */
export const FALSE = 20;
export const TRUE = 21;
export const NULL = 22;

/** The argument is in this many bytes after the initial one. */
export const IN_A_BYTE = 24;
export const IN_2_BYTES = 25;
export const IN_4_BYTES = 26;
export const IN_8_BYTES = 27;
/** No argument: a break ends the value. */
export const INDEFINITE = 31;

/** Initial byte of a simple value whose number is in the next byte. */
export const SIMPLE = (OTHER << 5) | IN_A_BYTE;

/** Ends an item of indefinite length. */
export const BREAK = 0xff;

export const kindAt = (bytes: Uint8Array, at: number): number => byteAt(bytes, at) >> 5;
export const infoAt = (bytes: Uint8Array, at: number): number => byteAt(bytes, at) & 0x1f;

/** Number of bytes of the argument after the initial byte. */
export const sizeOf = (info: number): number => (info < IN_A_BYTE ? 0 : 1 << (info - IN_A_BYTE));

/** Offset of the content of the value at `at`. */
export const contentAt = (bytes: Uint8Array, at: number): number => at + 1 + sizeOf(infoAt(bytes, at));

/** The argument of the value at `at`, such as its length; not exact beyond 2^53. */
export function argumentAt(bytes: Uint8Array, at: number): number {
  const info = infoAt(bytes, at);
  return info < IN_A_BYTE ? info : lengthAt(bytes, at + 1, sizeOf(info));
}

/** The argument of the value at `at`, as a bigint beyond 2^53. */
export function exactArgumentAt(bytes: Uint8Array, at: number): number | bigint {
  const info = infoAt(bytes, at);
  return info < IN_A_BYTE ? info : unsignedAt(bytes, at + 1, sizeOf(info));
}

/** Tags for kinds that other serialisations have, too. */
export const DATE_TEXT = 0;
export const EPOCH = 1;
export const POSITIVE_BIGNUM = 2;
export const NEGATIVE_BIGNUM = 3;
/** Tag for a typed array of bytes, RFC 8746. */
export const BYTE_ARRAY = 64;
/** Tag for self-described CBOR. */
export const SELF_DESCRIBED = 55799;
