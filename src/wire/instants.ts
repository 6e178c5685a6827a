/** Points in time, in the forms that serialisations have for them. */

export interface Instant {
  readonly seconds: number;
  readonly nanoseconds: number;
}

/**
 * The instant that a number of seconds since 1970 stands for.
 *
 * @returns undefined unless this number is the one nearest to a whole number of nanoseconds
 */
export function instantOfNumber(value: number): Instant | undefined {
  if (!(Math.abs(value) <= Number.MAX_SAFE_INTEGER)) return undefined;
  const seconds = Math.floor(value);
  // If this rounds to a whole second, the number is so near to it that it is not the one nearest to any nanosecond.
  const nanoseconds = Math.round((value - seconds) * BILLION);
  if (nearest(seconds, nanoseconds) !== value) return undefined;
  // Adding zero makes zero of negative zero: time has no such thing.
  return { seconds: seconds + 0, nanoseconds: nanoseconds + 0 };
}

/** The number of seconds since 1970 that stands for this instant and no other, if there is one. */
export function numberOfInstant(seconds: number | bigint, nanoseconds: number): number | undefined {
  if (typeof seconds === 'bigint') return undefined;
  const value = nearest(seconds, nanoseconds);
  const instant = instantOfNumber(value);
  return instant?.seconds === seconds && instant.nanoseconds === nanoseconds ? value : undefined;
}

/**
 * The instant that a text of RFC 3339 stands for.
 *
 * @returns undefined if it is no such text, has more than nine digits of a second, or is a leap second
 */
export function instantOfText(text: string): Instant | undefined {
  const [, day, time, fraction = '', zone = ''] = text.length > LONGEST ? [] : (RFC_3339.exec(text) ?? []);
  if (day === undefined) return undefined;
  const local = Date.parse(`${day}T${time}Z`);
  // The platform takes a 24th hour and the 30th of February, and makes other times of them.
  if (Number.isNaN(local) || textOfSeconds(local / 1000) !== `${day}T${time}`) return undefined;
  const seconds = local / 1000 - offset(zone);
  return { seconds, nanoseconds: Number(fraction.padEnd(9, '0')) };
}

/**
 * A text of RFC 3339 in UTC, with no more digits than needed.
 *
 * @returns undefined outside of the years 0 to 9999
 */
export function textOfInstant(seconds: number | bigint, nanoseconds: number): string | undefined {
  if (seconds < FIRST || seconds > LAST) return undefined;
  const fraction = String(nanoseconds).padStart(9, '0').replace(/0+$/, '');
  return `${textOfSeconds(Number(seconds))}${fraction && `.${fraction}`}Z`;
}

// --- internal ---

const BILLION = 1e9;

/** 0000-01-01T00:00:00Z and 9999-12-31T23:59:59Z. */
const FIRST = -62_167_219_200;
const LAST = 253_402_300_799;

const RFC_3339 =
  /^(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(?:[Zz]|([+-](?:[01]\d|2[0-3]):[0-5]\d))$/;

/** The length of the longest text that `RFC_3339` takes. */
const LONGEST = '0000-00-00T00:00:00.000000000+00:00'.length;

const textOfSeconds = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 19);

/** How many seconds local time is ahead of UTC. */
function offset(zone: string): number {
  if (zone === '') return 0;
  const seconds = Number(zone.slice(1, 3)) * 3600 + Number(zone.slice(4)) * 60;
  return zone.startsWith('-') ? -seconds : seconds;
}

/** The number nearest to an instant. To add a fraction would round twice; the digits are rounded once. */
function nearest(seconds: number, nanoseconds: number): number {
  if (nanoseconds === 0) return seconds;
  if (seconds >= 0) return Number(`${seconds}.${String(nanoseconds).padStart(9, '0')}`);
  return -Number(`${-seconds - 1}.${String(BILLION - nanoseconds).padStart(9, '0')}`);
}
