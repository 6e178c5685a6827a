/** Pictures as parts of pages: their styles go to the style sheet of the site, so that they follow its colours. */
import { anchorOfEdge } from '../../src/compiler/chart/chart.ts';
import { CHARTS } from '../../src/compiler/chart/index.ts';
import { flowOf as flowFrom } from '../../src/tools/draw/flow/flow.ts';
import { drawFlow } from '../../src/tools/draw/flow/index.ts';
import type { Flow } from '../../src/tools/draw/flow/model.ts';
import { drawSvg } from '../../src/tools/draw/flow/svg.ts';
import { drawChart } from '../../src/tools/draw/statechart/index.ts';
import { explain } from '../../src/tools/explain/explain.ts';
import { toMarkdown } from '../../src/tools/explain/markdown.ts';
import { readLibrary } from '../../src/tools/scenario/library/scenarios.ts';
import { type Log, readingsOf, type Scenario } from '../../src/tools/scenario/scenario.ts';
import { type Trace, trace } from '../../src/tools/trace/trace.ts';
import { withBase } from './settings.ts';

/** A flow as a picture for a page, as text, and told in words. */
export interface DrawnFlow {
  readonly figure: string;
  readonly text: string;
  readonly explanation: string;
}

/** The flow of a scenario, as it takes place in a trace. */
export function flowOf(traced: Trace): DrawnFlow {
  const explanation = toMarkdown(explain(traced), { linkTo: linkToRule });
  return { figure: flowFigure(flowFrom(traced)), text: drawFlow(traced, 'ascii'), explanation };
}

/** A flow for wide and narrow screens; the style sheet shows one of them. */
export const flowFigure = (flow: Flow): string =>
  figure(
    drawSvg(flow).replace('class="flow"', 'class="flow wide"'),
    drawSvg(flow, { width: NARROW }).replace('class="flow"', 'class="flow narrow"'),
  );

/** A flow beside another one: narrow, and with a caption. */
export const sideFigure = (flow: Flow, caption: string): string =>
  figure(drawSvg(flow, { width: NARROW })).replace(
    '</figure>',
    `<figcaption>${caption}</figcaption>\n</figure>`,
  );

/** The scenario as it takes place under the readings of one of its logs. */
export const traceOf = (scenario: Scenario, log: Log): Promise<Trace> =>
  trace(scenario, { readings: readingsOf(log), seed: 1 });

/**
 * An SVG document as a part of a page: without its style, without empty lines, which would end HTML in Markdown, and
 * with links to the pages of rules and readings as they are here.
 */
export const figure = (...svgs: readonly string[]): string =>
  `<figure v-pre tabindex="0">\n${svgs.map(embedded).join('\n')}\n</figure>\n`;

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

/** Width in characters of the variant for phones, on which labels have more lines. */
const NARROW = 40;

/** The place of an edge on the page of the chart that a picture shows. */
function linkToEdge(svg: string, edge: string): string {
  const [, chart] = /<title>The statechart of a (\w+)<\/title>/.exec(svg) ?? [];
  return withBase(`/charts/${chart}.html#${anchorOfEdge(edge)}`);
}

/** The event of an edge in the picture of a chart. */
const EDGE = /(<text class="edge[^"]*" data-edge="([^"]*)"[^>]*>)<tspan class="event">([^<]*)<\/tspan>/g;

const embedded = (svg: string): string =>
  svg
    .replace(STYLE, '')
    .replace(/href="[^"#]*#([^"]*)"/g, (_, id) => `href="${withBase(linkToRule(id))}"`)
    .replace(
      EDGE,
      (_, begin, edge, event) => `${begin}<a class="event" href="${linkToEdge(svg, edge)}">${event}</a>`,
    )
    .replace(/\n\s*\n/g, '\n')
    .trim();
