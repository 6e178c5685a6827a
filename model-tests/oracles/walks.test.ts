/** What the dealer does on random walks: no oracle objects, whatever the readings are. */
import { describe, expect, test } from 'vitest';
import { READING_IDS, READING_OPTIONS, type Readings } from '../../machines/readings.ts';
import type { Entry } from '../../src/judge/entry.ts';
import { judge, RULE_IDS } from '../../src/judge/judge.ts';
import { Recorder } from '../recorder.ts';
import { randomFrom } from '../stage.ts';
import { type Bounds, Walk } from '../walk.ts';

/** Steps of each walk; more with `STEPS=20000 npx vitest run model-tests/oracles`. */
const STEPS = Number(process.env.STEPS ?? 1_500);

/** What a dealer did on a walk. */
function logOf(seed: number, readings: Partial<Readings>, bounds?: Bounds, steps = STEPS): Entry[] {
  const recorder = new Recorder({ random: randomFrom(seed), readings });
  const walk = new Walk(seed, bounds);
  for (let step = 0; step < steps; step++) walk.learn(recorder.play(walk.next()));
  return recorder.log;
}

/** What oracles object to: the first breach of each rule with what was said before it. */
const objections = (log: readonly Entry[], readings: Partial<Readings>): string[] =>
  judge(log, readings).flatMap(({ rule, broken: [first] }) => {
    if (first === undefined) return [];
    const before = log.slice(Math.max(0, first.line - 6), first.line).map((entry) => JSON.stringify(entry));
    return [`${rule}, line ${first.line}: ${first.says}\n${before.join('\n')}`];
  });

const OPTIONS = READING_IDS.flatMap((id) => READING_OPTIONS[id].map((option) => ({ id, option })));

/** Many on few procedures, so that lists grow long and calls are refused often. */
const CROWD: Bounds = { sessions: 14, procedures: 1 };

describe('no oracle objects to the dealer', () => {
  test.each(OPTIONS)('that reads $id as $option', ({ id, option }) => {
    const seed = OPTIONS.findIndex((one) => one.id === id && one.option === option) + 1;
    for (const bounds of [undefined, CROWD]) {
      expect(objections(logOf(seed, { [id]: option }, bounds), { [id]: option })).toEqual([]);
    }
  });

  test.each([1, 2, 3, 4])('that reads every question in some way, seed %i', (seed) => {
    const random = randomFrom(seed * 7919);
    const readings = Object.fromEntries(
      READING_IDS.map((id) => [id, READING_OPTIONS[id][Math.floor(random() * READING_OPTIONS[id].length)]]),
    ) as Readings;
    expect(objections(logOf(seed, readings, seed % 2 ? CROWD : undefined), readings)).toEqual([]);
  });
});

describe('an oracle objects to a dealer that reads', () => {
  const mistaken = OPTIONS.flatMap(({ id, option }) =>
    READING_OPTIONS[id].filter((other) => other !== option).map((other) => ({ id, option, other })),
  );

  test.each(mistaken)('$id as $option where it should be $other', ({ id, option, other }) => {
    const seeds = [1, 2, 3, 4, 5, 6];
    expect(
      seeds.some((seed) => objections(logOf(seed, { [id]: option }, CROWD), { [id]: other }).length > 0),
    ).toBe(true);
  });
});

test('walks put most rules to the test', () => {
  const rare: readonly string[] = ['BP-2', 'BP-8', 'BP-9', 'BP-11', 'BP-20', 'BP-23'];
  const idle = judge(logOf(1, {}, undefined, 6_000)).filter(({ held }) => held === 0);
  expect(RULE_IDS.length).toBeGreaterThan(60);
  expect(idle.map(({ rule }) => rule).filter((rule) => !rare.includes(rule))).toEqual([]);
});
