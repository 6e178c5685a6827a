/** Offsets of the fields of a message, as the check of a frame finds them. */

/** One more than any WAMP message has, which is enough to detect one that is too long. */
export const MOST_FIELDS = 8;

/** Notes the end of a field, where the next one begins. */
export function note(offsets: number[], offset: number): void {
  if (offsets.length <= MOST_FIELDS) offsets.push(offset);
}
