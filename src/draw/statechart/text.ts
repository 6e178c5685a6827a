/**
 * What is written in a drawing: lines of coloured words, broken where they grow too wide.
 *
 * Widths come from a table, so that a drawing is the same wherever it is made. They are those of the widest of the
 * fonts that a reader may have, so that no text leaves its place.
 */
import type { Edge, State } from '../../chart/chart.ts';
import { conditionOf, reactionsOf, turnOf } from './arrows.ts';

export type WordKind = 'turn' | 'event' | 'guard' | 'action' | 'rule' | 'reading';

/** A word, which is never broken. */
export interface Word {
  readonly kind: WordKind;
  readonly text: string;
}

/** What stands in one line, from left to right. */
export interface Line {
  readonly words: readonly Word[];
  /** How far to the right it begins. */
  readonly indent: number;
  readonly width: number;
}

/** Lines that belong together: an edge, or what a state does when it is entered. */
export interface Block {
  readonly edge: Edge | undefined;
  readonly lines: readonly Line[];
  readonly width: number;
}

/** Sizes of text in pixels. */
export const SIZE = { code: 12, cited: 11.5, name: 14 };

/** From one line to the next. */
export const LINE_HEIGHT = 16;

/** Between blocks. */
export const BLOCK_GAP = 5;

export function blockOfEdge(edge: Edge, room: number): Block {
  const condition = conditionOf(edge);
  const actions = edge.actions.map(({ name }, index): Word => {
    const isLast = index === edge.actions.length - 1;
    return { kind: 'action', text: `${index === 0 ? '/ ' : ''}${name}${isLast ? '' : ','}` };
  });
  const said: Word[] = [
    ...(turnOf(edge) === undefined ? [] : [{ kind: 'turn', text: `${turnOf(edge)}` } as const]),
    ...(edge.event === '' ? [] : [{ kind: 'event', text: edge.event } as const]),
    ...(condition === undefined ? [] : [{ kind: 'guard', text: `[${condition}]` } as const]),
    ...actions,
  ];
  const cited: Word[] = [
    ...edge.rules.map((text) => ({ kind: 'rule', text }) as const),
    ...edge.readings.map((text) => ({ kind: 'reading', text }) as const),
  ];
  return block(edge, [...said, ...cited], room);
}

export const blocksOfReactions = (state: State, room: number): Block[] =>
  reactionsOf(state).map((text) => {
    const words = text.split(' / ').join(' /_').split(' ');
    return block(
      undefined,
      words.map((word): Word => ({ kind: 'action', text: word.replace('/_', '/ ') })),
      room,
    );
  });

export const widthOfName = (name: string): number => widthOf(name, SIZE.name, 'bold');

export const heightOfBlocks = (blocks: readonly Block[]): number =>
  blocks.reduce((sum, { lines }) => sum + lines.length * LINE_HEIGHT, 0) +
  Math.max(0, blocks.length - 1) * BLOCK_GAP;

export const widthOfBlocks = (blocks: readonly Block[]): number =>
  Math.max(0, ...blocks.map(({ width }) => width));

/** What lies between a word and the next. */
export const SPACE = SIZE.code * 0.62;

export function widthOfWord({ kind, text }: Word): number {
  return isCited(kind) ? widthOf(text, SIZE.cited, 'normal') : text.length * SIZE.code * ADVANCE;
}

export const isCited = (kind: WordKind): boolean => kind === 'rule' || kind === 'reading';

// --- internal ---

/** The width of each character of a monospaced font, in ems; that of SF Mono, which is the widest. */
const ADVANCE = 0.62;

/** How far the second line of a block begins to the right of the first. */
const INDENT = SIZE.code;

/** Fills lines with words; whatever is cited begins a new line rather than being torn apart. */
function block(edge: Edge | undefined, words: readonly Word[], room: number): Block {
  const lines: Line[] = [];
  let open: Word[] = [];
  let width = 0;
  const close = (): void => {
    const indent = lines.length === 0 ? 0 : INDENT;
    if (open.length > 0) lines.push({ words: open, indent, width });
    open = [];
    width = 0;
  };
  const fits = (added: number): boolean => {
    const indent = lines.length === 0 ? 0 : INDENT;
    return indent + width + (open.length === 0 ? 0 : SPACE) + added <= room;
  };
  words.forEach((word, index) => {
    const isFirstCited = isCited(word.kind) && !isCited(words[index - 1]?.kind ?? 'action');
    const together = isFirstCited ? lengthOf(words.slice(index)) : widthOfWord(word);
    if (!fits(together)) close();
    width += (open.length === 0 ? 0 : SPACE) + widthOfWord(word);
    open.push(word);
  });
  close();
  return { edge, lines, width: Math.max(...lines.map((line) => line.indent + line.width)) };
}

const lengthOf = (words: readonly Word[]): number =>
  words.reduce((sum, word) => sum + widthOfWord(word), (words.length - 1) * SPACE);

/** Widths in ems of the characters of a wide font without serifs, by kind: lower case, upper case and digits, narrow. */
const WIDTHS = {
  normal: { lower: 0.61, upper: 0.7, narrow: 0.37 },
  bold: { lower: 0.69, upper: 0.78, narrow: 0.42 },
};

function widthOf(text: string, size: number, weight: keyof typeof WIDTHS): number {
  const { lower, upper, narrow } = WIDTHS[weight];
  const ems = [...text].map((sign) =>
    /[ijlft.,:'| -]/.test(sign) ? narrow : /[a-z]/.test(sign) ? (/[mw]/.test(sign) ? upper * 1.3 : lower) : upper,
  );
  return size * ems.reduce((sum, em) => sum + em, 0);
}
