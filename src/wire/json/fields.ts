/** Fields before the payload of a message, as plain values and back. */
import { Unreadable } from '../faults.ts';
import { nameAt } from '../names.ts';
import type { Run } from '../run.ts';
import type { Sink } from '../sink.ts';
import { Values } from '../values.ts';
import { BACKSLASH, OPEN_DICT, QUOTE, SAFE_DIGITS, ZERO } from './characters.ts';
import { afterSpace } from './check.ts';
import { type Beyond, transcodeText } from './reader.ts';

/**
 * Reads values with commas between them.
 *
 * @param text checked JSON
 * @returns plain values; a number beyond their range is infinite
 */
export function valuesOf(text: string): unknown[] {
  const values = new Values();
  transcodeText(text, values, Number);
  return values.all;
}

/**
 * Transcodes a single value.
 *
 * @param run checked JSON
 * @throws Unreadable for an integer that would take long to read
 */
export function transcodeField({ bytes: frame, start: first, end }: Run, sink: Sink): void {
  const start = afterSpace(frame, first);
  // Most fields are small integers, plain strings and empty dictionaries, which need no parser.
  switch (frame[start]) {
    case OPEN_DICT:
      if (end !== start + 2) break;
      sink.dict(0);
      return sink.end();
    case QUOTE:
      if (!isPlainString(frame, start, end)) break;
      return sink.text(nameAt(frame, start + 1, end - 1) ?? frame.toString('utf8', start + 1, end - 1));
    default: {
      const number = end - start <= SAFE_DIGITS ? integerOf(frame, start, end) : Number.NaN;
      if (!Number.isNaN(number)) return sink.integer(number);
    }
  }
  transcodeText(frame.toString('utf8', start, end), sink, refuseInteger);
}

// --- internal ---

/** The number, if the run has nothing but digits; else NaN. */
function integerOf(frame: Buffer, start: number, end: number): number {
  let number = 0;
  for (let at = start; at < end; at++) {
    const digit = (frame[at] as number) - ZERO;
    if (digit < 0 || digit > 9) return Number.NaN;
    number = 10 * number + digit;
  }
  return number;
}

/** True for a string without escapes and without white space after it. */
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
