/**
 * Text of a picture: edges as lines of words, wrapped where they are too wide.
 *
 * Widths come from tables, so that a picture does not depend on the machine. They are those of the widest fonts that a
 * reader may have, so that all text stays in its place.
 */
import type { Edge, State } from '../../../compiler/chart/chart.ts';
import { conditionOf, reactionsOf, turnOf } from './arrows.ts';
import type { Box, Point } from './geometry.ts';

export type WordKind = 'event' | 'guard' | 'action' | 'rule' | 'reading';

/** A word, which is never broken. */
export interface Word {
  readonly kind: WordKind;
  readonly text: string;
}

/** The words of one line, from left to right, one space apart. */
export interface Line {
  readonly words: readonly Word[];
  /** Offset of its beginning to the right. */
  readonly indent: number;
  readonly width: number;
}

/** Lines of one edge, or of the entry or exit actions of a state. */
export interface Block {
  readonly edge: Edge | undefined;
  /** Position of the edge in guard-evaluation order, if there is more than one guard; it precedes the first line. */
  readonly turn: string | undefined;
  readonly lines: readonly Line[];
}

/** Sizes of type in pixels. */
export const SIZE = { code: 12, cited: 11.5, name: 14, title: 19 };

/** Blocks of edges, in lines no wider than this if they can be broken. */
export function blocksOfEdges(edges: readonly Edge[], room: number): Block[] {
  const turns = edges.map((edge) => turnOf(edge)?.toString());
  const digits = Math.max(...turns.map((turn) => turn?.length ?? 0));
  // As wide as the longest of the numbers, and a space.
  const column = digits > 0 ? (digits + 1) * SPACE : 0;
  return edges.map((edge, index) => ({
    edge,
    turn: turns[index],
    lines: fill(wordsOf(edge), column, room),
  }));
}

/** Blocks of the entry and exit actions of a state. */
export const blocksOfReactions = (state: State, room: number): Block[] =>
  reactionsOf(state).map((text) => {
    const [when, ...actions] = text.split(/ \/ |(?<=,) /) as [string, ...string[]];
    const words = [`${when} / ${actions[0]}`, ...actions.slice(1)];
    const lines = fill(
      words.map((word) => ({ kind: 'action', text: word })),
      0,
      room,
    );
    return { edge: undefined, turn: undefined, lines };
  });

export const sizeOfBlocks = (blocks: readonly Block[]): Pick<Box, 'width' | 'height'> => ({
  width: Math.max(0, ...blocks.flatMap(({ lines }) => lines.map(({ indent, width }) => indent + width))),
  height: Math.max(
    0,
    blocks.reduce((sum, block) => sum + heightOf(block) + BLOCK_GAP, -BLOCK_GAP),
  ),
});

/** A block at its position in the picture. */
export interface PlacedBlock {
  readonly block: Block;
  /** Around its lines and its evaluation order. */
  readonly box: Box;
  readonly lines: readonly { readonly line: Line; readonly box: Box }[];
}

/** Places blocks below each other, beginning at a point. */
export function placeBlocks(blocks: readonly Block[], { x, y }: Point): PlacedBlock[] {
  const { width } = sizeOfBlocks(blocks);
  let top = y;
  return blocks.map((block) => {
    const box = { x, y: top, width, height: heightOf(block) };
    const lines = block.lines.map((line, index) => {
      const start = { x: x + line.indent, y: top + index * LINE_HEIGHT };
      return { line, box: { ...start, width: line.width, height: LINE_HEIGHT } };
    });
    top += box.height + BLOCK_GAP;
    return { block, box, lines };
  });
}

export const isCited = ({ kind }: Word): boolean => kind === 'rule' || kind === 'reading';

export const widthOfName = (name: string): number => widthOf(name, SIZE.name, WIDTHS.bold);

export const widthOfTitle = (title: string): number => widthOf(title, SIZE.title, WIDTHS.bold);

/** Legend: the notation of edges, as an edge. */
export function legendBlock(): Block {
  const words: Word[] = [
    { kind: 'event', text: 'EVENT' },
    { kind: 'guard', text: '[guard]' },
    { kind: 'action', text: '/ action,' },
    { kind: 'action', text: 'action' },
    { kind: 'rule', text: 'rule' },
    { kind: 'reading', text: 'reading' },
  ];
  return { edge: undefined, turn: undefined, lines: fill(words, 0, Number.POSITIVE_INFINITY) };
}

// --- internal ---

/** Distance between lines, and between blocks. */
const LINE_HEIGHT = 16;
const BLOCK_GAP = 5;

/** Width of a character of a monospaced font, in ems; the widest in use is SF Mono. */
const ADVANCE = 0.62;
const SPACE = SIZE.code * ADVANCE;

/** Indent of the second and later lines of a block. */
const INDENT = SPACE;

const heightOf = ({ lines }: Block): number => lines.length * LINE_HEIGHT;

function wordsOf(edge: Edge): Word[] {
  const condition = conditionOf(edge);
  const word = (kind: WordKind, text: string): Word => ({ kind, text });
  return [
    ...(edge.event === '' ? [] : [word('event', edge.event)]),
    ...(condition === undefined ? [] : [word('guard', `[${condition}]`)]),
    ...edge.actions.map(({ name }, index) =>
      word('action', `${index === 0 ? '/ ' : ''}${name}${index < edge.actions.length - 1 ? ',' : ''}`),
    ),
    ...edge.rules.map((id) => word('rule', id)),
    ...edge.readings.map((id) => word('reading', id)),
  ];
}

/** Fills lines with words; citations begin a new line rather than being broken. */
function fill(words: readonly Word[], column: number, room: number): Line[] {
  const lines: Line[] = [];
  let open: Word[] = [];
  const indent = (): number => column + (lines.length === 0 ? 0 : INDENT);
  const close = (): void => {
    if (open.length > 0) lines.push({ words: open, indent: indent(), width: lengthOf(open) });
    open = [];
  };
  words.forEach((word, index) => {
    const before = words[index - 1];
    const isFirstCited = isCited(word) && before !== undefined && !isCited(before);
    const added = isFirstCited ? words.slice(index) : [word];
    if (indent() + lengthOf([...open, ...added]) > room) close();
    open.push(word);
  });
  close();
  return lines;
}

const lengthOf = (words: readonly Word[]): number =>
  words.reduce((sum, word) => sum + widthOfWord(word), (words.length - 1) * SPACE);

const widthOfWord = (word: Word): number =>
  isCited(word) ? widthOf(word.text, SIZE.cited, WIDTHS.normal) : word.text.length * SPACE;

/** Widths in ems of the characters of a wide sans-serif font. */
const WIDTHS = {
  normal: { narrow: 0.37, lower: 0.62, upper: 0.7, wide: 0.98 },
  bold: { narrow: 0.44, lower: 0.7, upper: 0.79, wide: 1.06 },
};

function widthOf(text: string, size: number, widths: (typeof WIDTHS)['normal']): number {
  const kindOf = (sign: string): keyof typeof widths => {
    if (/[ijlft.,:'| -]/.test(sign)) return 'narrow';
    if (/[mwMW@]/.test(sign)) return 'wide';
    return /[a-z]/.test(sign) ? 'lower' : 'upper';
  };
  return size * [...text].reduce((sum, sign) => sum + widths[kindOf(sign)], 0);
}
