/**
 * The callee with which `roundrobin` begins, which no text says: it is found by a case, and the others expect it.
 */

import type { MemberList } from '../../../machines/member-list.ts';
import { CODES } from '../../../machines/messages.ts';
import type { Readings } from '../../../machines/readings.ts';
import { Dealer } from '../../dealer/dealer.ts';
import type { DealerOptions } from '../../dealer/dealer-options.ts';
import type { ChartDriver } from '../../dealer/engine/chart.ts';
import { generated } from '../../dealer/engine/generated.ts';
import type { Observation } from './observation.ts';

export const STARTS = ['first', 'second', 'last'] as const;
export type Start = (typeof STARTS)[number];

/** The case that shows it: three callees, and the step of the first call. */
export const ROTATION_PROBE = {
  case: 'reading-position-counter',
  step: 8,
  sessions: ['alice', 'bob', 'dora'],
} as const;

/** The callee that got the first call of the case; the first one if none did. */
export function startIn({ received }: Observation): Start {
  const { step, sessions } = ROTATION_PROBE;
  const asked = (received[step - 1] ?? []).find(
    (one) => 'message' in one && one.message[0] === CODES.INVOCATION,
  );
  const index = (sessions as readonly (string | undefined)[]).indexOf(asked?.session);
  return STARTS[index] ?? 'first';
}

/** A dealer whose `roundrobin` begins there. */
export const dealerFrom =
  (start: Start) =>
  (options: DealerOptions): Dealer =>
    new Dealer(start === 'first' ? generated : { ...generated, registration: beginningAt(start) }, options);

// --- internal ---

function beginningAt(start: Start): ChartDriver<Registration['context'], Registration['event']> {
  return {
    ...generated.registration,
    step(instance, event, effects) {
      const { context, state } = instance;
      if (event.type === 'select' && state === 'occupied.shared.roundrobin' && context.position === UNMOVED)
        instance.context = { ...context, position: positionOf(start, context) };
      return generated.registration.step(instance, event, effects);
    },
  };
}

/** The position of a list that was given no call yet. */
const UNMOVED = 0;

function positionOf(
  start: Start,
  { members, readings: { position } }: { readonly members: MemberList; readonly readings: Readings },
): number {
  const rank = start === 'second' ? 1 % members.size : members.size - 1;
  return position === 'after-last' ? (members.at(rank)?.order ?? 1) - 1 : rank;
}

interface Registration {
  readonly context: Parameters<typeof generated.registration.step>[0]['context'];
  readonly event: Parameters<typeof generated.registration.step>[1];
}
