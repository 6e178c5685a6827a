/** A chart as a picture: a statechart in the notation of Harel, light and dark, with links to the rules. */

import { READINGS } from '../../../../machines/readings/index.ts';
import type { ReadingId } from '../../../../machines/readings.ts';
import { RULES, type RuleId } from '../../../../machines/rules.ts';
import { type Chart, type Edge, nameOfEdge, type State } from '../../../compiler/chart/chart.ts';
import { escapeXml } from '../xml.ts';
import { edgesFrom, nameOf, startedStates, visitedStates } from './arrows.ts';
import type { Box, Point } from './geometry.ts';
import { type Layout, layOut, type PlacedArrow, type PlacedStart, type PlacedState } from './layout.ts';
import { planOf } from './plans.ts';
import { STYLE } from './style.ts';
import { isCited, type PlacedBlock, SIZE, type Word } from './text.ts';

/**
 * @param walked edges to mark; the others become faint
 * @param pages the pages of the rules and the readings, to which their ids link
 */
export async function drawSvg(
  chart: Chart,
  walked: ReadonlySet<Edge> | undefined,
  pages: Pages,
): Promise<string> {
  return new Picture(chart, walked, pages).draw(await layOut(chart, planOf(chart.id)));
}

// --- internal ---

type Pages = Readonly<Record<'rule' | 'reading', string>>;

class Picture {
  private readonly chart: Chart;
  private readonly walked: ReadonlySet<Edge> | undefined;
  private readonly visited: ReadonlySet<State>;
  private readonly started: ReadonlySet<State>;
  private readonly pages: Pages;

  constructor(chart: Chart, walked: ReadonlySet<Edge> | undefined, pages: Pages) {
    this.chart = chart;
    this.walked = walked;
    this.visited = visitedStates(chart, walked ?? new Set());
    this.started = startedStates(chart, walked ?? new Set());
    this.pages = pages;
  }

  draw({ width, height, title, legend, states, starts, arrows }: Layout): string {
    const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
    // Marked edges are drawn last, so that no faint line lies upon them.
    const inOrder = arrows.toSorted(
      (one, other) => Number(this.isWalked(one)) - Number(this.isWalked(other)),
    );
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" class="statechart" role="graphics-document document" ${size}>`,
      `<title>The statechart of a ${escapeXml(this.chart.id)}</title>`,
      `<desc>${escapeXml(this.describe())}</desc>`,
      `<style>${STYLE}</style>`,
      `<rect class="paper" width="${width}" height="${height}" rx="10"/>`,
      `<text class="title" x="${round(title.x)}" y="${round(title.y + 0.84 * SIZE.title)}">${escapeXml(this.chart.id)}</text>`,
      ...this.block(legend),
      ...states.flatMap((state) => this.state(state)),
      ...starts.flatMap((start) => this.start(start)),
      ...inOrder.flatMap((arrow) => this.line(arrow)),
      ...arrows.flatMap((arrow) => this.card(arrow)),
      '</svg>',
      '',
    ].join('\n');
  }

  // --- internal ---

  private describe(): string {
    const { states, root } = this.chart;
    const tell = (state: State): string =>
      `${nameOf(state)}${state.children.length === 0 ? '' : ` (${state.children.map(tell).join(', ')})`}`;
    const ends = states.filter(({ kind }) => kind === 'final').map(nameOf);
    const count = states.flatMap(edgesFrom).length;
    return [
      `States: ${root.children.map(tell).join(', ')}.`,
      `It begins in ${root.initial === undefined ? 'none' : nameOf(root.initial.state)}.`,
      ...(ends.length === 0 ? [] : [`It ends in ${ends.join(', ')}.`]),
      `There are ${count} transitions${this.walked === undefined ? '' : `; ${this.walked.size} of them are marked`}.`,
    ].join(' ');
  }

  private state({ state, box, name, divider, blocks }: PlacedState): string[] {
    const mark = this.mark(this.visited.has(state));
    const known = attribute('data-state', state.path);
    const ring = { x: box.x + 3.5, y: box.y + 3.5, width: box.width - 7, height: box.height - 7 };
    const inner = state.kind === 'final' ? ring : box;
    const isCentred = state.kind !== 'compound';
    const at = isCentred ? box.x + box.width / 2 : name.x;
    return [
      rectangle(box, `state ${state.kind}${mark}`, 10, known),
      ...(state.kind === 'final' ? [rectangle(ring, `ring${mark}`, 7, known)] : []),
      ...(divider === undefined
        ? []
        : [`<path class="divider" d="M${round(inner.x)} ${round(divider)}h${round(inner.width)}"/>`]),
      `<text class="name${mark}"${known} x="${round(at)}" y="${round(name.y + 0.84 * SIZE.name)}"${isCentred ? ' text-anchor="middle"' : ''}>${escapeXml(nameOf(state))}</text>`,
      ...blocks.flatMap((block) => this.block(block, mark)),
    ];
  }

  private start({ dot, points, state }: PlacedStart): string[] {
    const mark = this.mark(this.started.has(state));
    const [x, y, r] = [dot.x + dot.width / 2, dot.y + dot.height / 2, dot.width / 2];
    return [
      `<circle class="start${mark}" cx="${round(x)}" cy="${round(y)}" r="${round(r)}"/>`,
      ...arrowTo(points, mark),
    ];
  }

  private line(placed: PlacedArrow): string[] {
    const mark = this.mark(this.isWalked(placed));
    const known = edgesIn(placed);
    return [
      `<path class="line${mark}"${known} d="${curve(placed.toCard)}"/>`,
      ...arrowTo(placed.fromCard, mark, known),
    ];
  }

  private card(placed: PlacedArrow): string[] {
    const { card, blocks } = placed;
    return [
      rectangle(card, `card${this.mark(this.isWalked(placed))}`, 6, edgesIn(placed)),
      ...blocks.flatMap((block) => this.block(block)),
    ];
  }

  /** @param around the mark of its state, for a block that is no edge */
  private block({ block, box, lines }: PlacedBlock, around = ''): string[] {
    const { edge, turn } = block;
    const isWalked = edge !== undefined && this.walked?.has(edge) === true;
    const mark = edge === undefined ? around : this.mark(isWalked);
    const known = edge === undefined ? '' : attribute('data-edge', nameOfEdge(edge));
    const behind = { x: box.x - 4, y: box.y - 1, width: box.width + 8, height: box.height + 2 };
    return [
      ...(isWalked ? [rectangle(behind, 'behind', 4)] : []),
      ...(turn === undefined
        ? []
        : [`<text class="turn${mark}" x="${round(box.x)}" y="${baseline(box)}">${turn}</text>`]),
      ...lines.map(
        ({ line, box: place }) =>
          `<text class="edge${mark}"${known} x="${round(place.x)}" y="${baseline(place)}">${line.words.map((word) => this.word(word)).join(' ')}</text>`,
      ),
    ];
  }

  private word(word: Word): string {
    const text = escapeXml(word.text);
    if (!isCited(word) || sentenceOf(word) === undefined)
      return `<tspan class="${word.kind}">${text}</tspan>`;
    const title = escapeXml(`${word.text}: ${sentenceOf(word)}`);
    return `<a class="${word.kind}" href="${escapeXml(linkTo(this.pages, word))}"><title>${title}</title>${text}</a>`;
  }

  private isWalked({ arrow }: PlacedArrow): boolean {
    return arrow.edges.some((edge) => this.walked?.has(edge));
  }

  private mark(isWalked: boolean): string {
    if (this.walked === undefined) return '';
    return isWalked ? ' walked' : ' faint';
  }
}

/** Names of states and edges, by which a page can mark them. */
const attribute = (name: string, value: string): string => ` ${name}="${escapeXml(value)}"`;

const edgesIn = ({ arrow }: PlacedArrow): string =>
  attribute('data-edges', arrow.edges.map(nameOfEdge).join('; '));

/** Link to a rule or a reading. */
const linkTo = (pages: Pages, { kind, text }: Word): string =>
  `${pages[kind as keyof Pages]}#${text.toLowerCase()}`;

/** Sentence of a rule or question of a reading; undefined for a placeholder. */
const sentenceOf = ({ text }: Word): string | undefined =>
  RULES[text as RuleId]?.sentence ?? READINGS[text as ReadingId]?.question;

const round = (number: number): string => `${Math.round(number * 10) / 10}`;

/** Baseline of the text in a line. */
const baseline = ({ y }: Box): string => round(y + SIZE.code);

const rectangle = ({ x, y, width, height }: Box, kind: string, radius: number, known = ''): string =>
  `<rect class="${kind}"${known} x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="${radius}"/>`;

const HEAD = { length: 10, width: 8, notch: 2 };

/** A line with an arrowhead at its end. */
function arrowTo(points: readonly Point[], mark: string, known = ''): string[] {
  const [before, end] = points.slice(-2) as [Point, Point];
  const along = directionOf(before, end);
  const back = { x: end.x - along.x * HEAD.length, y: end.y - along.y * HEAD.length };
  const notch = { x: back.x + along.x * HEAD.notch, y: back.y + along.y * HEAD.notch };
  const side = { x: (-along.y * HEAD.width) / 2, y: (along.x * HEAD.width) / 2 };
  const corners = [
    end,
    { x: back.x + side.x, y: back.y + side.y },
    notch,
    { x: back.x - side.x, y: back.y - side.y },
  ];
  return [
    `<path class="line${mark}"${known} d="${curve([...points.slice(0, -1), notch])}"/>`,
    `<path class="head${mark}"${known} d="M${corners.map(pair).join('L')}Z"/>`,
  ];
}

const BEND = 8;

/** A line along the points, with rounded corners. */
function curve(points: readonly Point[]): string {
  const corners = points.slice(1, -1).map((corner, index) => {
    const [before, after] = [points[index], points[index + 2]] as [Point, Point];
    const radius = Math.min(BEND, distance(before, corner) / 2, distance(corner, after) / 2);
    const towards = (other: Point): Point => {
      const along = directionOf(corner, other);
      return { x: corner.x + along.x * radius, y: corner.y + along.y * radius };
    };
    return `L${pair(towards(before))}Q${pair(corner)} ${pair(towards(after))}`;
  });
  return `M${pair(points[0] as Point)}${corners.join('')}L${pair(points.at(-1) as Point)}`;
}

const pair = ({ x, y }: Point): string => `${round(x)} ${round(y)}`;

const distance = (one: Point, other: Point): number => Math.hypot(other.x - one.x, other.y - one.y);

function directionOf(from: Point, to: Point): Point {
  const length = distance(from, to) || 1;
  return { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
}
