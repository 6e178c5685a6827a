/** Writes docs/formal.md: the page about TLA+, with the graphs that TLC and this dealer have in common. */
import { readFileSync } from 'node:fs';
import { DEFAULT_READINGS } from '../../machines/readings.ts';
import { POLICIES } from '../../machines/vocabulary.ts';
import { drawFlow } from '../../src/tools/draw/flow/index.ts';
import { parseScenario } from '../../src/tools/scenario/parse.ts';
import { trace } from '../../src/tools/trace/trace.ts';
import {
  type ModelResult,
  OPTIONS,
  readResults,
  resultsIn,
  WORLDS,
  type World,
  worldText,
} from '../formal/results.ts';
import { counted, MADE, tableOf } from './tables.ts';

const FOLDER = new URL('../formal/', import.meta.url);

export async function formalPage(): Promise<string> {
  const page = readFileSync(new URL('page.md', FOLDER), 'utf8');
  const scenario = parseScenario(readFileSync(new URL('unanswered.md', FOLDER), 'utf8'), 'unanswered.md');
  const flow = drawFlow(await trace(scenario, { readings: DEFAULT_READINGS, seed: 1 }), 'ascii').trimEnd();
  return [
    MADE,
    '',
    page
      .replace('<!-- flow -->', `\`\`\`text\n${flow}\n\`\`\``)
      .replace('<!-- results -->\n', resultLines().join('\n')),
  ].join('\n');
}

// --- internal ---

function resultLines(): string[] {
  const { tlc, models } = readResults();
  return [
    `Both graphs were the same for each model here, by TLC at revision ${tlc} of its sources. *Situations* and *steps* are those of`,
    'both; *states* are the states of TLC, most of which are between two situations.',
    '',
    ...tableOf(
      ['model', 'policy', 'situations', 'steps', 'depth', 'states', 'this dealer', 'TLC'],
      models.filter(({ reading }) => reading === '').map(rowOf),
      ['---', '---', '---:', '---:', '---:', '---:', '---:', '---:'],
    ),
    '',
    ...WORLDS.flatMap((world) => optionLines(models, world)),
  ];
}

function rowOf(one: ModelResult): string[] {
  const { policy, situations, steps, depth, states, seconds } = one;
  const durations = seconds.map((duration) => `${duration} s`);
  return [worldText(one), policy, ...[situations, steps, depth, states].map(counted), ...durations];
}

/** The sizes under each option that is not the default, where they differ from those under the defaults. */
function optionLines(models: readonly ModelResult[], world: World): string[] {
  const those = resultsIn(world, models);
  const usual = (policy: string): ModelResult | undefined =>
    those.find((one) => one.reading === '' && one.policy === policy);
  const compared = those.filter(({ reading }) => reading !== '');
  if (compared.length === 0) return [];
  const others = compared.filter((one) => sizeOf(one) !== sizeOf(usual(one.policy)));
  const isOn = (reading: string): boolean =>
    POLICIES.every((policy) => compared.some((one) => one.reading === reading && one.policy === policy));
  const same = OPTIONS.filter((reading) => isOn(reading) && others.every((one) => one.reading !== reading));
  const missing = OPTIONS.filter((reading) => !isOn(reading));
  return [
    `**${worldText(world)}:** ${compared.length} models under another option of an open question were compared. These have other`,
    'sizes than under the defaults:',
    '',
    ...tableOf(
      ['option', 'policy', 'situations', 'steps', 'depth', 'states', 'this dealer', 'TLC'],
      others.map((one) => [`\`${one.reading}\``, ...rowOf(one).slice(1)]),
      ['---', '---', '---:', '---:', '---:', '---:', '---:', '---:'],
    ),
    '',
    ...listLines('The sizes are those of the defaults, under each policy, with', same),
    ...listLines('Not compared under each policy yet:', missing),
  ];
}

const sizeOf = (one: ModelResult | undefined): string =>
  JSON.stringify([one?.situations, one?.steps, one?.depth, one?.states]);

const listLines = (head: string, readings: readonly string[]): string[] =>
  readings.length === 0 ? [] : [`${head} ${readings.map((one) => `\`${one}\``).join(', ')}.`, ''];
