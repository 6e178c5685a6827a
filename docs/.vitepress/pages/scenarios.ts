/** A page for each scenario, and one that lists them all by what they are about. */
import { readFileSync } from 'node:fs';
import { READINGS } from '../../../machines/readings.ts';
import { RULES } from '../../../machines/rules.ts';
import { drawFlow } from '../../../src/draw/flow/index.ts';
import { packageFile } from '../../../src/library/files.ts';
import { readLibrary } from '../../../src/library/scenarios.ts';
import { type Log, readingsOf, type Scenario } from '../../../src/scenario/scenario.ts';
import { trace } from '../../../src/trace/trace.ts';
import { fence, front, type Page } from './page.ts';

/** What the names of scenarios begin with, and what they are about then. */
export const FAMILIES: Readonly<Record<string, string>> = {
  use: 'Recipes',
  sr: 'Shared registrations',
  cr: 'Call re-routing',
  mix: 'Several things at once',
  reading: 'What the text leaves open',
  fa: 'Announcements',
  bp: 'Sessions and calls',
  cc: 'Call canceling',
  ct: 'Call timeouts',
  pr: 'Progressive call results',
};

/** The scenarios of each family, by name. */
export function families(): [family: string, title: string, scenarios: [string, Scenario][]][] {
  const all = [...readLibrary()];
  return Object.entries(FAMILIES).map(([family, title]) => [
    family,
    title,
    all.filter(([name]) => name.startsWith(`${family}-`)),
  ]);
}

export async function scenarioPages(): Promise<Page[]> {
  const pages = await Promise.all([...readLibrary()].map(pagesOf));
  return [index(), ...pages.flat()];
}

// --- internal ---

function index(): Page {
  const count = readLibrary().size;
  const lists = families().flatMap(([family, title, scenarios]) => [
    `## ${title} {#${family}}`,
    '',
    ...scenarios.map(([name, scenario]) => `- [${scenario.title}](/library/${name}.md) ${shown(scenario)}`),
    '',
  ]);
  const text = [
    '# Scenarios',
    '',
    `What must happen, told as ${count} stories: a few clients, what each of them does, and what each of them must`,
    'receive. [Writing scenarios](/scenarios.md) says how to read one, play it and write another.',
    '',
    ...lists,
  ].join('\n');
  return { path: 'library/index.md', text };
}

const shown = ({ rules, readings }: Scenario): string =>
  `<small>${[...rules, ...readings.map((id) => `\`${id}\``)].join(', ')}</small>`;

async function pagesOf([name, scenario]: readonly [string, Scenario]): Promise<Page[]> {
  const figures = await Promise.all(scenario.logs.map((log, index) => figureOf(scenario, log, `${name}.${index}`)));
  const [story, rest] = cutAt(readFileSync(packageFile(scenario.file), 'utf8'), /^```script/m);
  const [blocks] = cutAt(rest, /^Shows /m);
  let log = 0;
  const told = blocks.replace(/^```(script|log)(.*)$/gm, (fenceLine, kind: string, info: string) => {
    if (kind === 'script') return `## Script\n\n${fenceLine}`;
    const head = `## Log${info && ` with${info.replace(/ (\S+)/g, ' `$1`')}`}\n\n`;
    return `${head}${log++ === 0 ? '' : figures[log - 1]?.text}${fenceLine}`;
  });
  const text = [
    front({ title: scenario.title }),
    `<script setup>\n${figures.map(({ imports }) => imports).join('\n')}\n</script>\n`,
    story,
    figures[0]?.text,
    told,
    '## Rules',
    '',
    ...scenario.rules.map((id) => `- [${id}](/rules.md#${id.toLowerCase()}): ${RULES[id].sentence}`),
    ...scenario.readings.map((id) => `- [${id}](/rules.md#${id.toLowerCase()}): ${READINGS[id].question}`),
    '',
    '## Play it',
    '',
    fence('sh', `npx dealerchart play ${scenario.file}\n`),
  ].join('\n');
  return [{ path: `library/${name}.md`, text }, ...figures.map(({ page }) => page)];
}

/** The flow under the readings of a log: as a picture in a file of its own, and as text. */
async function figureOf(scenario: Scenario, log: Log, name: string) {
  const traced = await trace(scenario, { readings: readingsOf(log), seed: 1 });
  const variable = `flow${scenario.logs.indexOf(log)}`;
  return {
    page: { path: `library/${name}.svg`, text: drawFlow(traced, 'svg') },
    imports: `import ${variable} from './${name}.svg?raw';`,
    text: [
      `<figure class="flow" v-html="${variable}"></figure>`,
      '',
      '::: details The same as text',
      fence('txt', drawFlow(traced, 'ascii')),
      ':::',
      '',
    ].join('\n'),
  };
}

function cutAt(text: string, pattern: RegExp): [string, string] {
  const index = text.search(pattern);
  return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index)];
}
