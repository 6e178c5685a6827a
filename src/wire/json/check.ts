/**
 * One pass over the bytes of a JSON text: checks its syntax and the limits of a message, and finds its elements.
 *
 * It accepts the same texts as `JSON.parse` and builds no values, so a message that the platform's parser would turn
 * into millions of objects costs no memory here.
 */
import { isUtf8 } from 'node:buffer';
import { Unreadable } from '../faults.ts';
import { note } from '../fields.ts';
import { BEYOND, MESSAGE_LIMITS } from '../limits.ts';
import {
  BACKSLASH,
  BIG_E,
  CLOSE_DICT,
  CLOSE_LIST,
  COLON,
  COMMA,
  DOT,
  isDigit,
  MINUS,
  OPEN_DICT,
  OPEN_LIST,
  PLUS,
  QUOTE,
  SMALL_E,
  SMALL_U,
  ZERO,
} from './characters.ts';

/**
 * Checks a whole frame.
 *
 * @returns for an array, the offset of each of its elements, at most `MOST_FIELDS`, and then the offset after the last
 *   one and its comma or bracket; undefined for any other value
 * @throws Unreadable if it is no JSON, no UTF-8, or exceeds a limit of `MESSAGE_LIMITS`
 */
export function elementsOf(frame: Uint8Array): number[] | undefined {
  isAscii = true;
  const offsets = check(frame);
  if (!isAscii && !isUtf8(frame)) throw new Unreadable('text that is no UTF-8');
  return offsets;
}

/** The kind of the value at this offset, after any white space: a list, a dictionary, or another one. */
export function kindAt(frame: Uint8Array, offset: number): 'list' | 'dict' | 'other' {
  const at = afterSpace(frame, offset);
  if (frame[at] === OPEN_LIST) return 'list';
  return frame[at] === OPEN_DICT ? 'dict' : 'other';
}

export function afterSpace(frame: Uint8Array, start: number): number {
  let at = start;
  while (isSpace(frame[at] as number)) at++;
  return at;
}

// --- internal ---

const ESCAPES = new Set([...'"\\/bfnrt'].map((letter) => letter.charCodeAt(0)));
const WORDS = new Map(['true', 'false', 'null'].map((word) => [word.charCodeAt(0), Buffer.from(word)]));

/** 1 for bytes that are an ASCII character of a string without an escape. */
const IS_PLAIN = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x20 && byte < 0x80 && byte !== QUOTE && byte !== BACKSLASH ? 1 : 0,
);

/** True while all strings of the frame being checked are ASCII, as everything else in it is. */
let isAscii = true;

/** Closing brackets of the open lists and dictionaries, the outermost at 1. */
const ends = new Uint8Array(MESSAGE_LIMITS.depth + 1);

/** Checks all values in one loop, since calls and fields of an object would cost more than the values themselves. */
function check(frame: Uint8Array): number[] | undefined {
  const offsets: number[] = [];
  let at = 0;
  let depth = 0;
  let items = 0;
  let isOver = false;
  while (!isOver) {
    at = afterSpace(frame, at);
    const byte = frame[at] as number;
    if (++items > MESSAGE_LIMITS.items) throw new Unreadable(BEYOND.items);
    if (byte === QUOTE) at = afterString(frame, at);
    else if (byte === MINUS || isDigit(byte)) at = afterNumber(frame, at);
    else if (byte === OPEN_LIST || byte === OPEN_DICT) {
      at++;
      depth = deeper(depth);
      ends[depth] = byte === OPEN_LIST ? CLOSE_LIST : CLOSE_DICT;
      if (depth === 1) offsets.push(at);
      at = afterSpace(frame, at);
      if (frame[at] !== ends[depth]) {
        if (byte === OPEN_LIST) continue;
        at = afterKey(frame, at);
        items++;
        continue;
      }
      at++;
      depth--;
    } else at = afterWord(frame, at);
    isOver = true;
    while (depth > 0) {
      at = afterSpace(frame, at);
      if (frame[at] === COMMA) {
        at++;
        if (depth === 1) note(offsets, at);
        if (ends[depth] === CLOSE_DICT) {
          at = afterKey(frame, afterSpace(frame, at));
          items++;
        }
        isOver = false;
        break;
      }
      if (frame[at] !== ends[depth]) throw unexpected(frame, at);
      at++;
      depth--;
    }
  }
  const end = at;
  at = afterSpace(frame, at);
  if (at < frame.length) throw unexpected(frame, at);
  if (frame[end - 1] !== CLOSE_LIST) return undefined;
  // An array without elements has no first offset.
  if (items === 1) return [end];
  note(offsets, end);
  return offsets;
}

function deeper(depth: number): number {
  if (depth < MESSAGE_LIMITS.depth) return depth + 1;
  throw new Unreadable(BEYOND.depth);
}

/** Returns the offset after a key and its colon. */
function afterKey(frame: Uint8Array, start: number): number {
  if (frame[start] !== QUOTE) throw unexpected(frame, start);
  const at = afterSpace(frame, afterString(frame, start));
  if (frame[at] !== COLON) throw unexpected(frame, at);
  return at + 1;
}

/** @param start offset of the opening quote */
function afterString(frame: Uint8Array, start: number): number {
  let at = start + 1;
  for (;;) {
    while (IS_PLAIN[frame[at] as number] === 1) at++;
    const byte = frame[at] as number;
    if (byte === QUOTE) return at + 1;
    if (byte === BACKSLASH) at = afterEscape(frame, at + 1);
    else if (byte >= 0x80) {
      isAscii = false;
      while ((frame[at] as number) >= 0x80) at++;
    } else throw unexpected(frame, at);
  }
}

/** @param start offset of the character after the backslash */
function afterEscape(frame: Uint8Array, start: number): number {
  if (frame[start] !== SMALL_U) {
    if (!ESCAPES.has(frame[start] as number)) throw unexpected(frame, start);
    return start + 1;
  }
  for (let at = start + 1; at <= start + 4; at++) {
    if (!isHexDigit(frame[at] as number)) throw unexpected(frame, at);
  }
  return start + 5;
}

function afterNumber(frame: Uint8Array, start: number): number {
  let at = frame[start] === MINUS ? start + 1 : start;
  at = frame[at] === ZERO ? at + 1 : afterDigits(frame, at);
  if (frame[at] === DOT) at = afterDigits(frame, at + 1);
  if (frame[at] !== SMALL_E && frame[at] !== BIG_E) return at;
  at++;
  return afterDigits(frame, frame[at] === PLUS || frame[at] === MINUS ? at + 1 : at);
}

/** Returns the offset after one or more digits. */
function afterDigits(frame: Uint8Array, start: number): number {
  let at = start;
  while (isDigit(frame[at] as number)) at++;
  if (at === start) throw unexpected(frame, at);
  return at;
}

/** @param start offset of a value of another kind */
function afterWord(frame: Uint8Array, start: number): number {
  const word = WORDS.get(frame[start] as number);
  if (word === undefined) throw unexpected(frame, start);
  for (let index = 1; index < word.length; index++) {
    if (frame[start + index] !== word[index]) throw unexpected(frame, start);
  }
  return start + word.length;
}

function unexpected(frame: Uint8Array, at: number): Unreadable {
  if (at >= frame.length) return new Unreadable(`no JSON: it ends too early, after ${frame.length} bytes`);
  const byte = frame[at] as number;
  const isPlain = byte > 0x20 && byte < 0x7f;
  const shown = isPlain ? String.fromCharCode(byte) : `the byte 0x${byte.toString(16).padStart(2, '0')}`;
  return new Unreadable(`no JSON: ${shown} at byte ${at}`);
}

const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

const isHexDigit = (byte: number): boolean =>
  isDigit(byte) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66);
