/** Integers of any size: as numbers where these hold them, and otherwise as bigints. */

/** Up to here every integer is a number, and it is the greatest id of WAMP. */
export const MAX_EXACT = 2 ** 53;

/** Whether a number is an integer that it holds exactly, up to 2^53. */
export const isExactInteger = (value: number): boolean =>
  Number.isInteger(value) && Math.abs(value) <= MAX_EXACT && !Object.is(value, -0);

/** An integer as a number below 2^53, where no two are the same number, and otherwise as a bigint. */
export function integerOf(value: number | bigint): number | bigint {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : BigInt(value);
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** How many bits the magnitude of an integer has. */
export function bitsOf(value: bigint): number {
  const digits = (value < 0n ? -value : value).toString(16);
  return (digits.length - 1) * 4 + (32 - Math.clz32(Number.parseInt(digits.charAt(0), 16)));
}
