/** `dealerchart export`: the specification in other languages. */
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { modelFiles } from '../tools/formal/model.ts';
import { MODULES } from '../tools/formal/modules.ts';
import { type ModelFlags, modelOf, withModel } from './model.ts';

interface TlaFlags extends ModelFlags {
  readonly out: string;
}

const tla = withModel(
  new Command('tla')
    .description('Write the dealer as modules of TLA+, and a model of it for TLC.')
    .requiredOption('--out <folder>', 'folder for the modules, which is made if it is missing'),
).action(run);

export const exportCommand = new Command('export')
  .description('Write the specification in another language.')
  .addCommand(tla);

// --- internal ---

function run({ out, ...flags }: TlaFlags): void {
  const { module, config } = modelFiles(modelOf(flags, tla));
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
