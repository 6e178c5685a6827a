/** Footnotes of a flow. */

/** Adds a text unless it is there, and returns its number, from 1. */
export function noteIn(footnotes: string[], text: string): number {
  const known = footnotes.indexOf(text);
  return known < 0 ? footnotes.push(text) : known + 1;
}
