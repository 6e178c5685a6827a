/** Checking pass over unchecked CBOR, as in RFC 8949, appendix C. */
import {
  endOfBytes,
  endOfText,
  enter,
  expectBytes,
  expectEntries,
  expectItems,
  misplaced,
} from '../binary/bounds.ts';
import { byteAt, lengthAt } from '../binary/numbers.ts';
import * as Head from './heads.ts';

/**
 * Returns the end of `count` well-formed values, which have been counted.
 *
 * @param depth number of lists, dictionaries and tags around them
 * @throws Unreadable
 */
export function check(frame: Uint8Array, start: number, count: number, depth: number): number {
  let at = start;
  for (let left = count; left > 0; left--) {
    expectBytes(frame, at, 1);
    const head = byteAt(frame, at++);
    const info = head & 0x1f;
    if (info < Head.IN_A_BYTE) {
      at = endOfContent(frame, at, head >> 5, info, depth);
    } else if (info <= Head.IN_8_BYTES) {
      const size = Head.sizeOf(info);
      expectBytes(frame, at, size);
      const argument = lengthAt(frame, at, size);
      if (head === Head.SIMPLE && argument < 32) throw misplaced(frame, at, SHORT_SIMPLE);
      at = endOfContent(frame, at + size, head >> 5, argument, depth);
    } else {
      at = endOfIndefinite(frame, at - 1, depth);
    }
  }
  return at;
}

/** True if a break is at `at`, where a byte must follow. */
export function isBreak(frame: Uint8Array, at: number): boolean {
  expectBytes(frame, at, 1);
  return byteAt(frame, at) === Head.BREAK;
}

// --- internal ---

const SHORT_SIMPLE = 'a simple value that CBOR has in a single byte only';

/** Returns the end of a value whose head has been read. */
function endOfContent(frame: Uint8Array, at: number, kind: number, argument: number, depth: number): number {
  switch (kind) {
    case Head.BYTES:
      return endOfBytes(frame, at, argument);
    case Head.TEXT:
      return endOfText(frame, at, argument);
    case Head.LIST:
      expectItems(frame, at, argument, depth + 1);
      return check(frame, at, argument, depth + 1);
    case Head.DICT:
      expectEntries(frame, at, argument, depth + 1);
      return check(frame, at, argument * 2, depth + 1);
    case Head.TAG:
      // The reader goes one level deeper for a tag, too.
      enter(1, depth + 1);
      return check(frame, at, 1, depth + 1);
    default:
      return at;
  }
}

/** Returns the end of a value of indefinite length, after its break. */
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

/** Returns the end of items, or of entries of two values. */
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
    enter(1, 0);
    at = check(frame, at, 1, 0);
  }
  return at + 1;
}
