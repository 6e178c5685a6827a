/** Writes docs/readings.md: every open question, with its options, their scenarios, and the behaviour of other routers. */
import { READING_TITLES } from '../../machines/readings/titles.ts';
import { READING_IDS, type ReadingId } from '../../machines/readings.ts';
import { readingSheet } from '../../src/tools/consult/readings.ts';
import { SCENARIOS } from '../scenarios.ts';
import type { StateSpace } from '../state-space.ts';
import { cited, counted, headingOf, linksTo, MADE, tableOf } from './tables.ts';

/** @param space the number of paths whose outcome each option changes */
export const readingsPage = ({ options }: Pick<StateSpace, 'options'>): string =>
  [
    MADE,
    '',
    '# Readings',
    '',
    'A reading is an open question of the WAMP specification, with the options to answer it. The first option is the',
    'default. Each table lists the scenarios and the number of generated paths that show the effect of an option, chosen as in',
    '[CONTRIBUTING](../CONTRIBUTING.md#paths); below it is the behaviour of [other routers](routers.md), in the versions listed',
    'there. To see the effect of an option on a scenario, run',
    '`npx dealerchart explain reading-newcomer --diff newcomer=ignored`.',
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
    headingOf(2, id, READING_TITLES[id]),
    '',
    question,
    '',
    ...tableOf(
      ['option', 'effect', 'scenarios', 'paths'],
      options.map(({ option, isDefault, says, scenarios }) => [
        `\`${option}\``,
        says,
        linksTo(scenarios),
        isDefault ? '' : pathsUnder(`${id}=${option}`),
      ]),
      ['---', '---', '---', '---:'],
    ),
    '',
    `Reason for \`${first?.option}\`: ${reason}`,
    '',
    ...(rules.length === 0 ? [] : [`Related rules: ${cited('rules', rules)}.`, '']),
    ...tableOf(
      ['router', 'behaviour'],
      routers.map(({ router, does, by }) => [router, by === 'run' ? `${does} *(run)*` : does]),
    ),
    '',
  ];
}
