/** Record of a rule: its source, its edges, its scenarios, and its oracle. */
import { READING_IDS, type ReadingId } from '../../../machines/readings.ts';
import { type Feature, featureOf, linkOf, RULES, type Rule, type RuleId } from '../../../machines/rules.ts';
import { STATEMENTS, type Statement } from '../../../machines/statements/index.ts';
import { RECORDS, recordPath, sectionName } from '../../../machines/texts.ts';
import { RULE_IDS } from '../judge/judge.ts';
import { ORACLE_FILES } from '../judge/oracles/index.ts';
import { nameOfScenario, type Scenario } from '../scenario/scenario.ts';
import { EDGES, type EdgeSheet } from './edges.ts';

export interface RuleSheet {
  readonly id: RuleId;
  readonly level: Rule['level'];
  readonly sentence: string;
  readonly authority: Rule['authority'];
  /** The step by which it follows from its section, if it is inferred. */
  readonly inference?: string;
  /** The decision behind it, if it is decided here; the path is from the root of the repository. */
  readonly record?: { readonly id: string; readonly title: string; readonly path: string };
  /** Its section, or the one that leaves it open; undefined for some decisions. */
  readonly section?: SectionSheet;
  /** The feature without which it binds no dealer. */
  readonly feature?: Feature;
  /** The statements of the texts that it covers. */
  readonly statements: readonly Statement[];
  /** The edges that implement it. */
  readonly edges: readonly EdgeSheet[];
  /** File of its oracle, from the root of the repository. */
  readonly oracle: string;
  readonly scenarios: readonly ScenarioSheet[];
  /** Readings that an edge cites together with it. */
  readonly readings: readonly ReadingId[];
}

export interface SectionSheet {
  /** The document, and the heading there. */
  readonly name: string;
  readonly link: string;
}

export interface ScenarioSheet {
  readonly name: string;
  readonly title: string;
}

/** Topics of the rules, by the prefix of their ids. */
export const RULE_GROUPS: Readonly<Record<string, string>> = {
  SR: 'Shared registrations',
  CR: 'Call re-routing',
  FA: 'Announcements',
  AU: 'Authentication',
  AZ: 'Authorization',
  BP: 'Sessions and calls',
  CC: 'Call canceling',
  CT: 'Call timeouts',
  PR: 'Progressive call results',
  OP: 'Options',
  LM: 'Limits',
  RV: 'Revocation',
  UD: 'Messages that cannot be delivered',
};

/** The rules of a group, in their order. */
export const rulesOf = (group: string): RuleId[] => RULE_IDS.filter((id) => id.startsWith(`${group}-`));

/** @param library the scenarios to search */
export function ruleSheet(id: RuleId, library: Iterable<Scenario>): RuleSheet {
  const rule: Rule = RULES[id];
  const { level, sentence, authority } = rule;
  const edges = EDGES.filter(({ rules }) => rules.includes(id));
  const cited = edges.flatMap(({ readings }) => readings);
  const feature = featureOf(id);
  const [oracles] = Object.entries(ORACLE_FILES).find(([, guarded]) => id in guarded) as [string, object];
  return {
    id,
    level,
    sentence,
    authority,
    ...basisOf(rule),
    ...(feature === undefined ? {} : { feature }),
    statements: statementsOf(id),
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

/** The statements that a rule or a reading covers. */
const statementsOf = (id: RuleId | ReadingId): Statement[] =>
  STATEMENTS.filter(({ cover }) => cover.kind === 'covered' && cover.by.includes(id));

// --- internal ---

function basisOf(rule: Rule): Pick<RuleSheet, 'inference' | 'record' | 'section'> {
  const { source, heading } = rule;
  const link = linkOf(rule);
  return {
    ...(rule.authority === 'inferred' ? { inference: rule.inference } : {}),
    ...(rule.authority === 'decided'
      ? { record: { id: rule.record, title: RECORDS[rule.record][1], path: recordPath(rule.record) } }
      : {}),
    ...(source === undefined || heading === undefined || link === undefined
      ? {}
      : { section: { name: sectionName(source, heading), link } }),
  };
}
