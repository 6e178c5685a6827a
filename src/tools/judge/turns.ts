/** Selection of callees: for each INVOCATION, the candidates that the policy names. */
import type { Readings } from '../../../machines/readings.ts';
import { CROSSING } from './crossed.ts';
import type { Call, Lists, Member, Moment, Played, Registration, Session, Try, Turn } from './facts.ts';
import { isRefusal } from './matching.ts';
import { lineAfter, passedOver } from './overtaking.ts';

/** The turns of a registration; callees that have left the list are a matter of other rules. */
export const turnsOf = (registration: Registration, readings: Readings): readonly Turn[] =>
  play(registration, readings).turns;

/** Round-robin position: an order number, index or number of turns, depending on the reading `position`. */
export const positionOf = (registration: Registration, readings: Readings): number =>
  play(registration, readings).position;

/** The callee's place that an INVOCATION was for; undefined if the callee has none. */
export const placeOf = (tried: Try, readings: Readings): Member | undefined =>
  tried.registration && play(tried.registration, readings).places.get(tried);

/** The candidates for a call after this callee was left out; none if it has been tried too often. */
export function candidatesAfter(
  { tried, line, at, ...lists }: Lists & Moment & { readonly tried: Try },
  call: Call,
  readings: Readings,
): readonly Member[] {
  const tries = call.tries.slice(0, call.tries.indexOf(tried) + 1);
  const sought = soughtAfter({ tried, ...lists }, readings);
  const list = placesOf(sought.members, readings);
  // Two busy callees could hand a call to and fro for ever.
  if (readings.exclude === 'last-refused' && tries.length >= 2 * list.length) return [];
  const passed = passedOver(call, lineAfter(call, { line, at }), readings);
  return remaining(sought, { tries, passed }, readings, (one) => placeOf(one, readings));
}

/** The registration searched for the next callee after this one was left out: the reading `ended`. */
export const soughtAfter = (
  { tried, members, standing, standingMembers }: Lists & { readonly tried: Try },
  { ended }: Readings,
): Sought =>
  ended === 'procedure'
    ? { registration: standing, members: standingMembers }
    : { registration: tried.registration, members };

/** The places on the list under the reading `sameSession`. */
export const placesOf = (members: readonly Member[], { sameSession }: Readings): readonly Member[] =>
  sameSession === 'second-place' ? members : members.filter(({ isRepeated }) => !isRepeated);

// --- internal ---

/** A registration, if there is one, and its list as it was then. */
type Sought = Pick<Try, 'registration' | 'members'>;

/** Finds the place that an INVOCATION was for. */
type PlaceOf = (tried: Try) => Member | undefined;

/** Cached on the registration, since places are looked up very often. */
function play(registration: Registration, readings: Readings): Played {
  const { played, tries } = registration;
  if (played?.readings === readings && played.tries === tries.length) return played;
  registration.played = takeTurns(registration, readings);
  return registration.played;
}

function takeTurns(registration: Registration, readings: Readings): Played {
  const { policy, tries } = registration;
  const robin = new Robin(readings);
  const turns: Turn[] = [];
  const places = new Map<Try, Member | undefined>();
  // A call may have been given to another registration before.
  const placeSoFar: PlaceOf = (tried) =>
    tried.registration === registration ? places.get(tried) : placeOf(tried, readings);
  for (const tried of tries) {
    const { call, previous } = tried;
    const list = placesOf(tried.members, readings);
    const before = call?.tries.slice(0, call.tries.indexOf(tried)) ?? [];
    // A call without an earlier INVOCATION passes over no callee.
    const passed = previous && call ? passedOver(call, tried.line, readings) : [];
    const candidates = remaining(tried, { tries: before, passed }, readings, placeSoFar);
    const refuser = readings.next === 'refuser' && previous ? places.get(previous) : undefined;
    const isCrossed = tried.isCrossed || call?.aside === CROSSING;
    // Where messages crossed, any candidate may have been the next. No text says at which callee a rotation begins.
    const isAnyNext = isCrossed || !robin.isKnown || turns.length === 0;
    const isOpen = registration.isUnordered || (policy === 'roundrobin' && isAnyNext);
    const named = isOpen
      ? candidates
      : namedBy(policy, candidates, () => robin.next(list, candidates, refuser));
    turns.push({ tried, named: named.map(({ session }) => session) });
    const asked = askedOf(tried, [...named, ...candidates, ...list]);
    places.set(tried, asked);
    if (policy !== 'roundrobin' || asked === undefined) continue;
    if (previous === undefined || readings.rerouteMoves === 'yes') robin.move(list, asked);
    robin.isKnown = !isCrossed;
  }
  return { readings, tries: tries.length, turns, places, position: robin.position };
}

/** The first of the places that an INVOCATION can be for, with its registration id if there is one. */
function askedOf({ callee, message }: Try, places: readonly Member[]): Member | undefined {
  const its = places.filter(({ session }) => session === callee);
  return its.find(({ id }) => id === message.target) ?? its[0];
}

function namedBy(
  policy: string,
  candidates: readonly Member[],
  next: () => readonly Member[],
): readonly Member[] {
  switch (policy) {
    case 'roundrobin':
      return next();
    case 'random':
      return candidates;
    case 'last':
      return candidates.slice(-1);
    default:
      return candidates.slice(0, 1);
  }
}

/**
 * A list without the members that are left out (the readings `exclude` and `refusals`) or passed over, and
 * under `last` without newcomers (the reading `newcomer`).
 *
 * @param tries earlier INVOCATIONs of the call
 * @param passed sessions that the call passes over
 */
function remaining(
  { registration, members }: Sought,
  { tries, passed }: { readonly tries: readonly Try[]; readonly passed: readonly Session[] },
  readings: Readings,
  placeOf: PlaceOf,
): readonly Member[] {
  const refused = tries.filter(isRefusal);
  const counted = readings.exclude === 'last-refused' ? refused.slice(-1) : refused;
  const isLeftOut = (member: Member): boolean =>
    passed.includes(member.session) ||
    counted.some((tried) =>
      readings.refusals === 'session' ? tried.callee === member.session : placeOf(tried) === member,
    );
  const left = placesOf(members, readings).filter((member) => !isLeftOut(member));
  const last = tries.at(-1);
  if (last === undefined || registration?.policy !== 'last' || readings.newcomer === 'candidate') return left;
  // In another registration, all are newcomers.
  if (last.registration !== registration) return [];
  const before = placeOf(last)?.order ?? 0;
  return left.filter(({ order }) => order < before);
}

/** The round-robin position of one registration. */
class Robin {
  private readonly readings: Readings;
  /** Order number of the member asked last, or index in the list, or number of turns. */
  position = 0;
  /** False while another INVOCATION may have been the last. */
  isKnown = true;

  constructor(readings: Readings) {
    this.readings = readings;
  }

  /** The next candidate in the circle: the first after the one that refused, or from the position on. */
  next(
    list: readonly Member[],
    candidates: readonly Member[],
    refuser: Member | undefined,
  ): readonly Member[] {
    const from = refuser === undefined ? this.orderIn(list) : refuser.order + 1;
    const found = candidates.find(({ order }) => order >= from) ?? candidates[0];
    return found === undefined ? [] : [found];
  }

  /** Moves the position past this member. */
  move(list: readonly Member[], asked: Member): void {
    const place = list.indexOf(asked);
    switch (this.readings.position) {
      case 'after-last':
        this.position = asked.order;
        return;
      case 'index':
        // In a list of one, no member follows; the position stays for when the list grows.
        if (list.length > 1) this.position = place + 1;
        return;
      case 'counter':
        // Members that were passed over have had a turn as well.
        while (this.position % list.length !== place) this.position++;
        this.position++;
    }
  }

  private orderIn(list: readonly Member[]): number {
    switch (this.readings.position) {
      case 'after-last':
        return this.position + 1;
      case 'index':
        return list[this.position]?.order ?? 0;
      case 'counter':
        return list[this.position % list.length]?.order ?? 0;
    }
  }
}
