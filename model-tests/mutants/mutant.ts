/** A dealer with one small fault. */
import type { Driver } from '../../src/dealer/engine/driver.ts';
import type { Dealer, DealerOptions } from '../../src/dealer/index.ts';
import { type Changes, Endless, load } from './graph.ts';

export interface Mutant {
  /** Unique id: the place of the fault, and its kind. */
  readonly id: string;
  /** The chart or the file of the fault. */
  readonly place: string;
  /** The changed files. */
  readonly changes: () => Changes;
  /**
   * Conditions for a run to be affected, any of which is enough: a function, `file#number`, or an event in a state of a
   * chart. Undefined if every run is affected.
   */
  readonly reach: readonly string[] | undefined;
}

/** Creates faulty dealers, which throw `Endless` when they do not terminate. */
export type Create = (options: DealerOptions) => Dealer;

/** Returns the constructor of dealers with this fault. */
export function creatorOf({ changes }: Pick<Mutant, 'changes'>): Create {
  let steps = 0;
  const graph = load(changes(), () => {
    steps += 1;
    if (steps > MOST_STEPS) throw new Endless(`Expected an end, but the dealer took ${MOST_STEPS} steps.`);
  });
  const { Dealer } = graph('src/dealer/dealer.ts');
  const driver = driverIn(graph);
  return (options) => {
    steps = 0;
    return new Dealer(driver, options);
  };
}

/**
 * The driver of these dealers: the generated charts with the list and the tables of the specification, so that mutants
 * cover these, too.
 */
export const driverIn = (graph: ReturnType<typeof load>): Driver => ({
  ...graph('src/dealer/engine/generated.ts').generated,
  list: graph('machines/member-list.ts').PlainList.EMPTY,
  handlers: graph('src/dealer/engine/tables.ts').tables,
});

// --- internal ---

/** Limit of entered functions and iterations of loops: more than a hundred times that of the longest scenario. */
const MOST_STEPS = 1_000_000;
