/** Cases that fail for the sake of a rule that other cases are about: one cause makes one verdict. */
import type { RuleId } from '../../../machines/rules.ts';
import type { CaseResult, Verdict } from './result.ts';
import { notPlayed } from './verdict.ts';

/**
 * The results, without the failures that say nothing new: those by a rule that the case only needs, and that another
 * case is about, which fails by it.
 */
export function withoutConsequences(results: readonly CaseResult[]): CaseResult[] {
  const causes = new Map<RuleId, string>();
  for (const { id, verdict, rule, rules } of results)
    if (
      rule !== undefined &&
      !GENERAL.has(rule) &&
      isBreach(verdict) &&
      rules.includes(rule) &&
      !causes.has(rule)
    )
      causes.set(rule, id);
  return results.map((one) => {
    const { verdict, rule, step: _, expected: __, came: ___, ...rest } = one;
    if (rule === undefined || !isBreach(verdict) || one.rules.includes(rule)) return one;
    const cause = causes.get(rule);
    if (cause === undefined) return one;
    return {
      ...rest,
      ...notPlayed(`It needs ${rule}, which the router breaks: see ${cause}.`),
    };
  });
}

// --- internal ---

/** Rules about all messages or all calls, which can be broken in many ways: one case explains no other one. */
const GENERAL: ReadonlySet<RuleId> = new Set(['BP-5', 'BP-14']);

const isBreach = (verdict: Verdict): boolean => verdict === 'fail' || verdict === 'no answer';
