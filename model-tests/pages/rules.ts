/** Writes docs/rules.md: every rule and every reading, with what shows it and what guards it. */
import { READING_IDS, READING_OPTIONS, READINGS, type ReadingId } from '../../machines/readings.ts';
import { RULES, type RuleId, SOURCES } from '../../machines/rules.ts';
import { readChart } from '../../src/chart/chart.ts';
import { MACHINES } from '../../src/chart/index.ts';
import { RULE_IDS } from '../../src/judge/judge.ts';
import { ORACLE_FILES } from '../../src/judge/oracles/index.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { SCENARIOS } from '../scenarios.ts';
import type { StateSpace } from '../state-space.ts';

/** @param space how many paths there are */
export const rulesPage = ({ rules, options }: Pick<StateSpace, 'rules' | 'options'>): string =>
  [
    '<!-- Made by "npm run pages". Do not edit. -->',
    '',
    '# Rules',
    '',
    'What the texts force, in our words, and for each rule',
    '',
    '- the scenarios that show it, written by hand;',
    '- along how many of the generated paths it is put to the test, with every reading at its default;',
    '- the oracle that guards it, which sees nothing but messages.',
    '',
    'A rule has the readings beside it that an edge of a chart cites together with it.',
    '',
    ...Object.entries(GROUPS).flatMap(([prefix, title]) => [
      `## ${title}`,
      '',
      ...RULE_IDS.filter((id) => id.startsWith(`${prefix}-`)).flatMap((id) => entryOf(id, rules[id])),
    ]),
    '# Readings',
    '',
    'What the texts leave open: each question is a switch, and the first option is the default. Beside each option stand',
    'the scenarios that come out differently under it, and how many of the generated paths do.',
    '',
    ...READING_IDS.flatMap((id) => sectionOf(id, options)),
  ].join('\n');

// --- internal ---

const GROUPS = {
  SR: 'Shared registrations',
  CR: 'Call re-routing',
  FA: 'Announcements',
  BP: 'Sessions and calls',
  CC: 'Call canceling',
  CT: 'Call timeouts',
  PR: 'Progressive call results',
};

function entryOf(id: RuleId, paths: number): string[] {
  const { level, source, heading, sentence } = RULES[id];
  const [file] = Object.entries(ORACLE_FILES).find(([, oracles]) => id in oracles) as [string, object];
  const readings = readingsBeside(id).map((reading) => `[${reading}](#${reading.toLowerCase()})`);
  return [
    `### ${id}`,
    '',
    `${level}: ${sentence}`,
    '',
    `- from ${SOURCES[source]}: ${heading}`,
    ...(readings.length === 0 ? [] : [`- beside ${readings.join(', ')}`]),
    `- shown by ${linksTo(SCENARIOS.filter(({ rules }) => rules.includes(id)))}`,
    `- on ${paths.toLocaleString('en')} paths, guarded by [${file}](../src/judge/oracles/${file}.ts)`,
    '',
  ];
}

function sectionOf(id: ReadingId, paths: StateSpace['options']): string[] {
  const { question, options, reason } = READINGS[id];
  const [first, ...others] = READING_OPTIONS[id];
  return [
    `## ${id}`,
    '',
    question,
    '',
    '| option | what it does | shown by | paths |',
    '| --- | --- | --- | ---: |',
    `| \`${first}\` | ${options[first as never]} | | |`,
    ...others.map((option) => {
      const shown = SCENARIOS.filter(({ logs }) =>
        logs.some(({ when }) => (when[id] as readonly string[] | undefined)?.includes(option)),
      );
      const count = (paths[`${id}=${option}`] as number).toLocaleString('en');
      return `| \`${option}\` | ${options[option as never]} | ${linksTo(shown)} | ${count} |`;
    }),
    '',
    `Why \`${first}\`: ${reason}`,
    '',
  ];
}

const linksTo = (scenarios: readonly Scenario[]): string =>
  scenarios
    .map(({ file }) => file.split('/').at(-1) as string)
    .map((name) => `[${name.replace('.md', '')}](../model-tests/scenarios/${name})`)
    .join(', ');

/** The readings that edges cite together with a rule. */
function readingsBeside(id: RuleId): ReadingId[] {
  const edges = Object.values(MACHINES).flatMap((machine) =>
    readChart(machine).states.flatMap(({ on }) => [...on.values()].flat()),
  );
  const cited = edges.filter(({ rules }) => rules.includes(id)).flatMap(({ readings }) => readings);
  return READING_IDS.filter((reading) => cited.includes(reading));
}
