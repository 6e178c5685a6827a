/** `dealerchart vectors`: writes scenarios as test vectors of the WAMP project's format. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';

import { inFull } from '../tools/scenario/error.ts';
import { readLibrary } from '../tools/scenario/library/scenarios.ts';

import { withMargins } from '../tools/scenario/margins.ts';
import { nameOfScenario, type Scenario } from '../tools/scenario/scenario.ts';
import type { Vector } from '../tools/vectors/vector.ts';
import { HOME, isPrefix, isRealm, type Whereabouts } from '../tools/vectors/whereabouts.ts';
import { printVector, writeVector } from '../tools/vectors/write.ts';
import { Progress } from './progress.ts';
import { readScenario } from './scenario.ts';

export const vectors = new Command('vectors')
  .description("Write scenarios as multi-session test vectors of the WAMP project's format.")
  .argument(
    '[pages...]',
    'pages with one scenario each, or names of the library; all of the library by default',
  )
  .requiredOption('--out <folder>', 'folder for the vectors, one file each; created if it does not exist')
  .option('--realm <realm>', 'realm of all sessions', HOME.realm)
  .option('--prefix <uri>', 'first parts of the URIs of procedures, topics and errors', HOME.prefix)
  .addOption(
    new Option(
      '--exact',
      'as exact as the page, for this router: its sentences, and a clock that can be moved',
    )
      .default(false)
      .conflicts(['realm', 'prefix']),
  )
  .action(async (pages: readonly string[], { out, exact, ...whereabouts }: Options) => {
    checkWhereabouts(whereabouts);
    const scenarios = pages.length === 0 ? [...readLibrary().values()] : pages.map(read);
    const written: Vector[] = [];
    const progress = new Progress();
    for (const scenario of scenarios) {
      progress.show(`Writing ${written.length + 1} of ${scenarios.length}: ${scenario.title}`);
      written.push(await toVector(scenario, exact, whereabouts));
    }
    progress.clear();
    const names = written.map(({ x_case }) => x_case);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) refuse(`Expected pages with different names, but two are called ${twice}.`);
    save(out, written, pages.length === 0);
    const index = pages.length === 0 ? `, and ${INDEX}` : '';
    console.log(`${written.length} ${written.length === 1 ? 'vector' : 'vectors'} written to ${out}${index}`);
  });

// --- internal ---

interface Options extends Whereabouts {
  readonly out: string;
  readonly exact: boolean;
}

/** Not `.json`, so that all `.json` files are vectors. */
const INDEX = 'index.jsonl';

/** Summary and requirements of a vector, on one line. */
function summaryOf({
  x_case,
  description,
  feature,
  x_level,
  x_rules,
  x_readings,
  x_requires,
  x_announced,
  x_unannounced,
  x_bench,
}: Vector): string {
  const rules = x_rules.map(({ id }) => id);
  const needs = { x_requires, x_announced, x_unannounced, x_bench };
  const line = { x_case, description, feature, x_level, rules, readings: x_readings ?? [], ...needs };
  return `${JSON.stringify(line)}\n`;
}

function save(out: string, written: readonly Vector[], isWhole: boolean): void {
  try {
    mkdirSync(out, { recursive: true });
    for (const vector of written) writeFileSync(join(out, `${vector.x_case}.json`), printVector(vector));
    if (isWhole) writeFileSync(join(out, INDEX), written.map(summaryOf).join(''));
  } catch (error) {
    refuse(`Expected a folder to write to after --out, but ${out} came: ${(error as Error).message}`);
  }
}

async function toVector(scenario: Scenario, isExact: boolean, whereabouts: Whereabouts): Promise<Vector> {
  const name = nameOfScenario(scenario);
  if (!/^[\w.-]*\w[\w.-]*$/.test(name)) {
    return refuse(`Expected a page whose name is a valid file name, but ${scenario.file} came.`);
  }
  try {
    if (isExact) return writeVector(scenario, { name, whereabouts });
    const timed = await withMargins(scenario);
    const isTimeFree = timed === undefined;
    return writeVector(timed ?? scenario, { name, form: 'open', isTimeFree, whereabouts });
  } catch (error) {
    return refuse((error as Error).message);
  }
}

function checkWhereabouts({ realm, prefix }: Whereabouts): void {
  if (!isRealm(realm))
    refuse(`Expected a realm of parts joined by dots after --realm, but ${JSON.stringify(realm)} came.`);
  if (!isPrefix(prefix))
    refuse(
      `Expected parts of a URI joined by dots after --prefix, the first of them not "wamp", but ${JSON.stringify(prefix)} came.`,
    );
}

function read(page: string): Scenario {
  try {
    return readScenario(page);
  } catch (error) {
    return refuse(inFull(error));
  }
}

const refuse = (sentence: string): never => vectors.error(`error: ${sentence}`, { exitCode: 2 });
