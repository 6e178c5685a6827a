/** Line numbers of the values in a JSON file. */
import { step } from '../../wire/pointer.ts';

/**
 * The line of each value, by its JSON pointer.
 *
 * @param text valid JSON
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
 * The line of a value, or of the nearest one around it.
 *
 * @param lines from `linesIn`
 */
export function lineOf(lines: ReadonlyMap<string, number>, path: string): number {
  const line = lines.get(path);
  if (line !== undefined || path === '') return line ?? 1;
  return lineOf(lines, path.slice(0, path.lastIndexOf('/')));
}

// --- internal ---

/** An open list or dictionary. */
interface Open {
  readonly path: string;
  readonly isList: boolean;
  /** Key of the next value; undefined before a key. */
  key: string | number | undefined;
}
