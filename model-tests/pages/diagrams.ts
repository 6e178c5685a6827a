/** The pictures in docs/diagrams: each chart in each format. */
import { CHART_NAMES, CHARTS } from '../../src/compiler/chart/index.ts';
import { CHART_FORMATS, type ChartFormat, drawChart } from '../../src/tools/draw/statechart/index.ts';

/** @returns a drawing function for each picture, by its path in the repository */
export const diagrams = (): Record<string, () => Promise<string>> =>
  Object.fromEntries(
    CHART_NAMES.flatMap((name) =>
      CHART_FORMATS.map((format) => [
        `docs/diagrams/${name}.${ENDINGS[format]}`,
        () => drawChart(CHARTS[name], format, undefined, PAGES),
      ]),
    ),
  );

// --- internal ---

const PAGES = { rules: '../rules.md', readings: '../readings.md' };

const ENDINGS: Readonly<Record<ChartFormat, string>> = {
  svg: 'svg',
  mermaid: 'mmd',
  dot: 'dot',
  scxml: 'scxml',
};
