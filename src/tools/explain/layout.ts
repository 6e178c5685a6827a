/** Lays text out in lines of a given width. */

/** Styles of text, for terminals that support them. */
export type Style = 'bold' | 'dim' | 'cyan' | 'green' | 'red' | 'yellow';

/** Applies a style to a text, or leaves it unchanged. */
export type Paint = (style: Style, text: string) => string;

export const plain: Paint = (_, text) => text;

/**
 * Breaks a text at its blanks; a word longer than a line is cut.
 *
 * @param first prefix of the first line
 * @param rest prefix of all other lines
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

/** Removes the Markdown marks that mean nothing on a terminal: links keep their text. */
export const withoutLinks = (text: string): string => text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
