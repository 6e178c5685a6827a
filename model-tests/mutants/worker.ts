/** A process that judges its share of the mutants, and sends the verdicts. */
import { sampleWalks } from '../paths/index.ts';
import { SCENARIOS, UNBOUND } from '../scenarios.ts';
import { allMutants } from './mutants.ts';
import { Trials, type Verdict } from './trials.ts';
import { testThatFindsOut } from './unit-tests.ts';

export interface Told {
  readonly id: string;
  readonly verdict: Verdict;
  readonly test: string | undefined;
}

const [first, step, only = ''] = process.argv.slice(2);
const written = await Trials.of(SCENARIOS, UNBOUND);
// A sample of the paths: all of them would take hours, and the hand-written scenarios detect nearly everything.
const generated = await Trials.of(sampleWalks(40).map(({ scenario }) => scenario));
const mutants = allMutants().filter(({ id }) => id.includes(only));
for (let index = Number(first); index < mutants.length; index += Number(step)) {
  const mutant = mutants[index] as (typeof mutants)[number];
  process.send?.({
    id: mutant.id,
    verdict: await generated.judge(mutant, await written.judge(mutant)),
    test: await testThatFindsOut(mutant),
  } satisfies Told);
}
process.disconnect();
