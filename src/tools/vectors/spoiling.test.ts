/** Any damaged vector is read as a scenario, or refused with a reason. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readVector } from './read.ts';
import { VectorError } from './vector.ts';
import { type Loose, looseOf, RANDOM, REROUTE, VARIANT } from './wrong.test-helper.ts';

const ODD = [
  undefined,
  null,
  5,
  -1,
  'x',
  'x|id',
  'x|session',
  'x_time',
  true,
  [],
  {},
  [null],
  { $any: true },
];

/** Replaces a value at a random place, given by a number for each level. */
function spoil(value: Loose, [turn = 0, ...turns]: readonly number[], odd: unknown): void {
  const keys = Object.keys(value);
  const key = keys[turn % Math.max(keys.length, 1)];
  if (key === undefined) return;
  const inside = value[key];
  if (turns.length > 0 && typeof inside === 'object' && inside !== null) spoil(inside, turns, odd);
  else if (odd === undefined) delete value[key];
  // A copy, since the next place may be inside of it.
  else value[key] = structuredClone(odd);
}

test('a spoilt vector is refused in words, or it can still be read', () => {
  const place = fc.array(fc.nat(100), { minLength: 1, maxLength: 6 });
  const seen = new Set<string>();
  fc.assert(
    fc.property(
      fc.constantFrom(REROUTE, VARIANT, RANDOM),
      fc.array(fc.tuple(place, fc.constantFrom(...ODD)), { minLength: 1, maxLength: 2 }),
      (name, changes) => {
        const vector = looseOf(name);
        for (const [turns, odd] of changes) spoil(vector, turns, odd);
        try {
          expect(readVector(JSON.stringify(vector), 'spoilt.json').steps.length).toBeGreaterThan(0);
          seen.add('read');
        } catch (error) {
          if (!(error instanceof VectorError)) throw error;
          expect(error.message).toMatch(/^spoilt\.json:1 \/\S*: Expected .+, but .+\.$/s);
          seen.add('refused');
        }
      },
    ),
    { numRuns: 150 },
  );
  expect(seen).toEqual(new Set(['read', 'refused']));
});
