/** Writes docs/rules.md: every rule, with what shows it and what guards it. */
import type { RuleId } from '../../machines/rules.ts';
import { RULE_GROUPS, type RuleSheet, ruleSheet, rulesOf } from '../../src/tools/consult/rules.ts';
import { SCENARIOS } from '../scenarios.ts';
import type { StateSpace } from '../state-space.ts';
import { cited, counted, linksTo, linkToCommit, linkToStatements, MADE } from './tables.ts';

/** @param space how many paths there are */
export const rulesPage = ({ rules }: Pick<StateSpace, 'rules'>): string =>
  [
    MADE,
    '',
    '# Rules',
    '',
    'What the dealer does, rule by rule, in our words. Links to the WAMP specification lead to the commit that was read,',
    `${linkToCommit()}. A rule is`,
    '',
    '- *stated*, if its section says so;',
    '- *inferred*, if it follows from what its section says, and then the page says how;',
    '- *decided here*, if the texts leave it open, and then a record has the reasons.',
    '',
    'The level is that of the section. A sentence without a key word counts as MUST, since a dealer that does otherwise',
    'is not the one that is described; what is decided here is MAY. Beside each rule stand',
    '',
    '- the [statements of the texts](coverage.md) that it covers;',
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
  const sheet = ruleSheet(id, SCENARIOS);
  const { level, sentence, statements, readings, scenarios, oracle } = sheet;
  const [, file] = /(\w+)\.ts$/.exec(oracle) as unknown as [string, string];
  return [
    `### ${id}`,
    '',
    `${level}: ${sentence}`,
    '',
    `- ${basisOf(sheet)}`,
    ...(statements.length === 0 ? [] : [`- covers ${linkToStatements(statements)}`]),
    ...(readings.length === 0 ? [] : [`- beside ${cited('readings', readings)}`]),
    `- shown by ${linksTo(scenarios)}`,
    `- on ${counted(paths)} paths, guarded by [${file}](../${oracle})`,
    '',
  ];
}

/** What a rule rests on, with the links. */
function basisOf({ inference, record, section }: RuleSheet): string {
  const place = section === undefined ? '' : `[${section.name}](${section.link})`;
  if (record !== undefined) {
    const decision = `decided in [${record.id} ${record.title}](${record.path.replace(/^docs\//, '')})`;
    return section === undefined ? decision : `${decision}; left open by ${place}`;
  }
  return inference === undefined ? `stated by ${place}` : `inferred from ${place}: ${inference}`;
}
