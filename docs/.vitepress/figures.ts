/** Pictures as parts of pages: their styles go to the style sheet of the site, so that they follow its colours. */
import { drawFlow } from '../../src/draw/flow/index.ts';
import { type Log, readingsOf, type Scenario } from '../../src/scenario/scenario.ts';
import { trace } from '../../src/trace/trace.ts';

/** A flow as a picture for a page, and as text. */
export interface DrawnFlow {
  readonly figure: string;
  readonly text: string;
}

/** The flow of a scenario under the readings of one of its logs. */
export async function flowOf(scenario: Scenario, log: Log): Promise<DrawnFlow> {
  const traced = await trace(scenario, { readings: readingsOf(log), seed: 1 });
  return { figure: figure(drawFlow(traced, 'svg')), text: drawFlow(traced, 'ascii') };
}

/** An SVG document as a part of a page: without its style, and without empty lines, which would end HTML in Markdown. */
export const figure = (svg: string): string =>
  `<figure v-pre tabindex="0">\n${svg
    .replace(STYLE, '')
    .replace(/\n\s*\n/g, '\n')
    .trim()}\n</figure>\n`;

/** The style of an SVG document. */
export const styleOf = (svg: string): string => STYLE.exec(svg)?.[1] ?? '';

// --- internal ---

const STYLE = /<style>([\s\S]*?)<\/style>/;
