/** The list of a dealer with very many callees: every operation takes O(log n). */
import type { Candidates, MemberList } from '../../machines/member-list.ts';
import type { Id, Member, Refusal, Refusals, SessionKey } from '../../machines/vocabulary.ts';
import { Sorted } from './sorted.ts';

export class Balanced implements MemberList {
  static readonly EMPTY: MemberList = new Balanced(Sorted.EMPTY, Sorted.EMPTY);

  /** By order number. */
  private readonly members: Sorted<Member>;
  /** The places of each session, by session. */
  private readonly places: Sorted<readonly Member[]>;

  private constructor(members: Sorted<Member>, places: Sorted<readonly Member[]>) {
    this.members = members;
    this.places = places;
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
    );
  }

  without(places: readonly Member[]): MemberList {
    const [first] = places;
    if (first === undefined) return this;
    const { session } = first;
    const rest = this.placesOf(session).filter(({ order }) => !places.some((one) => one.order === order));
    return new Balanced(
      less(this.members, places),
      rest.length > 0 ? this.places.with(session, rest) : this.places.without(session),
    );
  }

  less(refusals: Refusals): Candidates {
    return this.lessEach(refusals, FOUND, (members, { session }) => less(members, this.placesOf(session)));
  }

  lessPlaces(refusals: Refusals, registration: Id): Candidates {
    return this.lessEach(refusals, FOUND_BY_PLACE, (members, refusal) =>
      refusal.registration === registration ? members.without(refusal.order) : members,
    );
  }

  [Symbol.iterator](): Iterator<Member> {
    return this.members.values();
  }

  // --- internal ---

  /**
   * Removes refusals from the candidates. The results for earlier refusals are cached, so a hop removes one
   * refusal from the candidates of the hop before it, as long as the list is the same. For another list, it
   * processes all refusals.
   */
  private lessEach(
    refusals: Refusals,
    found: Found,
    lessOne: (members: Sorted<Member>, refusal: Refusal) => Sorted<Member>,
  ): Sorted<Member> {
    const later: NonNullable<Refusals>[] = [];
    let candidates = this.members;
    for (let refusal = refusals; refusal !== undefined; refusal = refusal.before) {
      const known = found.get(refusal);
      if (known?.list === this) {
        candidates = known.candidates;
        break;
      }
      later.push(refusal);
    }
    for (const refusal of later) candidates = lessOne(candidates, refusal);
    if (refusals !== undefined && later.length > 0) found.set(refusals, { list: this, candidates });
    return candidates;
  }
}

// --- internal ---

/** Members without these places. */
const less = (members: Sorted<Member>, places: readonly Member[]): Sorted<Member> =>
  places.reduce((left, { order }) => left.without(order), members);

/** Cache of the candidates after each refusal, and of their list. */
type Found = WeakMap<object, { readonly list: Balanced; readonly candidates: Sorted<Member> }>;
const FOUND: Found = new WeakMap();
const FOUND_BY_PLACE: Found = new WeakMap();
