/** Where in the text of a JSON file each of its values stands. */
import { step } from './pointer.ts';

/**
 * The line of each value, by its JSON pointer.
 *
 * @param text JSON, known to be right
 */
export function linesIn(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  const open: Open[] = [];
  let line = 1;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[\]{},:[]|\n|[^\s\]{},:["]+/g)) {
    const top = open.at(-1);
    if (token === '\n') line++;
    else if (token === '}' || token === ']') open.pop();
    else if (token === ',' && top) top.key = top.isList ? Number(top.key) + 1 : undefined;
    else if (token !== ':' && token !== ',') {
      if (top && top.key === undefined) {
        top.key = JSON.parse(token);
        continue;
      }
      const path = top === undefined ? '' : top.path + step(top.key as string);
      lines.set(path, line);
      if (token === '{') open.push({ path, isList: false, key: undefined });
      else if (token === '[') open.push({ path, isList: true, key: 0 });
    }
  }
  return lines;
}

/**
 * The line of a value; of the next one around it, if it is not there.
 *
 * @param lines as `linesIn` has found them
 */
export function lineOf(lines: ReadonlyMap<string, number>, path: string): number {
  const line = lines.get(path);
  if (line !== undefined || path === '') return line ?? 1;
  return lineOf(lines, path.slice(0, path.lastIndexOf('/')));
}

// --- internal ---

/** A list or a dictionary that has not ended yet. */
interface Open {
  readonly path: string;
  readonly isList: boolean;
  /** Of the value that comes next; undefined if a key comes first. */
  key: string | number | undefined;
}
