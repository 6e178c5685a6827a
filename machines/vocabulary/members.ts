/** The members of a registration, and those of them who have refused a call. */
import type { Id, SessionKey } from './words.ts';

/** The features that a callee announced in HELLO and that matter to the dealer. */
export interface CalleeFeatures {
  readonly call_reroute: boolean;
  readonly call_canceling: boolean;
  readonly progressive_call_results: boolean;
  readonly registration_revocation: boolean;
}

/** One callee's place in a registration; its order number is never used again within that registration. */
export interface Member {
  readonly order: number;
  readonly session: SessionKey;
  /** The registration id of its REGISTERED: the reading `registrationId`. */
  readonly registration: Id;
  readonly features: CalleeFeatures;
}

/** Refusal of a call by a callee, or its undeliverable INVOCATION, with the place that was asked. */
export interface Refusal {
  readonly session: SessionKey;
  readonly registration: Id;
  readonly order: number;
}

/**
 * The refusals of a call, the last one outermost; undefined if there are none. A new one is added without a
 * copy of the others.
 */
export type Refusals = (Refusal & { readonly before: Refusals }) | undefined;

/** The refusals of a call, in the order in which they came. */
export function refusalsOf(refusals: Refusals): Refusal[] {
  const list: Refusal[] = [];
  for (let one = refusals; one !== undefined; one = one.before) {
    const { session, registration, order } = one;
    list.push({ session, registration, order });
  }
  return list.reverse();
}
