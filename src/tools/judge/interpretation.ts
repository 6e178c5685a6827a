/** Interpretation of the texts by a router: the readings under which its log breaks fewer rules. */
import { READING_IDS, READING_OPTIONS, type ReadingId, type Readings } from '../../../machines/readings.ts';
import type { RuleId } from '../../../machines/rules.ts';
import type { Entry } from '../../wire/entry.ts';
import { History, type HistoryOptions } from './history.ts';
import { type Breach, type Judgement, judgeHistory } from './judge.ts';

/** The readings that a router follows in place of those that its log was judged by. */
export interface Interpretation {
  readonly readings: Partial<Readings>;
  /** The reading that permits a breach, such as `gate=announced`, by the key of the breach. */
  readonly kept: ReadonlyMap<string, string>;
}

/** Key of a breach: its rule and line. */
export const breachKey = (rule: RuleId, { line }: Pick<Breach, 'line'>): string => `${rule} ${line}`;

/**
 * Finds the readings that a router follows: options that remove some of the breaches and add none. It takes
 * the best option of one reading after the other, and repeats this as long as it finds one. Breaches that
 * one option adds may be removed by the next.
 *
 * @param entries the log, in its order
 * @param judgement the verdicts under `readings`
 * @param readings the readings that the log was judged by
 * @param options precision of the log's clock
 */
export function interpret(
  entries: readonly Entry[],
  judgement: Judgement,
  readings: Readings,
  options: Omit<HistoryOptions, 'readings'>,
): Interpretation {
  const given = breachesIn(judgement);
  const historyUnder: HistoryUnder = (followed, lines) => {
    const history = new History({ ...options, readings: { ...readings, ...followed } });
    for (const entry of entries.slice(0, lines)) history.add(entry);
    return history;
  };
  let state: State = { followed: {}, kept: new Map(), left: given };
  let best = state;
  let isFound = given.size > 0;
  while (isFound) {
    isFound = false;
    for (const id of READING_IDS) {
      const next = follow(id, { ...readings, ...state.followed }[id], state, historyUnder, entries.length);
      if (next === undefined) continue;
      isFound = true;
      state = next;
      if ([...state.left.keys()].every((key) => given.has(key))) best = state;
    }
  }
  // A reading that was changed and changed back is no departure.
  const others = READING_IDS.filter((id) => (best.followed[id] ?? readings[id]) !== readings[id]);
  return { readings: Object.fromEntries(others.map((id) => [id, best.followed[id]])), kept: best.kept };
}

// --- internal ---

/** The line and the rule of each breach, by its key. */
type Breaches = ReadonlyMap<string, { readonly rule: RuleId; readonly line: number }>;

const breachesIn = (judgement: Judgement): Breaches =>
  new Map(
    judgement.flatMap(({ rule, broken }) =>
      broken.map((breach) => [breachKey(rule, breach), { rule, line: breach.line }] as const),
    ),
  );

/** Readings that a router may follow, and the breaches under them. */
interface State {
  readonly followed: Partial<Readings>;
  readonly kept: ReadonlyMap<string, string>;
  readonly left: Breaches;
}

/** Reads the first lines of a log under these readings. */
type HistoryUnder = (followed: Partial<Readings>, lines: number) => History;

/** The option of a reading that leaves the fewest breaches; undefined if none leaves fewer. */
function follow(
  id: ReadingId,
  current: string,
  { followed, kept, left }: State,
  historyUnder: HistoryUnder,
  length: number,
): State | undefined {
  const heads = headsOf(left);
  const rules = heads.map(({ rule }) => rule);
  const lines = Math.max(0, ...heads.map(({ line }) => line));
  const found = READING_OPTIONS[id].flatMap((option): State[] => {
    if (option === current) return [];
    const next = { ...followed, [id]: option };
    // Most options change nothing, which the first breach of each rule shows.
    const begun = breachesIn(judgeHistory(historyUnder(next, lines), rules));
    if (heads.every((head) => begun.has(breachKey(head.rule, head)))) return [];
    const breaches = breachesIn(judgeHistory(historyUnder(next, length)));
    if (breaches.size >= left.size) return [];
    const gone = [...left.keys()].filter((key) => !breaches.has(key));
    const isGone = ([key]: readonly [string, string]): boolean => !breaches.has(key);
    const explained = [...[...kept].filter(isGone), ...gone.map((key) => [key, `${id}=${option}`] as const)];
    return [{ followed: next, kept: new Map(explained), left: breaches }];
  });
  return found.sort((one, other) => one.left.size - other.left.size)[0];
}

/** The first breach of each rule. */
function headsOf(breaches: Breaches): { readonly rule: RuleId; readonly line: number }[] {
  const heads = new Map<RuleId, { readonly rule: RuleId; readonly line: number }>();
  for (const breach of breaches.values()) if (!heads.has(breach.rule)) heads.set(breach.rule, breach);
  return [...heads.values()];
}
