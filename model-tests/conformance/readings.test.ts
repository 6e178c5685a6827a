/**
 * Tests of the readings that the conformance suite infers. `npx tsx model-tests/conformance/main.ts readings` looks at
 * all options, which takes some minutes.
 */
import { expect, test } from 'vitest';
import type { ReadingId } from '../../machines/readings.ts';
import { mistakesUnder, OTHERS } from './inferred.ts';

/** Every so many-th option is served. */
const STEP = 6;

test.each(OTHERS.filter((_, index) => index % STEP === 0))(
  'a router that follows %s=%s is seen to, and fails in no case',
  { timeout: 60_000 },
  async (id: ReadingId, option: string) => {
    expect(await mistakesUnder(id, option)).toEqual([]);
  },
);
