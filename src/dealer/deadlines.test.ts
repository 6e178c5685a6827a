/** Deadlines against a plain list that is sorted whenever it is asked. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Deadlines } from './deadlines.ts';

fc.configureGlobal({ seed: 1, numRuns: 300 });

type Change = readonly [what: 'set' | 'delete' | 'due', holder: string, time: number];

const changes = fc.array(
  fc.tuple(
    fc.constantFrom<Change[0]>('set', 'set', 'delete', 'due'),
    fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'),
    fc.oneof(fc.integer({ min: 0, max: 20 }), fc.double({ min: 0, max: 20, noNaN: true })),
  ),
  { maxLength: 200 },
);

/** Does the same to both; what came out of each. */
function apply(
  deadlines: Deadlines<string>,
  model: Map<string, number>,
  [what, holder, time]: Change,
): unknown[] {
  if (what === 'due') {
    const [first] = inOrder(model);
    const due = first !== undefined && first[1] <= time ? first[0] : undefined;
    if (due !== undefined) model.delete(due);
    return [deadlines.takeDue(time), due];
  }
  model.delete(holder);
  if (what === 'set') {
    model.set(holder, time);
    deadlines.set(holder, time);
  } else {
    deadlines.delete(holder);
  }
  return [deadlines.next, inOrder(model)[0]?.[1]];
}

/** A stable sort: those set earlier come first among equals. */
const inOrder = (model: ReadonlyMap<string, number>): [string, number][] =>
  [...model].sort(([, a], [, b]) => a - b);

const heapOf = <Holder>(deadlines: Deadlines<Holder>) =>
  Reflect.get(deadlines, 'heap') as { readonly holder: Holder }[];

describe('deadlines', () => {
  test('that are deleted, due or set anew are out of the heap at once, which so keeps no holder in memory', () => {
    fc.assert(
      fc.property(changes, (list) => {
        const [deadlines, model] = [new Deadlines<string>(), new Map<string, number>()];
        for (const change of list) {
          apply(deadlines, model, change);
          const held = heapOf(deadlines).map(({ holder }) => holder);
          expect(held.sort()).toEqual([...model.keys()].sort());
        }
      }),
    );
  });

  test('are set and deleted at the cost of a logarithm, wherever in the heap they are', () => {
    const deadlines = new Deadlines<number>();
    let writes = 0;
    const set: ProxyHandler<unknown[]>['set'] = (heap, place, value) => {
      writes++;
      return Reflect.set(heap, place, value);
    };
    Reflect.set(deadlines, 'heap', new Proxy([], { set }));
    const all = Array.from({ length: 1_000 }, (_, index) => index);
    const costOf = (act: (index: number) => void) =>
      Math.max(
        ...all.map((index) => {
          writes = 0;
          act(index);
          return writes;
        }),
      );
    const costs = [
      costOf((index) => deadlines.set(index, (1_000 - index) % 7)),
      costOf((index) => deadlines.delete((index * 379) % 1_000)),
    ];
    for (const cost of costs) {
      expect(cost).toBeGreaterThan(0);
      // 2^10 > 1,000, and a swap is two writes.
      expect(cost).toBeLessThan(25);
    }
    expect([...deadlines]).toEqual([]);
  });

  test('come up earliest first, equal ones in the order set, whatever was set anew or deleted', () => {
    fc.assert(
      fc.property(changes, (list) => {
        const [deadlines, model] = [new Deadlines<string>(), new Map<string, number>()];
        for (const change of list) {
          const [came, expected] = apply(deadlines, model, change);
          expect(came).toBe(expected);
        }
        expect([...deadlines]).toEqual(inOrder(model));
      }),
    );
  });

  test('come up earliest first when many in the middle were deleted', () => {
    const deadlines = new Deadlines<number>();
    const timeOf = (index: number) => (index * 379) % 1_000;
    for (let index = 0; index < 1_000; index++) deadlines.set(index, timeOf(index));
    for (let index = 0; index < 1_000; index += 3) deadlines.delete(index);
    const left = Array.from({ length: 1_000 }, (_, index) => index).filter((index) => index % 3 !== 0);
    const due = left.map(() => deadlines.takeDue(1_000) as number);
    expect(due).toEqual(left.sort((a, b) => timeOf(a) - timeOf(b)));
  });

  test('are never due if they are infinite', () => {
    const deadlines = new Deadlines<string>();
    deadlines.set('a', 5);
    deadlines.set('a', Number.POSITIVE_INFINITY);
    expect([deadlines.next, deadlines.takeDue(1e9), [...deadlines]]).toEqual([undefined, undefined, []]);
  });

  test.each<[string, (index: number) => number]>([
    ['within one millisecond', (index) => 1 + index / 100_000],
    ['falling', (index) => 100_000 - index],
    ['far apart', (index) => index * 2 ** 32],
  ])('are as good as any other when they are chosen %s', (_, timeOf) => {
    const deadlines = new Deadlines<number>();
    const all = Array.from({ length: 20_000 }, (_, index) => index);
    for (const index of all) deadlines.set(index, timeOf(index));
    const due = all.map(() => deadlines.takeDue(Number.MAX_VALUE) as number);
    expect(due).toEqual([...all].sort((a, b) => timeOf(a) - timeOf(b)));
  });
});
