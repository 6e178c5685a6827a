/** Judges a log: which rules held, which were broken and where, which were not put to the test, which do not apply. */
import type { Readings } from '../../../machines/readings.ts';
import { announcedBy, type Feature, featureOf, RULES, type RuleId } from '../../../machines/rules.ts';
import type { Entry } from '../../wire/entry.ts';
import { isOffered } from './facts.ts';
import { History, type HistoryOptions } from './history.ts';
import { ORACLES } from './oracles/index.ts';

/** What one rule's oracle found. */
export interface Verdict {
  readonly rule: RuleId;
  /** How often the rule was put to the test, and held. */
  readonly held: number;
  /** Where it was broken, and how; by line. */
  readonly broken: readonly Breach[];
  /** The feature that the router does not announce, and without which the rule does not apply. */
  readonly without?: Feature;
}

export interface Breach {
  /** The line of the log, the first is 1. */
  readonly line: number;
  /** What was expected, what came. */
  readonly says: string;
}

/** A verdict for each rule, in the order of `RULES`. */
export type Judgement = readonly Verdict[];

export const RULE_IDS = Object.keys(RULES) as readonly RuleId[];

/**
 * Judges a log of any router.
 *
 * @param entries the log, in its order
 * @param readings how the router reads the open questions of the text; the defaults where nothing is said
 * @param options how exact the log's clock is
 * @returns a verdict for each rule
 */
export function judge(
  entries: Iterable<Entry>,
  readings: Partial<Readings> = {},
  options: Omit<HistoryOptions, 'readings'> = {},
): Judgement {
  const history = new History({ ...options, readings });
  for (const entry of entries) history.add(entry);
  return judgeHistory(history);
}

/**
 * Judges what a log tells, once all of it has been taken.
 *
 * @param rules the rules to judge it by; all if left out
 */
export function judgeHistory(history: History, rules: readonly RuleId[] = RULE_IDS): Judgement {
  const welcomed = [...history.sessions.values()].filter(({ welcome }) => welcome !== undefined);
  const isMissing = (feature: Feature | undefined): feature is Feature =>
    feature !== undefined && welcomed.length > 0 && !welcomed.some((session) => isOffered(session, feature));
  return rules.map((rule) => {
    const feature = featureOf(rule);
    if (isMissing(feature)) return { rule, held: 0, broken: [], without: feature };
    const findings = ORACLES[rule](history, history.readings);
    const announced = announcedBy(rule);
    if (findings.length === 0 && isMissing(announced))
      return { rule, held: 0, broken: [], without: announced };
    const broken = findings
      .filter((one) => !one.holds)
      .map(({ line, says }) => ({ line, says }))
      .sort((a, b) => a.line - b.line);
    return { rule, held: findings.length - broken.length, broken };
  });
}
