/** Writes docs/readings.md: every open question, with its options, what shows them, and what other routers do. */
import { READING_IDS, type ReadingId } from '../../machines/readings.ts';
import { readingSheet } from '../../src/tools/consult/readings.ts';
import { SCENARIOS } from '../scenarios.ts';
import type { StateSpace } from '../state-space.ts';
import { cited, counted, linksTo, MADE, tableOf } from './tables.ts';

/** @param space how many paths come out differently */
export const readingsPage = ({ options }: Pick<StateSpace, 'options'>): string =>
  [
    MADE,
    '',
    '# Readings',
    '',
    'What the texts leave open: each question is a switch, and the first option is the default. Beside each option stand',
    'the scenarios that come out differently under it, and how many of the generated paths do; below, what other routers',
    'do, of which [the page on routers](routers.md) has the versions and more. What an option changes in a scenario is',
    'shown by `npx dealerchart explain reading-newcomer --diff newcomer=ignored`.',
    '',
    ...READING_IDS.flatMap((id) => sectionOf(id, options)),
  ].join('\n');

// --- internal ---

function sectionOf(id: ReadingId, paths: StateSpace['options']): string[] {
  const { question, options, reason, rules, routers } = readingSheet(id, SCENARIOS);
  const [first] = options;
  /** Empty for an option that is newer than the record. */
  const pathsUnder = (option: string): string => {
    const count = paths[option];
    return count === undefined ? '' : counted(count);
  };
  return [
    `## ${id}`,
    '',
    question,
    '',
    ...tableOf(
      ['option', 'what it does', 'shown by', 'paths'],
      options.map(({ option, isDefault, says, scenarios }) => [
        `\`${option}\``,
        says,
        linksTo(scenarios),
        isDefault ? '' : pathsUnder(`${id}=${option}`),
      ]),
      ['---', '---', '---', '---:'],
    ),
    '',
    `Why \`${first?.option}\`: ${reason}`,
    '',
    ...(rules.length === 0 ? [] : [`Rules beside it: ${cited('rules', rules)}.`, '']),
    ...tableOf(
      ['router', 'what it does'],
      routers.map(({ router, does, by }) => [router, by === 'run' ? `${does} *(run)*` : does]),
    ),
    '',
  ];
}
