/**
 * `npm run formal -- --tlc <tla2tools.jar>`: compares the states and steps that TLC finds with those of our dealer, for all
 * models of docs/formal.md, whose results it writes, or for one. `npm run formal -- trace <log>` has TLC follow a log.
 */
import { availableParallelism } from 'node:os';
import process from 'node:process';
import { Command } from 'commander';
import { type ModelFlags, modelOf, withModel } from '../../src/cli/model.ts';
import type { Model } from '../../src/tools/formal/model.ts';
import { type Compared, compareGraphs } from './comparison.ts';
import { jarOf, traceCommand, withTlc } from './log.ts';
import { MODELS, type ModelResult, readingOf, readResults, writeResults } from './results.ts';

interface Flags extends ModelFlags {
  readonly tlc?: string;
  readonly all?: true;
  readonly missing?: true;
}

const command = withModel(
  withTlc(new Command('npm run formal --'))
    .description('Compare the states and steps that TLC finds with those of our dealer.')
    .enablePositionalOptions()
    .option('--all', 'compare all models of docs/formal.md, and write model-tests/formal/results.json')
    .option('--missing', 'compare those of them that are not in that file yet'),
)
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .action(run)
  .addCommand(traceCommand);
process.once('SIGINT', () => process.exit(130));
await command.parseAsync();

// --- internal ---

async function run(flags: Flags): Promise<void> {
  const jar = jarOf(flags, command);
  const known = flags.missing ? readResults().models : [];
  const isTable = flags.all === true || flags.missing === true;
  const queue = isTable
    ? MODELS.filter((model) => !known.some((result) => isOf(result, model)))
    : [modelOf(flags, command)];
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
