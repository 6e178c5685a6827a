/** Finds what somebody asks for by name, and says what there is where it is not found. */

/** A name that nothing has. */
export class UnknownName extends Error {
  override readonly name = 'UnknownName';
}

/**
 * @param asked a name, in whatever case
 * @param known all names there are
 * @param what what they are names of, with an article: `a rule`
 * @returns the name as it is written
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

/** The names that take the fewest changes to come to, the nearest first. */
export function nearestTo<Name extends string>(asked: string, known: readonly Name[], most = 5): Name[] {
  const distances = new Map(known.map((name) => [name, distance(asked.toLowerCase(), name.toLowerCase())]));
  return [...known]
    .sort((a, b) => (distances.get(a) as number) - (distances.get(b) as number))
    .slice(0, most);
}

// --- internal ---

/** How many characters have to be put in, left out or changed. */
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
