/** Bounds of a small world. */
import type { Policy } from '../../../machines/vocabulary.ts';

/** The number of everything in it, and the options that are tried. */
export interface Bounds {
  readonly policy: Policy;
  readonly callees: number;
  /** How many calls may be in flight at one time. */
  readonly calls: number;
  /** How many of the callees announce no feature; 0 if left out. */
  readonly plain?: number | undefined;
  /** Whether callers may ask for progressive results, callees yield them, and half of a timeout pass. */
  readonly progress?: boolean | undefined;
  /** Whether callees also ask for another policy than that of the registration. */
  readonly conflicts?: boolean | undefined;
  /** Whether somebody who is gone may come back, as a new session. */
  readonly rejoin?: boolean | undefined;
  /** Whether there may be times at which nothing of others can be passed on to somebody. */
  readonly obstacles?: boolean | undefined;
}
