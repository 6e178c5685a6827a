/** Characters of JSON's syntax, as UTF-8 bytes. */
export const QUOTE = 0x22;
export const PLUS = 0x2b;
export const COMMA = 0x2c;
export const MINUS = 0x2d;
export const DOT = 0x2e;
export const ZERO = 0x30;
const NINE = 0x39;
export const COLON = 0x3a;
export const BIG_E = 0x45;
export const OPEN_LIST = 0x5b;
export const BACKSLASH = 0x5c;
export const CLOSE_LIST = 0x5d;
export const SMALL_E = 0x65;
export const SMALL_F = 0x66;
export const SMALL_N = 0x6e;
export const SMALL_T = 0x74;
export const SMALL_U = 0x75;
export const OPEN_DICT = 0x7b;
export const CLOSE_DICT = 0x7d;

/** Integers of at most this many digits are exact as numbers. */
export const SAFE_DIGITS = 15;

export const isDigit = (character: number): boolean => character >= ZERO && character <= NINE;
