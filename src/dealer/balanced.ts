/** The list of a dealer with very many callees: every operation takes O(log n). Few members are in an array. */
import { type Candidates, type MemberList, PlainList } from '../../machines/member-list.ts';
import type { Id, Member, Refusal, Refusals, SessionKey } from '../../machines/vocabulary.ts';
import { Sorted } from './sorted.ts';

export class Balanced implements MemberList {
  static get EMPTY(): MemberList {
    return new Few([]);
  }

  /** By order number. */
  private readonly members: Sorted<Member>;
  /** The places of each session, by session. */
  private readonly places: Sorted<readonly Member[]>;
  /** What led to this list last, the oldest first. It is no part of the list as plain data. */
  readonly #past: readonly Change[];

  private constructor(
    members: Sorted<Member>,
    places: Sorted<readonly Member[]>,
    past: readonly Change[] = NO_CHANGES,
  ) {
    this.members = members;
    this.places = places;
    this.#past = past;
  }

  /** The list of these members, in their order. */
  static of(members: readonly Member[]): MemberList {
    return members.reduce<MemberList>(
      (list, member) => list.with(member),
      new Balanced(Sorted.EMPTY, Sorted.EMPTY),
    );
  }

  get size(): number {
    return this.members.size;
  }

  get first(): Member | undefined {
    return this.members.first;
  }

  get last(): Member | undefined {
    return this.members.last;
  }

  at(index: number): Member | undefined {
    return this.members.at(index);
  }

  atOrAfter(order: number): Member | undefined {
    return this.members.atOrAfter(order);
  }

  before(order: number): Member | undefined {
    return this.members.before(order);
  }

  rank(order: number): number {
    return this.members.rank(order);
  }

  placesOf(session: SessionKey): readonly Member[] {
    return this.places.get(session) ?? [];
  }

  with(member: Member): MemberList {
    const { order, session } = member;
    return new Balanced(
      this.members.with(order, member),
      this.places.with(session, [...this.placesOf(session), member]),
      this.#pastWith({ from: this.members, joined: member, left: NOBODY }),
    );
  }

  without(places: readonly Member[]): MemberList {
    const [first] = places;
    if (first === undefined) return this;
    const { session } = first;
    const rest = this.placesOf(session).filter(({ order }) => !places.some((one) => one.order === order));
    const members = less(this.members, places);
    if (members.size <= FEW) return new Few([...members.values()]);
    return new Balanced(
      members,
      rest.length > 0 ? this.places.with(session, rest) : this.places.without(session),
      this.#pastWith({ from: this.members, joined: undefined, left: places }),
    );
  }

  less(refusals: Refusals): Candidates {
    return this.lessEach(refusals, BY_SESSION);
  }

  lessPlaces(refusals: Refusals, registration: Id): Candidates {
    return this.lessEach(refusals, BY_PLACE, registration);
  }

  [Symbol.iterator](): Iterator<Member> {
    return this.members.values();
  }

  // --- internal ---

  /**
   * Removes refusals from the candidates. The results for earlier refusals are cached, so a hop removes one refusal from
   * the candidates of the hop before it. If the list has changed since then, so have the candidates.
   */
  private lessEach(refusals: Refusals, way: Way, registration: Id = 0): Sorted<Member> {
    const later: NonNullable<Refusals>[] = [];
    let candidates = this.members;
    for (let refusal = refusals; refusal !== undefined; refusal = refusal.before) {
      const known = way.found.get(refusal);
      if (known?.list === this.members && refusal === refusals) return known.candidates;
      const present = known && this.brought(known, refusal, way);
      if (present !== undefined) {
        candidates = present;
        break;
      }
      later.push(refusal);
    }
    for (const refusal of later) candidates = way.without(candidates, refusal, this, registration);
    if (refusals !== undefined) way.found.set(refusals, { list: this.members, candidates });
    return candidates;
  }

  /** The candidates of this list from those of another one; undefined if too much has changed since then. */
  private brought({ list, candidates }: Known, refusals: Refusals, way: Way): Sorted<Member> | undefined {
    if (list === this.members) return candidates;
    const since = this.#past.findIndex(({ from }) => from === list);
    if (since < 0) return undefined;
    let present = candidates;
    for (const { joined, left } of this.#past.slice(since)) {
      present = less(present, left);
      if (joined !== undefined && !way.hasRefused(joined, refusals))
        present = present.with(joined.order, joined);
    }
    return present;
  }

  #pastWith(change: Change): readonly Change[] {
    return [...this.#past.slice(1 - MOST_CHANGES), change];
  }
}

// --- internal ---

/** Number of members up to which an array takes less time and memory. */
const FEW = 8;

/** Most procedures have one member. */
class Few extends PlainList {
  /** That of the base is not public. */
  constructor(members: readonly Member[]) {
    super(members);
  }

  protected override listOf(members: readonly Member[]): MemberList {
    return members.length <= FEW ? new Few(members) : Balanced.of(members);
  }
}

/** Members without these places. */
const less = (members: Sorted<Member>, places: readonly Member[]): Sorted<Member> =>
  places.reduce((left, { order }) => left.without(order), members);

/** A change of a list, which is known by its members. */
interface Change {
  readonly from: Sorted<Member>;
  readonly joined: Member | undefined;
  readonly left: readonly Member[];
}

/** Number of changes that are known: after more of them, the candidates for a call are found anew. */
const MOST_CHANGES = 16;
const NO_CHANGES: readonly Change[] = [];
const NOBODY: readonly Member[] = [];

/** Candidates after a refusal, and their list. */
interface Known {
  readonly list: Sorted<Member>;
  readonly candidates: Sorted<Member>;
}

/** What a refusal excludes. */
interface Way {
  /** By refusal. */
  readonly found: WeakMap<object, Known>;
  /** Candidates without those that a refusal excludes. */
  without(candidates: Sorted<Member>, refusal: Refusal, list: MemberList, registration: Id): Sorted<Member>;
  /** True if a member that has joined is excluded. */
  hasRefused(member: Member, refusals: Refusals): boolean;
}

const BY_SESSION: Way = {
  found: new WeakMap(),
  without: (candidates, { session }, list) => less(candidates, list.placesOf(session)),
  hasRefused: ({ session }, refusals) => sessionsIn(refusals).has(session),
};

const BY_PLACE: Way = {
  found: new WeakMap(),
  without: (candidates, refusal, _, registration) =>
    refusal.registration === registration ? candidates.without(refusal.order) : candidates,
  hasRefused: () => false, // It has a new place.
};

/** The sessions that refused, each cached with its refusal. */
const SESSIONS = new WeakMap<object, Sorted<true>>();

function sessionsIn(refusals: Refusals): Sorted<true> {
  const later: NonNullable<Refusals>[] = [];
  let sessions: Sorted<true> = Sorted.EMPTY;
  for (let refusal = refusals; refusal !== undefined; refusal = refusal.before) {
    const known = SESSIONS.get(refusal);
    if (known !== undefined) {
      sessions = known;
      break;
    }
    later.push(refusal);
  }
  for (const { session } of later) sessions = sessions.with(session, true);
  if (refusals !== undefined && later.length > 0) SESSIONS.set(refusals, sessions);
  return sessions;
}
