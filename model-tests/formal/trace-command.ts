/** `npm run formal -- trace <log>`: has TLC say whether a recorded log is a behaviour of the dealer. */
import process from 'node:process';
import { Command } from 'commander';
import { wholeNumber } from '../../src/cli/arguments.ts';
import { type TraceFlags, traceIn, withTrace } from '../../src/cli/trace.ts';
import { followedText, followTrace } from './trace.ts';

interface Flags extends TraceFlags {
  readonly tlc?: string;
  readonly timeout: number;
}

/** Adds the option that says where TLC is. */
export const withTlc = (command: Command): Command =>
  command.option('--tlc <jar>', 'path of tla2tools.jar; $TLA2TOOLS if omitted');

/** The path of TLC; ends the command with 2 if it is not given. */
export const jarOf = ({ tlc }: Pick<Flags, 'tlc'>, command: Command): string =>
  tlc ||
  process.env.TLA2TOOLS ||
  command.error('error: Expected --tlc or $TLA2TOOLS, the path of tla2tools.jar; see docs/formal.md.', {
    exitCode: 2,
  });

export const traceCommand: Command = withTrace(withTlc(new Command('trace')))
  .description('Have TLC say whether a recorded log is a behaviour of the dealer.')
  .option('--timeout <seconds>', 'time for TLC', wholeNumber(1, 1_000_000), 600)
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .action(run);

// --- internal ---

async function run(path: string, flags: Flags): Promise<void> {
  const jar = jarOf(flags, traceCommand);
  const { entries, trace } = traceIn(path, flags, traceCommand);
  console.error(`TLC follows ${trace.lines.length} lines ...`);
  const followed = await followTrace(trace, flags.reading ?? {}, { jar, timeout: flags.timeout });
  console.log(followedText(followed, entries, trace));
  console.log(
    `${trace.lines.length} lines about the procedure; TLC: ${followed.states} states, ${Math.round(followed.seconds)} s`,
  );
  process.exitCode = followed.wrong === undefined ? 0 : 1;
}
