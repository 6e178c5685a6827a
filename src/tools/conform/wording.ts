/** The judge's sentences in the words of a case: steps in place of lines of a log, and clients as the script names them. */

/**
 * Puts a sentence into the words of a case.
 *
 * @param placeOf a line's place, such as `step 3`; undefined if it has none
 */
export const inWords = (says: string, placeOf: (line: number) => string | undefined): string =>
  says
    .replaceAll(/\bline (\d+)/g, (line, number) => placeOf(Number(number)) ?? line)
    .replaceAll(SESSION, '$<name>');

/**
 * The step of a case in which a line of its log was written. What comes after the last step belongs to it.
 *
 * @param line its number, from 1
 * @param ends numbers of lines at the end of each step
 * @returns 0 for a case without steps
 */
export function stepOf(line: number, ends: readonly number[]): number {
  const index = ends.findIndex((end) => line <= end);
  return index < 0 ? ends.length : index + 1;
}

// --- internal ---

/** A session of a log: the play, the client and the number of its connection. */
const SESSION = /\b[\da-f]{9,} (?<name>[a-z]+)\d+\b/g;
