/**
 * `npm run formal -- --tlc <tla2tools.jar>`: compares the states and steps that TLC finds with those of our dealer, for all
 * models of docs/formal.md, whose results it writes, or for one.
 */
import { availableParallelism } from 'node:os';
import process from 'node:process';
import { Command, Option } from 'commander';
import { POLICIES, type Policy } from '../../machines/vocabulary.ts';
import { addReading, wholeNumber } from '../../src/cli/arguments.ts';
import type { Model } from '../../src/tools/formal/model.ts';
import { type Compared, compareGraphs } from './comparison.ts';
import { MODELS, type ModelResult, readingOf, readResults, writeResults } from './results.ts';

interface Flags {
  readonly tlc?: string;
  readonly all?: true;
  readonly missing?: true;
  readonly policy: Policy;
  readonly callees: number;
  readonly calls: number;
  readonly plain: number;
  readonly progress?: true;
  readonly conflicts?: true;
  readonly reading?: Readonly<Record<string, string>>;
}

const command = new Command('npm run formal --')
  .description('Compare the states and steps that TLC finds with those of our dealer.')
  .option('--tlc <jar>', 'path of tla2tools.jar; $TLA2TOOLS if omitted')
  .option('--all', 'compare all models of docs/formal.md, and write model-tests/formal/results.json')
  .option('--missing', 'compare those of them that are not in that file yet')
  .addOption(new Option('--policy <policy>', 'policy of the callees').choices(POLICIES).default('roundrobin'))
  .option('--callees <number>', 'number of callees', wholeNumber(1, 4), 2)
  .option('--calls <number>', 'maximum number of concurrent calls', wholeNumber(1, 3), 1)
  .option('--plain <number>', 'number of callees that announce no features', wholeNumber(0, 4), 0)
  .option('--progress', 'with progressive results, and half of a timeout may pass')
  .option('--conflicts', 'callees also request a policy that differs from that of the registration')
  .option('--reading <name=option>', 'interpret an open question this way (repeatable)', addReading)
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .action(run);
await command.parseAsync();

// --- internal ---

async function run(flags: Flags): Promise<void> {
  const jar = flags.tlc ?? process.env.TLA2TOOLS;
  if (jar === undefined)
    return command.error(
      'error: Expected --tlc or $TLA2TOOLS, the path of tla2tools.jar; see docs/formal.md.',
      {
        exitCode: 2,
      },
    );
  const { policy, callees, calls, plain, progress, conflicts, reading = {} } = flags;
  const known = flags.missing ? readResults().models : [];
  const one: Model = { bounds: { policy, callees, calls, plain, progress, conflicts }, readings: reading };
  const isTable = flags.all === true || flags.missing === true;
  const queue = isTable ? MODELS.filter((model) => !known.some((result) => isOf(result, model))) : [one];
  const results = [...known];
  const worker = async (): Promise<void> => {
    for (let model = queue.shift(); model !== undefined; model = queue.shift()) {
      const compared = await compareGraphs(model, { jar });
      const result = resultOf(model, compared);
      report(result, compared);
      if (compared.page === undefined) results.push(result);
      if (isTable) writeResults({ tlc: compared.theirs.version, models: inOrder(results) });
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
}

function resultOf(model: Model, { ours, theirs, steps, seconds }: Compared): ModelResult {
  const { policy, callees, calls } = model.bounds;
  return {
    ...{ policy, callees, calls, reading: readingOf(model) },
    ...{ situations: ours.graph.size, steps, depth: ours.depth, states: theirs.states },
    seconds: [rounded(seconds), rounded(theirs.seconds)],
  };
}

function rounded(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}

/** In the order of the table. */
function inOrder(results: readonly ModelResult[]): readonly ModelResult[] {
  return MODELS.flatMap((model) => results.find((result) => isOf(result, model)) ?? []);
}

function isOf({ policy, callees, calls, reading }: ModelResult, model: Model): boolean {
  const { bounds } = model;
  const isOfBounds = policy === bounds.policy && callees === bounds.callees && calls === bounds.calls;
  return isOfBounds && reading === readingOf(model);
}

function report(
  { policy, callees, calls, reading, situations, steps, depth, states, seconds }: ModelResult,
  { page }: Compared,
): void {
  const [ours, theirs] = seconds;
  const told = page === undefined ? 'the same graph' : 'a difference';
  console.log(
    `${policy}, ${callees} callees, ${calls} calls${reading === '' ? '' : `, ${reading}`}: ${told}; ` +
      `${situations} situations, ${steps} steps, depth ${depth}, ${ours} s; TLC: ${states} states, ${theirs} s`,
  );
  if (page === undefined) return;
  console.log(page);
  process.exitCode = 1;
}
