/** The judge of a proxy's log, in which messages cross: it objects to no right router, and still to wrong ones. */
import { describe, expect, test } from 'vitest';
import { judge } from '../../src/tools/judge/judge.ts';
import type { Entry } from '../../src/wire/entry.ts';
import { crossed } from '../crossing.ts';
import { randomFrom } from '../random.ts';
import { Recorder } from '../recorder.ts';
import { Walk } from '../walk.ts';

const STEPS = Number(process.env.STEPS ?? 600);
const SEEDS = Array.from({ length: Number(process.env.SEEDS ?? 12) }, (_, index) => index + 1);

/** How long a message takes at most between router and proxy, and how late the judge may find it, in milliseconds. */
const [LONGEST, TOLERANCE] = [20, 100];

function logOf(seed: number): Entry[] {
  const recorder = new Recorder({ random: randomFrom(seed) });
  const bounds = { sessions: seed % 2 ? 4 : 10, procedures: 1 + (seed % 3), delivering: true };
  new Walk(seed, bounds).lead((input) => {
    // What is due before a connection is opened comes before it.
    if (input.what === 'connect') recorder.play({ what: 'tick', now: input.now });
    return recorder.play(input);
  }, STEPS);
  return recorder.log;
}

const objections = (log: readonly Entry[]): string[] =>
  judge(log, {}, { tolerance: TOLERANCE }).flatMap(({ rule, broken }) =>
    broken.map(({ line, says }) => `${rule} line ${line}: ${says}`),
  );

describe('the log of a proxy', () => {
  test.each(SEEDS)('of a right router breaks no rule, however messages cross, seed %i', (seed) => {
    expect(objections(crossed(logOf(seed), randomFrom(seed), LONGEST))).toEqual([]);
  });
});
