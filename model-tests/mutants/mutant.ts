/** A dealer with one small fault. */
import { type Charts, driverOf } from '../../src/dealer/engine/charts.ts';
import { collected } from '../../src/dealer/engine/collected.ts';
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
  const driver = driverOf(chartsIn(graph));
  return (options) => {
    steps = 0;
    return new Dealer(driver, options);
  };
}

/** The generated charts of these dealers with the list and the tables of the specification, so that mutants cover these, too. */
export const chartsIn = (graph: ReturnType<typeof load>): Charts => ({
  session: chartIn(graph, 'session', 'Session'),
  registration: chartIn(graph, 'registration', 'Registration'),
  call: chartIn(graph, 'call', 'Call'),
  list: graph('machines/member-list.ts').PlainList.EMPTY,
  handlers: graph('src/dealer/engine/tables.ts').tables,
});

// --- internal ---

function chartIn<Context, Event>(graph: ReturnType<typeof load>, chart: string, name: string) {
  const module = graph(`src/dealer/engine/${chart}.generated.ts`);
  return collected<Context, Event>(module[`start${name}`], module[`step${name}`]);
}

/** Limit of entered functions and iterations of loops: more than a hundred times that of the longest scenario. */
const MOST_STEPS = 1_000_000;
