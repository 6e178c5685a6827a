/** Sorted against a plain Map: entries are added and removed in random order. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Sorted } from './sorted.ts';

fc.configureGlobal({ seed: 1, numRuns: 300 });

/** A key, and what to put there; without a value it is taken out. */
type Change = readonly [key: number, value: string | undefined];

const key = fc.oneof(fc.integer({ min: -20, max: 20 }), fc.maxSafeInteger(), fc.integer()).map((n) => n + 0);
const changes: fc.Arbitrary<Change[]> = fc.array(fc.tuple(key, fc.option(fc.string(), { nil: undefined })));

const changed = (sorted: Sorted<string>, [at, value]: Change): Sorted<string> =>
  value === undefined ? sorted.without(at) : sorted.with(at, value);

function modelOf(list: readonly Change[]): [number, string][] {
  const model = new Map<number, string>();
  for (const [at, value] of list) {
    if (value === undefined) model.delete(at);
    else model.set(at, value);
  }
  return [...model].sort(([a], [b]) => a - b);
}

interface Node {
  readonly keys: readonly number[];
  readonly children: readonly Node[] | undefined;
}

/** Number of levels of the tree, and the greatest number of keys in a node. */
function shapeOf(sorted: Sorted<unknown>): { readonly levels: number; readonly widest: number } {
  let level = [(sorted as unknown as { root: Node }).root];
  for (let levels = 1, widest = 0; ; levels++) {
    widest = Math.max(widest, ...level.map(({ keys }) => keys.length));
    const below = level.flatMap(({ children }) => children ?? []);
    if (below.length === 0) return { levels, widest };
    level = below;
  }
}

describe('an empty one', () => {
  test('has nothing in it', () => {
    const empty: Sorted<string> = Sorted.EMPTY;
    expect([...empty]).toEqual([]);
    expect(empty.size).toBe(0);
    expect([empty.first, empty.last, empty.atOrAfter(0), empty.before(0)]).toEqual(
      new Array(4).fill(undefined),
    );
    expect([empty.get(1), empty.at(0), empty.at(-1)]).toEqual([undefined, undefined, undefined]);
    expect(empty.has(1)).toBe(false);
    expect(empty.rank(1)).toBe(0);
    expect(empty.without(1)).toBe(empty);
  });
});

describe('three entries', () => {
  const sorted = Sorted.from([
    [30, 'c'],
    [10, 'a'],
    [20, 'b'],
  ]);

  test('are found by key, by rank and in order', () => {
    expect([...sorted]).toEqual([
      [10, 'a'],
      [20, 'b'],
      [30, 'c'],
    ]);
    expect([...sorted.keys()]).toEqual([10, 20, 30]);
    expect([...sorted.values()]).toEqual(['a', 'b', 'c']);
    expect([0, 1, 2, 3, -1, 0.5].map((rank) => sorted.at(rank))).toEqual([
      'a',
      'b',
      'c',
      undefined,
      undefined,
      undefined,
    ]);
    expect([5, 10, 11, 20, 30, 31].map((at) => sorted.rank(at))).toEqual([0, 0, 1, 1, 2, 3]);
    expect([sorted.first, sorted.last]).toEqual(['a', 'c']);
    expect([5, 10, 11, 30, 31].map((at) => sorted.atOrAfter(at))).toEqual(['a', 'a', 'b', 'c', undefined]);
    expect([10, 11, 20, 31].map((at) => sorted.before(at))).toEqual([undefined, 'a', 'a', 'c']);
  });

  test('become others in another map, and stay as they are in this one', () => {
    const other = sorted.with(20, 'B').without(10).with(40, 'd');
    expect([...other.values()]).toEqual(['B', 'c', 'd']);
    expect([...sorted.values()]).toEqual(['a', 'b', 'c']);
  });

  test('are a list in JSON', () => {
    expect(JSON.stringify(sorted)).toBe('[[10,"a"],[20,"b"],[30,"c"]]');
  });
});

test('a value may be undefined, and is there all the same', () => {
  const sorted = Sorted.from([[1, undefined]]);
  expect([sorted.has(1), sorted.get(1), sorted.size]).toEqual([true, undefined, 1]);
});

test('of two entries with one key the later counts', () => {
  expect([
    ...Sorted.from([
      [1, 'old'],
      [1, 'new'],
    ]),
  ]).toEqual([[1, 'new']]);
});

describe('whatever is put in and taken out', () => {
  test('it holds what a Map holds, in the order of the keys', () => {
    fc.assert(
      fc.property(changes, (list) => {
        const sorted = list.reduce(changed, Sorted.EMPTY);
        const model = modelOf(list);
        expect([...sorted]).toEqual(model);
        expect(sorted.size).toBe(model.length);
        expect([sorted.first, sorted.last]).toEqual([model[0]?.[1], model.at(-1)?.[1]]);
        for (const [at] of list) {
          expect(sorted.atOrAfter(at)).toBe(model.find(([one]) => one >= at)?.[1]);
          expect(sorted.before(at)).toBe(model.findLast(([one]) => one < at)?.[1]);
        }
      }),
    );
  });

  test('each key is found, and no other', () => {
    fc.assert(
      fc.property(changes, key, (list, any) => {
        const sorted = list.reduce(changed, Sorted.EMPTY);
        const model = new Map(modelOf(list));
        for (const at of [any, ...list.map(([one]) => one)]) {
          expect(sorted.get(at)).toBe(model.get(at));
          expect(sorted.has(at)).toBe(model.has(at));
        }
      }),
    );
  });

  test('a rank is the number of smaller keys, and at() is its inverse', () => {
    fc.assert(
      fc.property(changes, key, (list, any) => {
        const sorted = list.reduce(changed, Sorted.EMPTY);
        const model = modelOf(list);
        expect(sorted.rank(any)).toBe(model.filter(([at]) => at < any).length);
        for (const [rank, [at, value]] of model.entries()) {
          expect(sorted.rank(at)).toBe(rank);
          expect(sorted.at(rank)).toBe(value);
        }
        expect([sorted.at(-1), sorted.at(model.length)]).toEqual([undefined, undefined]);
      }),
    );
  });

  test('no map ever changes', () => {
    fc.assert(
      fc.property(changes, (list) => {
        const versions: Sorted<string>[] = [Sorted.EMPTY];
        for (const change of list) versions.push(changed(versions.at(-1) as Sorted<string>, change));
        for (const [length, version] of versions.entries()) {
          expect([...version]).toEqual(modelOf(list.slice(0, length)));
        }
      }),
    );
  });

  test('taking out what is not there gives the same map', () => {
    fc.assert(
      fc.property(changes, key, (list, any) => {
        const sorted = list.reduce(changed, Sorted.EMPTY).without(any);
        expect(sorted.without(any)).toBe(sorted);
      }),
    );
  });

  test('equal content has equal shape, whatever way it came about', () => {
    const many = { minLength: 0, maxLength: 300, size: 'max' } as const;
    const [some, others] = [fc.array(fc.tuple(key, fc.constant('')), many), fc.array(key, many)];
    fc.assert(
      fc.property(some, others, (list, passing) => {
        const sorted = list.reduce(changed, Sorted.EMPTY);
        const strangers = passing.filter((at) => !sorted.has(at));
        const detour = [...sorted, ...strangers.map((at) => [at, ''] as const)]
          .reverse()
          .reduce(changed, Sorted.EMPTY);
        expect(strangers.reduce((rest, at) => rest.without(at), detour)).toEqual(sorted);
      }),
    );
  });
});

describe('a hundred thousand entries', () => {
  const count = 100_000;
  /** One more than the number of digits of the count in base 16. */
  const MOST_LEVELS = 6;
  /** Sixteen on average; each further sixteen are a third as frequent. */
  const MOST_KEYS = 16 * 16;
  const rising = Array.from({ length: count }, (_, index) => [index + 1, true] as const);

  test.each([
    ['in rising order', rising],
    ['in falling order', rising.toReversed()],
    ['at the times of a clock', rising.map(([at]) => [1_700_000_000_000 + 7 * at, true] as const)],
  ])('%s make a tree of few levels with short lists', (_, list) => {
    const sorted = Sorted.from(list);
    expect(sorted.size).toBe(count);
    const { levels, widest } = shapeOf(sorted);
    expect(levels).toBeLessThanOrEqual(MOST_LEVELS);
    expect(widest).toBeLessThanOrEqual(MOST_KEYS);
  });

  test('are no deeper after the first half was taken out', () => {
    let sorted = Sorted.from(rising);
    for (let at = 1; at <= count / 2; at++) sorted = sorted.without(at);
    expect([...sorted.keys()][0]).toBe(count / 2 + 1);
    expect(shapeOf(sorted).levels).toBeLessThanOrEqual(MOST_LEVELS);
  });
});
