/** The balanced list against the plain one: members that join, leave and refuse, in random order. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Candidates, type MemberList, PlainList } from '../../machines/member-list.ts';
import type { Member, Refusals, SessionKey } from '../../machines/vocabulary.ts';
import { Balanced } from './balanced.ts';
import { Sorted } from './sorted.ts';

fc.configureGlobal({ seed: 1, numRuns: 300 });

/** A session joins, leaves with all of its places or the first one, or refuses one of two calls for one of the possible places. */
type Change = readonly [
  what: 'join' | 'leave' | 'step back' | 'refuse',
  session: SessionKey,
  call: 0 | 1,
  place: number,
];

const change: fc.Arbitrary<Change> = fc.tuple(
  fc.constantFrom('join', 'join', 'join', 'leave', 'step back', 'refuse', 'refuse'),
  fc.integer({ min: 1, max: 12 }),
  fc.constantFrom(0, 1),
  fc.nat(),
);
/** Around the number of members up to which they are in an array. */
const JOINS = Array.from({ length: 8 }, (_, index): Change => ['join', index + 1, 0, 0]);
const changes = fc.array(change, { maxLength: 40 }).map((list) => [...JOINS, ...list]);

const FEATURES = {
  call_reroute: true,
  call_canceling: false,
  progressive_call_results: false,
  registration_revocation: false,
};
const memberOf = (session: SessionKey, order: number): Member => ({
  session,
  order,
  registration: 1,
  features: FEATURES,
});

/** The order number that a change gives. */
const orderOf = (index: number): number => 3 * index + 1;

/** The lists, and what the calls were refused by, after each of the changes. */
function* histories(list: readonly Change[]) {
  let [plain, balanced] = [PlainList.EMPTY, Balanced.EMPTY];
  const refusals: [Refusals, Refusals] = [undefined, undefined];
  for (const [index, [what, session, call, place]] of list.entries()) {
    if (what === 'refuse') {
      // A place that there has been.
      const refusal = { session, registration: 1 + (place % 2), order: orderOf(place % index) };
      refusals[call] = { ...refusal, before: refusals[call] };
    } else {
      const member = memberOf(session, orderOf(index));
      [plain, balanced] = [plain, balanced].map((list) => {
        if (what === 'join') return list.with(member);
        const places = list.placesOf(session);
        return list.without(what === 'leave' ? places : places.slice(0, 1));
      }) as [MemberList, MemberList];
    }
    yield { plain, balanced, refusals };
  }
}

const EACH_ORDER = Array.from({ length: 3 * (8 + 40) + 2 }, (_, order) => order);
const EACH_SESSION = Array.from({ length: 13 }, (_, session) => session + 1);

/** All that a policy can see of candidates. */
const seenOf = (candidates: Candidates) => ({
  size: candidates.size,
  first: candidates.first,
  last: candidates.last,
  at: Array.from({ length: candidates.size + 2 }, (_, index) => candidates.at(index - 1)),
  atOrAfter: EACH_ORDER.map((order) => candidates.atOrAfter(order)),
  before: EACH_ORDER.map((order) => candidates.before(order)),
});

const allOf = (list: MemberList) => ({
  ...seenOf(list),
  members: [...list],
  ranks: EACH_ORDER.map((order) => list.rank(order)),
  places: EACH_SESSION.map((session) => list.placesOf(session)),
});

test('it holds the same members in the same order', () => {
  fc.assert(
    fc.property(changes, (list) => {
      for (const { plain, balanced } of histories(list)) expect(allOf(balanced)).toEqual(allOf(plain));
    }),
  );
});

test('less those who refused, the same candidates are left, whatever was asked of it before', () => {
  fc.assert(
    fc.property(changes, (list) => {
      for (const { plain, balanced, refusals } of histories(list)) {
        for (const some of [...refusals, ...refusals, refusals[0]?.before])
          expect(seenOf(balanced.less(some))).toEqual(seenOf(plain.less(some)));
      }
    }),
  );
});

test('less the places that refused, the same candidates are left, whatever was asked of it before', () => {
  fc.assert(
    fc.property(changes, (list) => {
      for (const { plain, balanced, refusals } of histories(list)) {
        for (const some of [...refusals, ...refusals, refusals[0]?.before]) {
          expect(seenOf(balanced.less(some))).toEqual(seenOf(plain.less(some)));
          expect(seenOf(balanced.lessPlaces(some, 1))).toEqual(seenOf(plain.lessPlaces(some, 1)));
        }
      }
    }),
  );
});

test('no list ever changes', () => {
  fc.assert(
    fc.property(changes, (list) => {
      const lists = [...histories(list)].map(({ plain, balanced, refusals: [one] }) => {
        balanced.less(one);
        return { plain, balanced };
      });
      for (const { plain, balanced } of lists) expect([...balanced]).toEqual([...plain]);
    }),
  );
});

test.each([1, 7, 8, 9, 20])('%d members are equal as plain data, whatever way they came about', (count) => {
  const members = Array.from({ length: count }, (_, index) => memberOf(1 + (index % 6), index + 1));
  const list = members.reduce((all, member) => all.with(member), Balanced.EMPTY);
  const passing = Array.from({ length: 5 }, (_, index) => memberOf(1 + index, count + 1 + index));
  const detour = [...members, ...passing].reduce((all, member) => all.with(member), Balanced.EMPTY);
  expect(passing.reduce((all, member) => all.without([member]), detour)).toEqual(list);
});

describe('a call that a thousand have refused', () => {
  const count = 1_000;
  const list = Array.from({ length: count }, (_, index) => memberOf(index + 1, index + 1)).reduce(
    (all, member) => all.with(member),
    Balanced.EMPTY,
  );

  /** Number of members that are taken off during an action. */
  function takenOff(act: () => void): number {
    const { without } = Sorted.prototype;
    let times = 0;
    Sorted.prototype.without = function (this: Sorted<unknown>, key: number) {
      times += 1;
      return without.call(this, key);
    };
    try {
      act();
    } finally {
      Sorted.prototype.without = without;
    }
    return times;
  }

  test('has its candidates found by taking off one for each refusal, however often they are asked for', () => {
    let refusals: Refusals;
    const times = takenOff(() => {
      for (let session = 1; session <= count; session++) {
        refusals = { session, registration: 1, order: session, before: refusals };
        expect(list.less(refusals).size).toBe(count - session);
        expect(list.less(refusals).first?.order).toBe(session === count ? undefined : session + 1);
      }
    });
    expect(times).toBe(count);
  });

  test('has them found by a few steps, although a member joins and another one leaves before each refusal', () => {
    let refusals: Refusals;
    let changing = list;
    const times = takenOff(() => {
      for (let session = 1; session < count / 2; session++) {
        refusals = { session, registration: 1, order: session, before: refusals };
        const newcomer = memberOf(count + session, count + session);
        changing = changing.with(newcomer).without([memberOf(count - session, count - session)]);
        expect(changing.less(refusals).size).toBe(count - session);
      }
    });
    // Each member that leaves is taken off the list, its sessions and the candidates, and each one that refused off the latter.
    expect(times).toBeLessThanOrEqual(4 * (count / 2));
  });
});
