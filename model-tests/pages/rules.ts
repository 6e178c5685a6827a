/** Writes docs/rules.md: every rule, with its basis, scenarios and oracle. */
import { RULE_TITLES } from '../../machines/rules/titles.ts';
import type { RuleId } from '../../machines/rules.ts';
import { RULE_GROUPS, type RuleSheet, ruleSheet, rulesOf } from '../../src/tools/consult/rules.ts';
import { SCENARIOS } from '../scenarios.ts';
import type { StateSpace } from '../state-space.ts';
import { cited, counted, headingOf, linksTo, linkToCommit, linkToStatements, MADE } from './tables.ts';

/** @param space the number of paths that exercise each rule */
export const rulesPage = ({ rules }: Pick<StateSpace, 'rules'>): string =>
  [
    MADE,
    '',
    '# Rules',
    '',
    'The rules of the dealer, paraphrased. Their sources, *the texts*, are the WAMP specification and the Crossbar.io',
    'document on shared registrations. Links to the WAMP specification lead to the commit that was read,',
    `${linkToCommit()}. A rule is`,
    '',
    '- *stated*, if its section says so;',
    '- *inferred*, if it follows from its section; the inference is given;',
    '- *decided here*, if the texts leave it open; a record has the reasons.',
    '',
    'The level is that of the section. A sentence without a keyword counts as MUST, since a dealer that deviates from it',
    'differs from the description; a rule decided here is MAY. Each rule lists',
    '',
    '- the feature without which it binds no dealer, if it belongs to one;',
    '- the [statements of the texts](coverage.md) that it covers;',
    '- the hand-written scenarios that show it;',
    '- the number of generated paths that exercise it, with every reading at its default;',
    '- the oracle that checks it, which uses only messages.',
    '',
    'A rule also lists the [readings](readings.md) that are cited by the same edges. Run `npx dealerchart rules CR-7` to see',
    'the edges of a rule.',
    '',
    ...Object.entries(RULE_GROUPS).flatMap(([group, title]) => [
      `## ${title}`,
      '',
      ...rulesOf(group).flatMap((id) => entryOf(id, rules[id])),
    ]),
  ].join('\n');

// --- internal ---

/** @param paths undefined for a rule that is newer than the record of paths */
function entryOf(id: RuleId, paths: number | undefined): string[] {
  const sheet = ruleSheet(id, SCENARIOS);
  const { level, sentence, statements, readings, scenarios, oracle, feature } = sheet;
  const [, file] = /(\w+)\.ts$/.exec(oracle) as unknown as [string, string];
  return [
    headingOf(3, id, RULE_TITLES[id]),
    '',
    `${level}: ${sentence}`,
    '',
    `- ${basisOf(sheet)}`,
    ...(feature === undefined ? [] : [`- binds dealers that announce \`${feature}\``]),
    ...(statements.length === 0 ? [] : [`- covers ${linkToStatements(statements)}`]),
    ...(readings.length === 0 ? [] : [`- related readings: ${cited('readings', readings)}`]),
    `- shown by ${linksTo(scenarios)}`,
    `- ${paths === undefined ? '' : `exercised by ${counted(paths)} paths, `}checked by [${file}](../${oracle})`,
    '',
  ];
}

/** Basis of a rule, with links. */
function basisOf({ inference, record, section }: RuleSheet): string {
  const place = section === undefined ? '' : `[${section.name}](${section.link})`;
  if (record !== undefined) {
    const decision = `decided in [${record.id} ${record.title}](${record.path.replace(/^docs\//, '')})`;
    return section === undefined ? decision : `${decision}; left open by ${place}`;
  }
  return inference === undefined ? `stated by ${place}` : `inferred from ${place}: ${inference}`;
}
