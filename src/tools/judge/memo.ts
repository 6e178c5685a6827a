/** What several oracles ask of one history is worked out once. */
import type { History } from './history.ts';

/**
 * Makes a function of a history that remembers what it gave last: oracles are asked about one history after the other.
 *
 * @param work what it gives for a history, and for whatever else it depends on
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
