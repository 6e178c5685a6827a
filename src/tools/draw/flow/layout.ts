/** Positions of the lifelines and labels of a flow, in characters of equal width. */
import type { Flow, MessageRow } from './model.ts';
import { breaks, lengthOf, wrapParts } from './wrap.ts';

export interface Layout {
  /** From the left edge of the first box to the right edge of the last. */
  readonly width: number;
  /** Position of each column's lifeline. */
  readonly columns: readonly number[];
  /** Width of each column's boxes. */
  readonly boxes: readonly number[];
  /** Both ends of a note across all lifelines. */
  readonly across: readonly [number, number];
  /** Returns the position of a message's label. */
  readonly place: (row: MessageRow) => Place;
}

/** Position of a label: a gap beside the dealer, since every arrow passes there. */
export interface Place {
  readonly label: readonly string[];
  readonly middle: number;
  /** Distance between the lifelines on both sides. */
  readonly gap: number;
}

/**
 * Lays out a flow.
 *
 * All labels of one side are between the dealer and its neighbour there, so only these two gaps are wide.
 *
 * @param width maximum width, if that is possible at all
 * @param between distance between boxes
 */
export function layOut(flow: Flow, width: number, between = 1): Layout {
  const count = Math.max(...flow.lifelines.map(({ column }) => column)) + 1;
  const dealer = columnOf(flow, flow.dealer);
  const boxes = Array.from({ length: count }, (_, column) =>
    Math.max(...flow.lifelines.filter((lifeline) => lifeline.column === column).map(boxWidth)),
  );
  /** Minimum distance of a lifeline from the one before it. */
  const least = boxes.map((box, column) =>
    column === 0 ? before(box) : after(boxes[column - 1] as number) + 1 + between + before(box),
  );
  const sideOf = (row: MessageRow): Side => (clientColumn(flow, row) < dealer ? 'left' : 'right');
  const sides = (['left', 'right'] as const).map((side) => ({
    column: side === 'left' ? dealer : dealer + 1,
    labels: flow.rows.flatMap((row) => (row.kind === 'message' && sideOf(row) === side ? [row.label] : [])),
  }));
  for (const { column, labels } of sides) {
    if (labels.length > 0) least[column] = Math.max(least[column] as number, MIN_GAP);
  }
  const room = width - 1 - sum(least) - after(boxes.at(-1) as number);
  const gaps = share(
    sides.map(({ column, labels }) => costs(labels, least[column] ?? 0, room)),
    room,
  );
  for (const [index, { column, labels }] of sides.entries()) {
    if (labels.length > 0) least[column] = (least[column] as number) + (gaps[index] as number);
  }
  const columns = least.map((_, column) => sum(least.slice(0, column + 1)));
  const place = (row: MessageRow): Place => {
    const end = sideOf(row) === 'left' ? dealer : dealer + 1;
    const [left, right] = [columns[end - 1] as number, columns[end] as number];
    const gap = right - left;
    return { label: wrapParts(row.label, innerWidth(gap)), middle: (left + right) / 2, gap };
  };
  const across = [columns[0] as number, columns.at(-1) as number] as const;
  // With the dealer alone, a note has no other lifeline to end at.
  const end = count === 1 ? across[0] + LONE_NOTE : across[1] + after(boxes.at(-1) as number);
  return {
    width: end + 1,
    columns,
    boxes,
    across: count === 1 ? [across[0], end] : across,
    place,
  };
}

/** Column of a lifeline. */
export const columnOf = ({ lifelines }: Flow, lifeline: number): number =>
  lifelines[lifeline]?.column as number;

/** Width of a box to the left of its lifeline, and to the right. */
export const before = (box: number): number => Math.floor((box - 1) / 2);
export const after = (box: number): number => box - 1 - before(box);

// --- internal ---

type Side = 'left' | 'right';

/** Minimum distance between lifelines with labels between them: the longest message type fits there. */
const MIN_GAP = 'UNREGISTERED'.length + 3;

/** Width of a note beside a single lifeline. */
const LONE_NOTE = 24;

/** Width of the text below a lost lifeline. */
const MIN_BOX = '(lost)'.length;

const boxWidth = ({ name, roles }: Flow['lifelines'][number]): number =>
  Math.max(MIN_BOX, ...[name, ...roles].map((line) => lengthOf(line) + 2));

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

const clientColumn = (flow: Flow, { from, to }: MessageRow): number =>
  columnOf(flow, from === flow.dealer ? to : from);

/** Width for a label between lifelines at this distance: it leaves a blank on both sides. */
const innerWidth = (distance: number): number => distance - 3;

/** An additional line costs as much as so many characters of width, and a broken word as much as so many lines. */
const LINE = 8;
const BREAK = 3 * LINE;

/** Cost of each gap, widened by 0, 1, 2 and so on, as far as that has an effect. */
function costs(labels: readonly (readonly string[])[], least: number, room: number): readonly number[] {
  const natural = Math.max(0, ...labels.map((label) => lengthOf(label.join(' '))));
  const most = Math.max(0, Math.min(room, natural + 3 - least));
  const distinct = new Map<string, { readonly label: readonly string[]; readonly times: number }>();
  for (const label of labels) {
    const key = label.join('\n');
    distinct.set(key, { label, times: (distinct.get(key)?.times ?? 0) + 1 });
  }
  return Array.from({ length: most + 1 }, (_, more) => {
    const inner = innerWidth(least + more);
    const height = sum(
      [...distinct.values()].map(
        ({ label, times }) => times * (LINE * wrapParts(label, inner).length + BREAK * breaks(label, inner)),
      ),
    );
    return height + more;
  });
}

/** The two gaps of least cost that fit together. */
function share(
  [left = [0], right = [0]]: readonly (readonly number[])[],
  room: number,
): readonly [number, number] {
  let best: readonly [number, number] = [0, 0];
  let least = Number.POSITIVE_INFINITY;
  for (const [a, cost] of left.entries()) {
    for (const [b, other] of right.entries()) {
      if (a + b > room || cost + other >= least) continue;
      least = cost + other;
      best = [a, b];
    }
  }
  return best;
}
