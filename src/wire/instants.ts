/** Points in time, in the forms of the serialisations. */

interface Instant {
  readonly seconds: number;
  readonly nanoseconds: number;
}

/**
 * Converts a number of seconds since 1970 to an instant.
 *
 * @returns undefined unless the number is the nearest one to a whole number of nanoseconds
 */
export function instantOfNumber(value: number): Instant | undefined {
  if (!(Math.abs(value) <= Number.MAX_SAFE_INTEGER)) return undefined;
  const seconds = Math.floor(value);
  // If this rounds to a whole second, the number is too near to that second to be the nearest one to any nanosecond.
  const nanoseconds = Math.round((value - seconds) * BILLION);
  if (nearest(seconds, nanoseconds) !== value) return undefined;
  // Adding zero turns -0 into 0: there is no negative zero in time.
  return { seconds: seconds + 0, nanoseconds: nanoseconds + 0 };
}

/** Converts an instant to seconds since 1970; undefined unless the number stands for this instant alone. */
export function numberOfInstant(seconds: number | bigint, nanoseconds: number): number | undefined {
  if (typeof seconds === 'bigint' || Math.abs(seconds) > Number.MAX_SAFE_INTEGER) return undefined;
  const value = nearest(seconds, nanoseconds);
  // Of all instants with this number, it stands for the nearest one.
  return Math.round((value - seconds) * BILLION) === nanoseconds ? value : undefined;
}

/**
 * Converts a text of RFC 3339 to an instant.
 *
 * @returns undefined if it is no such text, has more than nine digits of a second, or is a leap second
 */
export function instantOfText(text: string): Instant | undefined {
  const [, day, time, fraction = '', zone = ''] = text.length > LONGEST ? [] : (RFC_3339.exec(text) ?? []);
  if (day === undefined) return undefined;
  const local = Date.parse(`${day}T${time}Z`);
  // The platform accepts a 24th hour and the 30th of February, and converts them to the next day and the 1st of March.
  if (new Date(local).getUTCDate() !== Number(day.slice(-2))) return undefined;
  const seconds = local / 1000 - offset(zone);
  return { seconds, nanoseconds: Number(fraction.padEnd(9, '0')) };
}

/**
 * Writes an instant as RFC 3339 in UTC, with no more digits than needed.
 *
 * @returns undefined outside of the years 0 to 9999
 */
export function textOfInstant(seconds: number | bigint, nanoseconds: number): string | undefined {
  if (seconds < FIRST || seconds > LAST) return undefined;
  return `${textOfSeconds(Number(seconds))}${fractionOf(nanoseconds)}Z`;
}

// --- internal ---

const BILLION = 1e9;

/** Below this number of seconds, a double holds the nanoseconds exactly. */
const MANY_SECONDS = 9_007_199;

/** 0000-01-01T00:00:00Z and 9999-12-31T23:59:59Z. */
const FIRST = -62_167_219_200;
const LAST = 253_402_300_799;

const RFC_3339 =
  /^(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(?:[Zz]|([+-](?:[01]\d|2[0-3]):[0-5]\d))$/;

/** Length of the longest text accepted by `RFC_3339`. */
const LONGEST = '0000-00-00T00:00:00.000000000+00:00'.length;

/** The fraction of a second with its point, without trailing zeros; empty for none. */
function fractionOf(nanoseconds: number): string {
  if (nanoseconds === 0) return '';
  let digits = nanoseconds + BILLION; // A one stands before the zeros that the fraction begins with.
  while (digits % 10 === 0) digits /= 10;
  return `.${`${digits}`.slice(1)}`;
}

/** The same as `toISOString`, in a fraction of its time. */
function textOfSeconds(seconds: number): string {
  const date = new Date(seconds * 1000);
  const year = date.getUTCFullYear();
  const day = `${two(Math.floor(year / 100))}${two(year % 100)}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
  return `${day}T${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
}

const two = (number: number): string => TWO_DIGITS[number] as string;

const TWO_DIGITS = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'));

/** Seconds by which local time is ahead of UTC. */
function offset(zone: string): number {
  if (zone === '') return 0;
  const seconds = Number(zone.slice(1, 3)) * 3600 + Number(zone.slice(4)) * 60;
  return zone.startsWith('-') ? -seconds : seconds;
}

/**
 * The number nearest to an instant.
 *
 * The quotient is rounded once. The sum is rounded twice, which matters only halfway between two numbers; where the sum
 * is used, they are almost two nanoseconds apart, and neither stands for an instant there.
 */
function nearest(seconds: number, nanoseconds: number): number {
  return Math.abs(seconds) < MANY_SECONDS
    ? (seconds * BILLION + nanoseconds) / BILLION
    : seconds + nanoseconds / BILLION;
}
