/** Detected mutants: the known faults of other dealers, and a sample of all generated ones. */
import { beforeAll, describe, expect, test } from 'vitest';
import { textOf } from './mutants/graph.ts';
import type { Mutant } from './mutants/mutant.ts';
import { allMutants } from './mutants/mutants.ts';
import { NAMED } from './mutants/named.ts';
import { complaints, doubleReasons, idsOn, staleReasons } from './mutants/report.ts';
import { EQUIVALENT, fits, UNIT_TESTED } from './mutants/survivors.ts';
import { isKilled, Trials } from './mutants/trials.ts';
import { testThatFindsOut } from './mutants/unit-tests.ts';
import { randomFrom } from './random.ts';
import { SCENARIOS, UNBOUND } from './scenarios.ts';

/** Seed and size of the sample; `SEED=7 SAMPLE=500 npx vitest run model-tests/mutants.test.ts` selects others. */
const SEED = Number(process.env.SEED ?? 1);
const SAMPLE = Number(process.env.SAMPLE ?? 60);

const MUTANTS = allMutants();
const IDS = MUTANTS.map(({ id }) => id);

const random = randomFrom(SEED);
const DRAWN = Array.from({ length: SAMPLE }, () => MUTANTS[Math.floor(random() * MUTANTS.length)] as Mutant);

let trials: Trials;
beforeAll(async () => {
  trials = await Trials.of(SCENARIOS, UNBOUND);
}, 120_000);

describe('a dealer is found out', () => {
  test.each(Object.entries(NAMED))('in which %s', async (_, id) => {
    const mutant = MUTANTS.find((one) => one.id === id);
    expect(mutant?.id).toBe(id);
    expect(await trials.judge(mutant as Mutant)).toMatchObject({ path: expect.any(String) });
  });

  test(`in a sample of ${SAMPLE}, seed ${SEED}`, { timeout: 300_000 }, async () => {
    const judged = [];
    for (const mutant of DRAWN) {
      const [verdict, test] = [await trials.judge(mutant), await testThatFindsOut(mutant)];
      judged.push({ mutant, verdict, test });
    }
    expect(complaints(judged)).toEqual([]);
  });
});

test('no two mutants have the same id', () => {
  expect(IDS.filter((id, index) => IDS.indexOf(id) !== index)).toEqual([]);
});

test('docs/mutants.md lists the mutants that there are; run "npm run mutants" if it does not', () => {
  const listed = idsOn(textOf('docs/mutants.md'));
  expect(IDS.filter((id) => !listed.includes(id))).toEqual([]);
  expect(listed.filter((id) => !IDS.includes(id))).toEqual([]);
});

test('whatever has a reason to survive is a mutant, and has one reason', () => {
  expect(staleReasons(IDS)).toEqual([]);
  expect(doubleReasons(IDS)).toEqual([]);
  for (const groups of [EQUIVALENT, UNIT_TESTED]) expect(groups).not.toEqual([]);
  for (const { because, lines } of [...EQUIVALENT, ...UNIT_TESTED]) {
    expect(because.length).toBeGreaterThan(40);
    expect(lines, because).not.toEqual([]);
  }
});

test.each([
  ['a: b', 'a: b', true],
  ['a: b', 'a: bc', false],
  ['a<any>: b', 'a, c: b', true],
  ['a<any>: b', 'a: b', true],
  ['a<any>: b', 'a, c: bc', false],
  ['a<any>c<any>d', 'a b c d', true],
  ['a<any>c<any>d', 'a b d c', false],
  ['ab<any>bc', 'abc', false],
])('a line %j about a mutant %j: %s', (line, id, isAbout) => {
  expect(fits(line, id)).toBe(isAbout);
});

test('every file of unit-tested.md is there', () => {
  for (const { title } of UNIT_TESTED) expect(textOf(title)).toContain('test(');
});

test('a dealer that never ends is stopped, and one that cannot be loaded counts as found out', async () => {
  const judge = (change: (text: string) => string) => {
    const file = 'src/dealer/runtime.ts';
    return trials.judge({ reach: undefined, changes: () => new Map([[file, change(textOf(file))]]) });
  };
  const endless = await judge((text) => text.replace('advance(now: number): void {', '$& for (;;) {}'));
  expect(endless).toMatchObject({
    path: expect.stringMatching(/^hang in /),
    oracle: expect.stringMatching(/^hang in /),
  });
  expect(await judge((text) => `${text}; throw new Error('broken');`)).toMatchObject({ path: 'crash' });
  expect(isKilled(await judge((text) => `${text}\n// nothing`))).toBe(false);
});
