/** Looks up names, with suggestions for unknown ones. */

/** The error for an unknown name. */
export class UnknownName extends Error {
  override readonly name = 'UnknownName';
}

/**
 * @param asked a name, in upper or lower case
 * @param known all names
 * @param what the kind of name, with an article: `a rule`
 * @returns the known name
 * @throws UnknownName with the nearest names
 */
export function lookUp<Name extends string>(asked: string, known: readonly Name[], what: string): Name {
  const found =
    known.find((name) => name === asked) ??
    known.find((name) => name.toLowerCase() === asked.trim().toLowerCase());
  if (found !== undefined) return found;
  const nearest = nearestTo(asked, known).join(', ');
  throw new UnknownName(`Expected ${what}, but "${asked}" came. The nearest are ${nearest}.`);
}

/** The names with the smallest edit distance, the nearest first. */
export function nearestTo<Name extends string>(asked: string, known: readonly Name[], most = 5): Name[] {
  const distances = new Map(known.map((name) => [name, distance(asked.toLowerCase(), name.toLowerCase())]));
  return [...known]
    .sort((a, b) => (distances.get(a) as number) - (distances.get(b) as number))
    .slice(0, most);
}

// --- internal ---

/** Edit distance: the number of characters to insert, delete or replace. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [index, character] of [...from].entries()) {
    const next = [index + 1];
    for (const [at, other] of [...to].entries()) {
      const changed = (row[at] as number) + (character === other ? 0 : 1);
      next.push(Math.min(changed, (row[at + 1] as number) + 1, (next[at] as number) + 1));
    }
    row = next;
  }
  return row.at(-1) as number;
}
