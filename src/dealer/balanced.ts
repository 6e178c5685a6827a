/** The line of a dealer with very many callees: no operation takes longer than in proportion to log n. */
import type { Candidates, Line } from '../../machines/line.ts';
import type { Id, Member, Refusal, Refusals, SessionKey } from '../../machines/vocabulary.ts';
import { Sorted } from './sorted.ts';

export class Balanced implements Line {
  static readonly EMPTY: Line = new Balanced(Sorted.EMPTY, Sorted.EMPTY);

  /** By order number. */
  private readonly members: Sorted<Member>;
  /** The order numbers that each session has, by session. */
  private readonly orders: Sorted<readonly number[]>;

  private constructor(members: Sorted<Member>, orders: Sorted<readonly number[]>) {
    this.members = members;
    this.orders = orders;
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

  placesOf(session: SessionKey): number {
    return this.ordersOf(session).length;
  }

  with(member: Member): Line {
    const { order, session } = member;
    return new Balanced(
      this.members.with(order, member),
      this.orders.with(session, [...this.ordersOf(session), order]),
    );
  }

  without(session: SessionKey): Line {
    return new Balanced(this.take(this.members, session), this.orders.without(session));
  }

  less(refusals: Refusals): Candidates {
    return this.lessEach(refusals, FOUND, (members, { session }) => this.take(members, session));
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
   * What was found for the same refusals before is remembered. So a hop takes one refusal off the candidates of the hop
   * before it, as long as the line is the same one; for another line all refusals are gone through once.
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
      if (known?.line === this) {
        candidates = known.candidates;
        break;
      }
      later.push(refusal);
    }
    for (const refusal of later) candidates = lessOne(candidates, refusal);
    if (refusals !== undefined && later.length > 0) found.set(refusals, { line: this, candidates });
    return candidates;
  }

  private ordersOf(session: SessionKey): readonly number[] {
    return this.orders.get(session) ?? [];
  }

  /** Some of the members less the places of a session. */
  private take(members: Sorted<Member>, session: SessionKey): Sorted<Member> {
    return this.ordersOf(session).reduce((left, order) => left.without(order), members);
  }
}

// --- internal ---

/** The candidates found last for refusals, and the line they are of. */
type Found = WeakMap<object, { readonly line: Balanced; readonly candidates: Sorted<Member> }>;
const FOUND: Found = new WeakMap();
const FOUND_BY_PLACE: Found = new WeakMap();
