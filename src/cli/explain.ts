/** `dealerchart explain`: explains the outcome of a scenario. */
import { Command } from 'commander';
import { DEFAULT_READINGS, type Readings } from '../../machines/readings.ts';
import { lookUp, UnknownName } from '../tools/consult/look-up.ts';
import { difference } from '../tools/explain/difference.ts';
import { differenceToText } from '../tools/explain/difference-text.ts';
import { type Explanation, explain } from '../tools/explain/explain.ts';
import { toJson } from '../tools/explain/json.ts';
import { findWay, makeWay, TARGETS, type Target } from '../tools/explain/path.ts';
import { toText } from '../tools/explain/text.ts';
import { MOST_STEPS } from '../tools/explain/way/search.ts';

import { inFull } from '../tools/scenario/error.ts';
import { readLibrary } from '../tools/scenario/library/scenarios.ts';
import { changes, notesOn } from '../tools/scenario/report.ts';
import { nameOfScenario, type Scenario } from '../tools/scenario/scenario.ts';

import { trace } from '../tools/trace/trace.ts';
import { addReading, wholeNumber } from './arguments.ts';
import { paintFor, widthOf } from './colours.ts';
import { findCommand, printHits } from './find.ts';
import { readScenario } from './scenario.ts';

interface ExplainFlags {
  readonly reading?: Partial<Readings>;
  readonly diff?: Partial<Readings>;
  readonly path?: string;
  readonly list?: true;
  readonly seed: number;
  readonly json?: true;
}

export const explainCommand = new Command('explain')
  .description('Explain the outcome of a scenario, step by step, with the rules that apply.')
  .argument(
    '[pages...]',
    'pages with one scenario each, test vectors, names of the library, or - for standard input',
  )
  .option('--reading <name=option>', 'interpret an open question this way (repeatable)', addReading)
  .option(
    '--diff <name=option>',
    'compare with the outcome under this option, side by side (repeatable)',
    addReading,
  )
  .option('--path <name>', 'make the shortest scenario to a state such as call.exhausted, or over an edge')
  .option('--list', 'list the scenarios; with words in place of pages, what has these words, as find does')
  .option('--seed <number>', 'seed of the random numbers', wholeNumber(0, 2 ** 32 - 1), 1)
  .option('--json', 'write one JSON object for each page instead of text')
  .action(async (pages: readonly string[], flags: ExplainFlags) => {
    if (flags.list) return list(pages, flags);
    if (flags.path !== undefined) {
      if (pages.length > 0 || flags.diff) {
        explainCommand.error('error: Expected --path without pages and --diff, but one of them came too.');
      }
      return explainPath(flags.path, flags);
    }
    if (pages.length === 0) {
      explainCommand.error('error: Expected at least one page, --path or --list, but none came.');
    }
    const scenarios = pages.map(read);
    for (const [index, scenario] of scenarios.entries()) {
      if (index > 0 && !flags.json) console.log('');
      const wrong = flags.diff ? await tellBoth(scenario, flags) : await printOne(scenario, flags);
      if (wrong) process.exitCode = 1;
    }
  });

// --- internal ---

/** Reads a page; one that cannot be read ends the program before anything is printed. */
function read(page: string): Scenario {
  try {
    return readScenario(page, { draft: true });
  } catch (error) {
    return explainCommand.error(`error: ${inFull(error)}`);
  }
}

/** @returns true if the page contradicts the charts */
async function printOne(scenario: Scenario, { reading, seed, json }: ExplainFlags): Promise<boolean> {
  const explanation = explain(await trace(scenario, { readings: { ...DEFAULT_READINGS, ...reading }, seed }));
  print(explanation, json);
  if (!json) for (const note of notesOn(scenario)) console.log(`\n${note}`);
  return explanation.wrong.length > 0;
}

async function tellBoth(scenario: Scenario, { reading, diff, seed, json }: ExplainFlags): Promise<boolean> {
  const readings = { ...DEFAULT_READINGS, ...reading };
  const one = await trace(scenario, { readings, seed });
  const both = difference(one, await trace(scenario, { readings: { ...readings, ...diff }, seed }));
  const { stdout } = process;
  if (json) console.log(JSON.stringify(both));
  else console.log(differenceToText(both, { width: widthOf(stdout), paint: paintFor(stdout) }));
  return both.ways.some(({ wrong }) => wrong.length > 0);
}

/** Lists all scenarios, or what has these words. */
async function list(words: readonly string[], { json }: ExplainFlags): Promise<void> {
  if (words.length > 0) {
    await findCommand.parseAsync([...words, ...(json ? ['--json'] : [])], { from: 'user' });
    return;
  }
  const all = [...readLibrary()].map(
    ([name, { title }]) => ({ kind: 'scenario', name, says: title }) as const,
  );
  printHits(all, json);
}

async function explainPath(asked: string, { reading, seed, json }: ExplainFlags): Promise<void> {
  const target = TARGETS.get(nameOf(asked)) as Target;
  const given = reading && { ...DEFAULT_READINGS, ...reading };
  const made = await makeWay(target, given, seed);
  const way = made ?? (await findWay(target, readLibrary().values(), seed, given));
  if (way === undefined) {
    console.log(noWayTo(target, given));
    process.exitCode = 1;
    return;
  }
  const { scenario, readings } = way.trace;
  const { unnamed: _, ...explanation } = explain(way.trace);
  if (!json) {
    const source =
      made === undefined
        ? `${nameOfScenario(scenario)}, the shortest of the library`
        : `the shortest way of ${target.name.startsWith('session.') ? 'one session' : 'a caller and its callees'}`;
    const options = changes(readings).map((change) => `, ${change}`);
    const steps = way.steps === 1 ? 'one step' : `${way.steps} steps`;
    console.log(`${target.name} in ${steps} (${source}${options.join('')})\n`);
  }
  print({ ...explanation, unnamed: [] }, json);
}

/** What was tried, and what may help. */
function noWayTo({ name, edge }: Target, given: Readings | undefined): string {
  const under = given === undefined ? 'any reading' : changes(given).join(' ') || 'the default readings';
  const cited = edge?.readings ?? [];
  const hint = cited.length > 0 ? `The edge depends on the readings ${cited.join(', ')}: try --reading.` : '';
  return `No way to ${name} of at most ${MOST_STEPS} steps was found under ${under}, and no scenario of the library has one. ${hint || 'Leave --reading out, or write a scenario.'}`;
}

function print(explanation: Explanation, json: true | undefined): void {
  const { stdout } = process;
  if (json) console.log(toJson(explanation));
  else console.log(toText(explanation, { width: widthOf(stdout, 100), paint: paintFor(stdout) }));
}

/** Name of a state or an edge: `call.invoked, CANCEL, edge 2` may be written `call: invoked, CANCEL, edge 2`, too. */
function nameOf(asked: string): string {
  try {
    return lookUp(asked.replace(/^(\w+): /, '$1.'), [...TARGETS.keys()], 'a state or an edge');
  } catch (error) {
    if (!(error instanceof UnknownName)) throw error;
    const states = [...TARGETS.keys()].filter((name) => !name.includes(','));
    return explainCommand.error(
      `error: ${error.message}\nThe states are ${states.join(', ')}; \`dealerchart rules <id>\` names edges.`,
    );
  }
}
