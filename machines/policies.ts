/**
 * The policies: each picks one of the candidates, which are the members that have not refused the call.
 *
 * The edges of the registration chart call these functions; `core-rule.ts` has the core rule over all of them.
 */
import type { Candidates } from './member-list.ts';
import type { Member, RegistrationContext, SelectEvent } from './vocabulary.ts';

/**
 * The candidates for a call: the members without those that refused it (CR-7) and those that it passes over. The reading
 * `exclude` decides which refusals count, the reading `refusals` which places each of them excludes, and the reading
 * `order` whether callees are passed over.
 */
export function candidatesFor(
  { registration, members, readings }: RegistrationContext,
  { call: { refusals, passedOver } }: SelectEvent,
): Candidates {
  // Without refusals it is the first selection for the call, and no later call can have overtaken it.
  if (refusals === undefined) return members;
  const present = passedOver.reduce((list, session) => list.without(list.placesOf(session)), members);
  const counted = readings.exclude === 'last-refused' ? { ...refusals, before: undefined } : refusals;
  return readings.refusals === 'session' ? present.less(counted) : present.lessPlaces(counted, registration);
}

/** `single`: the one member there is. */
export const pickOnly = pickFirst;

/** `roundrobin`: the next after the position; see the reading `position` for what that is. */
export function pickNext(context: RegistrationContext, event: SelectEvent): Member | undefined {
  const candidates = candidatesFor(context, event);
  return candidates.atOrAfter(turnOf(context)) ?? candidates.first;
}

/** True if a call continues after the callee that refused it: the reading `next`. */
export const isNextToRefuser = (
  { registration, readings }: RegistrationContext,
  { call }: SelectEvent,
): boolean => call.registration === registration && readings.next === 'refuser';

/** `roundrobin`, for such a call: the next after the callee that refused it. */
export function pickNextToRefuser(context: RegistrationContext, event: SelectEvent): Member | undefined {
  const candidates = candidatesFor(context, event);
  return candidates.atOrAfter((event.call.callee as Member).order + 1) ?? candidates.first;
}

/** `random`: the one the draw falls on, each equally likely. */
export function pickAtRandom(context: RegistrationContext, event: SelectEvent): Member | undefined {
  const candidates = candidatesFor(context, event);
  return candidates.at(Math.floor(event.draw * candidates.size));
}

/** `first`: the one that registered earliest. */
export function pickFirst(context: RegistrationContext, event: SelectEvent): Member | undefined {
  return candidatesFor(context, event).first;
}

/** `last`: the one that registered latest; see the reading `newcomer` for who counts. */
export function pickLast(context: RegistrationContext, event: SelectEvent): Member | undefined {
  const candidates = candidatesFor(context, event);
  const { callee, registration } = event.call;
  if (context.readings.newcomer !== 'ignored' || callee === undefined) return candidates.last;
  // Order numbers are of one registration: all members of another one are newcomers.
  return registration === context.registration ? candidates.before(callee.order) : undefined;
}

/** The round-robin position once `member` has had its turn. */
export function positionAfter(context: RegistrationContext, member: Member): number {
  const { members, position } = context;
  switch (context.readings.position) {
    case 'after-last':
      return member.order;
    case 'index':
      // A list of one has no order to keep: the position waits for the list to grow again.
      return members.size === 1 ? position : members.rank(member.order) + 1;
    case 'counter': {
      const skipped = (members.rank(member.order) - (position % members.size) + members.size) % members.size;
      return position + skipped + 1;
    }
  }
}

// --- internal ---

/** The order number from which round-robin goes on. */
function turnOf({ members, position, readings }: RegistrationContext): number {
  switch (readings.position) {
    case 'after-last':
      return position + 1;
    case 'index':
      return members.at(position)?.order ?? 0;
    case 'counter':
      return members.at(position % members.size)?.order ?? 0;
  }
}
