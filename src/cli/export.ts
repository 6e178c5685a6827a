/** `dealerchart export`: the specification in other languages. */
import { mkdirSync } from 'node:fs';
import { Command } from 'commander';
import { type ModelFiles, modelFiles, traceFiles } from '../tools/formal/model.ts';
import { writeModules } from '../tools/formal/modules.ts';
import { type ModelFlags, modelOf, withModel } from './model.ts';
import { type TraceFlags, traceIn, withTrace } from './trace.ts';

interface OutFlags {
  readonly out: string;
}

const withOut = (command: Command): Command =>
  command.requiredOption('--out <folder>', 'folder for the modules, which is made if it is missing');

const tla = withModel(withOut(new Command('tla')))
  .description('Write the dealer as modules of TLA+, and a model of it for TLC.')
  .action((flags: ModelFlags & OutFlags) => {
    write(modelFiles(modelOf(flags, tla)), flags, tla);
    console.log(`Wrote the modules to ${flags.out}. Check the model there with TLC: ${TLC}`);
  });

const trace = withTrace(withOut(new Command('trace')))
  .description('Write a recorded log as a trace, for TLC to say whether it is a behaviour of the dealer.')
  .action((path: string, flags: TraceFlags & OutFlags) => {
    write(traceFiles(traceIn(path, flags, trace).trace, flags.reading ?? {}), flags, trace);
    console.log(
      `Wrote the modules to ${flags.out}. Have TLC follow the log there: ${TLC.replace('java', 'java -Dtlc2.tool.queue.IStateQueue=StateDeque')}`,
    );
  });

export const exportCommand = new Command('export')
  .description('Write the specification in another language.')
  .addCommand(tla)
  .addCommand(trace);

// --- internal ---

const TLC = 'java -cp tla2tools.jar tlc2.TLC -config MC.cfg MC.tla';

function write(files: ModelFiles, { out }: OutFlags, command: Command): void {
  try {
    mkdirSync(out, { recursive: true });
    writeModules(out, files);
  } catch (error) {
    command.error(
      `error: ${out} cannot be written; choose another folder with --out (${(error as Error).message})`,
      {
        exitCode: 2,
      },
    );
  }
}
