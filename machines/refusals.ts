/** The refusals of a call as a list. */
import type { Refusal, Refusals } from './vocabulary/members.ts';

/** The refusals of a call, in the order in which they came. */
export function refusalsOf(refusals: Refusals): Refusal[] {
  const list: Refusal[] = [];
  for (let one = refusals; one !== undefined; one = one.before) {
    const { session, registration, order } = one;
    list.push({ session, registration, order });
  }
  return list.reverse();
}
