/** An assessment of a router's log: the judgement, with the weight of each breach. */
import { DEFAULT_READINGS, type Readings } from '../../../machines/readings.ts';
import { featureOf, RULES, type Rule } from '../../../machines/rules.ts';
import type { Entry } from '../../wire/entry.ts';
import { CROSSING } from './crossed.ts';
import { History, type HistoryOptions } from './history.ts';
import { breachKey, interpret } from './interpretation.ts';
import { announcedIn, type Breach, judgeHistory, RULE_IDS, type Verdict } from './judge.ts';

export interface Assessment {
  /** Number of lines of the log. */
  readonly lines: number;
  /** One for each rule, in the order of `RULES`. */
  readonly rules: readonly RuleAssessment[];
  /** The readings that the router follows in place of those that it was judged by. */
  readonly readings: Partial<Readings>;
  /** The features that the router announces and no rule is about, and the calls that were not judged for them. */
  readonly unjudged: readonly { readonly feature: string; readonly calls: number }[];
  /** Number of calls that were not judged, since they crossed other messages between the clients and the router. */
  readonly crossed: number;
}

export interface RuleAssessment extends Verdict {
  readonly outcome: Outcome;
  readonly broken: readonly RuleBreach[];
}

export interface RuleBreach extends Breach {
  /** The reading under which this is no breach, such as `gate=announced`. */
  readonly reading?: string;
}

/**
 * The outcome of a rule:
 *
 * - `broken`: a MUST that a text states or implies was broken, under each reading;
 * - `departed`: the router departs from a rule that is decided here, from a MAY, or from a reading;
 * - `held`: it was exercised, and held each time;
 * - `does not apply`: the router does not announce its feature;
 * - `not exercised`: no line of the log exercises it.
 */
export type Outcome = 'broken' | 'departed' | 'held' | 'does not apply' | 'not exercised';

/**
 * Assesses a log of any router.
 *
 * @param entries the log, in its order
 * @param readings readings of the router; the defaults for those left out
 * @param options precision of the log's clock
 */
export function assess(
  entries: readonly Entry[],
  readings: Partial<Readings> = {},
  options: Omit<HistoryOptions, 'readings'> = {},
): Assessment {
  const history = new History({ ...options, readings });
  for (const entry of entries) history.add(entry);
  const judgement = judgeHistory(history);
  const all = { ...DEFAULT_READINGS, ...readings };
  const { readings: followed, kept } = interpret(entries, judgement, all, options);
  return {
    lines: entries.length,
    rules: judgement.map((verdict) => {
      const broken = verdict.broken.map((breach): RuleBreach => {
        const reading = kept.get(breachKey(verdict.rule, breach));
        return reading === undefined ? breach : { ...breach, reading };
      });
      return { ...verdict, broken, outcome: outcomeOf({ ...verdict, broken }) };
    }),
    readings: followed,
    unjudged: unjudgedIn(history),
    crossed: history.aside.filter(({ aside }) => aside === CROSSING).length,
  };
}

/** The outcome of a rule, by its findings. */
export function outcomeOf({ rule, held, broken, without }: Omit<RuleAssessment, 'outcome'>): Outcome {
  const { authority, level }: Rule = RULES[rule];
  const isBinding = authority !== 'decided' && level === 'MUST';
  if (broken.length > 0)
    return isBinding && broken.some(({ reading }) => reading === undefined) ? 'broken' : 'departed';
  if (without !== undefined) return 'does not apply';
  return held > 0 ? 'held' : 'not exercised';
}

/** The features that a router announces and no rule is about. */
export const unjudgedIn = (history: History): Assessment['unjudged'] =>
  [...(announcedIn(history) ?? [])]
    .filter((feature) => !isJudged(feature))
    .map((feature) => ({
      feature,
      calls: history.aside.filter((call) => call.aside === feature).length,
    }));

// --- internal ---

/** True if a rule is about a feature. */
const isJudged = (feature: string): boolean => RULE_IDS.some((rule) => featureOf(rule) === feature);
