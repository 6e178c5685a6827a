/** The pass over values of CBOR that nobody has looked at yet, for RFC 8949, appendix C. It allocates nothing. */
import {
  endOfBytes,
  endOfText,
  enter,
  expectBytes,
  expectEntries,
  expectItems,
  misplaced,
} from '../binary/bounds.ts';
import { byteAt } from '../binary/numbers.ts';
import * as Head from './heads.ts';

/**
 * The end of `count` well-formed values, which have been counted.
 *
 * @param depth how many lists, dictionaries and tags are around them
 * @throws Unreadable
 */
export function check(frame: Uint8Array, start: number, count: number, depth: number): number {
  let at = start;
  for (let left = count; left > 0; left--) {
    expectBytes(frame, at, 1);
    at =
      Head.infoAt(frame, at) > Head.IN_8_BYTES ? endOfIndefinite(frame, at, depth) : endOf(frame, at, depth);
  }
  return at;
}

/** Whether a break is at `at`, where something has to be. */
export function isBreak(frame: Uint8Array, at: number): boolean {
  expectBytes(frame, at, 1);
  return byteAt(frame, at) === Head.BREAK;
}

// --- internal ---

/** The end of a value with an argument. */
function endOf(frame: Uint8Array, at: number, depth: number): number {
  const content = Head.contentAt(frame, at);
  expectBytes(frame, content, 0);
  const argument = Head.argumentAt(frame, at);
  switch (Head.kindAt(frame, at)) {
    case Head.UNSIGNED:
    case Head.NEGATIVE:
      return content;
    case Head.BYTES:
      return endOfBytes(frame, content, argument);
    case Head.TEXT:
      return endOfText(frame, content, argument);
    case Head.LIST:
      expectItems(frame, content, argument, depth + 1);
      return check(frame, content, argument, depth + 1);
    case Head.DICT:
      expectEntries(frame, content, argument, depth + 1);
      return check(frame, content, argument * 2, depth + 1);
    case Head.TAG:
      // Whoever reads it goes one level deeper for a tag, too.
      enter(1, depth + 1);
      return check(frame, content, 1, depth + 1);
    default:
      if (Head.infoAt(frame, at) === Head.IN_A_BYTE && argument < 32) {
        throw misplaced(frame, at + 1, 'a simple value that CBOR has in a single byte only');
      }
      return content;
  }
}

/** The end of a value without an argument: up to and with its break. */
function endOfIndefinite(frame: Uint8Array, at: number, depth: number): number {
  const kind = Head.kindAt(frame, at);
  if (byteAt(frame, at) === Head.BREAK) throw misplaced(frame, at, 'a break, where a value was expected');
  if (Head.infoAt(frame, at) === Head.INDEFINITE) {
    if (kind === Head.BYTES || kind === Head.TEXT) return endOfChunks(frame, at + 1, kind);
    if (kind === Head.LIST) return endOfItems(frame, at + 1, 1, depth + 1);
    if (kind === Head.DICT) return endOfItems(frame, at + 1, 2, depth + 1);
  }
  throw misplaced(frame, at, 'which CBOR gives no meaning');
}

/** The end of items, or of entries of two values. */
function endOfItems(frame: Uint8Array, start: number, values: number, depth: number): number {
  let at = start;
  enter(0, depth);
  while (!isBreak(frame, at)) {
    enter(values, depth);
    at = check(frame, at, values, depth);
  }
  return at + 1;
}

function endOfChunks(frame: Uint8Array, start: number, kind: number): number {
  let at = start;
  while (!isBreak(frame, at)) {
    if (Head.kindAt(frame, at) !== kind || Head.infoAt(frame, at) > Head.IN_8_BYTES) {
      throw misplaced(frame, at, 'inside of a text or byte string, where a chunk of it was expected');
    }
    at = endOf(frame, at, 0);
  }
  return at + 1;
}
