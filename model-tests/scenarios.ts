/** The scenarios of this repository, read. */
import { readdirSync, readFileSync } from 'node:fs';
import { parseScenario } from '../src/scenario/parse.ts';
import type { Scenario } from '../src/scenario/scenario.ts';

const ROOT = new URL('../', import.meta.url);
const FOLDER = 'model-tests/scenarios';

/** The page of a scenario, which is called as in its errors: by its path from the root of the repository. */
export const pageOf = (file: string): string => readFileSync(new URL(file, ROOT), 'utf8');

export const SCENARIOS: readonly Scenario[] = readdirSync(new URL(FOLDER, ROOT))
  .filter((name) => name.endsWith('.md'))
  .sort()
  .map((name) => `${FOLDER}/${name}`)
  .map((file) => parseScenario(pageOf(file), file));

/** Some that hold as well for a dealer that serves any realm and waits for ever. */
export const UNBOUND = SCENARIOS.filter(({ file }) =>
  ['bp-01-hello-comes-first', 'bp-07-router-says-goodbye', 'bp-08-gone-before-hello'].some((name) =>
    file.endsWith(`/${name}.md`),
  ),
);
