/** Results of the conformance suite for routers on loopback. */
import { conform } from '../../src/tools/conform/conform.ts';
import { PROBES } from '../../src/tools/conform/features.ts';
import type { CaseResult, Run, SerialisationName } from '../../src/tools/conform/result.ts';

/** The run of some cases in one serialisation, with those that show the features of the router. */
export async function runOf(
  url: string,
  only: readonly string[],
  serialisation: SerialisationName = 'json',
): Promise<Run> {
  const { runs } = await conform({
    url,
    realm: 'realm1',
    credentials: { method: 'anonymous' },
    headers: {},
    prefix: 'com.example.conform',
    timeout: 500,
    startTimeout: 5_000,
    name: 'a router',
    suite: '0',
    level: 'manners',
    jobs: 2,
    isFresh: false,
    serialisations: [serialisation],
    only: [...PROBES.map((probe) => probe.case), ...only],
    again: (id) => id,
    onProgress: () => {},
    signal: new AbortController().signal,
  });
  return runs[0] as Run;
}

/** The result of a case in a run. */
export function resultIn({ cases }: Run, id: string): CaseResult {
  const found = cases.find((one) => one.id === id);
  if (found === undefined) throw new Error(`Expected a result for ${id}, but there is none.`);
  return found;
}
