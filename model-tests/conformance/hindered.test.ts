/** What hinders the suite is told, and is not held against the router. */
import { expect, onTestFinished, test } from 'vitest';
import { startRouter } from '../../src/router/index.ts';
import { conform } from '../../src/tools/conform/conform.ts';
import type { Run } from '../../src/tools/conform/result.ts';
import { type Hindrance, hinder } from './hindrance.ts';

/** A run of some cases on a right router behind a hindrance. */
async function runBehind(hindrance: Hindrance, only: readonly string[], jobs = 6): Promise<Run> {
  const router = await startRouter({ port: 0, realms: ['realm1'] });
  const hindered = await hinder(router.url, hindrance);
  onTestFinished(async () => {
    await hindered.close();
    await router.close(0);
  });
  const { runs } = await conform({
    url: hindered.url,
    realm: 'realm1',
    credentials: { method: 'anonymous' },
    headers: {},
    prefix: 'com.example',
    timeout: 1_000,
    startTimeout: 1_000,
    name: 'hindered',
    suite: '1',
    serialisations: ['json'],
    only,
    level: 'manners',
    jobs,
    isFresh: false,
    again: () => '',
    onProgress: () => {},
    signal: new AbortController().signal,
  });
  expect(runs).toHaveLength(1);
  return runs[0] as Run;
}

const verdictsOf = ({ cases }: Run): readonly string[] => [...new Set(cases.map(({ verdict }) => verdict))];

test('a router that refuses connections beyond a number passes: the cases are played alone then', async () => {
  const run = await runBehind({ most: 8 }, ['cr']);
  expect({ ...run.portrait, readings: [] }).toMatchObject({ remarks: [] });
  expect(run.portrait.features.map(({ works }) => works)).not.toContain(false);
  expect({ verdicts: verdictsOf(run), isComplete: run.isComplete, judged: run.judged }).toEqual({
    verdicts: ['pass'],
    isComplete: true,
    judged: [],
  });
});

test('a case for which there are never enough connections is not played, and the run is not complete', async () => {
  const run = await runBehind({ most: 2 }, ['cr-08']);
  expect(verdictsOf(run)).toEqual(['not played']);
  expect(run.isComplete).toBe(false);
  const [one] = run.cases;
  expect(one?.says).toEqual([
    'Expected each client to connect, but HTTP 503 came. With fewer --jobs, fewer connect at once.',
  ]);
  expect(run.portrait.features).toEqual([]);
  expect(run.portrait.remarks).toContain(
    'Whether the router has call_timeout could not be found out: see ct-02-timeout-interrupts.',
  );
});

test('a router that is too far away for the times of a case lacks no feature', async () => {
  const run = await runBehind({ delay: 40 }, ['ct-02-timeout-interrupts', 'cr-08']);
  expect(run.portrait.features.filter(({ works }) => !works)).toEqual([]);
  expect(verdictsOf(run).filter((verdict) => verdict !== 'pass' && verdict !== 'not played')).toEqual([]);
  expect(run.isComplete).toBe(!verdictsOf(run).includes('not played'));
});

test('an end of the router that no case alone leads to is told with the cases that were played then', async () => {
  const { portrait, ...run } = await runBehind({ cutOffAt: 40 }, ['cr']);
  expect(run.endings).toEqual([
    {
      cases: expect.arrayContaining([expect.any(String)]),
      says: ['It ended the connections of all clients.'],
    },
  ]);
  expect(run.endings?.[0]?.cases.length).toBeGreaterThan(1);
});

test('an end of the router that comes again and again with a case is the fault of that case', async () => {
  const { endings, cases } = await runBehind({ cutOffAt: 40 }, ['cr-08'], 1);
  expect({ endings, verdicts: cases.map(({ verdict }) => verdict) }).toEqual({
    endings: undefined,
    verdicts: ['pass'],
  });
});
