/** Writes docs/rules.md: every rule, with what shows it and what guards it. */
import type { RuleId } from '../../machines/rules.ts';
import { RULE_GROUPS, ruleSheet, rulesOf } from '../../src/tools/consult/rules.ts';
import { SCENARIOS } from '../scenarios.ts';
import type { StateSpace } from '../state-space.ts';
import { cited, counted, linksTo, MADE } from './tables.ts';

/** @param space how many paths there are */
export const rulesPage = ({ rules }: Pick<StateSpace, 'rules'>): string =>
  [
    MADE,
    '',
    '# Rules',
    '',
    'What the texts force, in our words (the last group is of our own, where they say nothing), and for each rule',
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
      ...rulesOf(group).flatMap((id) => entryOf(id, rules[id])),
    ]),
  ].join('\n');

// --- internal ---

function entryOf(id: RuleId, paths: number): string[] {
  const { level, sentence, source, heading, readings, scenarios, oracle } = ruleSheet(id, SCENARIOS);
  const [, file] = /(\w+)\.ts$/.exec(oracle) as unknown as [string, string];
  return [
    `### ${id}`,
    '',
    `${level}: ${sentence}`,
    '',
    `- from ${source}: ${heading}`,
    ...(readings.length === 0 ? [] : [`- beside ${cited('readings', readings)}`]),
    `- shown by ${linksTo(scenarios)}`,
    `- on ${counted(paths)} paths, guarded by [${file}](../${oracle})`,
    '',
  ];
}
