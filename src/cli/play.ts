/** `dealerchart play`: plays scenarios on a dealer or on the router, and reports the result of each. */
import { readFileSync, writeFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { DEFAULT_READINGS, type Readings } from '../../machines/readings.ts';
import { inFull } from '../tools/scenario/error.ts';
import { parseScenario } from '../tools/scenario/parse.ts';
import { type Open, play } from '../tools/scenario/play.ts';
import { refreshScenario } from '../tools/scenario/refresh.ts';
import { changes, impossibleUnder, notesOn, report } from '../tools/scenario/report.ts';
import { logFor, readingsOf, type Scenario } from '../tools/scenario/scenario.ts';
import { openSystem, SYSTEMS, type SystemName } from '../tools/scenario/systems/index.ts';
import { isVector } from '../tools/vectors/read.ts';
import { addReading, wholeNumber } from './arguments.ts';
import { Progress } from './progress.ts';
import { readScenario } from './scenario.ts';

interface PlayFlags {
  readonly on: SystemName;
  readonly reading?: Partial<Readings>;
  readonly seed: number;
  readonly rewrite?: boolean;
}

export const playCommand = new Command('play')
  .description('Play scenarios, each under the default readings and under those of its other logs.')
  .argument(
    '<files...>',
    'pages with one scenario each, test vectors, names of the library, or - for standard input',
  )
  .addOption(new Option('--on <system>', 'system under test').choices(SYSTEMS).default('generated'))
  .option('--reading <name=option>', 'interpret an open question this way (repeatable)', addReading)
  .option('--seed <number>', 'seed of the random numbers', wholeNumber(0, 2 ** 32 - 1), 1)
  .option('--rewrite', 'replace the logs with the actual outcome; review the difference before you keep it')
  .action(async (files: readonly string[], flags: PlayFlags) => {
    if (flags.rewrite && process.env.CI) {
      playCommand.error('error: Expected a person to review the changes of --rewrite, but CI is set.');
    }
    const scenarios = files.map((file) => read(file, flags));
    const progress = new Progress();
    for (const [index, scenario] of scenarios.entries()) {
      progress.show(`Playing ${index + 1} of ${scenarios.length}: ${scenario.title}`);
      const holds = flags.rewrite ? await rewrite(scenario, flags) : await playAll(scenario, flags, progress);
      if (!holds) process.exitCode = 1;
    }
    progress.clear();
  });

// --- internal ---

/** Reads a scenario; one that cannot be read ends the program before anything is played. */
function read(file: string, { rewrite: draft = false }: PlayFlags): Scenario {
  try {
    if (!draft) return readScenario(file);
    const text = readFileSync(file, 'utf8');
    if (isVector(text)) throw new Error(`Expected a page to rewrite, but ${file} is a test vector.`);
    return parseScenario(text, file, { draft });
  } catch (error) {
    return playCommand.error(`error: ${inFull(error)}`);
  }
}

/** Plays a scenario under the given readings; without any, under those of each log. */
async function playAll(
  scenario: Scenario,
  { on, reading, seed }: PlayFlags,
  progress: Progress,
): Promise<boolean> {
  const open: Open = (options) => openSystem(on, options);
  const all = reading === undefined ? scenario.logs.map(readingsOf) : [{ ...DEFAULT_READINGS, ...reading }];
  let failures = 0;
  for (const readings of all) {
    const failure = await play(scenario, open, { readings, seed });
    const outcome = logFor(scenario, readings) === undefined ? 'not said' : 'ok';
    const options = changes(readings).join(' ');
    progress.clear();
    console.log(failure ? report(failure) : `${outcome} ${scenario.title}${options && ` (${options})`}`);
    if (failure !== undefined) failures++;
  }
  return failures === 0;
}

/** @returns false if a step is impossible under one of the logs, which then lacks it */
async function rewrite(scenario: Scenario, { on, seed }: PlayFlags): Promise<boolean> {
  const skipped: string[] = [];
  const text = await refreshScenario(
    scenario,
    (options) => openSystem(on, options),
    seed,
    (error, { info }, step) => skipped.push(inFull(error), impossibleUnder(step, info)),
  );
  const isNew = text !== readFileSync(scenario.file, 'utf8');
  if (isNew) writeFileSync(scenario.file, text);
  console.log(
    [`${isNew ? 'rewritten' : 'unchanged'} ${scenario.file}`, ...skipped, ...notesOn(scenario)].join('\n'),
  );
  return skipped.length === 0;
}
