/** Fields of a message with a known number of fields. */
import { note } from '../fields.ts';
import { expectItems, expectOver } from './bounds.ts';

/**
 * Checks the fields and finds where each begins.
 *
 * @param check returns the end of that many values at that depth, or throws `Unreadable`
 */
export function fieldsOf(
  frame: Uint8Array,
  start: number,
  count: number,
  check: (frame: Uint8Array, start: number, count: number, depth: number) => number,
): number[] {
  expectItems(frame, start, count, 1);
  const offsets = [start];
  let at = start;
  for (let left = count; left > 0; left--) {
    at = check(frame, at, 1, 1);
    note(offsets, at);
  }
  expectOver(frame, at);
  return offsets;
}
