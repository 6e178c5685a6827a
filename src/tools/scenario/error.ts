/** Errors in scenario files, with their place. */

/** A place in a file: a line, or some characters of it. */
export interface Place {
  readonly file: string;
  /** Line number, from 1. */
  readonly line: number;
  /** Text of the line; undefined if it is unknown, as in a test vector. */
  readonly text?: string | undefined;
  /** Column of the first character, from 1; that of the first word if omitted. */
  readonly column?: number | undefined;
  /** Number of characters; up to the end of the line if omitted. */
  readonly length?: number | undefined;
}

/**
 * The place of a word in a line.
 *
 * @param place a line, or the part of it to search
 * @param word any text; if it begins or ends with a letter or digit, no part of a longer word is found
 * @returns the first occurrence, or the place itself if there is none
 */
export function placeOf(place: Place, word: string): Place {
  const { text = '', column = 1, length = text.length } = place;
  const end = Math.min(text.length, column - 1 + length);
  for (let at = text.indexOf(word, column - 1); at >= 0; at = text.indexOf(word, at + 1)) {
    if (word === '' || at + word.length > end) return place;
    if (!isInside(text, at) && !isInside(text, at + word.length))
      return { ...place, column: at + 1, length: word.length };
  }
  return place;
}

/** A mistake in a scenario, or a difference from its log. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
  readonly file: string;
  readonly line: number;
  /** Column of the first wrong character, from 1; undefined if the text of the line is unknown. */
  readonly column: number | undefined;
  /** Number of wrong characters, at least 1. */
  readonly length: number;
  readonly expected: string;
  readonly came: string;
  /** The line, with carets below the wrong characters; empty if its text is unknown. */
  readonly excerpt: string;

  /** @param hint a sentence with the remedy */
  constructor(place: Place, expected: string, came: string, hint = '') {
    const { file, line, text } = place;
    const column = text === undefined ? place.column : (place.column ?? text.search(/\S|$/) + 1);
    const where = column === undefined ? `${file}:${line}` : `${file}:${line}:${column}`;
    super(`${where}: Expected ${expected}, but ${came}.${hint === '' ? '' : ` ${hint.trim()}`}`);
    this.file = file;
    this.line = line;
    this.column = column;
    const rest = (text ?? '').trimEnd().length + 1 - (column ?? 1);
    this.length = Math.max(1, Math.min(place.length ?? rest, rest));
    this.expected = expected;
    this.came = came;
    this.excerpt = text === undefined ? '' : excerptOf(line, text, column ?? 1, this.length);
  }
}

/** The message of an error; with the line and the carets if it is one of a scenario. */
export function inFull(error: unknown): string {
  const { message } = error as Error;
  const isPlaced = error instanceof ScenarioError && error.excerpt !== '';
  return isPlaced ? `${message}\n${error.excerpt}` : message;
}

// --- internal ---

/** True if a word goes on at a position of a text. */
const isInside = (text: string, at: number): boolean =>
  /[\w?]/.test(text.charAt(at - 1)) && /\w/.test(text.charAt(at));

/** Characters of a line that an excerpt shows, and those of them before the wrong ones, if it is longer. */
const WIDTH = 100;
const BEFORE = 40;

function excerptOf(line: number, text: string, column: number, length: number): string {
  const shown = text.trimEnd().replace(/\p{Cc}/gu, ' ');
  const start = shown.length <= WIDTH ? 0 : Math.max(0, column - 1 - BEFORE);
  const before = start > 0 ? '... ' : '';
  const after = shown.length > start + WIDTH ? ' ...' : '';
  const gutter = ' '.repeat(`${line}`.length);
  const at = before.length + column - 1 - start;
  const carets = '^'.repeat(Math.min(length, Math.max(1, start + WIDTH - (column - 1))));
  return [
    `  ${line} | ${before}${shown.slice(start, start + WIDTH)}${after}`,
    `  ${gutter} | ${' '.repeat(at)}${carets}`,
  ].join('\n');
}
