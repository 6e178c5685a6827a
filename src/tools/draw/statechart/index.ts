/** Diagrams of the charts. */
import { type Chart, ChartError, type Edge } from '../../../compiler/chart/chart.ts';
import { edgesFrom } from './arrows.ts';
import { drawDot } from './dot.ts';
import { drawMermaid } from './mermaid.ts';
import { drawScxml } from './scxml.ts';

/** What a page needs where pictures are part of it and it drops the style that they bring. */

export const CHART_FORMATS = ['svg', 'mermaid', 'dot', 'scxml'] as const;
export type ChartFormat = (typeof CHART_FORMATS)[number];

/** The pages to which the SVG links: `rules.md` leads to `rules.md#cr-1`. */
export interface ChartDrawing {
  readonly rules?: string;
  readonly readings?: string;
}

/**
 * Draws a chart.
 *
 * @param walked edges to mark; those of other charts are left out
 * @returns the diagram, with a line end after the last line
 * @throws ChartError if the chart does something by itself outside of all its states, which no format has a place for
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
      // The library for layouts is large, and nothing else needs it.
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
