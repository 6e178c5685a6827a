/** Tests of the conformance suite: it finds each fault, names it by its rule, and condemns no right router. */
import { beforeAll, describe, expect, test } from 'vitest';
import { createDealer } from '../../src/dealer/index.ts';
import { PROBES } from '../../src/tools/conform/features.ts';
import { type Result, SERIALISATION_NAMES, type Verdict } from '../../src/tools/conform/result.ts';
import type { Fault } from './fault.ts';
import { FAULTS, judged, judgeFaulty } from './faulty-routers.ts';
import { TOLERATED } from './tolerated.ts';

const PASSES: readonly Verdict[] = ['pass', 'pass under a reading'];

describe('a faulty router that', { timeout: 60_000 }, () => {
  let results: Results;

  beforeAll(() => {
    results = new Results();
  });

  test('has a fault that no other one has', () => {
    expect(FAULTS.length).toBeGreaterThanOrEqual(50);
    expect(new Set(FAULTS.map(({ says }) => says)).size).toBe(FAULTS.length);
  });

  test.each(FAULTS)('$says is found, and named by the right rule', async (fault) => {
    const { rules, cases, verdict } = fault;
    const found = casesOf(await results.get(fault)).filter(({ id }) => cases.includes(id));
    expect(found.map(({ id }) => id).sort()).toEqual([...cases].sort());
    const verdicts: readonly Verdict[] = verdict === undefined ? ['fail', 'no answer'] : [verdict];
    expect(
      found.some((one) => verdicts.includes(one.verdict)),
      found.map(({ id, verdict: was, says }) => `${id}: ${was}: ${says.join(' ')}`).join('\n'),
    ).toBe(true);
    for (const one of found) {
      const told = `${one.id}: ${one.says.join(' ')}`;
      // A case that fails for the sake of another one names the rule of that.
      const [, needed] = /needs (\S+), which the router breaks/.exec(told) ?? [];
      expect(needed === undefined ? verdicts : ['not played'], told).toContain(one.verdict);
      expect(rules, told).toContain(needed ?? one.rule);
    }
  });
});

describe('a right router', { timeout: 60_000 }, () => {
  test.each(SERIALISATION_NAMES)('passes every case in %s', async (name) => {
    const result = await judged(createDealer, undefined, { serialisations: [name], timeout: 1_000 });
    expect(failuresIn(result, ['pass'])).toEqual([]);
    expect(result.runs[0]?.judged.filter(({ outcome }) => outcome === 'broken')).toEqual([]);
  });

  test.each(TOLERATED)(
    'that $says does not fail',
    async ({ create, spoil, only, unplayed, remark, readings }) => {
      const result = await judged(create ?? createDealer, spoil, { only, timeout: 1_000 });
      expect(failuresIn(result, [...PASSES, 'not played'])).toEqual([]);
      expect(failuresIn(result, PASSES).length).toBeLessThanOrEqual(unplayed);
      const portrait = result.runs[0]?.portrait;
      expect(portrait?.remarks.filter((one) => !one.includes('again'))).toEqual(
        remark === undefined ? [] : [remark],
      );
      expect(portrait?.readings.filter(({ isOther }) => isOther)).toMatchObject(readings);
      expect(casesOf(result).length).toBeGreaterThan(20);
    },
  );
});

// --- internal ---

/** The results for the faulty routers. Many are judged at once, since most of the time goes into waiting. */
class Results {
  private readonly waiting = [...FAULTS];
  private readonly known = new Map<Fault, Promise<Result>>();
  private readonly done = new Map<Fault, (result: Promise<Result>) => void>();
  private isRunning = false;

  get(fault: Fault): Promise<Result> {
    if (!this.isRunning) this.run();
    return this.known.get(fault) as Promise<Result>;
  }

  // --- internal ---

  private run(): void {
    this.isRunning = true;
    for (const fault of FAULTS)
      this.known.set(fault, new Promise((resolve) => this.done.set(fault, resolve)));
    for (let number = 0; number < AT_ONCE; number++) void this.work();
  }

  private async work(): Promise<void> {
    for (let fault = this.waiting.shift(); fault !== undefined; fault = this.waiting.shift()) {
      const result = judgeFaulty(fault, [...PROBES.map((probe) => probe.case), ...fault.cases]);
      this.done.get(fault)?.(result);
      await result.catch(() => {});
    }
  }
}

/** Number of routers that are judged at once. */
const AT_ONCE = 10;

const casesOf = ({ runs }: Result) => runs.flatMap(({ cases }) => cases);

/** Cases with other verdicts than these, with the reasons. */
const failuresIn = (result: Result, verdicts: readonly Verdict[]): readonly string[] =>
  casesOf(result).flatMap(({ id, verdict, says }) =>
    verdicts.includes(verdict) ? [] : [`${id}: ${verdict}: ${says.join(' ')}`],
  );
