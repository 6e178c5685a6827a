/** Layout of a picture: positions of the states, the arrows and all text. */
import ELK, { type ElkExtendedEdge, type ElkNode } from 'elkjs/lib/elk.bundled.js';
import type { Chart, State } from '../../../compiler/chart/chart.ts';
import { type Arrow, arrowsOf, homeOf, innerEdgesOf, nameOf, nameOfArrow } from './arrows.ts';
import type { Box, Point } from './geometry.ts';
import { type Half, isBack, type Plan } from './plans.ts';
import {
  type Block,
  blocksOfEdges,
  blocksOfReactions,
  legendBlock,
  type PlacedBlock,
  placeBlocks,
  SIZE,
  sizeOfBlocks,
  widthOfName,
  widthOfTitle,
} from './text.ts';

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly title: Box;
  readonly legend: PlacedBlock;
  /** Compound states before their substates. */
  readonly states: readonly PlacedState[];
  /** The dots of the initial states. */
  readonly starts: readonly PlacedStart[];
  readonly arrows: readonly PlacedArrow[];
}

export interface PlacedState {
  readonly state: State;
  readonly box: Box;
  readonly name: Box;
  /** Line between the name and the internal reactions; undefined if there are none. */
  readonly divider: number | undefined;
  readonly blocks: readonly PlacedBlock[];
}

export interface PlacedStart {
  readonly dot: Box;
  readonly points: readonly Point[];
  /** The initial state. */
  readonly state: State;
}

/** An arrow with the card for its text: one line leads to the card, and one from there to the target. */
export interface PlacedArrow {
  readonly arrow: Arrow;
  readonly card: Box;
  readonly blocks: readonly PlacedBlock[];
  readonly toCard: readonly Point[];
  readonly fromCard: readonly Point[];
}

/** Lays out a chart. The same chart and plan give the same layout. */
export async function layOut(chart: Chart, plan: Plan): Promise<Layout> {
  const states = new Map(chart.states.map((state) => [state, measure(state, plan)]));
  const cards = arrowsOf(chart).map((arrow) => cardOf(arrow, plan));
  const laid = await elk.layout({
    ...nodeOf(chart.root, states, cards, plan),
    layoutOptions: {
      ...OPTIONS,
      'elk.direction': plan.direction,
      'elk.layered.nodePlacement.strategy': plan.placement,
    },
    edges: [...cards.flatMap(({ arrow }) => edgesOf(arrow, plan)), ...hintsOf(plan)],
  });
  return new LayoutReader(laid, plan).read(chart, states, cards);
}

// --- internal ---

const elk = new ELK.default();

/** Margin around the picture, and the height of the title and the legend. */
const MARGIN = 20;
const HEADING = 46;
/** Padding between a border and its text, in states and cards. */
const PADDING = 12;
const CARD_PADDING = 7;
/** Distance between the border of a state and its substates. */
const INSET = 18;
const NAME_HEIGHT = 28;
const LEAST_WIDTH = 80;
/** Room beside an initial state for the dot and its arrow. */
const LEAD = 32;
const DOT = 12;

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.json.shapeCoords': 'ROOT',
  'elk.json.edgeCoords': 'ROOT',
  'elk.randomSeed': '1',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.padding': `[top=${MARGIN + HEADING},left=${MARGIN},bottom=${MARGIN},right=${MARGIN}]`,
  'elk.spacing.nodeNode': '24',
  'elk.spacing.edgeNode': '16',
  'elk.spacing.edgeEdge': '14',
  'elk.spacing.portPort': '16',
  'elk.layered.spacing.nodeNodeBetweenLayers': '22',
  'elk.layered.spacing.edgeNodeBetweenLayers': '14',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '10',
  'elk.layered.considerModelOrder.strategy': 'PREFER_NODES',
  'elk.layered.thoroughness': '20',
};

interface Measured {
  readonly blocks: readonly Block[];
  readonly width: number;
  readonly height: number;
}

interface Card extends Measured {
  readonly arrow: Arrow;
  /** The state that contains it. */
  readonly home: State;
}

/** Size of a state with its name and its text. */
function measure(state: State, plan: Plan): Measured {
  const room = state.kind === 'compound' ? plan.aroundStates : plan.inStates;
  const blocks = [...blocksOfReactions(state, room), ...blocksOfEdges(innerEdgesOf(state), room)];
  const text = sizeOfBlocks(blocks);
  const name = state.parent === undefined ? 0 : widthOfName(nameOf(state));
  return {
    blocks,
    width: Math.ceil(Math.max(LEAST_WIDTH, Math.max(name, text.width) + 2 * PADDING)),
    height: NAME_HEIGHT + (blocks.length === 0 ? 0 : text.height + 1.5 * PADDING),
  };
}

function cardOf(arrow: Arrow, { onArrows }: Plan): Card {
  const blocks = blocksOfEdges(arrow.edges, onArrows);
  const { width, height } = sizeOfBlocks(blocks);
  return {
    arrow,
    home: homeOf(arrow),
    blocks,
    width: Math.ceil(width) + 2 * CARD_PADDING,
    height: height + 2 * CARD_PADDING,
  };
}

const isFirst = (state: State): boolean => state.parent?.initial?.state === state;

/** A node for a state, with its substates and the cards of the arrows between them. */
function nodeOf(
  state: State,
  states: ReadonlyMap<State, Measured>,
  cards: readonly Card[],
  plan: Plan,
): ElkNode {
  const { width, height } = states.get(state) as Measured;
  const id = state.path;
  const isDown = plan.direction === 'DOWN';
  if (state.kind !== 'compound') {
    const lead = isFirst(state) ? LEAD : 0;
    return isDown ? { id, width, height: height + lead } : { id, width: width + lead, height };
  }
  return {
    id,
    layoutOptions: {
      'elk.padding': `[top=${height + 14},left=${INSET},bottom=${INSET},right=${INSET}]`,
      'elk.nodeSize.constraints': 'MINIMUM_SIZE',
      // The library lays everything out to the right and rotates it afterwards, including this.
      'elk.nodeSize.minimum': isDown ? `(${height},${width})` : `(${width},${height})`,
    },
    children: [
      ...state.children.map((child) => nodeOf(child, states, cards, plan)),
      ...cards
        .filter(({ home }) => home === state)
        .map((card) => ({ id: nameOfArrow(card.arrow), width: card.width, height: card.height })),
    ],
  };
}

/** The two halves of an arrow: to its card, and from there. */
function edgesOf(arrow: Arrow, plan: Plan): ElkExtendedEdge[] {
  const card = nameOfArrow(arrow);
  const edge = (half: Half, source: string, target: string): ElkExtendedEdge => {
    const [from, to] = isBack(card, half, plan) ? [target, source] : [source, target];
    return { id: `${card}, ${half}`, sources: [from], targets: [to] };
  };
  return [edge('to', arrow.source.path, card), edge('from', card, arrow.target.path)];
}

/** Invisible edges, which place one thing after another. */
const hintsOf = ({ after = {} }: Plan): ElkExtendedEdge[] =>
  Object.entries(after).flatMap(([later, all]) =>
    all.map((earlier) => ({
      id: `${later} after ${earlier}`,
      sources: [earlier],
      targets: [later],
      layoutOptions: { 'elk.layered.priority.direction': '100' },
    })),
  );

/** Converts the output of the layout library. */
class LayoutReader {
  private readonly plan: Plan;
  private readonly laid: ElkNode;
  private readonly isDown: boolean;
  private readonly boxes = new Map<string, Box>();
  private readonly lines = new Map<string, readonly Point[]>();

  constructor(laid: ElkNode, plan: Plan) {
    this.plan = plan;
    this.laid = laid;
    this.isDown = plan.direction === 'DOWN';
    this.collect(laid);
  }

  read(chart: Chart, states: ReadonlyMap<State, Measured>, cards: readonly Card[]): Layout {
    const arrows = cards.map((card) => this.arrow(card));
    const title = { x: MARGIN, y: MARGIN - 4, width: widthOfTitle(chart.id), height: SIZE.title };
    const legend = placeBlocks([legendBlock()], { x: MARGIN, y: MARGIN + SIZE.title + 4 })[0] as PlacedBlock;
    return {
      width: Math.ceil(Math.max(this.laid.width as number, legend.box.width + 2 * MARGIN)),
      height: Math.ceil(this.laid.height as number),
      title,
      legend,
      states: chart.states.slice(1).map((state) => this.state(state, states.get(state) as Measured)),
      starts: chart.states.filter(isFirst).map((state) => this.start(state, arrows)),
      arrows,
    };
  }

  // --- internal ---

  private collect({ id, x = 0, y = 0, width = 0, height = 0, edges = [], children = [] }: ElkNode): void {
    this.boxes.set(id, { x, y, width, height });
    for (const { id: edge, sections = [] } of edges) {
      this.lines.set(
        edge,
        sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [
          startPoint,
          ...bendPoints,
          endPoint,
        ]),
      );
    }
    for (const child of children) this.collect(child);
  }

  private boxOf(id: string): Box {
    return this.boxes.get(id) as Box;
  }

  private state(state: State, { blocks }: Measured): PlacedState {
    const box = isFirst(state) ? this.withoutLead(this.boxOf(state.path)) : this.boxOf(state.path);
    const width = widthOfName(nameOf(state));
    const left = state.kind === 'compound' ? PADDING : (box.width - width) / 2;
    const isEmpty = blocks.length === 0;
    const room = isEmpty && state.kind !== 'compound' ? box.height : NAME_HEIGHT;
    return {
      state,
      box,
      name: { x: box.x + left, y: box.y + (room - SIZE.name) / 2, width, height: SIZE.name },
      divider: isEmpty ? undefined : box.y + NAME_HEIGHT,
      blocks: placeBlocks(blocks, { x: box.x + PADDING, y: box.y + NAME_HEIGHT + 0.75 * PADDING }),
    };
  }

  private arrow({ arrow, blocks }: Card): PlacedArrow {
    const name = nameOfArrow(arrow);
    const card = this.boxOf(name);
    const line = (half: Half): readonly Point[] => {
      const points = this.lines.get(`${name}, ${half}`) as readonly Point[];
      return isBack(name, half, this.plan) ? points.toReversed() : points;
    };
    const { source, target } = arrow;
    return {
      arrow,
      card,
      blocks: placeBlocks(blocks, { x: card.x + CARD_PADDING, y: card.y + CARD_PADDING }),
      toCard: this.throughLead(line('to').toReversed(), source).toReversed(),
      fromCard: this.throughLead(line('from'), target),
    };
  }

  private start(state: State, arrows: readonly PlacedArrow[]): PlacedStart {
    const { x, y, width, height } = this.boxOf(state.path);
    // In the middle if no other arrow ends there, else near the corner.
    const isAlone = arrows.every(({ arrow }) => arrow.target !== state);
    const across = isAlone ? (this.isDown ? width : height) / 2 : 16;
    const at = (along: number): Point =>
      this.isDown ? { x: x + across, y: y + along } : { x: x + along, y: y + across };
    const middle = at(DOT / 2);
    const dot = { x: middle.x - DOT / 2, y: middle.y - DOT / 2, width: DOT, height: DOT };
    return { dot, points: [at(DOT), at(LEAD)], state };
  }

  /** The box of an initial state without the room for its dot. */
  private withoutLead({ x, y, width, height }: Box): Box {
    return this.isDown
      ? { x, y: y + LEAD, width, height: height - LEAD }
      : { x: x + LEAD, y, width: width - LEAD, height };
  }

  /** Extends a line that ends at that room to the border of the state. */
  private throughLead(points: readonly Point[], state: State): readonly Point[] {
    if (!isFirst(state)) return points;
    const { x, y } = points.at(-1) as Point;
    const box = this.boxOf(state.path);
    const isInFront = Math.abs(this.isDown ? y - box.y : x - box.x) < 1;
    if (!isInFront) return points;
    return [...points.slice(0, -1), this.isDown ? { x, y: y + LEAD } : { x: x + LEAD, y }];
  }
}
