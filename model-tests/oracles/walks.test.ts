/** Random walks of the dealer, to which no oracle objects, under all readings. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Limits } from '../../machines/limits.ts';
import { CODES } from '../../machines/messages.ts';
import { READING_IDS, READING_OPTIONS, type Readings } from '../../machines/readings.ts';
import { judge, RULE_IDS } from '../../src/tools/judge/judge.ts';
import type { Entry, Sent } from '../../src/wire/entry.ts';
import { randomFrom } from '../random.ts';
import { objections, Recorder } from '../recorder.ts';
import { type Bounds, Walk } from '../walk.ts';

/** Steps of each walk; more with `STEPS=20000 npx vitest run model-tests/oracles`. */
const STEPS = Number(process.env.STEPS ?? 1_500);

/** Log of the dealer on a walk. */
function logOf(
  seed: number,
  readings: Partial<Readings>,
  bounds?: Bounds,
  steps = STEPS,
  limits: Partial<Limits> = {},
): Entry[] {
  const authmethods = bounds?.forcing ? ['ticket'] : undefined;
  const recorder = new Recorder({ random: randomFrom(seed), readings, limits, authmethods });
  new Walk(seed, bounds).lead((input) => recorder.play(input), steps);
  return recorder.log;
}

const OPTIONS = READING_IDS.flatMap((id) => READING_OPTIONS[id].map((option) => ({ id, option })));

/** Many sessions on few procedures, so that lists grow long and calls are often refused. */
const CROWD: Bounds = { sessions: 14, procedures: 1 };

/** Clients that take procedures away from each other. */
const FORCING: Bounds = { ...CROWD, forcing: true };

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

  const forced: readonly Partial<Readings>[] = [
    {},
    { withdrawn: 'cancel' },
    { withdrawn: 'reroute' },
    { withdrawn: 'reroute', ended: 'registration' },
    { registrationId: 'own' },
    { registrationId: 'own', sameSession: 'second-place', withdrawn: 'reroute' },
    { sameSession: 'idempotent', withdrawn: 'cancel' },
    { order: 'strict', withdrawn: 'reroute' },
  ];

  test.each(forced)('whose clients take procedures away from each other, under %j', (readings) => {
    for (const limits of [{}, { registrations: 2 }])
      expect(objections(logOf(1, readings, FORCING, STEPS, limits), readings)).toEqual([]);
  });
});

describe('a dealer that gives no call to a third callee because it could not be delivered', () => {
  /** Several walks, since one alone may never reach the limits. */
  const logsWith = (limits: Partial<Limits>) =>
    [1, 2, 3, 4, 5, 6].map((seed) => logOf(seed, {}, CROWD, STEPS, limits));

  test('is what no oracle objects to', () => {
    const logs = logsWith({ tries: 2 });
    expect(logs.flatMap((log) => objections(log, {}))).toEqual([]);
    const held = logs.map((log) => judge(log).find(({ rule }) => rule === 'LM-4')?.held);
    expect(Math.max(...held.map(Number))).toBeGreaterThan(0);
  });

  test('is told from one that gives no call to a second one', () => {
    const logs = logsWith({ tries: 1 });
    expect(logs.flatMap((log) => objections(log, {}))[0]).toMatch(/^UD-1/);
    expect(logs.flatMap((log) => objections(log, { undeliverable: 'error' }))).toEqual([]);
  });
});

describe('an oracle objects to a dealer that reads', () => {
  const mistaken = OPTIONS.flatMap(({ id, option }) =>
    READING_OPTIONS[id].filter((other) => other !== option).map((other) => ({ id, option, other })),
  );

  test.each(mistaken)('$id as $option where it should be $other', ({ id, option, other }) => {
    // Most options differ on the first walk; only few walks distinguish an index from a counter.
    const seeds = Array.from({ length: 40 }, (_, index) => index + 1);
    expect(
      seeds.some((seed) => objections(logOf(seed, { [id]: option }, CROWD), { [id]: other }).length > 0),
    ).toBe(true);
  });
});

describe('an oracle objects if one message of the dealer', () => {
  const log = logOf(2, {}, CROWD, 400);
  /** A sample of the messages, of all types. */
  const sent = log.flatMap((entry, index) => ('sent' in entry && index % 5 === 0 ? [{ entry, index }] : []));

  /** Messages of these types that can be replaced without an objection. */
  const unminded = (types: readonly unknown[], others: (entry: Sent) => Entry[]): Entry[] => {
    const chosen = sent.filter(({ entry }) => types.length === 0 || types.includes(entry.sent[0]));
    expect(chosen.map(({ entry }) => entry.sent[0])).toEqual(expect.arrayContaining([...types]));
    return chosen
      .filter(({ entry, index }) => objections(log.toSpliced(index, 1, ...others(entry)), {}).length === 0)
      .map(({ entry }) => entry);
  };

  test('is said twice', () => {
    expect(sent.length).toBeGreaterThan(50);
    expect(unminded([], (entry) => [entry, entry])).toEqual([]);
  });

  test('has another error', () => {
    const change = (entry: Sent): Entry[] => [{ ...entry, sent: entry.sent.with(4, 'com.other') }];
    expect(unminded([CODES.ERROR], change)).toEqual([]);
  });

  test('has another payload', () => {
    const start = ({ sent: [type] }: Sent): number => (type === CODES.RESULT ? 3 : 4);
    const change = (entry: Sent): Entry[] => [
      { ...entry, sent: [...entry.sent.slice(0, start(entry)), ['other']] },
    ];
    expect(unminded([CODES.RESULT, CODES.INVOCATION], change)).toEqual([]);
  });
});

test('walks put most rules to the test', () => {
  const rare: readonly string[] = [
    ...['BP-2', 'BP-8', 'BP-9', 'BP-11', 'BP-20', 'BP-23', 'PR-3'],
    // Walks have no authentication, no limits and no unannounced features, and set every option.
    ...['AU-3', 'AU-4', 'AU-5', 'AU-6', 'AU-7', 'AU-8', 'AZ-1', 'AZ-2'],
    ...['FA-5', 'FA-6', 'LM-1', 'LM-2', 'LM-3', 'LM-4', 'OP-1'],
  ];
  // One walk alone may never reach them.
  const verdicts = [1, 2, 3].flatMap((seed) => [
    ...judge(logOf(seed, {}, undefined, 3_000)),
    ...judge(logOf(seed, {}, FORCING, 1_000)),
  ]);
  const held = verdicts.filter((verdict) => verdict.held > 0).map(({ rule }) => rule);
  expect(rare.filter((id) => !RULE_IDS.some((rule) => rule === id))).toEqual([]);
  expect(RULE_IDS.filter((rule) => !held.includes(rule) && !rare.includes(rule))).toEqual([]);
});

test('a story tells of every rule', () => {
  const folder = new URL('.', import.meta.url);
  const texts = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'));
  const told = texts.flatMap((text) => [...text.matchAll(/^rule\('([^']+)'/gm)].map(([, id]) => id));
  expect(RULE_IDS.filter((id) => !told.includes(id))).toEqual([]);
});
