/** Judges a log: finds the rules that held, were broken, were not exercised or do not apply. */
import type { Readings } from '../../../machines/readings.ts';
import { announcedBy, type Feature, featureOf, RULES, type RuleId } from '../../../machines/rules.ts';
import type { Entry } from '../../wire/entry.ts';
import { featuresOf } from './facts.ts';
import { History, type HistoryOptions } from './history.ts';
import { ORACLES } from './oracles/index.ts';

/** Result of the oracle of a rule. */
export interface Verdict {
  readonly rule: RuleId;
  /** Number of times that the rule was exercised and held. */
  readonly held: number;
  /** Breaches, sorted by line. */
  readonly broken: readonly Breach[];
  /** The feature that the router does not announce, and without which the rule does not apply. */
  readonly without?: Feature;
}

export interface Breach {
  /** Line of the log, counted from 1. */
  readonly line: number;
  /** The expected message, and the one that came. */
  readonly says: string;
  /** Line of the message whose answer is missing: that it does not come is known only at a later line. */
  readonly cause?: number;
}

/** A verdict for each rule, in the order of `RULES`. */
export type Judgement = readonly Verdict[];

export const RULE_IDS = Object.keys(RULES) as readonly RuleId[];

/**
 * Judges a log of any router.
 *
 * @param entries the log, in its order
 * @param readings readings of the router; the defaults for those left out
 * @param options precision of the log's clock
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

/** The features of dealers that a router announces in any WELCOME; undefined without WELCOME. */
export function announcedIn({ sessions }: History): ReadonlySet<string> | undefined {
  const welcomes = [...sessions.values()].flatMap(({ welcome }) => welcome ?? []);
  if (welcomes.length === 0) return undefined;
  const features = welcomes.flatMap((welcome) => Object.entries(featuresOf(welcome, 'dealer')));
  return new Set(features.flatMap(([feature, isThere]) => (isThere === true ? feature : [])));
}

/**
 * Judges a complete history.
 *
 * @param rules the rules to judge it by; all if left out
 */
export function judgeHistory(history: History, rules: readonly RuleId[] = RULE_IDS): Judgement {
  const features = announcedIn(history);
  const isMissing = (feature: Feature | undefined): feature is Feature =>
    feature !== undefined && features !== undefined && !features.has(feature);
  return rules.map((rule) => {
    if (history.crossings !== undefined && UNTOLD.includes(rule)) return { rule, held: 0, broken: [] };
    const feature = featureOf(rule);
    if (isMissing(feature)) return { rule, held: 0, broken: [], without: feature };
    const findings = ORACLES[rule](history, history.readings);
    const announced = announcedBy(rule);
    if (findings.length === 0 && isMissing(announced))
      return { rule, held: 0, broken: [], without: announced };
    const broken = findings
      .filter((one) => !one.holds)
      .map(({ holds: _, ...breach }) => breach)
      .sort((a, b) => a.line - b.line);
    return { rule, held: findings.length - broken.length, broken };
  });
}

// --- internal ---

/**
 * Rules that no log of a proxy shows to be broken: they depend on the number of places and of calls in flight at the
 * router, on a call that it may just have answered, or on the order of messages to several clients.
 */
const UNTOLD: readonly RuleId[] = ['LM-1', 'LM-2', 'BP-20', 'RV-1', 'RV-2', 'RV-3', 'RV-4'];
