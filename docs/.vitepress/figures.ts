/** Pictures as parts of pages: their styles go to the style sheet of the site, so that they follow its colours. */
import { CHARTS } from '../../src/compiler/chart/index.ts';
import { drawFlow } from '../../src/tools/draw/flow/index.ts';
import { drawChart } from '../../src/tools/draw/statechart/index.ts';
import { explain } from '../../src/tools/explain/explain.ts';
import { toMarkdown } from '../../src/tools/explain/markdown.ts';
import { readLibrary } from '../../src/tools/scenario/library/scenarios.ts';
import { type Log, readingsOf, type Scenario } from '../../src/tools/scenario/scenario.ts';
import { trace } from '../../src/tools/trace/trace.ts';

/** A flow as a picture for a page, as text, and told in words. */
export interface DrawnFlow {
  readonly figure: string;
  readonly text: string;
  readonly explanation: string;
}

/** The picture alone. */
export async function pictureOf(scenario: Scenario, log: Log): Promise<string> {
  return figure(drawFlow(await trace(scenario, { readings: readingsOf(log), seed: 1 }), 'svg'));
}

/** The flow of a scenario under the readings of one of its logs. */
export async function flowOf(scenario: Scenario, log: Log): Promise<DrawnFlow> {
  const traced = await trace(scenario, { readings: readingsOf(log), seed: 1 });
  const explanation = toMarkdown(explain(traced), { linkTo: linkToRule });
  return { figure: figure(drawFlow(traced, 'svg')), text: drawFlow(traced, 'ascii'), explanation };
}

/**
 * An SVG document as a part of a page: without its style, without empty lines, which would end HTML in Markdown, and
 * with links to the pages of rules and readings as they are here.
 */
export const figure = (svg: string): string =>
  `<figure v-pre tabindex="0">\n${svg
    .replace(STYLE, '')
    .replace(/href="[^"#]*#([^"]*)"/g, (_, id) => `href="${linkToRule(id)}"`)
    .replace(/\n\s*\n/g, '\n')
    .trim()}\n</figure>\n`;

/** The styles of all pictures, each once. */
export async function stylesOfPictures(): Promise<string> {
  const [scenario] = readLibrary().values();
  const [log] = scenario?.logs ?? [];
  const flow =
    scenario && log ? drawFlow(await trace(scenario, { readings: readingsOf(log), seed: 1 }), 'svg') : '';
  return [flow, await drawChart(CHARTS.call, 'svg')].map((svg) => STYLE.exec(svg)?.[1]).join('\n');
}

/** The place of a rule or a reading on the site. */
export const linkToRule = (id: string): string =>
  `/${/^[a-z]+-\d+$/i.test(id) ? 'rules' : 'readings'}.html#${id.toLowerCase()}`;

// --- internal ---

const STYLE = /<style>([\s\S]*?)<\/style>/;
