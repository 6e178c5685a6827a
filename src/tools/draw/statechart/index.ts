/** Diagrams of the charts. */
import { type Chart, ChartError, type Edge } from '../../../compiler/chart/chart.ts';
import { edgesFrom } from './arrows.ts';
import { drawDot } from './dot.ts';
import { drawMermaid } from './mermaid.ts';
import { drawScxml } from './scxml.ts';

/** CSS that a page must have when it embeds the pictures without their own style. */

export const CHART_FORMATS = ['svg', 'mermaid', 'dot', 'scxml'] as const;
export type ChartFormat = (typeof CHART_FORMATS)[number];

/** Prefix of the links in the SVG: `rules.md` leads to `rules.md#cr-1`. */
export interface ChartDrawing {
  readonly rules?: string;
  readonly readings?: string;
}

/**
 * Draws a chart.
 *
 * @param walked edges to mark; those of other charts are ignored
 * @returns the diagram, with a line end after the last line
 * @throws ChartError if the chart has actions on its root, which no format can show
 */
export async function drawChart(
  chart: Chart,
  format: ChartFormat,
  walked?: ReadonlySet<Edge>,
  { rules = 'rules.md', readings = 'readings.md' }: ChartDrawing = {},
): Promise<string> {
  const { root } = chart;
  if (edgesFrom(root).length + root.entry.length + root.exit.length > 0) {
    throw new ChartError(
      `${chart.id}: expected edges and actions in states, but there are some around all of them`,
    );
  }
  const own = walked && new Set([...walked].filter(({ source }) => chart.states.includes(source)));
  switch (format) {
    case 'svg': {
      // The layout library is large, so it is loaded only here.
      const { drawSvg } = await import('./svg.ts');
      return drawSvg(chart, own, { rule: rules, reading: readings });
    }
    case 'mermaid':
      return drawMermaid(chart, own);
    case 'dot':
      return drawDot(chart, own);
    case 'scxml':
      return drawScxml(chart, own);
  }
}
