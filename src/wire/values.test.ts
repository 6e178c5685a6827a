/** Plain values, built from calls of a sink and written to one. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Unrepresentable } from './faults.ts';
import type { Sink } from './sink.ts';
import { Values, writeValue } from './values.ts';

function built(build: (sink: Sink) => void): unknown {
  const values = new Values();
  build(values);
  expect(values.all).toHaveLength(1);
  return values.all[0];
}

const again = (value: unknown): unknown => built((sink) => writeValue(value, sink));

/** Calls of a sink for a value. */
function calls(value: unknown): unknown[][] {
  const seen: unknown[][] = [];
  const sink = new Proxy(
    {},
    {
      get:
        (_, name) =>
        (...facts: unknown[]) =>
          void seen.push([name, ...facts]),
    },
  );
  writeValue(value, sink as Sink);
  return seen;
}

describe('a plain value is told as', () => {
  test.each([
    [0, ['integer', 0]],
    [2 ** 53, ['integer', 2 ** 53]],
    [-(2 ** 53), ['integer', -(2 ** 53)]],
    [2 ** 53 + 2, ['float', 2 ** 53 + 2, 64]],
    [-0, ['float', -0, 64]],
    [1.5, ['float', 1.5, 64]],
    [2n ** 70n, ['integer', 2n ** 70n]],
    [undefined, ['simple', 23]],
    [null, ['null']],
    [Uint8Array.of(1), ['bytes', Uint8Array.of(1)]],
    [new Date(-1), ['instant', -1, 999_000_000]],
    [new Date(1_500), ['instant', 1, 500_000_000]],
  ])('%s', (value, call) => {
    expect(calls(value)).toEqual([call]);
  });

  test('a dictionary without what is undefined in it', () => {
    expect(calls({ a: undefined, b: 1 })).toEqual([['dict', 1], ['text', 'b'], ['integer', 1], ['end']]);
  });

  test('a dictionary with keys of any kind, if it is a Map', () => {
    expect(calls(new Map([[1, true]]))).toEqual([['dict', 1], ['integer', 1], ['boolean', true], ['end']]);
  });

  test.each([
    ['a function of JavaScript', () => 1],
    ['a symbol of JavaScript', Symbol('s')],
    ['a Set of JavaScript', new Set([1])],
    ['a Float64Array of JavaScript', Float64Array.of(1)],
    ['a Date of JavaScript that is invalid', new Date(Number.NaN)],
  ])('nothing, if it is %s', (what, value) => {
    expect(() => calls([value])).toThrow(new Unrepresentable(what));
  });

  test('nothing, if it contains itself', () => {
    const circle: unknown[] = [];
    circle.push({ circle });
    expect(() => calls(circle)).toThrow('nested deeper than 500');
  });
});

describe('what is told becomes', () => {
  test('numbers up to 2^53 and bigints beyond', () => {
    expect(built((sink) => sink.integer(2n ** 53n))).toBe(2 ** 53);
    expect(built((sink) => sink.integer(-(2n ** 53n)))).toBe(-(2 ** 53));
    expect(built((sink) => sink.integer(2n ** 53n + 1n))).toBe(2n ** 53n + 1n);
  });

  test('an object with keys of its own, also __proto__, of which the last counts', () => {
    const dict = built((sink) => {
      sink.dict();
      for (const [key, value] of [
        ['__proto__', 1],
        ['a', 2],
        ['__proto__', 3],
      ] as const) {
        sink.text(key);
        sink.integer(value);
      }
      sink.end();
    }) as object;
    expect(Object.entries(dict)).toEqual([
      ['__proto__', 3],
      ['a', 2],
    ]);
    expect(Object.getPrototypeOf(dict)).toBe(Object.prototype);
  });

  test('a Map, if a key is no text, with the keys before it', () => {
    const map = built((sink) => {
      sink.dict();
      sink.text('a');
      sink.null();
      sink.list();
      sink.integer(1);
      sink.end();
      sink.boolean(true);
      sink.end();
    });
    expect(map).toEqual(
      new Map<unknown, unknown>([
        ['a', null],
        [[1], true],
      ]),
    );
  });

  test('a Date of whole milliseconds, and else a text', () => {
    expect(built((sink) => sink.instant(1, 5_000_000))).toEqual(new Date(1_005));
    expect(built((sink) => sink.instant(1, 5))).toBe('1970-01-01T00:00:01.000000005Z');
    expect(built((sink) => sink.instant(2n ** 60n, 0))).toBe(
      `${2n ** 60n} s and 0 ns since 1970-01-01T00:00:00Z`,
    );
  });

  test('what has a tag without it, an extension its bytes, a simple value undefined', () => {
    const list = built((sink) => {
      sink.list();
      sink.tag(5);
      sink.integer(1);
      sink.extension(7, Uint8Array.of(1));
      sink.simple(16);
      sink.end();
    });
    expect(list).toEqual([1, Uint8Array.of(1), undefined]);
  });
});

test('any plain value that is told becomes the same again', () => {
  const value = fc.anything({
    maxDepth: 4,
    withBigInt: true,
    withDate: true,
    withMap: true,
    withNullPrototype: false,
    values: [
      fc.boolean(),
      fc.integer(),
      fc.double({ noNaN: true }),
      fc.string(),
      fc.constant(null),
      fc.uint8Array(),
    ],
  });
  fc.assert(
    fc.property(value, (each) => {
      fc.pre(!hasInvalidDate(each));
      expect(again(each)).toEqual(normal(each));
    }),
    { seed: 20_261_128, numRuns: 1_000 },
  );
});

// --- internal ---

const hasInvalidDate = (value: unknown): boolean =>
  value instanceof Date
    ? Number.isNaN(value.getTime())
    : value instanceof Map
      ? [...value].flat().some(hasInvalidDate)
      : typeof value === 'object' && value !== null && Object.values(value).some(hasInvalidDate);

/** Bigints up to 2^53 become numbers, and a Map with text keys an object. */
function normal(value: unknown): unknown {
  if (typeof value === 'bigint') return value >= -(2n ** 53n) && value <= 2n ** 53n ? Number(value) : value;
  if (value instanceof Map) {
    const entries = [...value]
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => [normal(key), normal(item)]);
    return entries.every(([key]) => typeof key === 'string')
      ? Object.fromEntries(entries)
      : new Map(entries as [unknown, unknown][]);
  }
  if (Array.isArray(value)) return value.map(normal);
  if (typeof value !== 'object' || value === null || value instanceof Date || value instanceof Uint8Array)
    return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => [key, normal(item)]),
  );
}
