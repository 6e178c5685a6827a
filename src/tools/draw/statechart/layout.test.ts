/** Parts of the picture of a chart do not overlap, cross, or leave their place. */
import { describe, expect, test } from 'vitest';
import type { State } from '../../../compiler/chart/chart.ts';
import { CHART_NAMES, CHARTS, type ChartName } from '../../../compiler/chart/index.ts';
import { contains, grow, overlap, piecesOf } from './geometry.test-helper.ts';
import type { Box, Point } from './geometry.ts';
import { type Layout, layOut, type PlacedArrow, type PlacedState } from './layout.ts';
import { planOf } from './plans.ts';
import { SIZE } from './text.ts';

/** Size of a page of A4 and of a 13-inch laptop screen: 12 pixels of type become at least 7 points and 11 pixels. */
const WIDEST = 1100;

describe.each(CHART_NAMES)('in the picture of %s', async (name) => {
  const layout = await layOut(CHARTS[name], planOf(name));

  test('no texts overlap', () => {
    expect(pairs(textsOf(layout)).filter(([one, other]) => overlap(one.box, other.box))).toEqual([]);
  });

  test('no line crosses or touches a text', () => {
    const texts = textsOf(layout).map((text) => ({ ...text, box: grow(text.box, 2) }));
    expect(hits(linesOf(layout), texts)).toEqual([]);
  });

  test('no line crosses a card or a state, but for the state around its ends', () => {
    const cards = layout.arrows.map(({ card, arrow }) => ({
      box: grow(card, -1),
      name: `card of ${wayOf(arrow)}`,
    }));
    const atoms = layout.states.filter(({ state }) => state.kind !== 'compound').map(boxOf);
    expect(hits(linesOf(layout), [...cards, ...atoms])).toEqual([]);
  });

  test('no line crosses another', () => {
    const pieces = linesOf(layout).flatMap((line) =>
      piecesOf(line.points).map((box) => ({ box, name: line.name })),
    );
    const crossing = pairs(pieces).filter(
      ([one, other]) => one.name !== other.name && overlap(grow(one.box, 0.1), grow(other.box, 0.1)),
    );
    expect(crossing).toEqual([]);
  });

  test('every line runs along the axes, from the border of its source over its card to the border of its target', () => {
    for (const { points, name: line } of linesOf(layout)) {
      expect(
        piecesOf(points).every(({ width, height }) => width < 0.01 || height < 0.01),
        line,
      ).toBe(true);
    }
    for (const { arrow, card, toCard, fromCard } of layout.arrows) {
      const [source, target] = [arrow.source, arrow.target].map((state) => boxOfState(layout, state));
      expect(isAtBorder(toCard[0], source), wayOf(arrow)).toBe(true);
      expect(isAtBorder(toCard.at(-1), card), wayOf(arrow)).toBe(true);
      expect(isAtBorder(fromCard[0], card), wayOf(arrow)).toBe(true);
      expect(isAtBorder(fromCard.at(-1), target), wayOf(arrow)).toBe(true);
    }
    for (const { state, points } of layout.starts) {
      expect(isAtBorder(points.at(-1), boxOfState(layout, state)), state.path).toBe(true);
    }
  });

  test('states lie within those around them, cards and texts within theirs, and beside each other', () => {
    for (const { state, box, name: label, blocks } of layout.states) {
      const outer = state.parent?.parent === undefined ? paper(layout) : boxOfState(layout, state.parent);
      expect(contains(grow(outer, -4), box), state.path).toBe(true);
      for (const text of [label, ...blocks.map((block) => block.box)])
        expect(contains(grow(box, -4), text)).toBe(true);
    }
    for (const { card, blocks } of layout.arrows) {
      expect(contains(paper(layout), card)).toBe(true);
      for (const block of blocks) expect(contains(grow(card, -4), block.box)).toBe(true);
    }
    const places = [
      ...layout.arrows.map(({ card, arrow }) => ({ box: card, name: wayOf(arrow) })),
      ...layout.starts.map(({ dot, state }) => ({ box: dot, name: `start of ${state.path}` })),
      ...layout.states.filter(({ state }) => state.kind !== 'compound').map(boxOf),
    ];
    expect(pairs(places).filter(([one, other]) => overlap(one.box, other.box))).toEqual([]);
  });

  test('all of the chart is there', () => {
    const said = [...layout.states, ...layout.arrows]
      .flatMap(({ blocks }) => blocks)
      .flatMap(({ block }) => (block.edge === undefined ? [] : [block.edge]));
    const edges = CHARTS[name].states.flatMap(({ on }) => [...on.values()].flat());
    expect(new Set(said)).toEqual(new Set(edges));
    expect(said).toHaveLength(edges.length);
    expect(layout.states.map(({ state }) => state)).toEqual(CHARTS[name].states.slice(1));
  });

  test('type is large enough on a laptop and on paper', () => {
    expect(layout.width).toBeLessThanOrEqual(WIDEST);
    expect(Math.min(...Object.values(SIZE))).toBeGreaterThanOrEqual(11);
  });
});

test('the same chart is laid out alike each time', async () => {
  const again = (name: ChartName) => layOut(CHARTS[name], planOf(name));
  expect(JSON.stringify((await again('call')).arrows.map(({ fromCard }) => fromCard))).toBe(
    JSON.stringify((await again('call')).arrows.map(({ fromCard }) => fromCard)),
  );
});

test('a layout in which something is in the way is found out', async () => {
  const layout = await layOut(CHARTS.call, planOf('call'));
  const [first, ...others] = layout.arrows as [PlacedArrow, ...PlacedArrow[]];
  const { x, y } = (others[3] as PlacedArrow).card;
  const toCard = [
    { x: 0, y: y + 10 },
    { x: x + 40, y: y + 10 },
  ];
  const across: Layout = { ...layout, arrows: [{ ...first, toCard }, ...others] };
  expect(hits(linesOf(across), textsOf(across)).length).toBeGreaterThan(0);
  const piled = { ...layout, states: layout.states.map((state) => ({ ...state, name: layout.title })) };
  expect(pairs(textsOf(piled)).some(([one, other]) => overlap(one.box, other.box))).toBe(true);
});

// --- what there is in a picture ---

interface Named {
  readonly box: Box;
  readonly name: string;
}
interface Line {
  readonly points: readonly Point[];
  readonly name: string;
}

const wayOf = ({ source, target }: { source: State; target: State }): string =>
  `${source.path} -> ${target.path}`;

const paper = ({ width, height }: Layout): Box => ({ x: 0, y: 0, width, height });

const boxOf = ({ state, box }: PlacedState): Named => ({ box: grow(box, -1), name: state.path });

const boxOfState = ({ states }: Layout, state: State): Box =>
  (states.find((placed) => placed.state === state) as PlacedState).box;

/** All lines of text. */
function textsOf({ title, legend, states, arrows }: Layout): Named[] {
  const blocks = [legend, ...[...states, ...arrows].flatMap((placed) => placed.blocks)];
  return [
    { box: title, name: 'title' },
    ...states.map(({ state, name }) => ({ box: name, name: `name of ${state.path}` })),
    ...blocks.flatMap(({ lines, box, block }) =>
      lines.map((line, index) => ({
        // The evaluation order stands before the first line.
        box: index === 0 ? { ...line.box, x: box.x, width: line.box.x + line.box.width - box.x } : line.box,
        name: `${block.edge?.event} ${line.line.words.map(({ text }) => text).join(' ')}`,
      })),
    ),
  ];
}

const linesOf = ({ arrows, starts }: Layout): Line[] => [
  ...arrows.flatMap(({ arrow, toCard, fromCard }) => [
    { points: toCard, name: wayOf(arrow) },
    { points: fromCard, name: wayOf(arrow) },
  ]),
  ...starts.map(({ points, state }) => ({ points, name: `start of ${state.path}` })),
];

/** Lines that cross one of the boxes. */
const hits = (lines: readonly Line[], boxes: readonly Named[]): string[] =>
  lines.flatMap(({ points, name }) =>
    boxes
      .filter(({ box }) => piecesOf(points).some((piece) => overlap(grow(piece, 0.1), box)))
      .map((box) => `${name} meets ${box.name}`),
  );

const pairs = <T>(all: readonly T[]): [T, T][] =>
  all.flatMap((one, index) => all.slice(index + 1).map((other): [T, T] => [one, other]));

function isAtBorder(point: Point | undefined, box: Box | undefined): boolean {
  if (point === undefined || box === undefined) return false;
  const { x, y } = point;
  const dot = { x, y, width: 0, height: 0 };
  return contains(grow(box, 0.6), dot) && !contains(grow(box, -0.6), dot);
}
