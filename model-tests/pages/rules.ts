/** Writes docs/rules.md: every rule, with what shows it and what guards it. */
import type { RuleId } from '../../machines/rules.ts';
import { RULE_GROUPS, ruleSheet, rulesOf } from '../../src/consult/rules.ts';
import { SCENARIOS } from '../scenarios.ts';
import type { StateSpace } from '../state-space.ts';
import { counted, linksTo, MADE, tableOf } from './tables.ts';

/** @param space how many paths there are */
export const rulesPage = ({ rules }: Pick<StateSpace, 'rules'>): string =>
  [
    MADE,
    '',
    '# Rules',
    '',
    'What the texts force, in our words, and for each rule',
    '',
    '- the scenarios that show it, written by hand;',
    '- along how many of the generated paths it is put to the test, with every reading at its default;',
    '- the oracle that guards it, which sees nothing but messages.',
    '',
    'A rule has the [readings](readings.md) beside it that an edge of a chart cites together with it.',
    '`npx dealerchart rules CR-7` tells of one rule which edges those are.',
    '',
    ...Object.entries(RULE_GROUPS).flatMap(([group, title]) => [
      `## ${title}`,
      '',
      ...tableOf(
        ['rule', 'what it says', 'source', 'readings', 'shown by', 'paths', 'oracle'],
        rulesOf(group).map((id) => rowOf(id, rules[id])),
        ['---', '---', '---', '---', '---', '---:', '---'],
      ),
      '',
    ]),
  ].join('\n');

// --- internal ---

function rowOf(id: RuleId, paths: number): string[] {
  const { level, sentence, source, heading, readings, scenarios, oracle } = ruleSheet(id, SCENARIOS);
  const [, file] = /(\w+)\.ts$/.exec(oracle) as unknown as [string, string];
  return [
    `<a id="${id.toLowerCase()}"></a>${id}`,
    `${level}: ${sentence}`,
    `${source}: ${heading}`,
    readings.map((reading) => `[${reading}](readings.md#${reading.toLowerCase()})`).join(', '),
    linksTo(scenarios),
    counted(paths),
    `[${file}](../${oracle})`,
  ];
}
