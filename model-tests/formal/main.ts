/**
 * `npm run formal -- --tlc <tla2tools.jar>`: compares the states and steps that TLC finds with those of our dealer, for all
 * models or for one.
 */
import { availableParallelism } from 'node:os';
import process from 'node:process';
import { Command } from 'commander';
import { READING_IDS, READING_OPTIONS, type ReadingId } from '../../machines/readings.ts';
import { POLICIES, type Policy } from '../../machines/vocabulary.ts';
import { addReading, wholeNumber } from '../../src/cli/arguments.ts';
import type { Model } from '../../src/tools/formal/model.ts';
import { type Compared, compareGraphs } from './comparison.ts';

interface Flags {
  readonly tlc?: string;
  readonly policy?: Policy;
  readonly callees: number;
  readonly calls: number;
  readonly plain: number;
  readonly progress?: true;
  readonly conflicts?: true;
  readonly reading?: Readonly<Partial<Record<ReadingId, string>>>;
}

await new Command('npm run formal --')
  .option('--tlc <jar>', 'path of tla2tools.jar; $TLA2TOOLS if omitted')
  .option('--policy <policy>', 'only this policy')
  .option('--callees <number>', 'number of callees', wholeNumber(1, 4), 2)
  .option('--calls <number>', 'number of concurrent calls', wholeNumber(1, 3), 1)
  .option('--plain <number>', 'number of callees that announce no features', wholeNumber(0, 4), 0)
  .option('--progress', 'with progressive results')
  .option('--conflicts', 'callees also ask for another policy')
  .option('--reading <name=option>', 'an option that is not the default (repeatable)', addReading)
  .action(run)
  .parseAsync();

// --- internal ---

async function run({
  tlc,
  policy,
  callees,
  calls,
  plain,
  progress,
  conflicts,
  reading,
}: Flags): Promise<void> {
  const jar = tlc ?? process.env.TLA2TOOLS;
  if (jar === undefined) throw new Error('no jar');
  const models = POLICIES.filter((one) => policy === undefined || one === policy).flatMap((one): Model[] => {
    const bounds = { policy: one, callees, calls, plain, progress, conflicts };
    const options =
      reading !== undefined
        ? [reading]
        : [
            {},
            ...READING_IDS.flatMap((id) => READING_OPTIONS[id].slice(1).map((option) => ({ [id]: option }))),
          ];
    return (process.env.DEFAULTS ? [{}] : options).map((readings) => ({ bounds, readings }));
  });
  const queue = [...models];
  const worker = async (): Promise<void> => {
    for (let model = queue.shift(); model !== undefined; model = queue.shift())
      report(model, await compareGraphs(model, { jar }));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
}

function report({ bounds, readings }: Model, { ours, theirs, steps, seconds, page }: Compared): void {
  console.log(
    bounds.policy,
    JSON.stringify(readings),
    ours.graph.size,
    steps,
    ours.depth,
    seconds.toFixed(1),
    '|',
    theirs.graph.size,
    theirs.states,
    theirs.seconds.toFixed(1),
    page === undefined ? 'same' : 'DIFFERS',
  );
  if (page !== undefined) console.log(page);
}
