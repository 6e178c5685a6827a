/**
 * The core rule: of the current members of a registration, without those that refused this call and those that it
 * passes over, the one that the policy picks.
 *
 * The registration chart has one edge for each policy, and a test compares every one of its answers with this function.
 * Only the limit of tries under the reading `exclude: last-refused` is left to the chart.
 */
import { match } from 'ts-pattern';
import {
  isNextToRefuser,
  pickAtRandom,
  pickFirst,
  pickLast,
  pickNext,
  pickNextToRefuser,
  pickOnly,
} from './policies.ts';
import type { Member, RegistrationContext, SelectEvent } from './vocabulary.ts';

/**
 * Picks the callee for a call, or for a re-routed call.
 *
 * @param context the registration: its policy, members and round-robin position
 * @param event the call: who refused it, whom it passes over, whom it asked last, and a random draw
 * @returns the member to ask, or undefined if none is left (rules SR-10 to SR-13 and CR-2 to CR-8)
 */
export function select(context: RegistrationContext, event: SelectEvent): Member | undefined {
  return match(context.policy)
    .with('single', () => pickOnly(context, event))
    .with('roundrobin', () =>
      isNextToRefuser(context, event) ? pickNextToRefuser(context, event) : pickNext(context, event),
    )
    .with('random', () => pickAtRandom(context, event))
    .with('first', () => pickFirst(context, event))
    .with('last', () => pickLast(context, event))
    .exhaustive();
}
