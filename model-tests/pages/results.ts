/** The results of other routers that are checked in, in docs/conformance/. */
import { existsSync, readdirSync } from 'node:fs';
import { readResult } from '../../src/tools/conform/report/json.ts';
import type { Result } from '../../src/tools/conform/result.ts';
import { packageFile } from '../../src/tools/scenario/library/files.ts';
import { pageOf } from '../scenarios.ts';

const FOLDER = 'docs/conformance';

/** Results by the names of their files, such as `nexus.json`. */
export type Results = Readonly<Record<string, Result>>;

export function checkedIn(): Results {
  const folder = packageFile(FOLDER);
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  return Object.fromEntries(
    names.sort().map((name) => [name, readResult(pageOf(`${FOLDER}/${name}`), `${FOLDER}/${name}`)]),
  );
}
