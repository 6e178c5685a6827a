/**
 * A chart for Mermaid: a `stateDiagram-v2`, which web pages and code forges draw.
 *
 * Mermaid places the text of an arrow over anything in its middle. So each arrow leads to a pale state with its text,
 * and on from there: Mermaid reserves room for states.
 */
import type { Chart, Edge, State } from '../../../compiler/chart/chart.ts';
import {
  type Arrow,
  actionsOf,
  arrowsOf,
  citedBy,
  homeOf,
  innerEdgesOf,
  nameOf,
  reactionsOf,
  triggerOf,
  visitedStates,
} from './arrows.ts';
import { LIGHT } from './style.ts';

/** @param walked edges to mark with a check mark; visited states have a strong border */
export function drawMermaid(chart: Chart, walked?: ReadonlySet<Edge>): string {
  return new Drawing(chart, walked).draw();
}

// --- internal ---

class Drawing {
  private readonly chart: Chart;
  private readonly walked: ReadonlySet<Edge>;
  private readonly visited: ReadonlySet<State>;
  private readonly arrows: readonly Arrow[];

  constructor(chart: Chart, walked: ReadonlySet<Edge> = new Set()) {
    this.chart = chart;
    this.walked = walked;
    this.visited = visitedStates(chart, walked);
    this.arrows = arrowsOf(chart);
  }

  draw(): string {
    const { root, states } = this.chart;
    const lines = [
      ...this.inside(root),
      ...this.arrows.flatMap((arrow) => [
        `${idOf(arrow.source)} --> ${this.cardOf(arrow)}`,
        `${this.cardOf(arrow)} --> ${idOf(arrow.target)}`,
      ]),
      ...states.filter(({ kind }) => kind === 'final').map((state) => `${idOf(state)} --> [*]`),
      ...this.classes(),
    ];
    return ['stateDiagram-v2', ...lines.map(indent), ''].join('\n');
  }

  // --- internal ---

  /** The initial state, the substates, and the texts of the arrows between them. */
  private inside(state: State): string[] {
    return [
      ...(state.initial === undefined ? [] : [`[*] --> ${idOf(state.initial.state)}`]),
      ...state.children.flatMap((child) => this.state(child)),
      ...this.arrows
        .filter((arrow) => homeOf(arrow) === state)
        .map((arrow) => `${this.cardOf(arrow)}: ${this.textOf(arrow.edges).join('<br>')}`),
    ];
  }

  private state(state: State): string[] {
    const id = idOf(state);
    const says = [...reactionsOf(state).map(plain), ...this.textOf(innerEdgesOf(state))];
    // The first text of a state is its name; the others are below it.
    if (state.kind !== 'compound') return [nameOf(state), ...says].map((text) => `${id}: ${text}`);
    const own = says.length === 0 ? [] : [`${ownOf(state)}: ${says.join('<br>')}`];
    return [`state "${nameOf(state)}" as ${id} {`, ...[...own, ...this.inside(state)].map(indent), '}'];
  }

  private textOf(edges: readonly Edge[]): string[] {
    return edges.flatMap((edge) => [
      `${this.walked.has(edge) ? '✔ ' : ''}${plain(triggerOf(edge))}`,
      ...(edge.actions.length === 0 ? [] : [plain(actionsOf(edge))]),
      `(${citedBy(edge).join(', ')})`,
    ]);
  }

  private cardOf(arrow: Arrow): string {
    return `edge${this.arrows.indexOf(arrow) + 1}`;
  }

  private classes(): string[] {
    const { states } = this.chart;
    const own = states.filter((state) => state.kind === 'compound' && state.parent !== undefined).map(ownOf);
    const [on, off] = [true, false].map((isWalked) =>
      this.arrows
        .filter(({ edges }) => edges.some((edge) => this.walked.has(edge)) === isWalked)
        .map((arrow) => this.cardOf(arrow)),
    ) as [string[], string[]];
    const visited = states.filter((state) => state.parent !== undefined && this.visited.has(state)).map(idOf);
    const strong = `stroke:${LIGHT.mark},stroke-width:3px`;
    const classes = [
      {
        name: 'card',
        style: `fill:${LIGHT.card},stroke:${LIGHT.hair},color:${LIGHT.ink}`,
        of: [...own, ...off],
      },
      { name: 'walked', style: `fill:${LIGHT.behind},color:${LIGHT.ink},${strong}`, of: on },
      { name: 'visited', style: strong, of: visited },
    ];
    return classes
      .filter(({ of }) => of.length > 0)
      .flatMap(({ name, style, of }) => [`classDef ${name} ${style}`, `class ${of.join(',')} ${name}`]);
  }
}

const idOf = ({ path }: State): string => path.replaceAll('.', '_');

/** Internal reactions of a compound state, in an additional substate. */
const ownOf = (state: State): string => `${idOf(state)}_itself`;

/** Escapes Mermaid's own characters as it requires: by number, between a hash and a semicolon. */
const plain = (text: string): string => text.replaceAll(/[:;#*<>]/g, (sign) => `#${sign.charCodeAt(0)};`);

const indent = (line: string): string => `  ${line}`;
