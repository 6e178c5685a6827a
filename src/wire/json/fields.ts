/** The fields of a message that are not its payload, as plain values and back. */
import { Unreadable } from '../faults.ts';
import type { Sink } from '../sink.ts';
import { isExactInteger, tellValue, Values } from '../values.ts';
import { type Beyond, tellText } from './reader.ts';
import { JsonWriter } from './writer.ts';

/**
 * Reads values that stand in a text one after the other, with commas between them.
 *
 * @param text JSON, which is not checked
 * @param most how many values they may be in all; any number if it is left out
 * @returns them as plain values; a number that is none of these is infinite
 * @throws Unreadable if there are more
 */
export function valuesOf(text: string, most?: number): unknown[] {
  const values = new Values(most);
  tellText(text, values, Number);
  return values.all;
}

/**
 * Tells one field of a frame that has been checked.
 *
 * @param end where the comma or bracket behind it is
 * @throws Unreadable if there is an integer that would take long to read
 */
export function tellField(frame: Buffer, start: number, end: number, sink: Sink): void {
  // Most fields are small integers, plain strings and empty dictionaries, which are told without more ado.
  switch (frame[start]) {
    case OPEN_DICT:
      if (end !== start + 2) break;
      sink.dict(0);
      return sink.end();
    case QUOTE:
      if (!isPlainString(frame, start, end)) break;
      return sink.text(frame.toString('utf8', start + 1, end - 1));
    default: {
      const number = end - start <= SAFE_DIGITS ? integerOf(frame, start, end) : Number.NaN;
      if (!Number.isNaN(number)) return sink.integer(number);
    }
  }
  tellText(frame.toString('utf8', start, end), sink, refuseInteger);
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

function isEmptyDict(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || value.constructor !== Object) return false;
  for (const _ in value) return false;
  return true;
}
