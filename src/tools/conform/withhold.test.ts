/** A result to publish tells in how many cases the router ended, and not in which. */
import { describe, expect, test } from 'vitest';
import { faulty, mixedResult, passed, portraitOf, resultOf, runOf } from './report/results.test-helper.ts';
import type { CaseResult, ReadingSeen, Result, Run } from './result.ts';
import { withheld } from './withhold.ts';

/** The case that ended the router; BP-18. */
const GONE = await faulty('bp-18-answer-to-nothing', {
  at: 'ABORT',
  came: ['closed'],
  verdict: 'router gone',
  rule: 'BP-18',
});

/** Another case about BP-18, which failed. */
const NEAR = await faulty('bp-18-answer-before-the-first', {
  at: 'ABORT',
  came: ['nothing'],
  verdict: 'no answer',
  rule: 'BP-18',
});

/** A case that failed by another rule. */
const FAR = await faulty('cr-03-roundrobin-goes-on', {
  at: 'INVOCATION',
  came: ['INVOCATION', '?toAlice', '?registration', '{}', '[2, 3]'],
  verdict: 'fail',
  rule: 'CR-3',
});

const WITHHELD = [GONE.id, NEAR.id];

/** The runs of a result to publish. */
const told = (...runs: readonly Run[]): readonly Run[] => withheld(resultOf(runs, { name: 'a router' })).runs;

test('a result without a case in which the router ended is published as it is', async () => {
  const mixed = await mixedResult();
  const runs = mixed.runs.map((run) => ({
    ...run,
    cases: run.cases.filter(({ verdict }) => verdict !== 'router gone'),
  }));
  const result: Result = { ...mixed, runs };
  expect(withheld(result)).toEqual(result);
});

describe('the case in which the router ended', () => {
  test('looks like all others of its family, and those of other families stay', () => {
    const [run] = told(runOf('json', [GONE, NEAR, FAR]));
    const says = run?.cases.find(({ id }) => id === GONE.id)?.says;
    const blank = (id: string): CaseResult => {
      const { again: _, script: __, ...one } = passed(id);
      return { ...one, verdict: 'withheld', says: says ?? [], ms: 0 };
    };
    expect(run?.cases).toEqual([blank(NEAR.id), blank(GONE.id), FAR]);
    expect(says).not.toEqual(GONE.says);
  });

  test('is withheld in the runs, too, that it did not end', () => {
    const runs = told(runOf('json', [GONE, FAR]), runOf('cbor', [passed(GONE.id), NEAR, FAR]));
    for (const run of runs)
      for (const one of run.cases)
        expect([one.id, one.verdict]).toEqual([one.id, WITHHELD.includes(one.id) ? 'withheld' : 'fail']);
  });

  test('is not told by a case that was left out for its sake', () => {
    const needing: CaseResult = {
      ...passed('cr-06-last-goes-back'),
      verdict: 'not played',
      says: [`It needs BP-18, which the router breaks: see ${NEAR.id}.`],
    };
    const [run] = told(runOf('json', [GONE, NEAR, needing]));
    expect(JSON.stringify(run?.cases.map(({ says }) => says))).not.toContain(NEAR.id);
  });

  test('is counted in the remarks of its run, which name no case that is withheld', () => {
    const again = (id: string): string => `${id} failed at first, and passed when it was played again.`;
    const portrait = portraitOf({}, {}, [again(NEAR.id), again(FAR.id)]);
    const runs = told(
      runOf('json', [GONE, NEAR, FAR], { portrait }),
      runOf('cbor', [passed(GONE.id), NEAR, FAR], { portrait }),
    );
    expect(runs.map((run) => run.portrait.remarks)).toEqual([
      [again(FAR.id), 'In one case the router ended or did not answer any more; which one is withheld.'],
      [again(FAR.id)],
    ]);
  });
});

test('several cases in which the router ended are told by their number', () => {
  const other: CaseResult = { ...FAR, verdict: 'router gone' };
  const [run] = told(runOf('json', [GONE, other]));
  expect(run?.portrait.remarks).toEqual([
    'In 2 cases the router ended or did not answer any more; which ones is withheld.',
  ]);
});

test('breaches that the judge found are published without those in cases that are withheld', () => {
  const breach = (id: string) => ({ case: id, says: 'Expected ABORT, but nothing came.' });
  const judged = [
    { rule: 'BP-18', outcome: 'broken', breaches: WITHHELD.map(breach) },
    { rule: 'BP-14', outcome: 'broken', breaches: [GONE.id, FAR.id].map(breach) },
  ] as const;
  const [run] = told(runOf('json', [GONE, NEAR, FAR], { judged }));
  expect(run?.judged).toEqual([{ rule: 'BP-14', outcome: 'broken', breaches: [breach(FAR.id)] }]);
});

test('a reading that only cases show which are withheld was not seen', () => {
  const seen = (reading: 'late' | 'order' | 'nobody', shownBy: readonly string[]): ReadingSeen => ({
    reading,
    option: 'any',
    isOther: true,
    shownBy,
  });
  const readings = [seen('late', WITHHELD), seen('order', [GONE.id, FAR.id]), seen('nobody', [])];
  const [run] = told(runOf('json', [GONE, NEAR, FAR], { portrait: { ...portraitOf(), readings } }));
  expect(run?.portrait.readings).toEqual([
    { reading: 'late', option: 'not seen', isOther: false, shownBy: [] },
    seen('order', [FAR.id]),
    seen('nobody', []),
  ]);
});
