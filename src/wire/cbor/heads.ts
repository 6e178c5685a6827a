/** The first byte of a value of CBOR: three bits of kind, and five that say where its argument is. */
import { byteAt, lengthAt, unsignedAt } from '../binary/numbers.ts';

export const UNSIGNED = 0;
export const NEGATIVE = 1;
export const BYTES = 2;
export const TEXT = 3;
export const LIST = 4;
export const DICT = 5;
export const TAG = 6;
export const OTHER = 7;

/** Of the kind `OTHER`, whose argument is a number. */
export const FALSE = 20;
export const TRUE = 21;
export const NULL = 22;

/** Say in how many bytes after this one the argument is. */
export const IN_A_BYTE = 24;
export const IN_2_BYTES = 25;
export const IN_4_BYTES = 26;
export const IN_8_BYTES = 27;
/** Says that there is no argument: a break ends the value. */
export const INDEFINITE = 31;

/** The first byte of a simple value whose number is in the next one. */
export const SIMPLE = (OTHER << 5) | IN_A_BYTE;

/** Ends what has an indefinite length. */
export const BREAK = 0xff;

export const kindAt = (bytes: Uint8Array, at: number): number => byteAt(bytes, at) >> 5;
export const infoAt = (bytes: Uint8Array, at: number): number => byteAt(bytes, at) & 0x1f;

/** The bytes of the argument after the first byte. */
export const sizeOf = (info: number): number => (info < IN_A_BYTE ? 0 : 1 << (info - IN_A_BYTE));

/** Where the content of the value begins that begins at `at`. */
export const contentAt = (bytes: Uint8Array, at: number): number => at + 1 + sizeOf(infoAt(bytes, at));

/** The argument of the value at `at`, such as its length; not exact beyond 2^53. */
export function argumentAt(bytes: Uint8Array, at: number): number {
  const info = infoAt(bytes, at);
  return info < IN_A_BYTE ? info : lengthAt(bytes, at + 1, sizeOf(info));
}

/** The argument of the value at `at`, as a bigint if a number could not hold it. */
export function exactArgumentAt(bytes: Uint8Array, at: number): number | bigint {
  const info = infoAt(bytes, at);
  return info < IN_A_BYTE ? info : unsignedAt(bytes, at + 1, sizeOf(info));
}

/** Tags whose meaning other serialisations have, too. */
export const DATE_TEXT = 0;
export const EPOCH = 1;
export const POSITIVE_BIGNUM = 2;
export const NEGATIVE_BIGNUM = 3;
/** Bytes as a typed array of RFC 8746. */
export const BYTE_ARRAY = 64;
/** Says of the value that it is CBOR, and nothing else. */
export const SELF_DESCRIBED = 55799;
