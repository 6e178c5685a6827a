/** All mutants. */
import { chartMutants } from './charts.ts';
import { codeMutants } from './code.ts';
import type { Mutant } from './mutant.ts';
import { handMade } from './named.ts';

/** In the order of the page. */
export const allMutants = (): Mutant[] => [...chartMutants(), ...codeMutants(), ...handMade()];
