/** The judge of a proxy's log, in which messages cross: it objects to no right router, and still to wrong ones. */
import { describe, expect, test } from 'vitest';
import { READING_IDS, READING_OPTIONS, type Readings } from '../../machines/readings.ts';
import { judge } from '../../src/tools/judge/judge.ts';
import { LiveJudge } from '../../src/tools/judge/live.ts';
import type { Entry } from '../../src/wire/entry.ts';
import { crossed } from '../crossing.ts';
import { randomFrom } from '../random.ts';
import { Recorder } from '../recorder.ts';
import { type Bounds, Walk } from '../walk.ts';
import { logOf } from './story.ts';

/** More with `SEEDS=1000 STEPS=2000 npx vitest run model-tests/oracles/crossing.test.ts`. */
const STEPS = Number(process.env.STEPS ?? 600);
const SEEDS = Array.from({ length: Number(process.env.SEEDS ?? 20) }, (_, index) => index + 1);

/** How long a message takes at most between router and proxy, and how late the judge may find it, in milliseconds. */
const [LONGEST, TOLERANCE] = [20, 100];

/** Time between two lines in which nothing crosses, in milliseconds. */
const QUIET = 3 * TOLERANCE;

const OPTIONS = READING_IDS.flatMap((id) => READING_OPTIONS[id].map((option) => ({ id, option })));

describe('the log of a proxy before a right router breaks no rule, however messages cross,', () => {
  test.each(SEEDS)('seed %i', (seed) => {
    expect(objections(walkOf(seed, {}))).toEqual([]);
  });

  test.each(OPTIONS)('if the router reads $id as $option', ({ id, option }) => {
    const readings = { [id]: option };
    for (const seed of [1, 2]) expect(objections(walkOf(seed, readings), readings)).toEqual([]);
  });
});

describe('the log of a proxy shows, where nothing crosses, a router that reads', () => {
  const mistakes: readonly (readonly [keyof Readings, string, string])[] = [
    ['position', 'index', 'after-last'],
    ['next', 'refuser', 'turn'],
    ['newcomer', 'ignored', 'candidate'],
    ['gate', 'announced', 'any'],
    ['exclude', 'last-refused', 'all-refused'],
    ['rerouteMoves', 'no', 'yes'],
    ['afterProgress', 'reroute', 'end'],
    ['sameSession', 'idempotent', 'refuse'],
    ['goneUri', 'cancelled', 'canceled'],
    ['withdrawn', 'cancel', 'finish'],
    ['unaskedProgress', 'pass-on', 'drop'],
    ['cancelDefault', 'skip', 'killnowait'],
  ];

  test.each(mistakes)('%s as %s where it should be %s', (id, option, other) => {
    const isFound = (seed: number): boolean => {
      const log = walkOf(seed, { [id]: option }, QUIET);
      // Timeouts take longer than they should where the log is stretched, under each reading.
      return objections(log, { [id]: other }).length > objections(log, { [id]: option }).length;
    };
    expect(Array.from({ length: 40 }, (_, index) => index + 1).some(isFound)).toBe(true);
  });
});

test('a timeout error that overtakes the INTERRUPT of an earlier CANCEL is no breach', () => {
  const { entries } = logOf(`
    A X join
    A share p
    X > CALL 1 {timeout:100} p [1]
    A < INVOCATION 1 1 {} [1]
    60 ms later
    X > CANCEL 1 {mode:kill}
    40 ms later
    X < ERROR CALL 1 {} ~timeout
    A < INTERRUPT 1 {mode:kill}
    A < INTERRUPT 1 {mode:killnowait}`);
  expect(objections(entries)).not.toEqual([]);
  expect(objections(entries.map(viaProxy))).toEqual([]);
});

describe('the judge of a log that grows', () => {
  test.each([1, 2, 3, 4, 5, 6])('objects to no right router, whatever it has forgotten, seed %i', (seed) => {
    const live = new LiveJudge({ readings: {}, tolerance: TOLERANCE, capacity: 60 });
    expect(follow(live, walkOf(seed, {}))).toEqual([]);
    expect(live.isComplete).toBe(false);
    const { rules } = live.assessment();
    expect(rules.filter(({ held }) => held > 0).length).toBeGreaterThan(20);
    expect(rules.flatMap(({ broken }) => broken)).toEqual([]);
  });

  test('keeps no more of a long log than of a short one', () => {
    const sizes = [1_000, 6_000].map((steps) => {
      const live = new LiveJudge({ readings: {}, tolerance: TOLERANCE, capacity: 200 });
      let most = 0;
      follow(live, walkOf(1, {}, undefined, steps), () => {
        most = Math.max(most, live.size);
      });
      return { most, lines: live.lines };
    });
    expect(sizes[1]?.lines).toBeGreaterThan(5 * (sizes[0]?.lines ?? 0));
    expect(sizes[1]?.most).toBeLessThan(2 * (sizes[0]?.most ?? 0));
  });

  test('still finds what a router does wrong after it has forgotten', () => {
    const log = walkOf(3, {}, QUIET);
    const index = log.findLastIndex(
      (entry) => 'sent' in entry && entry.sent[0] === 50 && entry.sent[3] !== undefined,
    );
    const answer = log[index] as Entry & { readonly sent: readonly unknown[] };
    const wrong = { ...answer, sent: [...answer.sent.slice(0, 3), ['something else']] } as Entry;
    const live = new LiveJudge({ readings: {}, tolerance: TOLERANCE, capacity: 60 });
    const found = follow(live, log.with(index, wrong)).filter(
      ({ rule }) => rule === 'BP-14' || rule === 'PR-2',
    );
    expect(live.isComplete).toBe(false);
    expect(found.map(({ line }) => line)).toContain(index + 1);
    expect(live.assessment().rules.flatMap(({ broken }) => broken.map(({ line }) => line))).toContain(
      index + 1,
    );
  });
});

// --- internal ---

const viaProxy = (entry: Entry): Entry =>
  'event' in entry && entry.event === 'connected' ? { ...entry, via: 'proxy' } : entry;

function walkOf(seed: number, readings: Partial<Readings>, pause?: number, steps = STEPS): Entry[] {
  const recorder = new Recorder({ random: randomFrom(seed), readings });
  const bounds: Bounds = { sessions: seed % 2 ? 4 : 10, procedures: 1 + (seed % 3), delivering: true };
  new Walk(seed, bounds).lead((input) => {
    // What is due before a connection is opened comes before it.
    if (input.what === 'connect') recorder.play({ what: 'tick', now: input.now });
    return recorder.play(input);
  }, steps);
  return crossed(recorder.log, randomFrom(seed), LONGEST, pause);
}

const objections = (log: readonly Entry[], readings: Partial<Readings> = {}): string[] =>
  judge(log, readings, { tolerance: TOLERANCE }).flatMap(({ rule, broken }) =>
    broken.map(({ line, says }) => `${rule} line ${line}: ${says}`),
  );

/** Has the log judged while it grows; returns all that is found. */
function follow(
  live: LiveJudge,
  log: readonly Entry[],
  look = (): void => {},
): ReturnType<LiveJudge['find']> {
  const found = log.flatMap((entry, index) => {
    live.add(entry);
    if (index % 20 > 0) return [];
    const news = live.find(entry.at);
    look();
    return news;
  });
  return [...found, ...live.find(Number.POSITIVE_INFINITY)];
}
