/** Integers of any size: numbers where they are exact, bigints elsewhere. */

/** The greatest number up to which all integers are exact; also the greatest WAMP id. */
export const MAX_EXACT = 2 ** 53;

/** True for an exact integer up to 2^53. */
export const isExactInteger = (value: number): boolean =>
  Number.isInteger(value) && Math.abs(value) <= MAX_EXACT && !Object.is(value, -0);

/** Converts an integer to a number up to 2^53, and to a bigint beyond. */
export function integerOf(value: number | bigint): number | bigint {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : BigInt(value);
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** Number of bits of an integer's magnitude. */
export function bitsOf(value: bigint): number {
  const digits = (value < 0n ? -value : value).toString(16);
  return (digits.length - 1) * 4 + (32 - Math.clz32(Number.parseInt(digits.charAt(0), 16)));
}
