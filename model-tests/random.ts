/** Random numbers of tests. */
import { Chance } from '../src/tools/scenario/systems/system.ts';

/** Numbers in [0, 1), the same for the same seed. */
export const randomFrom = (seed: number): (() => number) => new Chance(seed).draw;
