/** The callee with which `roundrobin` begins: no text says it, so a case shows it, and all others expect it. */
import { CODES } from '../../../machines/messages.ts';
import type { RegistrationContext } from '../../../machines/vocabulary.ts';
import { Dealer } from '../../dealer/dealer.ts';
import type { DealerOptions } from '../../dealer/dealer-options.ts';
import type { Driver } from '../../dealer/engine/driver.ts';
import { generated } from '../../dealer/engine/generated.ts';
import type { Observation } from './observation.ts';

export const STARTS = ['first', 'second', 'last'] as const;
export type Start = (typeof STARTS)[number];

/** The case that shows it: three callees, and the step of the first call. */
export const ROTATION = {
  case: 'reading-position-counter',
  step: 8,
  callees: ['alice', 'bob', 'dora'] as readonly string[],
} as const;

/** The callee that got the first call of that case; the first one if none did. */
export function startIn({ received }: Observation): Start {
  const { step, callees } = ROTATION;
  const asked = (received[step - 1] ?? []).find(
    (one) => 'message' in one && one.message[0] === CODES.INVOCATION,
  );
  return STARTS[callees.indexOf(asked?.session ?? '')] ?? 'first';
}

/** Constructs dealers whose `roundrobin` begins there. */
export const dealersFrom =
  (start: Start) =>
  (options: DealerOptions): Dealer =>
    new Dealer(
      start === 'first' ? generated : { ...generated, registration: registrationFrom(start) },
      options,
    );

// --- internal ---

const registrationFrom = (start: Start): Driver['registration'] => ({
  ...generated.registration,
  step(instance, event, effects) {
    const { context, state } = instance;
    const isFirst = state === 'occupied.shared.roundrobin' && context.position === UNMOVED;
    if (isFirst && event.type === 'select')
      instance.context = { ...context, position: positionAt(start, context) };
    return generated.registration.step(instance, event, effects);
  },
});

/** The position of a list that was given no call yet. */
const UNMOVED = 0;

/** The position from which the callee is selected; what it counts is the reading `position`. */
function positionAt(start: Start, { members, readings: { position } }: RegistrationContext): number {
  const rank = start === 'second' ? 1 % members.size : members.size - 1;
  return position === 'after-last' ? (members.at(rank)?.order ?? 1) - 1 : rank;
}
