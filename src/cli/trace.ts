/** A recorded log as a trace, shared by `export trace` and `npm run formal -- trace`. */
import type { Command } from 'commander';
import { type Trace, traceOf } from '../tools/formal/trace.ts';
import type { Entry } from '../wire/entry.ts';
import { addReading } from './arguments.ts';
import { loadLog } from './log-file.ts';
import { Progress } from './progress.ts';

/** The options as commander gives them. */
export interface TraceFlags {
  readonly procedure?: string;
  readonly realm?: string;
  readonly reading?: Readonly<Record<string, string>>;
}

/** Adds the argument and the options to a command. */
export const withTrace = (command: Command): Command =>
  command
    .argument('<log>', 'log of a router, from "serve --record" or "proxy"')
    .option('--procedure <uri>', 'procedure to look at; the only one of the log if omitted')
    .option('--realm <realm>', 'realm of the procedure, if it is used in several')
    .option('--reading <name=option>', 'how the router interprets an open question (repeatable)', addReading);

/** The trace that the options ask for; ends the command with 2 if there is none. */
export function traceIn(
  path: string,
  { procedure, realm }: TraceFlags,
  command: Command,
): { readonly entries: readonly Entry[]; readonly trace: Trace } {
  const entries = loadLog(path, command);
  const progress = new Progress();
  progress.show(`Following ${entries.length} lines of ${path} ...`);
  try {
    const trace = traceOf(entries, { procedure, realm });
    progress.clear();
    return { entries, trace };
  } catch (error) {
    progress.clear();
    return command.error(`error: ${path}: ${(error as Error).message}`, { exitCode: 2 });
  }
}
