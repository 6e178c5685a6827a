/** A result to publish: without the cases in which the router ended, since they tell anybody how to end it. */
import type { CaseResult, ReadingSeen, Result, Run } from './result.ts';

/**
 * Leaves out what points to the cases in which the router was gone: these cases, and all others that share a rule with
 * one of them, so that no list of the cases that are left gives them away.
 */
export function withheld(result: Result): Result {
  const gone = result.runs.flatMap(({ cases }) => cases.filter(({ verdict }) => verdict === 'router gone'));
  if (gone.length === 0) return result;
  const rules = new Set(gone.flatMap((one) => one.rules));
  const isNear = (one: CaseResult): boolean => one.rules.some((rule) => rules.has(rule));
  const ids = new Set(result.runs.flatMap(({ cases }) => cases.filter(isNear).map(({ id }) => id)));
  return { ...result, runs: result.runs.map((run) => runWithout(run, ids)) };
}

// --- internal ---

function runWithout(run: Run, ids: ReadonlySet<string>): Run {
  const gone = run.cases.filter(({ verdict }) => verdict === 'router gone').length;
  const { features, readings, remarks } = run.portrait;
  const isTold = (sentence: string): boolean => [...ids].some((id) => sentence.includes(id));
  const told =
    gone === 0
      ? []
      : [`In ${gone} of the cases the router ended, or did not answer any more; which ones is withheld.`];
  return {
    ...run,
    portrait: {
      features,
      readings: readings.map((one) => readingWithout(one, ids)),
      remarks: [...remarks.filter((remark) => !isTold(remark)), ...told],
    },
    cases: run.cases.map((one) => (ids.has(one.id) || one.says.some(isTold) ? withoutOutcome(one) : one)),
    judged: run.judged
      .map((rule) => ({ ...rule, breaches: rule.breaches.filter((breach) => !ids.has(breach.case)) }))
      .filter(({ breaches }) => breaches.length > 0),
  };
}

/** A reading that only withheld cases show was not seen. */
function readingWithout(one: ReadingSeen, ids: ReadonlySet<string>): ReadingSeen {
  const shownBy = one.shownBy.filter((id) => !ids.has(id));
  return shownBy.length === 0 && one.shownBy.length > 0
    ? { ...one, option: 'not seen', isOther: false, shownBy }
    : { ...one, shownBy };
}

function withoutOutcome(one: CaseResult): CaseResult {
  const { rule: _, under: __, step: ___, expected: ____, came: _____, ...rest } = one;
  const says = [
    'Withheld, since the router ended or did not answer any more in a case that is near to this one.',
  ];
  return { ...rest, verdict: 'not played', says, ms: 0 };
}
