/** Results of some cases for a router. */
import { PROBES } from '../../src/tools/conform/features.ts';
import type { CaseResult, Run, SerialisationName } from '../../src/tools/conform/result.ts';
import { resultFor } from './faulty-routers.ts';

/** The run of some cases in one serialisation, with those that show the features of the router. */
export async function runOf(
  url: string,
  ids: readonly string[],
  serialisation: SerialisationName = 'json',
): Promise<Run> {
  const only = [...PROBES.map((probe) => probe.case), ...ids];
  const { runs } = await resultFor(url, { only, serialisations: [serialisation] });
  return runs[0] as Run;
}

/** The result of a case in a run. */
export function resultIn({ cases }: Run, id: string): CaseResult {
  const found = cases.find((one) => one.id === id);
  if (found === undefined) throw new Error(`Expected a result for ${id}, but there is none.`);
  return found;
}
