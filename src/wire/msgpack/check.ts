/** Checking pass over unchecked MessagePack. */
import {
  endOfBytes,
  endOfText,
  expectBytes,
  expectEntries,
  expectItems,
  misplaced,
} from '../binary/bounds.ts';
import { byteAt, lengthAt } from '../binary/numbers.ts';
import { sizeOfFixedExtension, sizeOfLength, sizeOfNumber } from './heads.ts';

/**
 * Returns the end of `count` well-formed values, which have been counted.
 *
 * @param depth number of lists and dictionaries around them
 * @throws Unreadable
 */
export function check(frame: Uint8Array, start: number, count: number, depth: number): number {
  let at = start;
  for (let left = count; left > 0; left--) {
    expectBytes(frame, at, 1);
    const head = byteAt(frame, at++);
    if (head < 0x80 || head >= 0xe0) continue;
    if (head >= 0xc0) at = endOfSized(frame, at, head, depth);
    else if (head >= 0xa0) at = endOfText(frame, at, head & 0x1f);
    else if (head >= 0x90) at = endOfList(frame, at, head & 0x0f, depth + 1);
    else at = endOfDict(frame, at, head & 0x0f, depth + 1);
  }
  return at;
}

// --- internal ---

/** Returns the end of a value whose first byte gives the size of its length or number. */
function endOfSized(frame: Uint8Array, at: number, head: number, depth: number): number {
  if (head >= 0xca && head <= 0xd8) return endOfFixed(frame, at, head);
  if (head < 0xc4) {
    if (head === 0xc1) throw misplaced(frame, at - 1, 'which MessagePack gives no meaning');
    return at;
  }
  const size = sizeOfLength(head);
  expectBytes(frame, at, size);
  const length = lengthAt(frame, at, size);
  const content = at + size;
  if (head <= 0xc6) return endOfBytes(frame, content, length);
  if (head <= 0xc9) return endOfBytes(frame, content, length + 1);
  if (head <= 0xdb) return endOfText(frame, content, length);
  if (head <= 0xdd) return endOfList(frame, content, length, depth + 1);
  return endOfDict(frame, content, length, depth + 1);
}

/** Returns the end of a number, or of an extension of 1, 2, 4, 8 or 16 bytes after its type. */
function endOfFixed(frame: Uint8Array, at: number, head: number): number {
  const size = head >= 0xd4 ? 1 + sizeOfFixedExtension(head) : sizeOfNumber(head);
  expectBytes(frame, at, size);
  return at + size;
}

function endOfList(frame: Uint8Array, at: number, count: number, depth: number): number {
  expectItems(frame, at, count, depth);
  return check(frame, at, count, depth);
}

function endOfDict(frame: Uint8Array, at: number, count: number, depth: number): number {
  expectEntries(frame, at, count, depth);
  return check(frame, at, count * 2, depth);
}
