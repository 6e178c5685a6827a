/** Looks up names, with suggestions for misspelt ones. */
import { list } from '../explain/layout.ts';

/** The error for an unknown name. */
export class UnknownName extends Error {
  override readonly name = 'UnknownName';
}

/**
 * @param asked a name, in upper or lower case
 * @param known all names
 * @param what the kind of name, with an article: `a rule`
 * @returns the known name
 * @throws UnknownName with the names that are near, if there are any
 */
export function lookUp<Name extends string>(asked: string, known: readonly Name[], what: string): Name {
  const found =
    known.find((name) => name === asked) ??
    known.find((name) => name.toLowerCase() === asked.trim().toLowerCase());
  if (found !== undefined) return found;
  throw new UnknownName(`Expected ${what}, but "${asked}" came.${nearestTo(asked, known)}`);
}

/** A sentence with the nearest names, after a blank; empty if none has more than half in common with this one. */
export function nearestTo(asked: string, known: readonly string[], most = 3): string {
  const limit = Math.min(Math.max(2, Math.floor(asked.length / 3)), Math.floor((asked.length - 1) / 2));
  const near = known
    .map((name) => ({ name, far: distance(asked.toLowerCase(), name.toLowerCase()) }))
    .filter(({ far }) => far <= limit);
  const least = Math.min(...near.map(({ far }) => far));
  const nearest = near.filter(({ far }) => far === least).slice(0, most);
  return near.length === 0
    ? ''
    : ` Did you mean ${list(
        nearest.map(({ name }) => name),
        'or',
      )}?`;
}

// --- internal ---

/** Edit distance: the number of characters to insert, delete or replace, or of neighbours to exchange. */
function distance(from: string, to: string): number {
  let last: readonly number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [index, character] of [...from].entries()) {
    const next = [index + 1];
    for (const [at, other] of [...to].entries()) {
      const changed = (row[at] as number) + (character === other ? 0 : 1);
      const isExchange = character === to[at - 1] && other === from[index - 1];
      const exchanged = isExchange ? (last[at - 1] as number) + 1 : changed;
      next.push(Math.min(changed, exchanged, (row[at + 1] as number) + 1, (next[at] as number) + 1));
    }
    [last, row] = [row, next];
  }
  return row.at(-1) as number;
}
