/** The default driver: charts and tables as the compiler wrote them, on a balanced list. It depends on nothing. */
import { Balanced } from '../balanced.ts';
import type { Driver } from './driver.ts';
import { Ways } from './system.generated.ts';

export const generated: Driver = { list: Balanced.EMPTY, run: (system) => new Ways(system) };
