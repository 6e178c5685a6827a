/**
 * A chart for Graphviz: a cluster for each compound state, and a node on each arrow for its text, so that the layout
 * reserves room for it.
 */
import type { Chart, Edge, State } from '../../../compiler/chart/chart.ts';
import { escapeXml } from '../xml.ts';
import {
  type Arrow,
  arrowsOf,
  homeOf,
  innerEdgesOf,
  nameOf,
  nameOfArrow,
  startedStates,
  visitedStates,
} from './arrows.ts';
import { isBack, type Plan, planOf } from './plans.ts';
import { LIGHT } from './style.ts';
import { type Block, blocksOfEdges, blocksOfReactions, type Word } from './text.ts';

/** @param walked edges to mark: they and their states are drawn strong, all others pale */
export function drawDot(chart: Chart, walked?: ReadonlySet<Edge>): string {
  const lines = new Drawing(chart, walked).lines();
  return [`digraph ${quote(chart.id)} {`, ...lines.map(indent), '}', ''].join('\n');
}

// --- internal ---

class Drawing {
  private readonly chart: Chart;
  private readonly walked: ReadonlySet<Edge> | undefined;
  private readonly visited: ReadonlySet<State>;
  private readonly started: ReadonlySet<State>;
  private readonly plan: Plan;
  private readonly arrows: readonly Arrow[];

  constructor(chart: Chart, walked: ReadonlySet<Edge> | undefined) {
    this.chart = chart;
    this.walked = walked;
    this.visited = visitedStates(chart, walked ?? new Set());
    this.started = startedStates(chart, walked ?? new Set());
    this.plan = planOf(chart.id);
    this.arrows = arrowsOf(chart);
  }

  lines(): string[] {
    const rankdir = this.plan.direction === 'DOWN' ? 'TB' : 'LR';
    return [
      `graph [compound=true, rankdir=${rankdir}, nodesep=0.25, ranksep=0.3, ${TYPE}]`,
      `node [shape=box, style="rounded,filled", ${TYPE}]`,
      'edge [arrowsize=0.7]',
      ...this.inside(this.chart.root),
      ...this.arrows.flatMap((arrow) => this.arrow(arrow)),
      ...this.hints(),
    ];
  }

  // --- internal ---

  private inside(state: State): string[] {
    const cards = this.arrows.filter((arrow) => homeOf(arrow) === state);
    return [
      ...this.start(state),
      ...state.children.flatMap((child) => this.state(child)),
      ...cards.map((arrow) => this.card(arrow)),
    ];
  }

  /** The dot of an initial state, with its arrow. */
  private start({ path, initial }: State): string[] {
    if (initial === undefined) return [];
    const dot = quote(`${path}.start`);
    // Above the state even in a chart that grows to the right: in front of the state, the dot would push it on.
    const beside = this.plan.direction === 'RIGHT' ? 'constraint=false, ' : '';
    const pen = this.pen(this.started.has(initial.state));
    return [
      `${dot} [shape=circle, width=0.14, label="", fillcolor="${LIGHT.line}", ${pen}]`,
      `${dot} -> ${quote(nodeOf(initial.state))} [${beside}${endAt('lhead', initial.state)}${pen}]`,
    ];
  }

  private state(state: State): string[] {
    const room = state.kind === 'compound' ? this.plan.aroundStates : this.plan.inStates;
    const blocks = [...blocksOfReactions(state, room), ...blocksOfEdges(innerEdgesOf(state), room)];
    const pen = this.pen(this.visited.has(state));
    const label = `label=<${this.table(blocks, nameOf(state))}>`;
    if (state.kind !== 'compound') {
      const peripheries = state.kind === 'final' ? 2 : 1;
      return [
        `${quote(state.path)} [${label}, peripheries=${peripheries}, fillcolor="${LIGHT.state}", ${pen}]`,
      ];
    }
    return [
      `subgraph ${quote(clusterOf(state))} {`,
      indent(`graph [${label}, labeljust=l, style="rounded,filled", fillcolor="${LIGHT.region}", ${pen}]`),
      ...this.inside(state).map(indent),
      '}',
    ];
  }

  private card(arrow: Arrow): string {
    const blocks = blocksOfEdges(arrow.edges, this.plan.onArrows);
    const pen = this.isWalked(arrow) ? this.pen(true) : `color="${LIGHT.hair}"`;
    return `${quote(nameOfArrow(arrow))} [label=<${this.table(blocks)}>, margin="0.08,0.05", fillcolor="${LIGHT.card}", ${pen}]`;
  }

  /** An arrow to its text, and from there to the target. Arrows against the direction are reversed for the layout. */
  private arrow(arrow: Arrow): string[] {
    const { source, target } = arrow;
    const card = nameOfArrow(arrow);
    const pen = this.pen(this.isWalked(arrow));
    const to = isBack(card, 'to', this.plan)
      ? `${quote(card)} -> ${quote(nodeOf(source))} [dir=none, ${endAt('lhead', source)}${pen}]`
      : `${quote(nodeOf(source))} -> ${quote(card)} [dir=none, ${endAt('ltail', source)}${pen}]`;
    const from = isBack(card, 'from', this.plan)
      ? `${quote(nodeOf(target))} -> ${quote(card)} [dir=back, ${endAt('ltail', target)}${pen}]`
      : `${quote(card)} -> ${quote(nodeOf(target))} [${endAt('lhead', target)}${pen}]`;
    return [to, from];
  }

  private hints(): string[] {
    return Object.entries(this.plan.after ?? {}).flatMap(([later, all]) =>
      all.map((earlier) => `${quote(this.placeOf(earlier))} -> ${quote(this.placeOf(later))} [style=invis]`),
    );
  }

  private placeOf(name: string): string {
    const state = this.chart.states.find(({ path }) => path === name);
    return state === undefined ? name : nodeOf(state);
  }

  private isWalked = ({ edges }: Arrow): boolean => edges.some((edge) => this.walked?.has(edge));

  private pen(isWalked: boolean): string {
    if (isWalked) return `penwidth=2.5, color="${LIGHT.mark}"`;
    return `color="${this.walked === undefined ? LIGHT.line : LIGHT.faint}"`;
  }

  /** A row for each block of text, below the name. */
  private table(blocks: readonly Block[], name?: string): string {
    if (blocks.length === 0) return `<B>${escapeXml(name ?? '')}</B>`;
    const title = name === undefined ? [] : [`<TR><TD><B>${escapeXml(name)}</B></TD></TR>`];
    const rows = blocks.map((block) => {
      const mark =
        block.edge !== undefined && this.walked?.has(block.edge) ? ` BGCOLOR="${LIGHT.behind}"` : '';
      return `<TR><TD ALIGN="LEFT" BALIGN="LEFT"${mark}>${this.text(block)}</TD></TR>`;
    });
    const inside = [...title, ...rows].join('');
    return `<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="2">${inside}</TABLE>`;
  }

  private text({ turn, lines }: Block): string {
    return lines
      .map(({ words }, index) => {
        const before = index > 0 ? '   ' : turn === undefined ? '' : `${turn} `;
        return `${before}${words.map((word) => wordOf(word)).join(' ')}`;
      })
      .join('<BR/>');
  }
}

const TYPE = 'fontname="Helvetica", fontsize=11';

const COLOURS: Readonly<Record<Word['kind'], string>> = {
  event: LIGHT.event,
  guard: LIGHT.guard,
  action: LIGHT.ink,
  rule: LIGHT.link,
  reading: LIGHT.reading,
};

function wordOf({ kind, text }: Word): string {
  const coloured = `<FONT COLOR="${COLOURS[kind]}">${escapeXml(text)}</FONT>`;
  if (kind === 'event') return `<B>${coloured}</B>`;
  return kind === 'reading' ? `<I>${coloured}</I>` : coloured;
}

/** Graphviz draws arrows between nodes, so the arrow of a cluster begins or ends at its initial state. */
const nodeOf = (state: State): string =>
  state.initial === undefined ? state.path : nodeOf(state.initial.state);

/** Attribute that clips an arrow at the border of a cluster. */
const endAt = (end: 'lhead' | 'ltail', state: State): string =>
  state.kind === 'compound' ? `${end}=${quote(clusterOf(state))}, ` : '';

/** Graphviz recognises a cluster by the prefix of its name. */
const clusterOf = ({ path }: State): string => `cluster ${path}`;

const quote = (text: string): string => `"${text.replaceAll(/["\\]/g, '\\$&')}"`;

const indent = (line: string): string => `  ${line}`;
