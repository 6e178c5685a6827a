/** Diagrams of the charts. */
import type { Chart, Edge } from '../../chart/chart.ts';
import { drawDot } from './dot.ts';
import { drawMermaid } from './mermaid.ts';
import { drawScxml } from './scxml.ts';
import { drawSvg } from './svg.ts';

export const CHART_FORMATS = ['svg', 'mermaid', 'dot', 'scxml'] as const;
export type ChartFormat = (typeof CHART_FORMATS)[number];

export interface ChartDrawing {
  /** The page that has the rules, to which the SVG links: `rules.md` leads to `rules.md#cr-1`. */
  readonly rules?: string;
}

/**
 * @param walked edges to mark
 * @returns the diagram, with a line end after the last line
 */
export async function drawChart(
  chart: Chart,
  format: ChartFormat,
  walked?: ReadonlySet<Edge>,
  { rules = 'rules.md' }: ChartDrawing = {},
): Promise<string> {
  switch (format) {
    case 'svg':
      return drawSvg(chart, walked, rules);
    case 'mermaid':
      return drawMermaid(chart, walked);
    case 'dot':
      return drawDot(chart, walked);
    case 'scxml':
      return drawScxml(chart, walked);
  }
}
