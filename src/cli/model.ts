/** Options of a model of the TLA+ modules, shared by `export tla` and `npm run formal`. */
import { type Command, Option } from 'commander';
import { POLICIES, type Policy } from '../../machines/vocabulary.ts';
import type { Model } from '../tools/formal/model.ts';
import { addReading, wholeNumber } from './arguments.ts';

/** The options as commander gives them. */
export interface ModelFlags {
  readonly policy: Policy;
  readonly callees: number;
  readonly calls: number;
  readonly plain: number;
  readonly progress?: true;
  readonly conflicts?: true;
  readonly reading?: Readonly<Record<string, string>>;
}

/** Adds the options to a command. */
export const withModel = (command: Command): Command =>
  command
    .addOption(
      new Option('--policy <policy>', 'policy of the callees').choices(POLICIES).default('roundrobin'),
    )
    .option('--callees <number>', 'number of callees', wholeNumber(1, 8), 2)
    .option('--calls <number>', 'maximum number of concurrent calls', wholeNumber(1, 8), 2)
    .option('--plain <number>', 'number of callees that announce no features', wholeNumber(0, 8), 0)
    .option('--progress', 'with progressive results, and half of a timeout may pass')
    .option('--conflicts', 'callees also request a policy that differs from that of the registration')
    .option('--reading <name=option>', 'interpret an open question this way (repeatable)', addReading);

/** The model that the options ask for; ends the command with 2 if there is none. */
export function modelOf(
  { policy, callees, calls, plain, progress, conflicts, reading = {} }: ModelFlags,
  command: Command,
): Model {
  if (plain > callees)
    command.error(`error: Expected --plain to be at most --callees, but ${plain} and ${callees} came.`, {
      exitCode: 2,
    });
  return { bounds: { policy, callees, calls, plain, progress, conflicts }, readings: reading };
}
