/** Real-time variants: they hold although instants are moved, and still tell a wrong timeout from a right one. */
import { describe, expect, test } from 'vitest';
import { createDealer } from '../../dealer/index.ts';
import { readLibrary } from './library/scenarios.ts';
import { withMargins } from './margins.ts';
import { parseScenario } from './parse.ts';
import { type Failure, type Open, play } from './play.ts';
import { readingsOf, type Scenario } from './scenario.ts';
import { DealerUnderTest } from './systems/dealer.ts';
import type { SystemOptions } from './systems/system.ts';

/** Scenarios about time limits of the router itself, 10 seconds each, which no client can change. */
const LIMITS_OF_THE_ROUTER = [
  'au-08-authentication-in-time',
  'bp-01-hello-in-time',
  'bp-05-what-an-abort-says',
  'bp-07-gone-while-closing',
  'bp-07-impatient-router',
  'bp-07-lost-while-closing',
  'bp-08-lost-before-hello',
];

const MARGIN = 150;
const PACE = 25;

const library = [...readLibrary()];
const isTimed = ({ steps }: Scenario): boolean =>
  steps.some(({ action, text }) => action.does === 'pass' || /"timeout": [1-9]/.test(text));
const timed = library.filter(([name, scenario]) => isTimed(scenario) && !LIMITS_OF_THE_ROUTER.includes(name));
const variantOf = async (scenario: Scenario): Promise<Scenario> => (await withMargins(scenario)) as Scenario;

describe('a real-time variant', () => {
  test('exists unless the scenario is about a time limit of the router itself', async () => {
    const none: string[] = [];
    for (const [name, scenario] of library) if ((await withMargins(scenario)) === undefined) none.push(name);
    expect(none).toEqual(LIMITS_OF_THE_ROUTER);
  });

  test('is the scenario itself if it has no clock', async () => {
    const plain = library.filter(([, scenario]) => !isTimed(scenario));
    expect(plain.length).toBeGreaterThan(100);
    for (const [name, scenario] of plain) expect(await withMargins(scenario), name).toBe(scenario);
  });

  test('differs from the page in numbers alone', async () => {
    for (const [name, scenario] of timed) {
      expect(textsOf(await variantOf(scenario)), name).toEqual(textsOf(scenario));
    }
  });

  test('takes less than three seconds', async () => {
    for (const [name, scenario] of timed) {
      const { steps } = await variantOf(scenario);
      const total = steps.reduce((sum, { action }) => sum + (action.does === 'pass' ? action.ms : 0), 0);
      expect(total, name).toBeLessThanOrEqual(3_000);
    }
  });

  test('holds although each instant is moved by half of the margin, and each step takes time', async () => {
    for (const [name, scenario] of timed) {
      const variant = await variantOf(scenario);
      for (const seed of [1, 2, 3, 4, 5]) {
        const failures = await failuresOf(variant, moved(seed));
        expect(
          failures.map(({ error }) => error.message),
          `${name}, seed ${seed}`,
        ).toEqual([]);
      }
    }
  });

  test('is needed: most of the pages do not hold when their instants are moved', async () => {
    const broken: string[] = [];
    for (const [name, scenario] of timed)
      if ((await failuresOf(scenario, moved(1))).length > 0) broken.push(name);
    expect(broken).toContain('pr-03-timeout-between-results');
    expect(broken.length).toBeGreaterThan(timed.length / 2);
  });

  test.each([
    ['twice as long', 2],
    ['a tenth as long', 0.1],
  ])('finds a router whose timeouts are %s', async (_, factor) => {
    for (const name of [
      'ct-01-one-clock-for-all-tries',
      'ct-02-a-shorter-clock-runs-out-first',
      'ct-02-clock-outlives-many-others',
      'ct-02-timeout-interrupts',
      'mix-kill-and-timeout',
      'pr-03-progress-and-cancel',
      'pr-03-reroute-within-the-silence',
      'pr-03-timeout-between-results',
      'reading-unasked-progress',
      'ud-01-one-clock',
      'use-one-deadline',
    ]) {
      const variant = await variantOf(readLibrary().get(name) as Scenario);
      expect(await failuresOf(variant, withTimeouts(factor)), name).not.toEqual([]);
    }
  });

  test('finds a router that restarts a timeout when a callee refuses, and one that does not at a result', async () => {
    for (const [name, restarts] of [
      ['ct-01-one-clock-for-all-tries', true],
      ['pr-03-timeout-between-results', false],
      ['pr-03-reroute-within-the-silence', false],
    ] as const) {
      const { steps } = await variantOf(readLibrary().get(name) as Scenario);
      const [timeout] = steps.flatMap(({ text }) => Number(/"timeout": (\d+)/.exec(text)?.[1] ?? 0) || []);
      const passes = steps.flatMap(({ action }) => (action.does === 'pass' ? [action.ms] : []));
      const end = passes.reduce((sum, ms) => sum + ms, 0);
      const [first = 0] = passes;
      // The wrong deadline is not in the step of the right one.
      if (restarts) expect(first + (timeout as number), name).toBeGreaterThanOrEqual(end + MARGIN);
      else expect(timeout, name).toBeLessThanOrEqual(end - (passes.at(-1) as number) - MARGIN);
    }
  });

  test('keeps the same timeout for calls that end together in their order', async () => {
    const [, scenario] = timed.find(([name]) => name.includes('equal-clocks')) as [string, Scenario];
    const { steps } = await variantOf(scenario);
    const timeouts = steps.flatMap(({ text }) => /"timeout": (\d+)/.exec(text)?.[1] ?? []);
    expect(new Set(timeouts.slice(2)).size).toBe(1);
  });

  test('lets a removed deadline pass, so that a router that keeps it is found', async () => {
    const scenario = readLibrary().get('ct-01-caller-leaves-its-clock') as Scenario;
    const { steps } = await variantOf(scenario);
    const [timeout = 0, , pass = 0] = steps.flatMap(({ text }) =>
      [...text.matchAll(/(?:"timeout": |^)(\d+)(?:}| ms pass)/g)].map(([, ms]) => Number(ms)),
    );
    expect(pass).toBeGreaterThanOrEqual(timeout + MARGIN);
  });

  test('is impossible if it would take longer than allowed', async () => {
    const scenario = readLibrary().get('pr-03-timeout-between-results') as Scenario;
    expect(await withMargins(scenario, { most: 1_000 })).toBeUndefined();
    expect(await withMargins(scenario, { margin: 50, most: 1_000 })).toBeDefined();
  });

  test('is impossible if the logs contradict each other about the order', async () => {
    const page = [
      '# A timeout that is to end and not to end',
      '',
      'The log is not that of any dealer.',
      '',
      '```script',
      'alice joins as callee',
      'carol joins as caller',
      'alice: REGISTER ?a {} com.example.add',
      'carol: CALL ?call {"timeout": 10} com.example.add',
      '5 ms pass',
      '```',
      '',
      '```log',
      '3 alice REGISTERED ?a ?registration',
      '4 alice INVOCATION ?toAlice ?registration {}',
      '5 carol ERROR CALL ?call {} wamp.error.timeout [_]',
      '```',
      '',
      'Shows CT-2.',
      '',
    ];
    expect(await withMargins(parseScenario(page.join('\n'), 'wrong.md'))).toBeUndefined();
  });
});

// --- internal ---

/** Steps and logs, without the numbers that may change. */
const textsOf = ({ steps, logs }: Scenario): readonly string[] =>
  [
    ...steps.map(({ text }) => text),
    ...logs.flatMap(({ lines }) => lines.flatMap(({ expected }) => expected.map(({ text }) => text))),
  ].map((text) => text.replace(/("timeout": )[1-9]\d*|\b\d+ ms\b/g, '$1N'));

async function failuresOf(scenario: Scenario, open: Open): Promise<Failure[]> {
  const failures: Failure[] = [];
  for (const log of scenario.logs) {
    const failure = await play(scenario, open, { readings: readingsOf(log), seed: 1 });
    if (failure !== undefined) failures.push(failure);
  }
  return failures;
}

/** A dealer whose instants are moved by up to half of the margin, and which needs time for each message. */
class MovedDealer extends DealerUnderTest {
  private readonly draw: () => number;
  private shift = 0;

  constructor(options: SystemOptions, seed: number) {
    super('moved', createDealer, options);
    let state = seed;
    this.draw = () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
  }

  override send(session: string, wire: unknown): void {
    super.pass(this.draw() * PACE);
    super.send(session, wire);
  }

  override pass(milliseconds: number): void {
    const before = this.shift;
    this.shift = (this.draw() - 0.5) * MARGIN;
    super.pass(Math.max(0, milliseconds + this.shift - before));
  }
}

const moved =
  (seed: number): Open =>
  async (options) =>
    new MovedDealer(options, seed);

/** A dealer whose timeouts are longer than demanded, or shorter, by a factor. */
class WrongDealer extends DealerUnderTest {
  private readonly factor: number;

  constructor(options: SystemOptions, factor: number) {
    super('wrong', createDealer, options);
    this.factor = factor;
  }

  override send(session: string, wire: unknown): void {
    const message = structuredClone(wire) as [number, unknown, { timeout?: unknown }];
    const timeout = Array.isArray(message) ? message[2]?.timeout : undefined;
    if (typeof timeout === 'number' && timeout >= 1 && Number.isInteger(timeout))
      message[2].timeout = Math.ceil(timeout * this.factor);
    super.send(session, message);
  }
}

const withTimeouts =
  (factor: number): Open =>
  async (options) =>
    new WrongDealer(options, factor);
