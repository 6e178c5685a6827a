/** The judge's word on the log of all cases. */
import type { Readings } from '../../../machines/readings.ts';
import { judge } from '../judge/judge.ts';
import { announcing } from './announcing.ts';
import type { Played } from './inference.ts';
import { isBinding, TOLERANCE } from './naming.ts';
import type { FeatureSeen, JudgedRule } from './result.ts';

/** What the judge has to know about the router and the log. */
export interface JudgedOptions {
  /** The readings that the router follows. */
  readonly readings: Readings;
  readonly features: readonly FeatureSeen[];
  /** The case of a session of the log. */
  readonly caseOf: (session: string) => string;
}

/** The rules that the judge finds broken in the log of the cases, with the first breach in each of them. */
export function judgedIn(played: readonly Played[], options: JudgedOptions): JudgedRule[] {
  const { readings, features, caseOf } = options;
  const entries = played
    .flatMap(({ observation }) => observation.log)
    .sort((one, other) => one.at - other.at);
  const log = announcing(entries, features);
  return judge(log, readings, { tolerance: TOLERANCE }).flatMap(({ rule, broken }): JudgedRule[] => {
    if (broken.length === 0) return [];
    const breaches = broken.map(({ line, says }) => ({ case: caseOf(log[line - 1]?.session ?? ''), says }));
    const cases = new Set<string>();
    const first = breaches.filter((breach) => cases.size < cases.add(breach.case).size);
    return [{ rule, outcome: isBinding(rule) ? 'broken' : 'departed', breaches: first }];
  });
}
