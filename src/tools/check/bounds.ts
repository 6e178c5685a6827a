/** Bounds of a small world. */
import type { Policy } from '../../../machines/vocabulary.ts';

/** Numbers of participants and calls, and the options explored. */
export interface Bounds {
  readonly policy: Policy;
  readonly callees: number;
  /** The greatest number of calls in flight. */
  readonly calls: number;
  /** Number of callees without announced features; 0 if omitted. */
  readonly plain?: number | undefined;
  /** True if callers may ask for progressive results, callees yield them, and half of a timeout may pass. */
  readonly progress?: boolean | undefined;
  /** True if callees also register with another policy than that of the registration. */
  readonly conflicts?: boolean | undefined;
  /** True if sessions that left may join again, as new sessions. */
  readonly rejoin?: boolean | undefined;
  /** True if forwarded messages to a session may become undeliverable. */
  readonly obstacles?: boolean | undefined;
}
