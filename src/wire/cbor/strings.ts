/** Checked text and byte strings of CBOR, of definite length or in chunks. */
import { byteAt, viewOf } from '../binary/numbers.ts';
import { textAt } from '../binary/text.ts';
import { copyRun } from '../run.ts';
import * as Head from './heads.ts';

/** True if a string of this major type begins at `at`. */
export const isStringAt = (bytes: Uint8Array, at: number, kind: number): boolean =>
  Head.kindAt(bytes, at) === kind;

/** Returns the end of the string at `at`. */
export function endOfString(bytes: Uint8Array, at: number): number {
  if (!inChunks(bytes, at)) return Head.contentAt(bytes, at) + Head.argumentAt(bytes, at);
  let end = at + 1;
  while (byteAt(bytes, end) !== Head.BREAK) end = endOfString(bytes, end);
  return end + 1;
}

/** Returns the bytes of the string at `at`; only chunks are copied. */
export function bytesOf(bytes: Uint8Array, at: number): Uint8Array {
  return inChunks(bytes, at)
    ? joined(bytes, at)
    : viewOf(bytes, Head.contentAt(bytes, at), Head.argumentAt(bytes, at));
}

export function textOf(bytes: Uint8Array, at: number): string {
  if (!inChunks(bytes, at)) return textAt(bytes, Head.contentAt(bytes, at), endOfString(bytes, at));
  const content = joined(bytes, at);
  return textAt(content, 0, content.length);
}

/** True if the string at `at` is in chunks. */
export const inChunks = (bytes: Uint8Array, at: number): boolean =>
  Head.infoAt(bytes, at) === Head.INDEFINITE;

// --- internal ---

function joined(bytes: Uint8Array, at: number): Uint8Array {
  const whole = new Uint8Array(lengthOfChunks(bytes, at + 1));
  let length = 0;
  for (let chunk = at + 1; byteAt(bytes, chunk) !== Head.BREAK; ) {
    const content = Head.contentAt(bytes, chunk);
    chunk = content + Head.argumentAt(bytes, chunk);
    copyRun({ bytes, start: content, end: chunk }, whole, length);
    length += chunk - content;
  }
  return whole;
}

function lengthOfChunks(bytes: Uint8Array, start: number): number {
  let length = 0;
  for (let chunk = start; byteAt(bytes, chunk) !== Head.BREAK; chunk = endOfString(bytes, chunk)) {
    length += Head.argumentAt(bytes, chunk);
  }
  return length;
}
