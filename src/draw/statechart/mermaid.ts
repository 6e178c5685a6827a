/** A chart for Mermaid: a `stateDiagram-v2`, which web pages and code forges draw. */
import type { Chart, Edge, State } from '../../chart/chart.ts';
import { arrowsOf, citedBy, innerEdgesOf, nameOf, reactionsOf, visitedStates, wordsOf } from './arrows.ts';

/** @param walked edges to mark: their labels begin with a check mark, and the states they lead through are coloured */
export function drawMermaid(chart: Chart, walked?: ReadonlySet<Edge>): string {
  const visited = visitedStates(chart, walked ?? new Set());
  const nodes = chart.states.filter(({ parent }) => parent !== undefined);
  const named = nodes.filter((state) => visited.has(state)).map(idOf);
  return [
    'stateDiagram-v2',
    ...insideOf(chart.root, walked).map(indent),
    ...arrowsOf(chart).flatMap(({ source, target, edges }) =>
      edges.map((edge) => indent(`${idOf(source)} --> ${idOf(target)}: ${labelOf(edge, walked)}`)),
    ),
    ...nodes.filter(({ kind }) => kind === 'final').map((state) => indent(`${idOf(state)} --> [*]`)),
    ...(named.length === 0
      ? []
      : [
          indent('classDef visited fill:#fff3bf,stroke:#b45309,color:#1f2937,stroke-width:2px'),
          indent(`class ${named.join(',')} visited`),
        ]),
    '',
  ].join('\n');
}

// --- internal ---

/** The states inside of one, each with what it does; where it starts comes first. */
function insideOf(state: State, walked: ReadonlySet<Edge> | undefined): string[] {
  const start = state.initial === undefined ? [] : [`[*] --> ${idOf(state.initial.state)}`];
  return [...start, ...state.children.flatMap((child) => blockOf(child, walked))];
}

function blockOf(state: State, walked: ReadonlySet<Edge> | undefined): string[] {
  const id = idOf(state);
  const name = nameOf(state);
  const says = [
    ...reactionsOf(state).map(escapeSigns),
    ...innerEdgesOf(state).map((edge) => labelOf(edge, walked)),
  ];
  if (state.kind !== 'compound') {
    // The first text of a state is its name, and those that follow stand below.
    return [name, ...says].map((text) => `${id}: ${text}`);
  }
  const note = says.length === 0 ? [] : [`note right of ${id}`, ...says.map(indent), 'end note'];
  return [`state "${name}" as ${id} {`, ...insideOf(state, walked).map(indent), '}', ...note];
}

function labelOf(edge: Edge, walked: ReadonlySet<Edge> | undefined): string {
  const words = `${wordsOf(edge)} (${citedBy(edge).join(', ')})`;
  return escapeSigns(walked?.has(edge) ? `✔ ${words}` : words);
}

const idOf = ({ path }: State): string => path.replaceAll('.', '_');

/** Mermaid's own signs, written as it wants them in a text: by number, between a hash and a semicolon. */
const escapeSigns = (text: string): string =>
  text.replaceAll(/[:;#*<>]/g, (sign) => `#${sign.charCodeAt(0)};`);

const indent = (line: string): string => `  ${line}`;
