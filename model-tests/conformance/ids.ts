/** The ids of the cases: each of them stays, since reports and other programs name it. */
import { existsSync, readFileSync } from 'node:fs';
import { packageFile } from '../../src/tools/scenario/library/files.ts';

/** File with the ids of all cases, one on each line. */
export const IDS = 'model-tests/conformance/ids.txt';

export function recordedIds(): readonly string[] {
  if (!existsSync(packageFile(IDS))) return [];
  return readFileSync(packageFile(IDS), 'utf8').trim().split('\n');
}
