/** Lays text out in lines of a given width. */

/** How a piece of text stands out, where it can. */
export type Style = 'bold' | 'dim' | 'cyan' | 'green' | 'red' | 'yellow';

/** Makes a text stand out, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

export const plain: Paint = (_, text) => text;

/**
 * Breaks a text at its blanks; a word that is longer than a line is cut.
 *
 * @param first what the first line begins with
 * @param rest what all others begin with
 */
export function wrap(text: string, width: number, first = '', rest = first): string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  const next = (): void => {
    lines.push(line);
    line = rest;
    isEmpty = true;
  };
  for (const word of text.split(' ').filter((each) => each !== '')) {
    let left = word;
    if (!isEmpty && line.length + 1 + left.length > width) next();
    while (isEmpty && line.length + left.length > width) {
      const room = Math.max(1, width - line.length);
      line += left.slice(0, room);
      left = left.slice(room);
      next();
    }
    line += isEmpty ? left : ` ${left}`;
    isEmpty = false;
  }
  if (!isEmpty || lines.length === 0) lines.push(line);
  return lines;
}

/** `alice`, `alice and bob`, `alice, bob and carol`. */
export const list = (items: readonly string[], last = 'and'): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`;

/** A text without the marks of Markdown that mean nothing on a terminal: links keep their words. */
export const withoutLinks = (text: string): string => text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
