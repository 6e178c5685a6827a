/** Numbers that are drawn in tests. */
import { Chance } from '../src/tools/scenario/systems/system.ts';

/** Numbers at least 0 and less than 1, the same for the same seed. */
export const randomFrom = (seed: number): (() => number) => new Chance(seed).draw;
