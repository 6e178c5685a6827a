/** Transcoder of checked JSON. */
import { Unrepresentable } from '../faults.ts';
import { integerOf } from '../integers.ts';
import type { Sink } from '../sink.ts';
import { decode } from './base64.ts';
import {
  BACKSLASH,
  BIG_E,
  CLOSE_DICT,
  CLOSE_LIST,
  COMMA,
  DOT,
  isDigit,
  MINUS,
  OPEN_DICT,
  OPEN_LIST,
  PLUS,
  QUOTE,
  SAFE_DIGITS,
  SMALL_E,
  SMALL_F,
  SMALL_N,
  SMALL_T,
} from './characters.ts';

/** Handles a number beyond the range of plain values: returns the closest one, or throws. */
export type Beyond = (digits: string, what: string) => number;

/**
 * Digits of the longest integers that are read: some more than any double has. A longer one would take long to read.
 */
const MAX_DIGITS = 310;

/**
 * Transcodes values with commas between them.
 *
 * Numbers without fraction and exponent are integers, and exact; all others are floats. A string of NUL and Base64 is
 * bytes, if the Base64 is canonical.
 *
 * @param text checked JSON
 * @param beyond called for an integer of more than `MAX_DIGITS`, and for a float beyond the range of doubles
 * @throws Unrepresentable if the sink does, or for such a number if `beyond` is omitted
 */
export function transcodeText(text: string, sink: Sink, beyond: Beyond = refuse): void {
  new Reader(text, sink, beyond).values();
}

/** The bytes that a string stands for; undefined for a plain string. */
export function bytesOf(text: string): Uint8Array | undefined {
  return text.charCodeAt(0) === 0 ? decode(text, 1) : undefined;
}

// --- internal ---

const refuse: Beyond = (_, what) => {
  throw new Unrepresentable(what);
};

class Reader {
  private readonly text: string;
  private readonly sink: Sink;
  private readonly beyond: Beyond;
  private at = 0;
  /** Offset of the next backslash, so that each part of the text is searched once. */
  private backslash = -1;

  constructor(text: string, sink: Sink, beyond: Beyond) {
    this.text = text;
    this.sink = sink;
    this.beyond = beyond;
  }

  values(): void {
    if (Number.isNaN(this.skipSpace())) return;
    for (;;) {
      this.value();
      if (this.skipSpace() !== COMMA) return;
      this.at++;
    }
  }

  private value(): void {
    const { sink } = this;
    switch (this.skipSpace()) {
      case QUOTE:
        return this.string();
      case OPEN_LIST:
        sink.list();
        return this.items(CLOSE_LIST);
      case OPEN_DICT:
        sink.dict();
        return this.items(CLOSE_DICT);
      case SMALL_T:
        this.at += 4;
        return sink.boolean(true);
      case SMALL_F:
        this.at += 5;
        return sink.boolean(false);
      case SMALL_N:
        this.at += 4;
        return sink.null();
      default:
        return this.number();
    }
  }

  private items(end: number): void {
    this.at++;
    while (this.skipSpace() !== end) {
      if (end === CLOSE_DICT) this.key();
      this.value();
      if (this.skipSpace() === COMMA) this.at++;
    }
    this.at++;
    this.sink.end();
  }

  /** Keys are text, whatever their first character. */
  private key(): void {
    this.sink.text(this.quoted());
    this.skipSpace();
    this.at++; // The colon.
  }

  private string(): void {
    const text = this.quoted();
    const bytes = bytesOf(text);
    if (bytes === undefined) this.sink.text(text);
    else this.sink.bytes(bytes);
  }

  private quoted(): string {
    const { text, at } = this;
    const start = at + 1;
    if (this.backslash < start) this.backslash = positionOf(text.indexOf('\\', start));
    let end = text.indexOf('"', start);
    if (this.backslash > end) {
      this.at = end + 1;
      return text.slice(start, end);
    }
    for (let from = this.backslash; isEscaped(text, from, end); end = text.indexOf('"', from)) from = end + 1;
    this.at = end + 1;
    return JSON.parse(text.slice(at, end + 1));
  }

  private number(): void {
    const { text, at: start } = this;
    let at = start;
    if (text.charCodeAt(at) === MINUS) at++;
    const first = at;
    while (isDigit(text.charCodeAt(at))) at++;
    const digits = at - first;
    while (isOfNumber(text.charCodeAt(at))) at++;
    this.at = at;
    if (at - first === digits) this.integer(text.slice(start, at), digits);
    else this.float(text.slice(start, at));
  }

  private integer(text: string, digits: number): void {
    if (digits <= SAFE_DIGITS) return this.sink.integer(Number(text) + 0); // -0 is 0.
    if (digits > MAX_DIGITS)
      return this.sink.integer(this.beyond(text, `an integer of more than ${MAX_DIGITS} digits`));
    this.sink.integer(integerOf(BigInt(text)));
  }

  private float(text: string): void {
    const value = Number(text);
    this.sink.float(
      Number.isFinite(value) ? value : this.beyond(text, 'a number beyond the range of a double'),
      64,
    );
  }

  /** @returns the next character; NaN at the end */
  private skipSpace(): number {
    const { text } = this;
    let character = text.charCodeAt(this.at);
    while (character <= 0x20) character = text.charCodeAt(++this.at);
    return character;
  }
}

const positionOf = (index: number): number => (index === -1 ? Number.POSITIVE_INFINITY : index);

/** True if the quote at `end` belongs to the string: an odd number of backslashes, from `from` on, precedes it. */
function isEscaped(text: string, from: number, end: number): boolean {
  let first = end;
  while (first > from && text.charCodeAt(first - 1) === BACKSLASH) first--;
  return (end - first) % 2 === 1;
}

/** True for characters of an integer, a fraction or an exponent. */
const isOfNumber = (character: number): boolean =>
  isDigit(character) ||
  character === DOT ||
  character === SMALL_E ||
  character === BIG_E ||
  character === MINUS ||
  character === PLUS;
