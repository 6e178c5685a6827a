/** Whose turn it was: for each INVOCATION, whom the policy names of those who could be asked. */
import type { Readings } from '../../../machines/readings.ts';
import type { Call, Lists, Member, Registration, Session, Try } from './facts.ts';
import { isRefusal } from './matching.ts';

/** An INVOCATION, and who could have been sent it. */
export interface Turn {
  readonly tried: Try;
  /** The candidates that the policy names: one of them, under `random` any. */
  readonly named: readonly Session[];
}

/** The INVOCATIONs of a registration, each with whom the policy names; who left the list is not judged here. */
export function turnsOf(registration: Registration, readings: Readings): Turn[] {
  return takeTurns(registration, readings).turns;
}

/** The round-robin position of a registration: an order number, a place or a number of turns, as `position` is read. */
export const positionOf = (registration: Registration, readings: Readings): number =>
  takeTurns(registration, readings).position;

/** The members that the call could be given to. */
function candidatesOf(tried: Try, readings: Readings): readonly Member[] {
  return remaining(tried, tried.call?.tries.slice(0, tried.call.tries.indexOf(tried)) ?? [], readings);
}

/** The members that the call could be given to once this callee was left out; nobody where it has been tried too often. */
export function candidatesAfter(
  { tried, ...lists }: Lists & { readonly tried: Try },
  call: Call,
  readings: Readings,
): readonly Member[] {
  const tries = call.tries.slice(0, call.tries.indexOf(tried) + 1);
  const sought = soughtAfter({ tried, ...lists }, readings);
  const list = placesOf(sought.members, readings);
  // Two busy callees could hand a call to and fro for ever.
  if (readings.exclude === 'last-refused' && tries.length >= 2 * list.length) return [];
  return remaining(sought, tries, readings);
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

function takeTurns(
  { policy, tries }: Registration,
  readings: Readings,
): { readonly turns: Turn[]; readonly position: number } {
  const robin = new Robin(readings);
  const turns: Turn[] = [];
  /** The place that was asked by each INVOCATION. */
  const places = new Map<Try | undefined, Member | undefined>();
  for (const tried of tries) {
    const list = placesOf(tried.members, readings);
    const candidates = candidatesOf(tried, readings);
    const refuser = readings.next === 'refuser' ? places.get(tried.previous) : undefined;
    const named = namedBy(policy, candidates, () => robin.next(list, candidates, refuser));
    turns.push({ tried, named: named.map(({ session }) => session) });
    if (policy !== 'roundrobin') continue;
    const asked = [...named, ...list].find(({ session }) => session === tried.callee);
    places.set(tried, asked);
    if (tried.previous !== undefined && readings.rerouteMoves === 'no') continue;
    if (asked !== undefined) robin.move(list, asked);
  }
  return { turns, position: robin.position };
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

/** A list less those who are left out (the reading `exclude`), under `last` also less newcomers (the reading `newcomer`). */
function remaining(
  { registration, members }: Sought,
  tries: readonly Try[],
  readings: Readings,
): readonly Member[] {
  const refusers = tries.filter(isRefusal).map(({ callee }) => callee);
  const excluded = readings.exclude === 'last-refused' ? refusers.slice(-1) : refusers;
  const left = placesOf(members, readings).filter(({ session }) => !excluded.includes(session));
  const last = tries.at(-1);
  if (last === undefined || registration?.policy !== 'last' || readings.newcomer === 'candidate') return left;
  // In another registration, all are newcomers.
  if (last.registration !== registration) return [];
  const before = placeOf(last, tries.slice(0, -1), readings);
  return left.filter(({ order }) => order < before);
}

/** Which place of the callee was asked under `last`: its latest one that could be. */
function placeOf(tried: Try, earlier: readonly Try[], readings: Readings): number {
  const could = remaining(tried, earlier, readings);
  const its = ({ session }: Member): boolean => session === tried.callee;
  return (could.findLast(its) ?? tried.members.findLast(its))?.order ?? 0;
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
