/** Whose turn it was: for each INVOCATION, whom the policy names of those who could be asked. */
import type { Readings } from '../../../machines/readings.ts';
import type { Call, Lists, Member, Moment, Registration, Session, Try } from './facts.ts';
import { isRefusal } from './matching.ts';
import { lineAfter, passedOver } from './overtaking.ts';

/** An INVOCATION, and who could have been sent it. */
export interface Turn {
  readonly tried: Try;
  /** The candidates that the policy names: one of them, under `random` any. */
  readonly named: readonly Session[];
}

/** The INVOCATIONs of a registration, each with whom the policy names; who left the list is not judged here. */
export const turnsOf = (registration: Registration, readings: Readings): readonly Turn[] =>
  play(registration, readings).turns;

/** The round-robin position of a registration: an order number, a place or a number of turns, as `position` is read. */
export const positionOf = (registration: Registration, readings: Readings): number =>
  play(registration, readings).position;

/** The place that an INVOCATION was for, of those that its callee has; undefined if it has none. */
export const placeOf = (tried: Try, readings: Readings): Member | undefined =>
  tried.registration && play(tried.registration, readings).places.get(tried);

/** The members that the call could be given to once this callee was left out; nobody where it has been tried too often. */
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

/** The registration in which the next callee is looked for once this one was left out: the reading `ended`. */
export const soughtAfter = (
  { tried, members, standing, standingMembers }: Lists & { readonly tried: Try },
  { ended }: Readings,
): Sought =>
  ended === 'procedure'
    ? { registration: standing, members: standingMembers }
    : { registration: tried.registration, members };

/** The places on the list, as the reading `sameSession` has it. */
export const placesOf = (members: readonly Member[], { sameSession }: Readings): readonly Member[] =>
  sameSession === 'second-place' ? members : members.filter(({ isRepeated }) => !isRepeated);

// --- internal ---

/** A registration, if there is one, and its list as it was then. */
type Sought = Pick<Try, 'registration' | 'members'>;

/** Finds the place that an INVOCATION was for. */
type PlaceOf = (tried: Try) => Member | undefined;

/** What became of the INVOCATIONs of a registration. */
interface Played {
  readonly turns: readonly Turn[];
  readonly places: ReadonlyMap<Try, Member | undefined>;
  readonly position: number;
}

/** What was found last for a registration; its places are asked for again and again. */
const PLAYED = new WeakMap<Registration, { readings: Readings; tries: number; played: Played }>();

function play(registration: Registration, readings: Readings): Played {
  const { length } = registration.tries;
  const last = PLAYED.get(registration);
  if (last?.readings === readings && last.tries === length) return last.played;
  const played = takeTurns(registration, readings);
  PLAYED.set(registration, { readings, tries: length, played });
  return played;
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
    // A call that was given to nobody before has nothing to pass over.
    const passed = previous && call ? passedOver(call, tried.line, readings) : [];
    const candidates = remaining(tried, { tries: before, passed }, readings, placeSoFar);
    const refuser = readings.next === 'refuser' && previous ? places.get(previous) : undefined;
    const named = namedBy(policy, candidates, () => robin.next(list, candidates, refuser));
    turns.push({ tried, named: named.map(({ session }) => session) });
    const asked = askedOf(tried, [...named, ...candidates, ...list]);
    places.set(tried, asked);
    if (policy !== 'roundrobin' || asked === undefined) continue;
    if (previous === undefined || readings.rerouteMoves === 'yes') robin.move(list, asked);
  }
  return { turns, places, position: robin.position };
}

/** The first of some places that an INVOCATION can have been for; where its callee has several, one of its registration id. */
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
 * A list less what is left out (the readings `exclude` and `refusals`) and passed over, under `last` also less newcomers
 * (the reading `newcomer`).
 *
 * @param tries to whom the call was given before
 * @param passed whom it passes over
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
  /** The order number of who was asked last, or a place in the list, or a number of turns. */
  position = 0;

  constructor(readings: Readings) {
    this.readings = readings;
  }

  /** Whose turn it is: the first candidate after the one that refused, or from the position on, and round. */
  next(
    list: readonly Member[],
    candidates: readonly Member[],
    refuser: Member | undefined,
  ): readonly Member[] {
    const from = refuser === undefined ? this.orderIn(list) : refuser.order + 1;
    const found = candidates.find(({ order }) => order >= from) ?? candidates[0];
    return found === undefined ? [] : [found];
  }

  /** This member has had its turn. */
  move(list: readonly Member[], asked: Member): void {
    const place = list.indexOf(asked);
    switch (this.readings.position) {
      case 'after-last':
        this.position = asked.order;
        return;
      case 'index':
        // In a list of one nobody comes after the last one; the position stays for when the list grows.
        if (list.length > 1) this.position = place + 1;
        return;
      case 'counter':
        // Whoever was passed over has had a turn as well.
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
