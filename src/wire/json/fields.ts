/** The fields of a message that are not its payload, as plain values and back. */
import { Unreadable } from '../faults.ts';
import { isExactInteger, tellValue, Values } from '../values.ts';
import { type Beyond, tellText } from './reader.ts';
import { JsonWriter } from './writer.ts';

/**
 * Reads values that stand in a text one after the other, with commas between them.
 *
 * The platform's parser makes them; where it would round an integer or take bytes for a text, they are read here.
 *
 * @param beyond what becomes of numbers that are no plain value; they are infinite if nothing is said
 * @throws SyntaxError if it is no JSON
 */
export function valuesOf(text: string, beyond: Beyond = Number): unknown[] {
  const values: unknown[] = JSON.parse(`[${text}]`);
  if (values.every(isAsParsed)) return values;
  const sink = new Values();
  tellText(text, sink, beyond);
  return sink.all;
}

/**
 * Reads one field of a frame that has been checked.
 *
 * @param end where the comma or bracket behind it is
 * @throws Unreadable if there is an integer that would take long to read
 */
export function fieldOf(frame: Buffer, start: number, end: number): unknown {
  // Most fields are small integers, plain strings and empty dictionaries, and need no parser.
  switch (frame[start]) {
    case OPEN_DICT:
      if (end === start + 2) return {};
      break;
    case QUOTE:
      if (isPlainString(frame, start, end)) return frame.toString('utf8', start + 1, end - 1);
      break;
    default: {
      const number = end - start <= SAFE_DIGITS ? integerOf(frame, start, end) : Number.NaN;
      if (!Number.isNaN(number)) return number;
    }
  }
  return valuesOf(frame.toString('utf8', start, end), refuseInteger)[0];
}

/** @throws Untellable if JSON has no form for something in it */
export function textOfField(value: unknown): string {
  if (typeof value === 'number' && isExactInteger(value)) return `${value}`;
  if (isEmptyDict(value)) return '{}';
  const writer = new JsonWriter();
  tellValue(value, writer);
  return writer.finish();
}

// --- internal ---

const QUOTE = 0x22;
const ZERO = 0x30;
const BACKSLASH = 0x5c;
const OPEN_DICT = 0x7b;

/** Integers with no more digits than this are exact in a number. */
const SAFE_DIGITS = 15;

/** Nothing but digits, as a number; NaN for all else. */
function integerOf(frame: Buffer, start: number, end: number): number {
  let number = 0;
  for (let at = start; at < end; at++) {
    const digit = (frame[at] as number) - ZERO;
    if (digit < 0 || digit > 9) return Number.NaN;
    number = 10 * number + digit;
  }
  return number;
}

/** Without escapes, and without white space behind it. */
function isPlainString(frame: Buffer, start: number, end: number): boolean {
  if (end - start > LONG || frame[end - 1] !== QUOTE) return false;
  for (let at = start + 1; at < end; at++) if (frame[at] === BACKSLASH) return false;
  return true;
}

/** Longer than URIs are: the parser takes longer strings faster. */
const LONG = 256;

const refuseInteger: Beyond = (digits, what) => {
  if (/[.e]/i.test(digits)) return Number(digits);
  throw new Unreadable(what);
};

/** Whether `JSON.parse` has made of a value what it is. */
function isAsParsed(value: unknown): boolean {
  switch (typeof value) {
    case 'number':
      return Number.isInteger(value)
        ? isExactInteger(value) && Math.abs(value) < 2 ** 53
        : Number.isFinite(value);
    case 'string':
      return value.charCodeAt(0) !== 0;
    case 'object':
      return value === null || (Array.isArray(value) ? value.every(isAsParsed) : areAsParsed(value));
    default:
      return true;
  }
}

function areAsParsed(dict: object): boolean {
  for (const key in dict) if (!isAsParsed((dict as Record<string, unknown>)[key])) return false;
  return true;
}

function isEmptyDict(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || value.constructor !== Object) return false;
  for (const _ in value) return false;
  return true;
}
