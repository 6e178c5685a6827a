/** Interpretation of the texts by a router: the readings under which its log breaks fewer rules. */
import { READING_IDS, READING_OPTIONS, type ReadingId, type Readings } from '../../../machines/readings.ts';
import type { RuleId } from '../../../machines/rules.ts';
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
export const breachKey = (rule: RuleId, { line }: Pick<Breach, 'line'>): string => `${rule} ${line}`;

/**
 * Looks for the readings that a router follows: options under which some of the breaches are none, and no others come
 * up. It takes the best option of one reading after the other, and begins again as long as it finds any; breaches that
 * come up by one option may go by the next.
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
  // One that was left and taken up again is none that it departs from.
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

/** The readings that a router may follow, and what its log breaks under them. */
interface State {
  readonly followed: Partial<Readings>;
  readonly kept: ReadonlyMap<string, string>;
  readonly left: Breaches;
}

/** The first lines of a log, read in that way. */
type HistoryUnder = (followed: Partial<Readings>, lines: number) => History;

/** The option of a reading that leaves fewest breaches, if one leaves fewer. */
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
const headsOf = (breaches: Breaches): { readonly rule: RuleId; readonly line: number }[] =>
  RULE_IDS.flatMap((rule) => [...breaches.values()].find((breach) => breach.rule === rule) ?? []);
