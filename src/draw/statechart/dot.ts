/** A chart for Graphviz: clusters for states with states inside, and in each state what it does by itself. */
import type { Chart, Edge, State } from '../../chart/chart.ts';
import {
  type Arrow,
  arrowsOf,
  citedBy,
  innerEdgesOf,
  nameOf,
  reactionsOf,
  visitedStates,
  wordsOf,
} from './arrows.ts';

/** @param walked edges to mark: they and the states they lead through are drawn strong, the others grey */
export function drawDot(chart: Chart, walked?: ReadonlySet<Edge>): string {
  const marks = { walked, visited: visitedStates(chart, walked ?? new Set()) };
  const lines = [
    `graph [compound=true, rankdir=TB, fontname="Helvetica", fontsize=13, nodesep=0.4, ranksep=0.5, tooltip=${quote(chart.id)}]`,
    'node [shape=box, style="rounded,filled", fillcolor="white", fontname="Helvetica", fontsize=11]',
    'edge [fontname="Courier", fontsize=10, arrowsize=0.7]',
    ...insideOf(chart.root, marks),
    ...arrowsOf(chart).map((arrow) => arrowOf(arrow, marks)),
  ];
  return [`digraph ${quote(chart.id)} {`, ...lines.map(indent), '}', ''].join('\n');
}

// --- internal ---

interface Marks {
  readonly walked: ReadonlySet<Edge> | undefined;
  readonly visited: ReadonlySet<State>;
}

const STRONG = 'penwidth=2.5, color="#b45309"';
const PLAIN = 'color="#374151"';
const FAINT = 'color="#9ca3af", fontcolor="#6b7280"';

const insideOf = (state: State, marks: Marks): string[] => [
  ...startOf(state),
  ...state.children.flatMap((child) => blockOf(child, marks)),
];

/** The dot from which an arrow leads to the state that is entered first. */
function startOf({ path, initial }: State): string[] {
  if (initial === undefined) return [];
  const dot = quote(`${path}.start`);
  return [
    `${dot} [shape=point, width=0.12, fillcolor="#374151", label=""]`,
    `${dot} -> ${quote(nodeOf(initial.state))} [${clusterEnd('lhead', initial.state)}${PLAIN}]`,
  ];
}

function blockOf(state: State, marks: Marks): string[] {
  const says = [...reactionsOf(state), ...innerEdgesOf(state).map((edge) => labelOf(edge, marks))];
  const pen = penOf(marks.visited.has(state), marks);
  if (state.kind !== 'compound') {
    const label = says.length === 0 ? quote(nameOf(state)) : textOf([nameOf(state), ...says]);
    return [`${quote(state.path)} [label=${label}, peripheries=${state.kind === 'final' ? 2 : 1}, ${pen}]`];
  }
  return [
    `subgraph ${quote(clusterOf(state))} {`,
    indent(`graph [label=${textOf([nameOf(state), ...says])}, labeljust=l, style=rounded, ${pen}]`),
    ...insideOf(state, marks).map(indent),
    '}',
  ];
}

function arrowOf({ source, target, edges }: Arrow, marks: Marks): string {
  const label = textOf(edges.map((edge) => labelOf(edge, marks)));
  const isWalked = edges.some((edge) => marks.walked?.has(edge));
  const clusters = `${clusterEnd('ltail', source)}${clusterEnd('lhead', target)}`;
  const ends = `${quote(nodeOf(source))} -> ${quote(nodeOf(target))}`;
  return `${ends} [label=${label}, ${clusters}${penOf(isWalked, marks)}]`;
}

const penOf = (isWalked: boolean, { walked }: Marks): string =>
  isWalked ? STRONG : walked === undefined ? PLAIN : FAINT;

const labelOf = (edge: Edge, { walked }: Marks): string =>
  `${walked?.has(edge) ? '✔ ' : ''}${wordsOf(edge)}   ${citedBy(edge).join(' ')}`;

/** Graphviz draws arrows between nodes: what begins at a cluster does so at the node that is entered first. */
const nodeOf = (state: State): string =>
  state.initial === undefined ? state.path : nodeOf(state.initial.state);

/** Where an arrow between nodes is cut off, if it is the arrow of a cluster. */
const clusterEnd = (end: 'lhead' | 'ltail', state: State): string =>
  state.kind === 'compound' ? `${end}=${quote(clusterOf(state))}, ` : '';

/** Graphviz takes a subgraph for a cluster by the first letters of its name. */
const clusterOf = ({ path }: State): string => `cluster ${path}`;

/** Lines, each at the left. */
const textOf = (lines: readonly string[]): string =>
  `"${lines.map((line) => `${quoteSigns(line)}\\l`).join('')}"`;

const quote = (text: string): string => `"${quoteSigns(text)}"`;

const quoteSigns = (text: string): string => text.replaceAll(/["\\]/g, '\\$&');

const indent = (line: string): string => `  ${line}`;
