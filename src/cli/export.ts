/** `dealerchart export`: the specification in other languages. */
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { POLICIES, type Policy } from '../../machines/vocabulary.ts';
import { modelFiles } from '../tools/formal/model.ts';
import { MODULES } from '../tools/formal/modules.ts';
import { addReading, wholeNumber } from './arguments.ts';

interface TlaFlags {
  readonly out: string;
  readonly policy: Policy;
  readonly callees: number;
  readonly calls: number;
  readonly plain: number;
  readonly progress?: true;
  readonly conflicts?: true;
  readonly reading?: Readonly<Record<string, string>>;
}

const tla = new Command('tla')
  .description('Write the dealer as modules of TLA+, and a model of it for TLC.')
  .requiredOption('--out <folder>', 'folder for the modules, which is made if it is missing')
  .addOption(new Option('--policy <policy>', 'policy of the callees').choices(POLICIES).default('roundrobin'))
  .option('--callees <number>', 'number of callees', wholeNumber(1, 8), 2)
  .option('--calls <number>', 'maximum number of concurrent calls', wholeNumber(1, 8), 2)
  .option('--plain <number>', 'number of callees that announce no features', wholeNumber(0, 8), 0)
  .option('--progress', 'with progressive results, and half of a timeout may pass')
  .option('--conflicts', 'callees also request a policy that differs from that of the registration')
  .option('--reading <name=option>', 'interpret an open question this way (repeatable)', addReading)
  .action(run);

export const exportCommand = new Command('export')
  .description('Write the specification in another language.')
  .addCommand(tla);

// --- internal ---

function run({ out, policy, callees, calls, plain, progress, conflicts, reading = {} }: TlaFlags): void {
  if (plain > callees)
    tla.error(`error: Expected --plain to be at most --callees, but ${plain} and ${callees} came.`, {
      exitCode: 2,
    });
  const { module, config } = modelFiles({
    bounds: { policy, callees, calls, plain, progress, conflicts },
    readings: reading,
  });
  try {
    mkdirSync(out, { recursive: true });
    for (const file of readdirSync(MODULES)) copyFileSync(join(MODULES, file), join(out, file));
    writeFileSync(join(out, 'MC.tla'), module);
    writeFileSync(join(out, 'MC.cfg'), config);
  } catch (error) {
    tla.error(
      `error: ${out} cannot be written; choose another folder with --out (${(error as Error).message})`,
      {
        exitCode: 2,
      },
    );
  }
  console.log(
    `Wrote the modules to ${out}. Check the model there with TLC: java -cp tla2tools.jar tlc2.TLC -config MC.cfg MC.tla`,
  );
}
