/**
 * Tests of the readings that the conformance suite infers. `npx tsx model-tests/conformance/main.ts readings` looks at
 * all options, which takes some minutes.
 */
import { expect, test } from 'vitest';
import type { ReadingId } from '../../machines/readings.ts';
import { OTHER_OPTIONS } from '../paths/index.ts';
import { mistakesUnder, namesOf, PAIRS } from './inferred.ts';

/** Every so many-th option is served. */
const STEP = 6;

test.each(OTHER_OPTIONS.filter((_, index) => index % STEP === 0))(
  'a router that follows %s=%s is seen to, and fails in no case',
  { timeout: 60_000 },
  async (id: ReadingId, option: string) => {
    expect(await mistakesUnder({ [id]: option })).toEqual({ inferred: [], failed: [] });
  },
);

test.each(PAIRS.filter((_, index) => index % 2 === 0).map((served) => [namesOf(served), served] as const))(
  'a router that follows %s fails in no case',
  { timeout: 60_000 },
  async (_, served) => {
    expect((await mistakesUnder(served)).failed).toEqual([]);
  },
);
