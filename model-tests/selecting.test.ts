/** Selection of the callee for a new call, under each policy, while callees come and go. */
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { DEFAULT_READINGS, newRegistration, PlainList, type Seeker, select } from '../machines/index.ts';
import { positionAfter } from '../machines/policies.ts';
import { Balanced } from '../src/dealer/balanced.ts';
import { POLICIES, type Policy } from '../src/dealer/index.ts';
import { randomFrom } from './random.ts';
import { asked, type Client, DEPARTURES, Stage, turns } from './stage.ts';

/** A stage whose random numbers can be set once everybody has joined. */
function stageWithDraws(): { stage: Stage; draws: { next: () => number } } {
  const draws = { next: randomFrom(1) };
  return { stage: new Stage({ random: () => draws.next() }), draws };
}

/**
 * Chi-squared statistic of the frequencies of names against equal ones: for chance, about the number of names less one.
 */
function chiSquare(names: string, of: number): number {
  const expected = names.length / of;
  const counts = Array.from({ length: of }, (_, place) => names.split('ABCDEFGH'.charAt(place)).length - 1);
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

describe('while nobody comes or goes', () => {
  test.each([
    ['single', 1, 'AAAAAA'],
    ['roundrobin', 1, 'AAAAAA'],
    ['roundrobin', 2, 'ABABAB'],
    ['roundrobin', 5, 'ABCDEABCDEAB'],
    ['random', 1, 'AAAAAA'],
    ['first', 1, 'AAAAAA'],
    ['first', 2, 'AAAAAA'],
    ['first', 5, 'AAAAAA'],
    ['last', 1, 'AAAAAA'],
    ['last', 2, 'BBBBBB'],
    ['last', 5, 'EEEEEE'],
  ])('%s with %i callees asks %s', (policy, count, names) => {
    const stage = new Stage();
    const callees = stage.callees(count, policy);
    expect(turns(stage.join(), callees, names.length)).toBe(names);
  });

  test.each([
    [0, 'A'],
    [0.199, 'A'],
    [0.2, 'B'],
    [0.5, 'C'],
    [0.799, 'D'],
    [0.8, 'E'],
    [1 - 2 ** -53, 'E'],
  ])('random gives each of five callees an equal share of the draws: %d is for %s', (next, name) => {
    const { stage, draws } = stageWithDraws();
    const [callees, carol] = [stage.callees(5, 'random'), stage.join()];
    draws.next = () => next;
    expect(turns(carol, callees, 2)).toBe(name + name);
  });

  test.each([2, 5])('random asks each of %i callees equally often', (count) => {
    const stage = new Stage();
    const callees = stage.callees(count, 'random');
    const names = turns(stage.join(), callees, 1000);
    expect(chiSquare(names, count)).toBeLessThan(3 * count);
  });

  test('random may ask the same callee twice in a row', () => {
    const stage = new Stage();
    const callees = stage.callees(3, 'random');
    expect(turns(stage.join(), callees, 30)).toMatch(/(.)\1/);
  });
});

describe.each(DEPARTURES)('after a callee %s', (_, leave) => {
  test.each([
    ['A', 'DEBCD'],
    ['B', 'DEACD'],
    ['C', 'DEABD'],
    ['D', 'EABCE'],
    ['E', 'DABCD'],
  ])('roundrobin, with A, B and C asked, goes on without %s: %s', (name, names) => {
    const stage = new Stage();
    const [callees, carol] = [stage.callees(5, 'roundrobin'), stage.join()];
    turns(carol, callees, 3);
    leave(callees['ABCDE'.indexOf(name)] as Client);
    expect(turns(carol, callees, 5)).toBe(names);
  });

  test('random never asks it again', () => {
    const stage = new Stage();
    const [callees, carol] = [stage.callees(5, 'random'), stage.join()];
    leave(callees[1]);
    expect([...new Set(turns(carol, callees, 60))].sort().join('')).toBe('ACDE');
  });

  test.each([
    ['first', 'A', 'B'],
    ['first', 'B', 'A'],
    ['last', 'E', 'D'],
    ['last', 'A', 'E'],
  ])('%s without %s asks %s', (policy, gone, name) => {
    const stage = new Stage();
    const [callees, carol] = [stage.callees(5, policy), stage.join()];
    leave(callees['ABCDE'.indexOf(gone)] as Client);
    expect(turns(carol, callees, 2)).toBe(name + name);
  });
});

describe('a newcomer', () => {
  test.each([
    ['roundrobin', 0, 'ABC'],
    ['roundrobin', 1, 'BCA'],
    ['roundrobin', 2, 'CAB'],
    ['roundrobin', 3, 'BCA'],
    ['first', 1, 'AAA'],
    ['last', 1, 'CCC'],
  ])('under %s after %i calls: the next go to %s', (policy, calls, names) => {
    const stage = new Stage();
    const [callees, carol] = [stage.callees(2, policy), stage.join()];
    turns(carol, callees, calls);
    expect(turns(carol, [...callees, ...stage.callees(1, policy)], 3)).toBe(names);
  });

  test('under random is drawn like the others', () => {
    const { stage, draws } = stageWithDraws();
    const [callees, carol] = [stage.callees(2, 'random'), stage.join()];
    const everybody = [...callees, ...stage.callees(1, 'random')];
    draws.next = () => 0.99;
    expect(turns(carol, everybody, 1)).toBe('C');
  });
});

describe('roundrobin', () => {
  test.each(['A', 'B', 'C'])('after A, B, C, A skips nobody and asks nobody twice when %s leaves', (gone) => {
    const stage = new Stage();
    const [callees, carol] = [stage.callees(3, 'roundrobin'), stage.join()];
    expect(turns(carol, callees, 4)).toBe('ABCA');
    callees['ABC'.indexOf(gone)]?.disconnect();
    const next = turns(carol, callees, 2);
    expect([...next].sort().join('')).toBe('ABC'.replace(gone, ''));
    expect(next[0]).not.toBe('A');
  });

  test.each([1, 2, 3, 4, 5])(
    'is fair through whatever comes and goes: everybody waits until all others were asked (seed %i)',
    (seed) => {
      const random = randomFrom(seed);
      const stage = new Stage();
      const carol = stage.join();
      const everybody: Client[] = [];
      let present: Client[] = [];
      let last = -1;
      for (let step = 0; step < 200; step++) {
        const chance = random();
        if (present.length === 0 || (chance < 0.15 && present.length < 7)) {
          const [newcomer] = stage.callees(1, 'roundrobin');
          everybody.push(newcomer);
          present.push(newcomer);
        } else if (chance < 0.3) {
          const gone = present[Math.floor(random() * present.length)];
          gone?.disconnect();
          present = present.filter((callee) => callee !== gone);
        } else {
          const due = present.find((callee) => everybody.indexOf(callee) > last) ?? present[0];
          carol.call('com.add');
          const { callee, invocation } = asked(everybody);
          callee.yield(invocation);
          carol.received();
          expect(callee).toBe(due);
          last = everybody.indexOf(callee);
        }
      }
    },
  );

  test('counts the turns of each procedure on its own', () => {
    const stage = new Stage();
    const [callees, carol] = [stage.callees(2, 'roundrobin'), stage.join()];
    for (const callee of callees) callee.register('com.other', 'roundrobin');
    expect(turns(carol, callees, 1)).toBe('A');
    carol.call('com.other');
    expect(asked(callees).name).toBe('A');
    expect(turns(carol, callees, 1)).toBe('B');
  });

  test('does not wait for a callee that is at work, and does not pass it over', () => {
    const stage = new Stage();
    const [callees, carol] = [stage.callees(2, 'roundrobin'), stage.join()];
    const names = [1, 2, 3, 4].map(() => {
      carol.call('com.add');
      return asked(callees).name;
    });
    expect(names.join('')).toBe('ABAB');
  });

  test('takes the turn when the call is given out, however it ends', () => {
    const stage = new Stage();
    const [callees, carol] = [stage.callees(4, 'roundrobin'), stage.join()];
    carol.call('com.add');
    const { callee, invocation } = asked(callees);
    callee.fail(invocation, 'com.error.no_luck');
    carol.cancel(carol.call('com.add'), 'skip');
    expect(asked(callees).name).toBe('B');
    carol.call('com.add', { timeout: 10 });
    expect(asked(callees).name).toBe('C');
    stage.pass(10);
    carol.received();
    expect(turns(carol, callees, 2)).toBe('DA');
  });
});

test('a callee may be asked for its own call', () => {
  const stage = new Stage();
  const [alice] = stage.callees(1);
  const call = alice.call('com.add', {}, [1]);
  alice.yield(alice.invoked(), 2);
  expect(alice.received()).toEqual([['RESULT', call, {}, [2]]]);
});

test('last asks a newcomer for the very next call, while earlier calls stay where they are', () => {
  const stage = new Stage();
  const [[alice], carol] = [stage.callees(1, 'last'), stage.join()];
  const first = carol.call('com.add');
  const [bob] = stage.callees(1, 'last');
  const second = carol.call('com.add');
  bob.yield(bob.invoked(), 'bob');
  alice.yield(alice.invoked(), 'alice');
  expect(carol.received()).toEqual([
    ['RESULT', second, {}, ['bob']],
    ['RESULT', first, {}, ['alice']],
  ]);
});

test.each([
  ['after-last', 0],
  ['index', 6],
  ['counter', 6],
] as const)(
  'roundrobin under position: %s counts members up to the one asked in %i of six calls',
  (position, counts) => {
    const ranks = [Balanced, PlainList].map((line) => vi.spyOn(line.prototype, 'rank'));
    onTestFinished(() => {
      for (const rank of ranks) rank.mockRestore();
    });
    const stage = new Stage({ readings: { position } });
    const callees = stage.callees(3, 'roundrobin');
    expect(turns(stage.join(), callees, 6)).toBe('ABCABC');
    expect(ranks.flatMap(({ mock }) => mock.calls)).toHaveLength(counts);
  },
);

describe('while the members stay the same, the core rule gives each row of the table of the text', () => {
  const placesOf = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

  /** For each policy, the candidates for the first INVOCATION, with the position `turn`. */
  const FIRST: Record<Policy, (count: number, turn: number) => number[]> = {
    single: () => [1],
    roundrobin: (_, turn) => [turn],
    random: placesOf,
    first: () => [1],
    last: (count) => [count],
  };
  /**
   * For each policy, the candidates for the next INVOCATION after the refusals `called`, the last of which is the
   * latest.
   */
  const NEXT: Record<Policy, (called: number, refused: number[], count: number) => number[]> = {
    single: () => [],
    roundrobin: (called, refused, count) =>
      [called === count ? 1 : called + 1].filter((place) => !refused.includes(place)),
    random: (_, refused, count) => placesOf(count).filter((place) => !refused.includes(place)),
    first: (called, _, count) => (called < count ? [called + 1] : []),
    last: (called) => (called > 1 ? [called - 1] : []),
  };

  /** Every order in which a call refused by all can go through the members, by the table. */
  function ordersByTable(policy: Policy, count: number, turn: number): string[] {
    const goOn = (refused: number[]): string[] => {
      const next = NEXT[policy](refused.at(-1) as number, refused, count);
      return next.length === 0 ? [refused.join('')] : next.flatMap((place) => goOn([...refused, place]));
    };
    return FIRST[policy](count, turn).flatMap((place) => goOn([place]));
  }

  /** The same orders by the core rule, with a random number for each candidate. */
  function ordersByRule(policy: Policy, count: number, turn: number): string[] {
    const features = {
      call_reroute: true,
      call_canceling: true,
      progressive_call_results: true,
      registration_revocation: true,
    };
    const members = placesOf(count).reduce(
      (line, order) => line.with({ order, session: order, registration: 1, features }),
      PlainList.EMPTY,
    );
    const start = {
      ...newRegistration(DEFAULT_READINGS, 1, 'com.add', members),
      policy,
      position: turn - 1,
    };
    const goOn = (context: typeof start, call: Seeker): string[] => {
      const left = Math.max(1, count - call.tries);
      const orders = placesOf(left).flatMap((place) => {
        const callee = select(context, { type: 'select', call, draw: (place - 0.5) / left });
        if (callee === undefined) return [''];
        const { session, order } = callee;
        const refusals = { session, registration: context.registration, order, before: call.refusals };
        const moved = { ...context, position: positionAfter(context, callee) };
        const names = goOn(moved, {
          registration: context.registration,
          callee,
          refusals,
          passedOver: [],
          tries: call.tries + 1,
        });
        return names.map((rest) => callee.session + rest);
      });
      return [...new Set(orders)];
    };
    return goOn(start, { registration: 0, callee: undefined, refusals: undefined, passedOver: [], tries: 0 });
  }

  const cases = POLICIES.flatMap((policy) =>
    placesOf(policy === 'single' ? 1 : 5).flatMap((count) =>
      placesOf(count).map((turn) => [policy, count, turn] as const),
    ),
  );

  test.each(cases)('%s, %i members, the turn at %i', (policy, count, turn) => {
    expect(ordersByRule(policy, count, turn)).toEqual(ordersByTable(policy, count, turn));
  });
});
