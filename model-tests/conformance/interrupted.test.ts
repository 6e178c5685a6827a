/** A run that ends before the features of the router are known. */
import { expect, onTestFinished, test } from 'vitest';
import { startRouter } from '../../src/router/index.ts';
import { conform } from '../../src/tools/conform/conform.ts';
import { PROBES } from '../../src/tools/conform/features.ts';

test('a run that ends at once says of no feature that it does not work', async () => {
  const router = await startRouter({ port: 0, realms: ['realm1'] });
  onTestFinished(() => router.close(0));
  const interrupt = new AbortController();
  const { runs, refused } = await conform({
    url: router.url,
    realm: 'realm1',
    credentials: { method: 'anonymous' },
    headers: {},
    prefix: 'com.example',
    timeout: 600,
    startTimeout: 1_000,
    name: 'ours',
    suite: '1',
    only: PROBES.map((probe) => probe.case),
    level: 'manners',
    jobs: 1,
    isFresh: false,
    again: () => '',
    onProgress: () => interrupt.abort(),
    signal: interrupt.signal,
  });
  const [run] = runs;
  expect(run?.isComplete).toBe(false);
  expect(run?.portrait.features.filter(({ works }) => !works)).toEqual([]);
  expect(JSON.stringify(run?.cases)).not.toContain('does not work');
  expect(refused.map(({ serialisation }) => serialisation)).toEqual(['msgpack', 'cbor']);
});
