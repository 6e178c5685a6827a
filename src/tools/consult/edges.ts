/** The edges of the charts that cite a rule or a reading. */
import { type Edge, edgesOf, nameOfEdge } from '../../compiler/chart/chart.ts';
import { CHART_NAMES, CHARTS, type ChartName } from '../../compiler/chart/index.ts';

/** An edge for display. */
export interface EdgeSheet {
  readonly chart: ChartName;
  /** Name of the edge within its chart: `invoked, CANCEL, edge 2`. */
  readonly name: string;
  readonly source: string;
  readonly event: string;
  readonly guard: string | undefined;
  readonly actions: readonly string[];
  /** The target; undefined if the state stays the same. */
  readonly target: string | undefined;
  readonly rules: readonly string[];
  readonly readings: readonly string[];
  /** File of the chart, from the root of the repository. */
  readonly file: string;
}

/** All edges of all charts, in document order. */
export const EDGES: readonly EdgeSheet[] = CHART_NAMES.flatMap((chart) =>
  edgesOf(CHARTS[chart]).map((edge) => sheetOf(chart, edge)),
);

// --- internal ---

function sheetOf(chart: ChartName, edge: Edge): EdgeSheet {
  const { source, event, guard, actions, target, rules, readings } = edge;
  return {
    chart,
    name: nameOfEdge(edge),
    source: source.path,
    event,
    guard,
    actions: actions.map(({ name }) => name),
    target: target?.path,
    rules,
    readings,
    file: `machines/${chart}.machine.ts`,
  };
}
