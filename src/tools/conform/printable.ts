/** Text that a router wrote, for terminals and reports. */

/** The text without colours and other control characters but line ends, which could change a terminal. */
export const printable = (text: string): string =>
  text.replaceAll(COLOUR, '').replaceAll(/\r\n?/g, '\n').replaceAll(CONTROL, ' ');

/**
 * The text in one line.
 *
 * @param most number of characters that are kept
 */
export function printableLine(text: string, most: number): string {
  const line = printable(text).replaceAll(/\s+/g, ' ').trim();
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}

// --- internal ---

/** A sequence that changes the colour of a terminal. */
const COLOUR = /\p{Cc}\[[\d;]*m/gu;

const CONTROL = /[^\P{Cc}\n]/gu;
