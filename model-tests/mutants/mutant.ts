/** A dealer with one small fault in it. */
import type { Driver } from '../../src/dealer/engine/driver.ts';
import type { Dealer, DealerOptions } from '../../src/dealer/index.ts';
import { type Changes, Endless, load } from './graph.ts';

export interface Mutant {
  /** Where the fault is and what it is; no two have the same. */
  readonly id: string;
  /** The chart or the file that it is in. */
  readonly place: string;
  /** The files that are changed. */
  readonly changes: () => Changes;
  /**
   * What a run has to come by to notice anything, each alone being enough: a function, `file#number`, or an event in a
   * state of a chart. Undefined if the fault is in what every run comes by.
   */
  readonly reach: readonly string[] | undefined;
}

/** Makes faulty dealers, which throw `Endless` when they do not come to an end. */
export type Create = (options: DealerOptions) => Dealer;

/** What makes dealers with this fault. */
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
 * The driver of such dealers: the generated charts on the line and the tables of the specification, so that these are put
 * to the test like the charts.
 */
export const driverIn = (graph: ReturnType<typeof load>): Driver => ({
  ...graph('src/dealer/engine/generated.ts').generated,
  line: graph('machines/line.ts').PlainLine.EMPTY,
  handlers: graph('src/dealer/engine/tables.ts').tables,
});

// --- internal ---

/** More than a hundred times what the longest scenario takes: functions entered and rounds of loops. */
const MOST_STEPS = 1_000_000;
