/** Cache for results that several oracles need of one history. */
import type { History } from './history.ts';

/**
 * Caches the latest result of a function of a history: oracles judge one history after the other.
 *
 * @param work a function of nothing but the history and its other arguments
 */
export function memo<Rest extends readonly unknown[], Result>(
  work: (history: History, ...rest: Rest) => Result,
): (history: History, ...rest: Rest) => Result {
  let last: { of: History; length: number; rest: Rest; result: Result } | undefined;
  return (history, ...rest) => {
    const { length } = history.clock;
    if (last?.of === history && last.length === length && isEqual(last.rest, rest)) return last.result;
    last = { of: history, length, rest, result: work(history, ...rest) };
    return last.result;
  };
}

// --- internal ---

const isEqual = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  one.every((value, index) => value === other[index]);
