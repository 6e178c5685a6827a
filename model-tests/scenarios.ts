/** The scenarios of this repository, read. */
import { readFileSync } from 'node:fs';
import { packageFile } from '../src/tools/scenario/library/files.ts';
import { readLibrary } from '../src/tools/scenario/library/scenarios.ts';
import type { Scenario } from '../src/tools/scenario/scenario.ts';

/** The page of a scenario, which is called as in its errors: by its path from the root of the repository. */
export const pageOf = (file: string): string => readFileSync(packageFile(file), 'utf8');

export const SCENARIOS: readonly Scenario[] = [...readLibrary().values()];

/** Some that hold as well for a dealer that serves any realm and waits for ever. */
export const UNBOUND = SCENARIOS.filter(({ file }) =>
  ['bp-01-hello-comes-first', 'bp-07-router-says-goodbye', 'bp-08-gone-before-hello'].some((name) =>
    file.endsWith(`/${name}.md`),
  ),
);
