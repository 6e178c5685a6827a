/** A result to publish: without the cases in which the router ended, since they tell anybody how to end it. */
import { familyOf } from './report/finding.ts';
import type { CaseResult, Ending, ReadingSeen, Result, Run } from './result.ts';

/**
 * Leaves out the families of the cases in which the router was gone. What is left then tells no more of these cases than
 * their family, which has too many cases and rules to guess from.
 */
export function withheld(result: Result): Result {
  const gone = result.runs.flatMap(({ cases }) => cases.filter(({ verdict }) => verdict === 'router gone'));
  if (gone.length === 0 && result.runs.every(({ endings }) => endings === undefined)) return result;
  const families = new Set(gone.map(familyOf));
  const isNear = (one: CaseResult): boolean => families.has(familyOf(one));
  const ids = new Set(result.runs.flatMap(({ cases }) => cases.filter(isNear).map(({ id }) => id)));
  return { ...result, runs: result.runs.map((run) => runWithout(run, ids)) };
}

// --- internal ---

function runWithout(run: Run, ids: ReadonlySet<string>): Run {
  const gone = run.cases.filter(({ verdict }) => verdict === 'router gone').length;
  const { features, readings, remarks } = run.portrait;
  const isTold = (sentence: string): boolean => [...ids].some((id) => sentence.includes(id));
  const told = gone === 0 ? [] : [toldOf(gone)];
  const endings = run.endings?.map(() => UNTOLD);
  return {
    ...run,
    ...(endings === undefined ? {} : { endings }),
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

/** The words of a router at its end may tell what led to it, as the names of the cases do. */
const UNTOLD: Ending = { cases: [], says: ['Which cases were played then is withheld.'] };

const toldOf = (gone: number): string =>
  gone === 1
    ? 'In one case the router ended or did not answer any more; which one is withheld.'
    : `In ${gone} cases the router ended or did not answer any more; which ones is withheld.`;

/** A reading that only withheld cases show was not seen. */
function readingWithout(one: ReadingSeen, ids: ReadonlySet<string>): ReadingSeen {
  const shownBy = one.shownBy.filter((id) => !ids.has(id));
  return shownBy.length === 0 && one.shownBy.length > 0
    ? { ...one, option: 'not seen', isOther: false, shownBy }
    : { ...one, shownBy };
}

function withoutOutcome(one: CaseResult): CaseResult {
  const { id, title, level, rules, readings } = one;
  const says = ['Withheld, since the router ended or did not answer any more in a related case.'];
  return { id, title, level, rules, readings, verdict: 'withheld', says, ms: 0 };
}
