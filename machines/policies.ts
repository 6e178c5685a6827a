/**
 * How each policy picks a callee: of the members that are not left out, the one the policy names.
 *
 * The functions are what the charts' edges call; `selection.ts` states the core rule over all of them.
 */
import type { Sorted } from './sorted.ts';
import type { Member, Refusals, RegistrationContext, SelectEvent, SessionKey } from './vocabulary.ts';

/** The members that the call may be given to: those there are, less those whose session refused it (CR-7). */
export function candidatesFor(context: RegistrationContext, { call }: SelectEvent): Sorted<Member> {
  const { members, readings } = context;
  if (call.refusals === undefined) return members;
  return readings.exclude === 'last-refused'
    ? without(members, context, call.refusals.session)
    : lessAll(call.refusals, context);
}

/** `single`: the one member there is. */
export const pickOnly = pickFirst;

/** `roundrobin`: the next after the position; see the reading `position` for what that is. */
export function pickNext(context: RegistrationContext, event: SelectEvent): Member | undefined {
  const candidates = candidatesFor(context, event);
  return candidates.atOrAfter(turnOf(context)) ?? candidates.first;
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
  const { callee } = event.call;
  return context.readings.newcomer === 'ignored' && callee !== undefined
    ? candidates.before(callee.order)
    : candidates.last;
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

/** What has been found last for refusals, and for which members: a refusal takes but one off the list before it. */
const FOUND = new WeakMap<object, { readonly of: Sorted<Member>; readonly candidates: Sorted<Member> }>();

/** The members less all who refused. */
function lessAll(refusals: NonNullable<Refusals>, context: RegistrationContext): Sorted<Member> {
  const { members } = context;
  const later: NonNullable<Refusals>[] = [];
  let candidates = members;
  for (let refusal: Refusals = refusals; refusal !== undefined; refusal = refusal.before) {
    const found = FOUND.get(refusal);
    if (found?.of === members) {
      candidates = found.candidates;
      break;
    }
    later.push(refusal);
  }
  for (const { session } of later) candidates = without(candidates, context, session);
  if (later.length > 0) FOUND.set(refusals, { of: members, candidates });
  return candidates;
}

/** The list less the places that a session holds on it. */
const without = (
  list: Sorted<Member>,
  { places }: RegistrationContext,
  session: SessionKey,
): Sorted<Member> => (places.get(session) ?? []).reduce((left, order) => left.without(order), list);
