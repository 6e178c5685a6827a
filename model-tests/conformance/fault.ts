/** A faulty router: its fault, and the rules that name it. */
import type { RuleId } from '../../machines/rules.ts';
import { Dealer } from '../../src/dealer/dealer.ts';
import { type Charts, driverOf } from '../../src/dealer/engine/charts.ts';
import { generatedCharts as generated } from '../../src/dealer/engine/collected.ts';
import { createDealer } from '../../src/dealer/index.ts';
import type { Verdict } from '../../src/tools/conform/result.ts';
import { chartMutants } from '../mutants/charts.ts';
import { type Changes, load, textOf } from '../mutants/graph.ts';
import { type Create, chartsIn, type Mutant } from '../mutants/mutant.ts';
import { handMade } from '../mutants/named.ts';
import type { Spoiler } from './served.ts';

export interface Fault {
  /** The behaviour of the router, as a clause. */
  readonly says: string;
  /** Rules that name it truly: that of its cause, and those of what a client sees of it. */
  readonly rules: readonly RuleId[];
  /** Ids of cases that show it, and are named by one of these rules. */
  readonly cases: readonly string[];
  /** Verdict on these cases; `fail` or `no answer` if omitted. */
  readonly verdict?: Verdict;
  /** Constructs its dealer; a right one if omitted. */
  readonly create?: () => Create;
  /** Spoils its messages. */
  readonly spoil?: () => Spoiler;
}

/** Dealers with a fault of the page on mutants, by its id. */
export const mutant = (id: string) => (): Create => {
  const found = mutantsById().get(id);
  if (found === undefined) throw new Error(`Expected a mutant, but "${id}" is none.`);
  return changed(found.changes());
};

/** Dealers in whose source a text is replaced. */
export const edited = (file: string, from: string, to: string) => (): Create => {
  const text = textOf(file);
  if (!text.includes(from)) throw new Error(`Expected to find "${from}" in ${file}, but it is not there.`);
  return changed(new Map([[file, text.replaceAll(from, () => to)]]));
};

/** Dealers with other steps of some charts. */
export const stepping =
  (
    steps: {
      readonly [Chart in 'call' | 'registration' | 'session']?: Charts[Chart]['step'];
    },
  ) =>
  (): Create => {
    const charts = { ...generated };
    for (const chart of ['call', 'registration', 'session'] as const) {
      const step = steps[chart];
      if (step !== undefined) Object.assign(charts, { [chart]: { ...generated[chart], step } });
    }
    const driver = driverOf(charts);
    return (options) => new Dealer(driver, options);
  };

/** The dealer of a faulty router. */
export const creatorOf = ({ create }: Fault): Create => create?.() ?? createDealer;

// --- internal ---

function changed(changes: Changes): Create {
  const graph = load(changes, () => {});
  const driver = driverOf(chartsIn(graph));
  const { Dealer: Changed } = graph('src/dealer/dealer.ts');
  return (options) => new Changed(driver, options);
}

let known: ReadonlyMap<string, Mutant> | undefined;

function mutantsById(): ReadonlyMap<string, Mutant> {
  known ??= new Map([...chartMutants(), ...handMade()].map((one) => [one.id, one]));
  return known;
}
