/** Diagrams of the charts. */
import type { Chart, Edge } from '../../chart/chart.ts';

export const CHART_FORMATS = ['svg', 'mermaid', 'dot', 'scxml'] as const;
export type ChartFormat = (typeof CHART_FORMATS)[number];

/**
 * @param walked edges to mark
 * @returns the diagram, with a line end after the last line
 */
export async function drawChart(
  _chart: Chart,
  _format: ChartFormat,
  _walked?: ReadonlySet<Edge>,
): Promise<string> {
  return '';
}
