/** Where the fields of a message begin, as a check of its frame finds them. */

/** One more than any message of WAMP has: as many are found, and then it is known that it is none. */
export const MOST_FIELDS = 8;

/** Notes where a field ends, which is where the next one begins. */
export function note(offsets: number[], offset: number): void {
  if (offsets.length <= MOST_FIELDS) offsets.push(offset);
}
