/**
 * `npm run formal -- --tlc <tla2tools.jar>`: compares the states and steps that TLC finds with those of our dealer for one
 * model, or with `--all` for those of docs/formal.md. `npm run formal -- trace <log>` has TLC follow a log.
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import process from 'node:process';
import { Command, Option } from 'commander';
import { type ModelFlags, modelOf, withModel } from '../../src/cli/model.ts';
import { type Model, SAFETY } from '../../src/tools/formal/model.ts';
import { type Compared, compareGraphs } from './comparison.ts';
import { unansweredPage } from './liveness.ts';
import { MODELS, type ModelResult, readingOf, readResults, worldText, writeResults } from './results.ts';
import { jarOf, traceCommand, withTlc } from './trace-command.ts';

interface Flags extends ModelFlags {
  readonly tlc?: string;
  readonly all?: true;
  readonly missing?: true;
  readonly unanswered?: true;
}

const UNANSWERED = new URL('unanswered.md', import.meta.url);

/** The options that say which model. */
const ONE = ['policy', 'callees', 'calls', 'plain', 'progress', 'conflicts', 'reading'];

const command = withModel(
  withTlc(new Command('npm run formal --'))
    .description('Compare the states and steps that TLC finds with those of our dealer.')
    .enablePositionalOptions()
    .addOption(
      new Option(
        '--all',
        'compare all models of docs/formal.md, and write model-tests/formal/results.json',
      ).conflicts(ONE),
    )
    .addOption(new Option('--missing', 'compare those of them that are not in that file yet').conflicts(ONE))
    .addOption(
      new Option(
        '--unanswered',
        'write model-tests/formal/unanswered.md, a behaviour in which a CALL is never answered',
      ).conflicts(ONE),
    ),
)
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .action(run)
  .addCommand(traceCommand);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));
try {
  await command.parseAsync();
} catch (error) {
  command.error(`error: ${(error as Error).message}`, { exitCode: 2 });
}

// --- internal ---

async function run(flags: Flags): Promise<void> {
  const jar = jarOf(flags, command);
  if (flags.unanswered) return writeFileSync(UNANSWERED, await unansweredPage({ jar }));
  const known = flags.missing ? readResults().models : [];
  const isTable = flags.all === true || flags.missing === true;
  const queue = isTable
    ? MODELS.filter((model) => !known.some((result) => isOf(result, model)))
    : [modelOf(flags, command)];
  const results = [...known];
  console.error(`Comparing ${queue.length === 1 ? 'a model' : `${queue.length} models`} with TLC ...`);
  const worker = async (): Promise<void> => {
    for (let model = queue.shift(); model !== undefined; model = queue.shift()) {
      const compared = await compareGraphs(model, { jar, claims: SAFETY });
      const result = resultOf(model, compared);
      report(result, compared);
      if (compared.page === undefined) results.push(result);
      if (isTable) writeResults({ tlc: compared.theirs.version, models: inOrder(results) });
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
}

function resultOf(model: Model, { ours, theirs, steps, seconds }: Compared): ModelResult {
  return {
    ...model.bounds,
    reading: readingOf(model),
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

function isOf(result: ModelResult, model: Model): boolean {
  const isOfWorld = worldText(result) === worldText(model.bounds);
  return isOfWorld && result.policy === model.bounds.policy && result.reading === readingOf(model);
}

function report(result: ModelResult, { page }: Compared): void {
  const { policy, reading, situations, steps, depth, states, seconds } = result;
  const [ours, theirs] = seconds;
  const told = page === undefined ? 'the same graph' : 'a difference';
  console.log(
    `${policy}, ${worldText(result)}${reading === '' ? '' : `, ${reading}`}: ${told}; ` +
      `${situations} situations, ${steps} steps, depth ${depth}, ${ours} s; TLC: ${states} states, ${theirs} s`,
  );
  if (page === undefined) return;
  console.log(page);
  process.exitCode = 1;
}
