/** Unreachable states and edges of a chart are found, wherever the cause is. */
import { describe, expect, test } from 'vitest';
import { type Config, machineOf, moduleOf, STEPS, WRITING } from './compile.test-helper.ts';
import { generate } from './generate.ts';

const meta = { rules: ['CR-1'] };
const to = (target: string, guard?: string): Config => ({ target, meta, ...(guard && { guard }) });

/** The objections to a chart, one sentence each. */
function objections(config: Config): string[] {
  try {
    generate(machineOf(config, STEPS), moduleOf(STEPS), WRITING);
    return [];
  } catch (error) {
    return (error as Error).message.split('\n  ').slice(1);
  }
}

const never = (place: string): string => `${place}: can never be taken, others come first`;

describe('an edge is refused', () => {
  test('after one with the same guard, since a guard says the same when it is asked again', () => {
    const on = { GO: [to('b', 'isZero'), to('a', 'isZero'), to('a', 'isSmall')] };
    expect(objections({ initial: 'a', states: { a: { on }, b: {} } })).toEqual([never('a, GO, edge 2')]);
  });

  test('of a state in which every state has an edge of its own for the event', () => {
    const own = { on: { GO: to('#small.p.b') } };
    const p = { initial: 'a', on: { GO: to('p') }, states: { a: own, b: own } };
    expect(objections({ initial: 'p', states: { p } })).toEqual([never('p, GO, edge 1')]);
  });

  test('not if one of the states inside leaves the event to it', () => {
    const p = { initial: 'a', on: { GO: to('p') }, states: { a: { on: { GO: to('b') } }, b: {} } };
    expect(objections({ initial: 'p', states: { p } })).toEqual([]);
  });

  test('around a state that takes any event', () => {
    const p = { initial: 'a', on: { GO: to('p') }, states: { a: { on: { '*': { meta } } } } };
    expect(objections({ initial: 'p', states: { p } })).toEqual([never('p, GO, edge 1')]);
  });

  test('of a state that is left at once', () => {
    const a = { always: to('b'), on: { GO: to('b') } };
    expect(objections({ initial: 'a', states: { a, b: {} } })).toEqual([never('a, GO, edge 1')]);
  });
});

describe('a state is refused', () => {
  test('that only an edge leads to which is never taken', () => {
    const a = { always: to('b'), on: { GO: to('z') } };
    expect(objections({ initial: 'a', states: { a, b: {}, z: {} } })).toEqual([
      'z: no edge leads there',
      never('a, GO, edge 1'),
    ]);
  });

  test('that is the first inside another one, if all edges lead past it', () => {
    const p = { initial: 'c', states: { c: {}, d: {} } };
    expect(objections({ initial: 'a', states: { a: { on: { GO: to('p.d') } }, p } })).toEqual([
      'p.c: no edge leads there',
    ]);
  });

  test('that is left at once for one that leads back to it', () => {
    const states = { a: { always: to('b') }, b: { always: to('a') } };
    expect(objections({ initial: 'a', states })).toEqual([
      'a: never comes to rest',
      'b: never comes to rest',
    ]);
  });
});

test('rules that are no list are refused with their place', () => {
  const a = { on: { GO: { meta: { rules: 'CR-1' } } } };
  expect(() => generate(machineOf({ initial: 'a', states: { a } }, STEPS), moduleOf(STEPS), WRITING)).toThrow(
    'a, GO, edge 1, meta.rules: expected a list of ids, but CR-1 came',
  );
});
