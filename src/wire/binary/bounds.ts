/** Bounds of a pass over a binary frame: declared lengths against the bytes left, and the limits of a message. */
import { Unreadable } from '../faults.ts';
import { BEYOND, grouped, MESSAGE_LIMITS } from '../limits.ts';
import { byteAt } from './numbers.ts';
import { isText } from './text.ts';

/** Begins to check a frame, whose single value is counted. */
export function begin(frame: Uint8Array): void {
  items = 0;
  if (frame.length === 0) throw new Unreadable('an empty frame');
  enter(1, 0);
}

/** Throws unless the frame ends here. */
export function expectOver(frame: Uint8Array, at: number): void {
  if (at < frame.length)
    throw new Unreadable(`${counted(frame.length - at, 'byte', 'bytes')} after the end of the message`);
}

/** Throws unless `size` bytes are left, which belong to a number or a length. */
export function expectBytes(frame: Uint8Array, at: number, size: number): void {
  if (at + size > frame.length) throw new Unreadable('a frame that ends inside of a value');
}

/** Throws unless the frame has room for so many items, and counts them. */
export function expectItems(frame: Uint8Array, at: number, count: number, depth: number): void {
  if (count > frame.length - at) throw tooMany('a list', count, 'item', 'items', frame.length - at);
  enter(count, depth);
}

/** Throws unless the frame has room for so many entries of a dictionary, and counts them. */
export function expectEntries(frame: Uint8Array, at: number, count: number, depth: number): void {
  if (count * 2 > frame.length - at) {
    throw tooMany('a dictionary', count, 'entry', 'entries', frame.length - at);
  }
  enter(count * 2, depth);
}

/** Counts `count` values inside of `depth` lists, dictionaries and tags. */
export function enter(count: number, depth: number): void {
  if (depth > MESSAGE_LIMITS.depth) throw new Unreadable(BEYOND.depth);
  items += count;
  if (items > MESSAGE_LIMITS.items) throw new Unreadable(BEYOND.items);
}

/** Returns the end of a text of `length` bytes. */
export function endOfText(frame: Uint8Array, at: number, length: number): number {
  const end = at + length;
  if (end > frame.length) throw tooLong('a text', length, frame.length - at);
  if (!isText(frame, at, end)) throw new Unreadable('a text that is no UTF-8');
  return end;
}

/** Returns the end of `length` bytes. */
export function endOfBytes(frame: Uint8Array, at: number, length: number): number {
  if (at + length > frame.length) throw tooLong('a byte string', length, frame.length - at);
  return at + length;
}

/** Error message for a byte that no value begins with. */
export const misplaced = (frame: Uint8Array, at: number, why: string): Unreadable =>
  new Unreadable(`the byte ${byteAt(frame, at).toString(16).padStart(2, '0')}, ${why}`);

// --- internal ---

/** Number of values of the message being checked; one for all checks, since a check is never interrupted. */
let items = 0;

function tooMany(what: string, count: number, one: string, several: string, left: number): Unreadable {
  return new Unreadable(`${what} of ${counted(count, one, several)} in ${counted(left, 'byte', 'bytes')}`);
}

const tooLong = (what: string, length: number, left: number): Unreadable =>
  new Unreadable(`${what} of ${counted(length, 'byte', 'bytes')} in ${said(left)}`);

const counted = (count: number, one: string, several: string): string =>
  `${said(count)} ${count === 1 ? one : several}`;

/** Writes a length for an error message; those of 64 bits may not be exact. */
const said = (length: number): string => (Number.isSafeInteger(length) ? grouped(length) : 'more than 2^53');
