/** Interpretation of the texts by a router: the readings under which its log breaks fewer rules. */
import { READING_IDS, READING_OPTIONS, type ReadingId, type Readings } from '../../../machines/readings.ts';
import type { Entry } from '../../wire/entry.ts';
import { History, type HistoryOptions } from './history.ts';
import { type Breach, type Judgement, judgeHistory, RULE_IDS } from './judge.ts';

/** The readings that a router follows in place of those that its log was judged by. */
export interface Interpretation {
  readonly readings: Partial<Readings>;
  /** The reading under which a breach is none, such as `gate=announced`, by its rule and line. */
  readonly kept: ReadonlyMap<string, string>;
}

/** The name of a breach in an interpretation. */
export const breachKey = (rule: string, { line }: Breach): string => `${rule} ${line}`;

/**
 * Looks for the readings that a router follows: options under which some of the breaches are none, and no others come
 * up.
 *
 * @param entries the log, in its order
 * @param judgement what the log breaks under `readings`
 * @param readings the readings that the log was judged by
 * @param options how exact the log's clock is
 */
export function interpret(
  entries: readonly Entry[],
  judgement: Judgement,
  readings: Readings,
  options: Omit<HistoryOptions, 'readings'>,
): Interpretation {
  const kept = new Map<string, string>();
  let followed: Partial<Readings> = {};
  let left = breachesIn(judgement);
  for (const id of READING_IDS) {
    if (left.size === 0) break;
    const found = bestOf(id, left, (option) => {
      const history = new History({ ...options, readings: { ...readings, ...followed, [id]: option } });
      for (const entry of entries) history.add(entry);
      return history;
    });
    if (found === undefined || found.option === readings[id]) continue;
    for (const breach of left) if (!found.breaches.has(breach)) kept.set(breach, `${id}=${found.option}`);
    followed = { ...followed, [id]: found.option };
    left = found.breaches;
  }
  return { readings: followed, kept };
}

// --- internal ---

const breachesIn = (judgement: Judgement): ReadonlySet<string> =>
  new Set(judgement.flatMap(({ rule, broken }) => broken.map((breach) => breachKey(rule, breach))));

/** The option of a reading that leaves fewest breaches, if one leaves fewer. */
function bestOf(
  id: ReadingId,
  left: ReadonlySet<string>,
  historyOf: (option: string) => History,
): { option: string; breaches: ReadonlySet<string> } | undefined {
  const found = READING_OPTIONS[id].flatMap((option) => {
    const breaches = fewerUnder(historyOf(option), left);
    return breaches === undefined ? [] : [{ option, breaches }];
  });
  return found.sort((one, other) => one.breaches.size - other.breaches.size)[0];
}

/** The breaches of a history, if they are some of those that there were, and not all. */
function fewerUnder(history: History, before: ReadonlySet<string>): ReadonlySet<string> | undefined {
  // Most options change nothing, which the rules that were broken show.
  const rules = RULE_IDS.filter((rule) => [...before].some((breach) => breach.startsWith(`${rule} `)));
  const isFewer = (judgement: Judgement): boolean => {
    const breaches = breachesIn(judgement);
    return breaches.size < before.size && [...breaches].every((breach) => before.has(breach));
  };
  if (!isFewer(judgeHistory(history, rules))) return undefined;
  const judgement = judgeHistory(history);
  return isFewer(judgement) ? breachesIn(judgement) : undefined;
}
