/**
 * The members of a registration, in the order in which they registered.
 *
 * Steps and policies use the interface `MemberList`. `PlainList` defines its operations; a dealer may bring a faster
 * implementation with the same results.
 */
import { type Member, type Refusals, refusalsOf } from './vocabulary/members.ts';
import type { Id, SessionKey } from './vocabulary/words.ts';

/** The members that a policy picks from, in the order in which they registered. */
export interface Candidates {
  readonly size: number;
  readonly first: Member | undefined;
  readonly last: Member | undefined;
  /** The member with exactly `index` others before it, or undefined. */
  at(index: number): Member | undefined;
  /** The first member whose order number is `order` or greater, or undefined. */
  atOrAfter(order: number): Member | undefined;
  /** The last member whose order number is smaller than `order`, or undefined. */
  before(order: number): Member | undefined;
}

/** An immutable list of members: an operation that changes it returns another list. */
export interface MemberList extends Candidates, Iterable<Member> {
  /** The number of members whose order number is smaller than `order`. */
  rank(order: number): number;
  /** The places that a session has in this list. */
  placesOf(session: SessionKey): readonly Member[];
  /** This list with one member more, whose order number is greater than all others. */
  with(member: Member): MemberList;
  /** This list without some of the places of one session. */
  without(places: readonly Member[]): MemberList;
  /** This list without the places of the sessions that refused. */
  less(refusals: Refusals): Candidates;
  /** This list, of that registration, without the places for which the call was refused. */
  lessPlaces(refusals: Refusals, registration: Id): Candidates;
}

/** The list of the specification: an array, copied for each change. */
export class PlainList implements MemberList {
  static readonly EMPTY: MemberList = new PlainList([]);

  protected readonly members: readonly Member[];

  protected constructor(members: readonly Member[]) {
    this.members = members;
  }

  get size(): number {
    return this.members.length;
  }

  get first(): Member | undefined {
    return this.members[0];
  }

  get last(): Member | undefined {
    return this.members.at(-1);
  }

  at(index: number): Member | undefined {
    return this.members[index];
  }

  atOrAfter(order: number): Member | undefined {
    return this.members.find((member) => member.order >= order);
  }

  before(order: number): Member | undefined {
    return this.members.findLast((member) => member.order < order);
  }

  rank(order: number): number {
    return this.members.filter((member) => member.order < order).length;
  }

  placesOf(session: SessionKey): readonly Member[] {
    return this.members.filter((member) => member.session === session);
  }

  with(member: Member): MemberList {
    return this.listOf([...this.members, member]);
  }

  without(places: readonly Member[]): MemberList {
    return this.listOf(this.members.filter(({ order }) => !places.some((one) => one.order === order)));
  }

  less(refusals: Refusals): Candidates {
    const refused = refusalsOf(refusals);
    return new PlainList(
      this.members.filter(({ session }) => !refused.some((one) => one.session === session)),
    );
  }

  lessPlaces(refusals: Refusals, registration: Id): Candidates {
    const refused = refusalsOf(refusals).filter((one) => one.registration === registration);
    return new PlainList(this.members.filter(({ order }) => !refused.some((one) => one.order === order)));
  }

  [Symbol.iterator](): Iterator<Member> {
    return this.members.values();
  }

  protected listOf(members: readonly Member[]): MemberList {
    return new PlainList(members);
  }
}
