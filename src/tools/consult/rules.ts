/** All that is known of a rule: where it is from, what implements it, what shows it, and what guards it. */
import { READING_IDS, type ReadingId } from '../../../machines/readings.ts';
import { type Level, RULES, type RuleId, SOURCES } from '../../../machines/rules.ts';
import { RULE_IDS } from '../judge/judge.ts';
import { ORACLE_FILES } from '../judge/oracles/index.ts';
import { nameOfScenario } from '../scenario/library/scenarios.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { EDGES, type EdgeSheet } from './edges.ts';

export interface RuleSheet {
  readonly id: RuleId;
  readonly level: Level;
  readonly sentence: string;
  /** The document it is from, and the heading there. */
  readonly source: string;
  readonly heading: string;
  /** The edges that implement it. */
  readonly edges: readonly EdgeSheet[];
  /** The file of the oracle that guards it, from the root of the repository. */
  readonly oracle: string;
  readonly scenarios: readonly ScenarioSheet[];
  /** The readings that an edge cites together with it. */
  readonly readings: readonly ReadingId[];
}

export interface ScenarioSheet {
  readonly name: string;
  readonly title: string;
}

/** What the rules are about, by what their ids begin with. */
export const RULE_GROUPS: Readonly<Record<string, string>> = {
  SR: 'Shared registrations',
  CR: 'Call re-routing',
  FA: 'Announcements',
  AU: 'Authentication',
  BP: 'Sessions and calls',
  CC: 'Call canceling',
  CT: 'Call timeouts',
  PR: 'Progressive call results',
  OP: 'Options',
  LM: 'Limits',
  UD: 'Messages that cannot be delivered',
};

/** The rules of a group, in their order. */
export const rulesOf = (group: string): RuleId[] => RULE_IDS.filter((id) => id.startsWith(`${group}-`));

/** @param library the scenarios to look through */
export function ruleSheet(id: RuleId, library: Iterable<Scenario>): RuleSheet {
  const { level, sentence, source, heading } = RULES[id];
  const edges = EDGES.filter(({ rules }) => rules.includes(id));
  const cited = edges.flatMap(({ readings }) => readings);
  const [oracles] = Object.entries(ORACLE_FILES).find(([, guarded]) => id in guarded) as [string, object];
  return {
    id,
    level,
    sentence,
    source: SOURCES[source],
    heading,
    edges,
    oracle: `src/tools/judge/oracles/${oracles}.ts`,
    scenarios: [...library].filter(({ rules }) => rules.includes(id)).map(scenarioSheet),
    readings: READING_IDS.filter((reading) => cited.includes(reading)),
  };
}

export const scenarioSheet = (scenario: Scenario): ScenarioSheet => ({
  name: nameOfScenario(scenario),
  title: scenario.title,
});
