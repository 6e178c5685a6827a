/** Where everything in a drawing goes: the states, the arrows and all text. */
import ELK, { type ElkExtendedEdge, type ElkNode } from 'elkjs/lib/elk.bundled.js';
import type { Chart, State } from '../../chart/chart.ts';
import { type Arrow, arrowsOf, innerEdgesOf, nameOf } from './arrows.ts';
import { type Box, grow, type Point } from './geometry.ts';
import {
  type Block,
  blockOfEdge,
  blocksOfReactions,
  heightOfBlocks,
  SIZE,
  widthOfBlocks,
  widthOfName,
} from './text.ts';

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly states: readonly PlacedState[];
  /** The dots from which the first states are entered. */
  readonly starts: readonly PlacedStart[];
  readonly arrows: readonly PlacedArrow[];
}

export interface PlacedState {
  readonly state: State;
  readonly box: Box;
  readonly name: Box;
  /** What it does by itself, below its name. */
  readonly blocks: readonly Block[];
  readonly text: Box | undefined;
}

export interface PlacedStart {
  readonly dot: Box;
  readonly points: readonly Point[];
  readonly target: State;
}

export interface PlacedArrow {
  readonly arrow: Arrow;
  readonly card: Box;
  /** From the source to the card, and from there to the target. */
  readonly before: readonly Point[];
  readonly after: readonly Point[];
  readonly blocks: readonly Block[];
  readonly text: Box;
}

/** How a chart is laid out: which way it grows, and how wide text may become before it is broken. */
export interface Plan {
  readonly direction: 'DOWN' | 'RIGHT';
  /** In arrows' labels. */
  readonly label: number;
  /** In states without states inside. */
  readonly inside: number;
  /** In states with states inside. */
  readonly around: number;
  readonly options?: Readonly<Record<string, string>>;
  /** Arrows that go against the direction, by card: before the card, after it, or all the way. */
  readonly back?: Readonly<Record<string, 'after' | 'all'>>;
  /** What comes further along than something else, though no arrow says so: states by path, cards as `from -> to`. */
  readonly after?: readonly (readonly [string, string])[];
}

/** Between the border of a state and its text. */
export const PADDING = 12;
/** Between the border of a card and its text. */
export const MARGIN = 6;
export const NAME_HEIGHT = 28;
/** What a state that is entered first needs beside it, for the dot and its arrow. */
export const LEAD = 32;
export const START = 12;

export async function layOut(chart: Chart, plan: Plan): Promise<Layout> {
  const nodes = new Map(chart.states.map((state) => [state, measure(state, plan)]));
  const arrows = arrowsOf(chart).map((arrow) => ({
    arrow,
    blocks: arrow.edges.map((edge) => blockOfEdge(edge, plan.label)),
  }));
  const cards = arrows.map(cardOf);
  const laid = await elk.layout({
    ...nodeOf(chart.root, nodes, cards, plan),
    layoutOptions: { ...OPTIONS, 'elk.direction': plan.direction, ...plan.options },
    edges: [...arrows.flatMap(({ arrow }) => edgesOf(arrow, plan)), ...ghosts(plan)],
  });
  return read(laid, chart, nodes, arrows, plan);
}

// --- internal ---

const elk = new ELK();

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.json.shapeCoords': 'ROOT',
  'elk.json.edgeCoords': 'ROOT',
  'elk.randomSeed': '1',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.padding': '[top=16,left=16,bottom=16,right=16]',
  'elk.spacing.nodeNode': '24',
  'elk.spacing.edgeNode': '16',
  'elk.spacing.edgeEdge': '14',
  'elk.spacing.edgeLabel': '6',
  'elk.layered.spacing.nodeNodeBetweenLayers': '26',
  'elk.layered.spacing.edgeNodeBetweenLayers': '14',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '12',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.considerModelOrder.strategy': 'PREFER_NODES',
  'elk.layered.thoroughness': '20',
};

interface Measured {
  readonly blocks: readonly Block[];
  readonly width: number;
  readonly height: number;
}

/** What a state needs for its name and its text. */
function measure(state: State, plan: Plan): Measured {
  const room = state.kind === 'compound' ? plan.around : plan.inside;
  const blocks = [
    ...blocksOfReactions(state, room),
    ...innerEdgesOf(state).map((edge) => blockOfEdge(edge, room)),
  ];
  const name = state.parent === undefined ? 0 : widthOfName(nameOf(state));
  const width = Math.ceil(Math.max(72, name + 2 * PADDING, widthOfBlocks(blocks) + 2 * PADDING));
  const height = NAME_HEIGHT + (blocks.length === 0 ? 0 : heightOfBlocks(blocks) + 1.5 * PADDING);
  return { blocks, width, height };
}

const stateId = (path: string): string => `state ${path}`;

function nodeOf(
  state: State,
  nodes: ReadonlyMap<State, Measured>,
  cards: readonly Card[],
  plan: Plan,
): ElkNode {
  const { width, height } = nodes.get(state) as Measured;
  const id = stateId(state.path);
  const isDown = plan.direction === 'DOWN';
  const lead = isFirst(state) ? LEAD : 0;
  if (state.kind !== 'compound') {
    return isDown ? { id, width, height: height + lead } : { id, width: width + lead, height };
  }
  return {
    id,
    layoutOptions: {
      'elk.padding': `[top=${height + 14},left=18,bottom=18,right=18]`,
      'elk.nodeSize.constraints': 'MINIMUM_SIZE',
      'elk.nodeSize.minimum': isDown ? `(${height},${width})` : `(${width},${height})`,
    },
    children: [
      ...state.children.map((child) => nodeOf(child, nodes, cards, plan)),
      ...cards.filter(({ home }) => home === state).map(({ node }) => node),
    ],
  };
}

const isFirst = (state: State): boolean => state.parent?.initial?.state === state;

/** Edges that only say what goes where. */
const ghosts = ({ after = [] }: Plan): ElkExtendedEdge[] =>
  after.map(([later, earlier], index) => ({
    id: `ghost ${index}`,
    sources: [earlier.includes(' -> ') ? earlier : stateId(earlier)],
    targets: [later.includes(' -> ') ? later : stateId(later)],
    layoutOptions: { 'elk.layered.priority.direction': '100' },
  }));

/** What is written on an arrow: a place of its own on the way, so that nothing else passes there. */
interface Card {
  /** The innermost state that has both ends inside. */
  readonly home: State;
  readonly node: ElkNode;
}

const cardId = ({ source, target }: Arrow): string => `${source.path} -> ${target.path}`;

function cardOf({ arrow, blocks }: Pick<PlacedArrow, 'arrow' | 'blocks'>): Card {
  let home = arrow.source.parent as State;
  while (!isInside(arrow.target, home)) home = home.parent as State;
  const width = Math.ceil(widthOfBlocks(blocks)) + 2 * MARGIN;
  return { home, node: { id: cardId(arrow), width, height: heightOfBlocks(blocks) + 2 * MARGIN } };
}

const isInside = (state: State, outer: State): boolean =>
  state.parent !== undefined && (state.parent === outer || isInside(state.parent, outer));

function edgesOf(arrow: Arrow, { back = {} }: Plan): ElkExtendedEdge[] {
  const card = cardId(arrow);
  const edge = (half: 1 | 2, source: string, target: string, isBack: boolean): ElkExtendedEdge => ({
    id: `${card} ${half}`,
    sources: [isBack ? target : source],
    targets: [isBack ? source : target],
  });
  return [
    edge(1, stateId(arrow.source.path), card, back[card] === 'all'),
    edge(2, card, stateId(arrow.target.path), back[card] !== undefined),
  ];
}

function read(
  laid: ElkNode,
  chart: Chart,
  nodes: ReadonlyMap<State, Measured>,
  arrows: readonly Pick<PlacedArrow, 'arrow' | 'blocks'>[],
  plan: Plan,
): Layout {
  const boxes = new Map<string, Box>();
  const edges = new Map<string, ElkExtendedEdge>();
  const walk = (node: ElkNode): void => {
    boxes.set(node.id, boxOf(node));
    for (const edge of node.edges ?? []) edges.set(edge.id, edge);
    for (const child of node.children ?? []) walk(child);
  };
  walk(laid);
  const isDown = plan.direction === 'DOWN';
  const leads = chart.states.filter(isFirst);
  const states = chart.states.slice(1).map((state): PlacedState => {
    const outer = boxes.get(stateId(state.path)) as Box;
    const box = leads.includes(state) ? cut(outer, isDown) : outer;
    const { blocks } = nodes.get(state) as Measured;
    return { state, box, blocks, ...textsIn(state, box, blocks) };
  });
  const placed = arrows.map(({ arrow, blocks }): PlacedArrow => {
    const card = boxes.get(cardId(arrow)) as Box;
    const [before, after] = ([1, 2] as const).map((half) => {
      const points = pointsOf(edges.get(`${cardId(arrow)} ${half}`) as ElkExtendedEdge);
      const back = plan.back?.[cardId(arrow)];
      return back === 'all' || (back === 'after' && half === 2) ? points.toReversed() : points;
    });
    return { arrow, blocks, card, before: before as Point[], after: after as Point[], text: grow(card, -MARGIN) };
  });
  const starts = leads.map((state): PlacedStart => {
    const { x, y, width, height } = boxes.get(stateId(state.path)) as Box;
    const isAlone = !arrows.some(({ arrow }) => arrow.target === state);
    const side = isAlone ? (isDown ? width : height) / 2 : 16;
    const at = (along: number): Point => (isDown ? { x: x + side, y: y + along } : { x: x + along, y: y + side });
    const center = at(START / 2);
    const dot = { x: center.x - START / 2, y: center.y - START / 2, width: START, height: START };
    return { dot, points: [at(START), at(LEAD)], target: state };
  });
  return {
    width: laid.width as number,
    height: laid.height as number,
    states,
    starts,
    arrows: placed.map((one) => (leads.includes(one.arrow.target) ? prolong(one, isDown) : one)),
  };
}

/** The box without the room for the dot. */
const cut = ({ x, y, width, height }: Box, isDown: boolean): Box =>
  isDown ? { x, y: y + LEAD, width, height: height - LEAD } : { x: x + LEAD, y, width: width - LEAD, height };

/** An arrow to a state beside which there is room for the dot goes on through that room. */
function prolong(placed: PlacedArrow, isDown: boolean): PlacedArrow {
  const { x, y } = placed.after.at(-1) as Point;
  const end = isDown ? { x, y: y + LEAD } : { x: x + LEAD, y };
  return { ...placed, after: [...placed.after.slice(0, -1), end] };
}

function textsIn(state: State, box: Box, blocks: readonly Block[]): Pick<PlacedState, 'name' | 'text'> {
  const width = widthOfName(nameOf(state));
  const left = state.kind === 'compound' ? PADDING + 2 : (box.width - width) / 2;
  const room = blocks.length === 0 && state.kind !== 'compound' ? box.height : NAME_HEIGHT;
  const name = { x: box.x + left, y: box.y + (room - SIZE.name) / 2, width, height: SIZE.name };
  if (blocks.length === 0) return { name, text: undefined };
  const text = {
    x: box.x + PADDING,
    y: box.y + NAME_HEIGHT + 0.75 * PADDING,
    width: widthOfBlocks(blocks),
    height: heightOfBlocks(blocks),
  };
  return { name, text };
}

function boxOf({ x = 0, y = 0, width = 0, height = 0 }: Partial<Box>): Box {
  return { x, y, width, height };
}

function pointsOf({ sections = [] }: ElkExtendedEdge): Point[] {
  return sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [startPoint, ...bendPoints, endPoint]);
}
