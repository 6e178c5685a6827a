/** Explorations of small worlds, and what they find. */
import { scenarioOf } from '../src/tools/check/counterexample.ts';
import { type Check, type CounterExample, exploreAll } from '../src/tools/check/explore.ts';
import { writeScenario } from '../src/tools/scenario/write.ts';

/** Two callees and a caller. */
export const SMALL = { callees: 2, calls: 1 };

/** The violation found, as text; undefined if there is none. */
export function wrongIn(check: Check): string | undefined {
  const { counterExample } = exploreAll(check);
  return counterExample && pageOf(counterExample, check);
}

export const pageOf = (counterExample: CounterExample, check: Check): string =>
  writeScenario(scenarioOf(counterExample, check, 'wrong.md'));

/** The violation that must be found. */
export function wrong(check: Check): CounterExample {
  const { counterExample } = exploreAll(check);
  if (counterExample === undefined) throw new Error('Expected something wrong to be found.');
  return counterExample;
}
