/** The judge's word on the log of all cases. */
import type { Readings } from '../../../machines/readings.ts';
import { judge } from '../judge/judge.ts';
import { announcing } from './announcing.ts';
import type { Played } from './inference.ts';
import { isBinding, TOLERANCE } from './naming.ts';
import type { FeatureSeen, JudgedRule } from './result.ts';
import { inWords, stepOf } from './wording.ts';

/** What the judge has to know about the router. */
export interface JudgedOptions {
  /** The readings that the router follows. */
  readonly readings: Readings;
  readonly features: readonly FeatureSeen[];
}

/** The rules that the judge finds broken in the log of the cases, with the first breach in each of them. */
export function judgedIn(played: readonly Played[], { readings, features }: JudgedOptions): JudgedRule[] {
  const lines = played
    // In a play that was late, time was another than that of the script.
    .filter(({ observation }) => observation.lateAt === undefined)
    .flatMap(({ case: { id }, observation: { log, ends } }) =>
      log.map((entry, index) => ({ entry, case: id, step: stepOf(index + 1, ends) })),
    )
    .sort((one, other) => one.entry.at - other.entry.at);
  const log = announcing(
    lines.map(({ entry }) => entry),
    features,
  );
  const caseOf = (line: number): string => lines[line - 1]?.case ?? '';
  /** A line of another case than the one in question is told with that. */
  const placeOf = (line: number, id: string): string | undefined => {
    const { step = 0, case: its } = lines[line - 1] ?? {};
    return step === 0 ? undefined : `step ${step}${its === id ? '' : ` of ${its}`}`;
  };
  return judge(log, readings, { tolerance: TOLERANCE }).flatMap(({ rule, broken }): JudgedRule[] => {
    if (broken.length === 0) return [];
    const breaches = broken.map(({ line, says }) => {
      const id = caseOf(line);
      return { case: id, says: inWords(says, (other) => placeOf(other, id)) };
    });
    const cases = new Set<string>();
    const first = breaches.filter((breach) => cases.size < cases.add(breach.case).size);
    return [{ rule, outcome: isBinding(rule) ? 'broken' : 'departed', breaches: first }];
  });
}
