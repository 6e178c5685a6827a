/**
 * How each policy picks a callee: of the members that are not left out, the one the policy names.
 *
 * The functions are what the charts' edges call; `selection.ts` states the core rule over all of them.
 */
import type { Member, RegistrationContext, SelectEvent, SessionKey } from './vocabulary.ts';

/** `single`: the one member there is. */
export const pickOnly = pickFirst;

/** `roundrobin`: the next after the position; see the reading `position` for what that is. */
export function pickNext(context: RegistrationContext, event: SelectEvent): Member | undefined {
  const { members } = context;
  const start = startOf(context);
  for (let step = 0; step < members.size; step++) {
    const member = members.at((start + step) % members.size) as Member;
    if (!isLeftOut(context, event, member)) return member;
  }
  return undefined;
}

/** `random`: the one the draw falls on, each equally likely. */
export function pickAtRandom(context: RegistrationContext, event: SelectEvent): Member | undefined {
  const { members } = context;
  const leftOut = leftOutOrders(context, event);
  let rank = Math.floor(event.draw * (members.size - leftOut.length));
  for (const order of leftOut) if (members.rank(order) <= rank) rank++;
  return members.at(rank);
}

/** `first`: the one that registered earliest. */
export function pickFirst(context: RegistrationContext, event: SelectEvent): Member | undefined {
  for (let rank = 0; rank < context.members.size; rank++) {
    const member = context.members.at(rank) as Member;
    if (!isLeftOut(context, event, member)) return member;
  }
  return undefined;
}

/** `last`: the one that registered latest; see the reading `newcomer` for who counts. */
export function pickLast(context: RegistrationContext, event: SelectEvent): Member | undefined {
  for (let rank = ranksForLast(context, event) - 1; rank >= 0; rank--) {
    const member = context.members.at(rank) as Member;
    if (!isLeftOut(context, event, member)) return member;
  }
  return undefined;
}

/** The round-robin position once `member` has had its turn. */
export function positionAfter(context: RegistrationContext, member: Member): number {
  const { members, position } = context;
  const rank = members.rank(member.order);
  switch (context.readings.position) {
    case 'after-last':
      return member.order;
    case 'index':
      // A list of one has no order to keep: the position waits for the list to grow again.
      return members.size === 1 ? position : rank + 1;
    case 'counter': {
      const skipped = (rank - (position % members.size) + members.size) % members.size;
      return position + skipped + 1;
    }
  }
}

// --- internal ---

/** The rank at which round-robin looks first. */
function startOf({ members, position, readings }: RegistrationContext): number {
  switch (readings.position) {
    case 'after-last':
      return members.rank(position + 1);
    case 'index':
      return position >= members.size ? 0 : position;
    case 'counter':
      return position % members.size;
  }
}

/** Whether the call is not to be given to this member, since its session refused it: the reading `exclude`. */
function isLeftOut({ readings }: RegistrationContext, event: SelectEvent, member: Member): boolean {
  return readings.exclude === 'last-refused'
    ? event.tries > 0 && event.asked?.session === member.session
    : event.refusals.size > 0 && event.refusals.has(member.session);
}

/** The order numbers of the members left out, rising. */
function leftOutOrders({ places, readings }: RegistrationContext, event: SelectEvent): number[] {
  const sessions: Iterable<SessionKey> =
    readings.exclude === 'last-refused' ? (event.asked ? [event.asked.session] : []) : event.refusals.keys();
  return [...sessions].flatMap((session) => places.get(session) ?? []).sort((a, b) => a - b);
}

/** How many members, from the head of the list, `last` looks at. */
function ranksForLast({ members, readings }: RegistrationContext, { asked }: SelectEvent): number {
  return readings.newcomer === 'ignored' && asked !== undefined ? members.rank(asked.order) : members.size;
}
