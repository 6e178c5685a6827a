/** Walking over a payload: what is replaced, what is left alone, and how deep a walk may go. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_DEPTH, rewrite } from './payload.ts';

const same = (value: unknown): unknown => value;
const ten = (value: unknown): unknown => (value === 1 ? 10 : value);

test('a value in which nothing is replaced is given back itself, not a copy', () => {
  const value = { list: [2, [3, { deep: null }]], dict: {}, text: 'a' };
  expect(rewrite(value, same)).toBe(value);
  expect(rewrite(value, ten)).toBe(value);
});

test('every leaf is replaced, wherever it stands', () => {
  expect(rewrite(1, ten)).toBe(10);
  expect(rewrite([1, 2, [1], { a: 1, b: { c: [1] } }], ten)).toEqual([
    10,
    2,
    [10],
    { a: 10, b: { c: [10] } },
  ]);
});

test('the original is not touched, and what needs no change is shared with it', () => {
  const untouched = { text: 'a' };
  const value = [untouched, [1], { a: 1 }];
  const result = rewrite(value, ten) as unknown[];
  expect(value).toEqual([{ text: 'a' }, [1], { a: 1 }]);
  expect(result).not.toBe(value);
  expect(result[0]).toBe(untouched);
});

test('keys keep their order', () => {
  expect(Object.keys(rewrite({ c: 1, a: 2, b: 1 }, ten) as object)).toEqual(['c', 'a', 'b']);
});

test('a value under the key __proto__ is replaced like any other', () => {
  const value = JSON.parse('{"a": 1, "__proto__": 1}');
  const result = rewrite(value, ten) as object;
  expect(Object.entries(result)).toEqual([
    ['a', 10],
    ['__proto__', 10],
  ]);
  expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
});

test.each([
  ['bytes', Uint8Array.of(1)],
  ['a date', new Date(0)],
  ['a function', same],
])('%s is a leaf, and not looked into', (_, value) => {
  const leaves: unknown[] = [];
  rewrite([value], (leaf) => leaves.push(leaf));
  expect(leaves).toEqual([value]);
});

const nested = (levels: number, inside: unknown): unknown => {
  let value = inside;
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
};

test('lists and dictionaries may be nested to the greatest depth, and not much deeper', () => {
  expect(rewrite(nested(MAX_DEPTH, 1), same)).toEqual(nested(MAX_DEPTH, 1));
  expect(() => rewrite(nested(MAX_DEPTH + 5, 1), same)).toThrow(RangeError);
  expect(() => rewrite(nested(1_000_000, 1), same)).toThrow(RangeError);
});

test('how deep a leaf may stand does not depend on what it is', () => {
  const isAccepted = (value: unknown): boolean => {
    try {
      rewrite(value, same);
      return true;
    } catch {
      return false;
    }
  };
  for (let levels = MAX_DEPTH - 2; levels < MAX_DEPTH + 5; levels++) {
    const accepted = [1, 'a', Uint8Array.of(1), new Date(0)].map((leaf) => isAccepted(nested(levels, leaf)));
    expect(new Set(accepted).size, `${levels} levels`).toBe(1);
  }
});

test('to replace everything there and back again gives an equal value', () => {
  const there = (value: unknown): unknown => (typeof value === 'number' ? `n${value}` : value);
  const back = (value: unknown): unknown =>
    typeof value === 'string' && value.startsWith('n') ? Number(value.slice(1)) : value;
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const text = JSON.stringify(value);
      fc.pre(!text.includes('"n'));
      expect(JSON.stringify(rewrite(rewrite(value, there), back))).toBe(text);
    }),
    { seed: 20_261_122, numRuns: 200 },
  );
});
