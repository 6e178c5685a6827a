/** A flow in the style of the figures of the WAMP text: boxes, lifelines and arrows of plain characters. */

import { after, before, columnOf, type Layout } from './layout.ts';
import type { Flow, MessageRow, Row } from './model.ts';
import { type Entry, fitInto } from './narrow.ts';
import { wrapParts } from './wrap.ts';

/**
 * A marked row has a sign in the left margin, which a flow without such a row does not have.
 *
 * @param width maximum length of a line, in characters
 * @param indent number of blanks before each line, which count
 * @returns lines of printable ASCII characters; others are written as in JSON, `\u00e9`
 */
export function drawAscii(flow: Flow, width = ASCII_WIDTH, indent = 0): string {
  const margin = flow.rows.some(({ differs }) => differs) ? MARK.length : 0;
  const room = width - indent - margin;
  const { flow: drawn, layout, legend } = fitInto(plainOf(flow), room);
  const above = flow.heading === undefined ? [] : [...wrapParts(plain(flow.heading).split(' '), room), ''];
  const canvas = new Canvas(drawn, layout);
  const marked = new Set<number>();
  for (const [index, row] of drawn.rows.entries()) {
    if (isApart(drawn.rows[index - 1], row)) canvas.line();
    const first = canvas.lines.length;
    canvas.draw(row);
    if (row.differs)
      for (let line = first; line < canvas.lines.length; line += 1) marked.add(above.length + line);
  }
  const below = [...legend, ...drawn.footnotes.map((text, index) => [`(${index + 1})`, text] as const)];
  const lines = [
    ...above,
    ...canvas.lines,
    ...(below.length > 0 ? [''] : []),
    ...below.flatMap((each) => entry(each, room)),
  ];
  const marginOf = (line: number): string =>
    ' '.repeat(indent) + (marked.has(line) ? MARK : ' '.repeat(margin));
  return `${lines.map((line, index) => `${marginOf(index)}${line}`.trimEnd()).join('\n')}\n`;
}

/** Sign of a marked row, in the left margin. */
export const MARK = '! ';

// --- internal ---

/** Maximum width of a figure in the WAMP text, in characters. */
const ASCII_WIDTH = 72;

/** True if an empty line separates two rows: not within a step, and not at the beginning or end of a lifeline. */
function isApart(last: Row | undefined, row: Row): boolean {
  if (last === undefined || last.kind === 'begin') return false;
  if (row.kind === 'end') return row.isLost;
  if (row.kind === 'begin') return true;
  // A note has its own empty lines above and below.
  if (row.kind === 'note' || last.kind === 'note') return false;
  if (last.kind === 'message' && row.kind === 'message' && isRegistering(last) && isRegistering(row))
    return false;
  return last.step !== row.step;
}

const isRegistering = ({ words }: MessageRow): boolean => /^(UN)?REGISTER(ED)?$/.test(words[0] ?? '');

/** Dashes on both sides of a label on its arrow. */
const MIN_DASHES = 3;

/** The flow in ASCII. */
function plainOf(flow: Flow): Flow {
  return {
    ...flow,
    lifelines: flow.lifelines.map((lifeline) => ({ ...lifeline, name: plain(lifeline.name) })),
    rows: flow.rows.map((row) => {
      if (row.kind === 'message') return { ...row, label: row.label.map(plain) };
      return row.kind === 'note' ? { ...row, text: plain(row.text) } : row;
    }),
    footnotes: flow.footnotes.map(plain),
  };
}

const plain = (text: string): string =>
  text.replace(/[^ -~]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

function entry([sign, text]: Entry, width: number): readonly string[] {
  const indent = ' '.repeat(sign.length + 1);
  const lines = wrapParts(text.split(' '), width - indent.length);
  return lines.map((line, index) => `${index === 0 ? `${sign} ` : indent}${line}`);
}

class Canvas {
  readonly lines: string[] = [];
  private readonly flow: Flow;
  private readonly layout: Layout;
  private readonly alive = new Set<number>();

  constructor(flow: Flow, layout: Layout) {
    this.flow = flow;
    this.layout = layout;
  }

  draw(row: Row): void {
    if (row.kind === 'message') this.message(row);
    else if (row.kind === 'note') this.note(row.text);
    else if (row.kind === 'begin') this.begin(row.lifelines);
    else if (row.isLost) this.lose(row.lifelines);
    else this.end(row.lifelines);
  }

  /** Writes a line of lifelines, with texts over it, each at its column. */
  line(texts: readonly (readonly [number, string])[] = [], lifeline = '|'): void {
    const signs = Array.from({ length: this.layout.width }, () => ' ');
    for (const one of this.alive) signs[this.placeOf(one)] = lifeline;
    for (const [place, text] of texts) signs.splice(place, text.length, ...text);
    this.lines.push(signs.join(''));
  }

  // --- internal ---

  private placeOf(lifeline: number): number {
    return this.layout.columns[columnOf(this.flow, lifeline)] as number;
  }

  private message(row: MessageRow): void {
    const { label, middle, gap } = this.layout.place(row);
    const texts = label.map((text) => [Math.ceil(middle - text.length / 2), text] as const);
    const [from, to] = [this.placeOf(row.from), this.placeOf(row.to)];
    const shaft = (row.refusal === undefined ? '-' : '=').repeat(Math.abs(from - to) - 2);
    const [right, left] = row.isMissed ? ['x', 'x'] : ['>', '<'];
    const arrow = [Math.min(from, to) + 1, from < to ? `${shaft}${right}` : `${left}${shaft}`] as const;
    const [[place, text] = [0, ''], ...more] = texts;
    if (
      /^(UN)?REGISTERED$/.test(row.words[0] ?? '') &&
      more.length === 0 &&
      text.length + 2 * MIN_DASHES + 4 <= gap
    ) {
      this.line([arrow, [place - 1, ` ${text} `]]);
      return;
    }
    for (const each of texts) this.line([each]);
    this.line([arrow]);
  }

  /** Writes a note into the widest gap if it fits there, so that no lifeline is broken; else across all of them. */
  private note(text: string): void {
    const { columns, across } = this.layout;
    const gaps = columns.slice(1).map((place, index) => [columns[index] as number, place] as const);
    const isWide = ([left, right]: readonly [number, number]): boolean => text.length + 3 <= right - left;
    const [first, last] = gaps.sort((a, b) => b[1] - b[0] - (a[1] - a[0])).find(isWide) ?? across;
    this.pause();
    for (const line of wrapParts(text.split(' '), last - first - 3)) {
      this.line([[first + 1, centre(line, last - first - 1)]], ':');
    }
    this.pause();
  }

  /** Dotted lifelines, for one line. */
  private pause(): void {
    const before = this.lines.length;
    this.line([], ':');
    if (this.lines[before] === this.lines[before - 1]) this.lines.pop();
  }

  private begin(lifelines: readonly number[]): void {
    const height = Math.max(...lifelines.map((one) => this.textOf(one).length));
    this.boxes(lifelines, (text) => [...text, ...Array(height - text.length).fill('')], 'top');
    for (const one of lifelines) this.alive.add(one);
  }

  private end(lifelines: readonly number[]): void {
    for (const one of lifelines) this.alive.delete(one);
    this.boxes(lifelines, ([name = '']) => [name], 'bottom');
  }

  private lose(lifelines: readonly number[]): void {
    for (const one of lifelines) this.alive.delete(one);
    this.line(lifelines.map((one) => [this.placeOf(one), 'X']));
    this.line(lifelines.map((one) => [this.placeOf(one) - 2, '(lost)']));
  }

  private textOf(lifeline: number): readonly string[] {
    const { name, roles } = this.flow.lifelines[lifeline] as Flow['lifelines'][number];
    return [name, ...roles];
  }

  /** Boxes side by side, at the top or bottom of their lifelines. */
  private boxes(
    lifelines: readonly number[],
    textOf: (text: readonly string[]) => readonly string[],
    at: 'top' | 'bottom',
  ): void {
    const boxes = lifelines.map((one) => {
      const box = this.layout.boxes[columnOf(this.flow, one)] as number;
      const edge = '-'.repeat(box - 2);
      const tied = `${'-'.repeat(before(box) - 1)}+${'-'.repeat(after(box) - 1)}`;
      const inside = textOf(this.textOf(one)).map((text) => `|${centre(text, box - 2)}|`);
      const [above, below] = at === 'top' ? [edge, tied] : [tied, edge];
      const lines = [`,${above}.`, ...inside, `\`${below}'`];
      return { place: this.placeOf(one) - before(box), lines };
    });
    const height = boxes[0]?.lines.length ?? 0;
    for (let index = 0; index < height; index += 1) {
      this.line(boxes.map(({ place, lines }) => [place, lines[index] as string]));
    }
  }
}

const centre = (text: string, width: number): string =>
  text.padStart(Math.floor((width + text.length) / 2)).padEnd(width);
