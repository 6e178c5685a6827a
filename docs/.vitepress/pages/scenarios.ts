/** A page for each scenario, and one that lists them all by family. */
import { readFileSync } from 'node:fs';
import { READINGS } from '../../../machines/readings/index.ts';
import { READING_TITLES } from '../../../machines/readings/titles.ts';
import { RULE_TITLES } from '../../../machines/rules/titles.ts';
import { RULES } from '../../../machines/rules.ts';
import { packageFile } from '../../../src/tools/scenario/library/files.ts';
import { readCasePages, readLibrary } from '../../../src/tools/scenario/library/scenarios.ts';
import type { Scenario } from '../../../src/tools/scenario/scenario.ts';
import type { Trace } from '../../../src/tools/trace/trace.ts';
import { comparison } from '../comparison.ts';
import { EDGES, takersIn } from '../edges.ts';
import { type DrawnFlow, flowOf, linkToRule, traceOf } from '../figures.ts';
import { fence, front, type Page } from './page.ts';

/** Families of scenarios, by the prefix of their names. */
export const FAMILIES: Readonly<Record<string, string>> = {
  use: 'Recipes',
  sr: 'Shared registrations',
  cr: 'Call re-routing',
  mix: 'Combinations',
  reading: 'Open questions',
  fa: 'Announcements',
  au: 'Authentication',
  az: 'Authorization',
  bp: 'Sessions and calls',
  cc: 'Call canceling',
  ct: 'Call timeouts',
  pr: 'Progressive call results',
  op: 'Options',
  lm: 'Limits',
  rv: 'Revocation',
  ud: 'Undeliverable messages',
  edge: 'Edges of the charts',
};

/**
 * The scenarios of each family, by name.
 *
 * @throws Error if a scenario is of no family
 */
export function families(): [family: string, title: string, scenarios: [string, Scenario][]][] {
  const all = scenarios();
  const lost = all.find(([name]) => !Object.hasOwn(FAMILIES, name.split('-')[0] as string));
  if (lost !== undefined)
    throw new Error(`Expected a family of scenarios for ${lost[0]}, but there is none; add it to FAMILIES.`);
  return Object.entries(FAMILIES).map(([family, title]) => [
    family,
    title,
    all.filter(([name]) => name.startsWith(`${family}-`)),
  ]);
}

export async function scenarioPages(): Promise<Page[]> {
  const traces: [string, Trace][] = [];
  const pages: Page[] = [];
  for (const [name, scenario] of scenarios()) {
    const all = await Promise.all(scenario.logs.map((log) => traceOf(scenario, log)));
    const [first, ...others] = all;
    if (first === undefined) continue;
    traces.push(...all.map((traced): [string, Trace] => [name, traced]));
    pages.push(pageOf(name, scenario, first, others));
  }
  return [index(), ...pages, { path: EDGES, text: JSON.stringify(takersIn(traces)) }];
}

// --- internal ---

/** The scenarios of the library, and those that are only cases of the conformance suite, by name. */
const scenarios = (): [string, Scenario][] => [...readLibrary(), ...readCasePages()];

function index(): Page {
  const count = scenarios().length;
  const lists = families().flatMap(([family, title, scenarios]) => [
    `## ${title} {#${family}}`,
    '',
    ...scenarios.map(([name, scenario]) => `- [${scenario.title}](/library/${name}.md) ${shown(scenario)}`),
    '',
  ]);
  const text = [
    '# Scenarios',
    '',
    `${count} scenarios: the actions of a few clients, and the messages that each of them must receive. The page on`,
    '[scenarios](/scenarios.md) explains how to read, play and write them.',
    '',
    ...lists,
  ].join('\n');
  return { path: 'library/index.md', text };
}

const shown = ({ rules, readings }: Scenario): string =>
  `<small>${[...rules, ...readings.map((id) => `\`${id}\``)].join(', ')}</small>`;

/**
 * @param first the scenario under the readings of its first log
 * @param others the same under those of its other logs
 */
function pageOf(name: string, scenario: Scenario, first: Trace, others: readonly Trace[]): Page {
  const flow = flowOf(first);
  const comparisons = others.map((other) => comparison(first, other));
  const [story, rest] = cutAt(readFileSync(packageFile(scenario.file), 'utf8'), /^```script/m);
  const [blocks] = cutAt(rest, /^Shows /m);
  const told = blocks.replace(/^```(script|log)(.*)$/gm, (opening, kind: string, info: string) => {
    if (kind === 'script') return `## Script\n\n${opening}`;
    const readings = info && ` with${info.replace(/ (\S+)/g, ' `$1`')}`;
    // The flow under the readings of the first log stands above the script.
    const isFirst = info === scenario.logs[0]?.info.replace(/^(?=.)/, ' ');
    return `## Log${readings}\n\n${isFirst ? '' : comparisons.shift()}${opening}`;
  });
  const text = [
    front({ title: scenario.title, outline: 2 }),
    story,
    ...(readLibrary().has(name) ? [`[Open in the playground](/play.md#scenario=${name}){.button}`, ''] : []),
    partOf(flow),
    told,
    flow.explanation,
    '## Rules and readings',
    '',
    ...scenario.rules.map((id) => `- ${linkTo(id, RULE_TITLES[id])}: ${RULES[id].sentence}`),
    ...scenario.readings.map((id) => `- ${linkTo(id, READING_TITLES[id])}: ${READINGS[id].question}`),
    '',
    '## Play it',
    '',
    fence(
      'sh',
      ['play', 'explain', 'draw'].map((verb) => `npx dealerchart ${verb} ${scenario.file}\n`).join(''),
    ),
  ].join('\n');
  return { path: `library/${name}.md`, text };
}

const partOf = ({ figure, text }: DrawnFlow): string =>
  `${figure}\n::: details The same as text\n${fence('txt', text)}:::\n\n`;

const linkTo = (id: string, title: string): string => `[${id}](${linkToRule(id)}) ${title}`;

function cutAt(text: string, pattern: RegExp): [string, string] {
  const index = text.search(pattern);
  return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index)];
}
