/** Compiled charts behave like XState, construct by construct. */
import { describe, expect, test } from 'vitest';
import { type Config, cited, compile, loud, machineOf, play, START, STEPS } from './compile.test-helper.ts';

/** State `a` with `b` in it, which has `c` and `d`; and `e` beside `a`; with these edges by state. */
const nested = (on: { readonly [State in 'root' | 'a' | 'b' | 'c' | 'e']?: Config }): Config =>
  loud('root', {
    initial: 'a',
    on: on.root,
    states: {
      a: loud('a', {
        initial: 'b',
        on: on.a,
        states: {
          b: loud('b', {
            id: 'bee',
            initial: { target: 'c', actions: 'begin' },
            on: on.b,
            states: { c: loud('c', { on: { D: 'd', ...on.c } }), d: loud('d') },
          }),
        },
      }),
      e: loud('e', { on: { A: 'a', ...on.e } }),
    },
  });
const LEAVE = { E: { target: '#small.e', actions: 'go' } };
const AT_START = 'a.b.c: enter_root enter_a enter_b begin enter_c';

describe('the order of actions', () => {
  test('states are entered from the outside in, left from the inside out, with the edge in between', () => {
    expect(play(nested({ c: LEAVE }), 'E', 'A')).toEqual([
      AT_START,
      'e: leave_c leave_b leave_a go enter_e',
      'a.b.c: leave_e enter_a enter_b begin enter_c',
    ]);
  });

  test('a sibling is entered without leaving what is around both', () => {
    expect(play(nested({ c: LEAVE }), 'D')).toEqual([AT_START, 'a.b.d: leave_c enter_d']);
  });

  test('a state that does several things does them in the order they are listed', () => {
    const config = {
      initial: 'a',
      states: {
        a: { exit: ['one', 'two'], on: { GO: { target: 'b', actions: ['three', 'four'] } } },
        b: { entry: ['five', 'six'] },
      },
    };
    expect(play(config, 'GO')).toEqual(['a:', 'b: one two three four five six']);
  });

  test('an effect shows the context as it is at that moment', () => {
    const config = {
      initial: 'a',
      states: {
        a: {
          entry: ['tell', 'add', 'tell'],
          exit: ['tell', 'add'],
          on: { GO: { target: 'b', actions: ['tell', 'keep', 'tell', 'add', 'tell'] } },
        },
        b: { entry: ['add', 'tell', 'name'] },
      },
    };
    expect(play(config, { type: 'GO', n: 7 })).toEqual(['a: n=0 n=1', 'b: n=1 n=2 n=7 n=8 n=9 by GO']);
  });

  test('an assign that changes several things sees all of them as they were before', () => {
    const config = { on: { GO: { actions: ['tell', 'swap', 'tell', 'swap', 'tell'] } } };
    expect(play(config, 'GO')).toEqual([':', ': n=0 n=1 n=0']);
  });
});

describe('which edge is taken', () => {
  const falling = {
    initial: 'a',
    states: {
      a: {
        on: {
          GO: [
            { guard: 'isHuge', actions: 'huge' },
            { guard: 'isBig', target: 'b', actions: 'big' },
            { actions: 'other' },
          ],
        },
      },
      b: {},
    },
  };

  test.each([
    [{ type: 'GO', n: 10 }, 'a: huge'],
    [{ type: 'GO', n: 5 }, 'b: big'],
    [{ type: 'GO', n: 4 }, 'a: other'],
    [{ type: 'GO' }, 'a: other'],
  ])('of a state’s edges it is the first whose guard holds for %j', (event, then) => {
    expect(play(falling, event)).toEqual(['a:', then]);
  });

  test('a guard sees the context as it is now', () => {
    const config = { on: { GO: [{ guard: 'isZero', actions: ['zero', 'add'] }, { actions: 'more' }] } };
    expect(play(config, 'GO', 'GO')).toEqual([':', ': zero', ': more']);
  });

  test('an inner edge comes before an outer one', () => {
    const config = nested({ c: LEAVE, b: { E: { actions: 'b' } }, a: { E: { actions: 'a' } } });
    expect(play(config, 'D', 'E')).toEqual([AT_START, 'a.b.d: leave_c enter_d', 'a.b.d: b']);
    expect(play(config, 'E')).toEqual([AT_START, 'e: leave_c leave_b leave_a go enter_e']);
  });

  test('an outer edge is taken if no guard of the inner ones holds', () => {
    const config = nested({
      c: {
        GO: [
          { guard: 'isHuge', actions: 'c' },
          { guard: 'isBig', target: '#small.e' },
        ],
      },
      b: { GO: { guard: 'isZero', actions: ['b', 'add'] } },
      root: { GO: { actions: 'root' } },
    });
    expect(play(config, 'GO', 'GO', { type: 'GO', n: 5 })).toEqual([
      AT_START,
      'a.b.c: b',
      'a.b.c: root',
      'e: leave_c leave_b leave_a enter_e',
    ]);
  });

  test('an inner edge without target and actions keeps an outer one from being taken', () => {
    const config = nested({ c: { GO: {} }, a: { GO: { actions: 'a' } }, b: LEAVE });
    expect(play(config, 'GO', 'D', 'GO')).toEqual([AT_START, 'a.b.c:', 'a.b.d: leave_c enter_d', 'a.b.d: a']);
  });

  test('an edge of the root is taken in any state', () => {
    const config = nested({ root: { GO: { actions: 'root' }, E: '.e' } });
    expect(play(config, 'GO', 'E', 'GO')).toEqual([
      AT_START,
      'a.b.c: root',
      'e: leave_c leave_b leave_a enter_e',
      'e: root',
    ]);
  });

  test('an event that nobody handles changes nothing', () => {
    const machine = machineOf(cited({ on: { GO: { guard: 'isBig', actions: 'add' } } }), STEPS);
    const driver = compile(machine, STEPS);
    const context = { ...START };
    const effects: never[] = [];
    const instance = { state: '', context };
    driver.start(instance, effects);
    expect(driver.step(instance, { type: 'GO', n: 1 }, effects)).toBeUndefined();
    expect(driver.step(instance, { type: 'UNKNOWN' }, effects)).toBeUndefined();
    expect(instance.context).toBe(context);
    expect(context).toEqual(START);
    expect(effects).toEqual([]);
  });
});

describe('wildcards', () => {
  const config = {
    on: {
      '*': { actions: 'any' },
      'foo.*': [{ guard: 'isBig', actions: 'bigFoo' }],
      'foo.bar.*': [{ guard: 'isHuge', actions: 'hugeFooBar' }],
      'foo.bar': [{ guard: 'isZero', actions: ['exactly', 'add'] }],
    },
  };

  test('what names the event comes first, then the longest wildcard that holds', () => {
    const bar = (n: number) => ({ type: 'foo.bar', n });
    expect(play(config, bar(10), bar(10), bar(5), bar(4))).toEqual([
      ':',
      ': exactly',
      ': hugeFooBar',
      ': bigFoo',
      ': any',
    ]);
  });

  test.each([
    ['foo', 'bigFoo'],
    ['foo.x', 'bigFoo'],
    ['foo.bar.x', 'hugeFooBar'],
    ['foo.barx', 'bigFoo'],
    ['foox', 'any'],
    ['food.x', 'any'],
    ['x.foo.bar', 'any'],
  ])('the event %s is taken for: %s', (type, taken) => {
    expect(play(config, { type, n: 10 })).toEqual([':', `: ${taken}`]);
  });

  test('an inner wildcard comes before an outer edge that names the event', () => {
    const config = nested({ c: { 'E.*': { actions: 'c' } }, root: { 'E.x': '.e' } });
    expect(play(config, 'E.x', 'D', 'E.x')).toEqual([
      AT_START,
      'a.b.c: c',
      'a.b.d: leave_c enter_d',
      'e: leave_d leave_b leave_a enter_e',
    ]);
  });
});

describe('edges to the state itself', () => {
  test.each([
    [{ actions: 'go' }, 'c', ['a.b.c: go']],
    [{ actions: 'go', reenter: true }, 'c', ['a.b.c: go']],
    [{ target: 'c', actions: 'go' }, 'c', ['a.b.c: go']],
    [{ target: 'c', actions: 'go', reenter: true }, 'c', ['a.b.c: leave_c go enter_c']],
    [{ actions: 'go' }, 'b', ['a.b.c: go']],
    [{ target: 'b', actions: 'go' }, 'b', ['a.b.c: leave_c go enter_c']],
    [{ target: 'b', actions: 'go', reenter: true }, 'b', ['a.b.c: leave_c leave_b go enter_b begin enter_c']],
    [
      { target: '#small', actions: 'go' },
      'root',
      ['a.b.c: leave_c leave_b leave_a go enter_a enter_b begin enter_c'],
    ],
    [
      { target: '#small', actions: 'go', reenter: true },
      'root',
      ['a.b.c: leave_c leave_b leave_a leave_root go enter_root enter_a enter_b begin enter_c'],
    ],
  ])('%j of %s', (edge, state, then) => {
    expect(play(nested({ c: LEAVE, [state]: { ...LEAVE, GO: edge } }), 'GO').slice(1)).toEqual(then);
  });
});

describe('edges along one line of states', () => {
  test.each([
    ['a', '.b', 'a.b.c: leave_d leave_b go enter_b begin enter_c'],
    ['a', '.b.d', 'a.b.d: leave_d leave_b go enter_b enter_d'],
    ['a', '#bee.d', 'a.b.d: leave_d leave_b go enter_b enter_d'],
    ['b', '.d', 'a.b.d: leave_d go enter_d'],
    ['e', 'a.b.d', 'a.b.d: leave_e go enter_a enter_b enter_d'],
    ['root', '.a.b.d', 'a.b.d: leave_d leave_b leave_a go enter_a enter_b enter_d'],
    ['c', '#bee', 'a.b.c: leave_c leave_b go enter_b begin enter_c'],
    ['c', '#small.a', 'a.b.c: leave_c leave_b leave_a go enter_a enter_b begin enter_c'],
    ['c', '#small', 'a.b.c: leave_c leave_b leave_a go enter_root enter_a enter_b begin enter_c'],
  ])('from %s to %s', (state, target, then) => {
    const way = state === 'c' ? [] : state === 'e' ? ['E'] : ['D'];
    const config = nested({ root: { E: '.e' }, [state]: { GO: { target, actions: 'go' }, E: '#small.e' } });
    expect(play(config, ...way, 'GO').at(-1)).toBe(then);
  });

  test.each([
    ['a', '.b', 'a.b.c: leave_d leave_b leave_a go enter_a enter_b begin enter_c'],
    ['a', '#bee.d', 'a.b.d: leave_d leave_b leave_a go enter_a enter_b enter_d'],
    ['b', '.d', 'a.b.d: leave_d leave_b go enter_b enter_d'],
    ['root', '.a.b.d', 'a.b.d: leave_d leave_b leave_a leave_root go enter_root enter_a enter_b enter_d'],
    ['c', '#bee', 'a.b.c: leave_c leave_b go enter_b begin enter_c'],
    ['c', '#small', 'a.b.c: leave_c leave_b leave_a leave_root go enter_root enter_a enter_b begin enter_c'],
  ])('from %s to %s with reenter', (state, target, then) => {
    const way = state === 'c' ? [] : ['D'];
    const go = { GO: { target, actions: 'go', reenter: true }, E: '#small.e' };
    expect(play(nested({ [state]: go }), ...way, 'GO').at(-1)).toBe(then);
  });

  test('only states entered by default do their initial actions', () => {
    const inner = { initial: { target: 'z', actions: 'toZ' }, states: { y: {}, z: {} } };
    const config = {
      initial: { target: 'x', actions: 'toX' },
      on: { Y: '.x.y', X: '.x' },
      states: { x: inner },
    };
    expect(play(config, 'Y', 'X')).toEqual(['x.z: toX toZ', 'x.y:', 'x.z: toZ']);
  });
});
