/** The scenarios of this repository. */
import { readFileSync } from 'node:fs';
import { packageFile } from '../src/tools/scenario/library/files.ts';
import { readLibrary } from '../src/tools/scenario/library/scenarios.ts';
import type { Scenario } from '../src/tools/scenario/scenario.ts';

/** Reads the page of a scenario by its path from the root of the repository, which is its name in errors. */
export const pageOf = (file: string): string => readFileSync(packageFile(file), 'utf8');

export const SCENARIOS: readonly Scenario[] = [...readLibrary().values()];

/** The scenarios that also hold for a dealer that serves any realm and has no time limit for HELLO. */
export const UNBOUND = SCENARIOS.filter(({ file }) =>
  ['bp-01-hello-comes-first', 'bp-07-router-says-goodbye', 'bp-08-gone-before-hello'].some((name) =>
    file.endsWith(`/${name}.md`),
  ),
);
