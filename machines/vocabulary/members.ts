/** The members of a registration, and those of them who have refused a call. */
import type { SessionKey } from './words.ts';

/** What a callee announced in HELLO that matters to the dealer. */
export interface CalleeFeatures {
  readonly call_reroute: boolean;
  readonly call_canceling: boolean;
  readonly progressive_call_results: boolean;
}

/** One callee's place in a registration; its order number is never used again within that registration. */
export interface Member {
  readonly order: number;
  readonly session: SessionKey;
  readonly features: CalleeFeatures;
}

/**
 * The sessions that refused a call or could not be told of it, the last one outermost; undefined if there are none.
 * So one more is recorded without a copy of those before it.
 */
export type Refusals = { readonly session: SessionKey; readonly before: Refusals } | undefined;
