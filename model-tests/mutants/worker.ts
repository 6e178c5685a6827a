/** A process that judges every so many-th mutant, and sends the verdicts. */
import { SCENARIOS } from '../scenarios.ts';
import { allMutants } from './mutants.ts';
import { Trials, type Verdict } from './trials.ts';

export interface Told {
  readonly id: string;
  readonly verdict: Verdict;
}

const [first, step, only = ''] = process.argv.slice(2);
const trials = await Trials.of(SCENARIOS);
const mutants = allMutants().filter(({ id }) => id.includes(only));
for (let index = Number(first); index < mutants.length; index += Number(step)) {
  const mutant = mutants[index] as (typeof mutants)[number];
  process.send?.({ id: mutant.id, verdict: await trials.judge(mutant) } satisfies Told);
}
process.disconnect();
