/** All mutants there are. */
import { chartMutants } from './charts.ts';
import { codeMutants } from './code.ts';
import type { Mutant } from './mutant.ts';
import { handMade } from './named.ts';

/** In the order in which the page lists them. */
export const allMutants = (): Mutant[] => [...chartMutants(), ...codeMutants(), ...handMade()];
