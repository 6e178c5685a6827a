/** The command line: one file for each command, loaded on demand. */
import { Command } from 'commander';
import { VERSION } from './version.ts';

/** Commands in the order of the help. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => withExitCodes((await import('./serve.ts')).serve),
  principal: async () => withExitCodes((await import('./principal.ts')).principal),
  judge: async () => withExitCodes((await import('./judge.ts')).judge),
  conform: async () => withExitCodes((await import('./conform.ts')).conform),
  proxy: async () => withExitCodes((await import('./proxy.ts')).proxy),
  play: async () => withExitCodes((await import('./play.ts')).playCommand),
  check: async () => withExitCodes((await import('./check.ts')).check),
  find: async () => withExitCodes((await import('./find.ts')).findCommand),
  explain: async () => withExitCodes((await import('./explain.ts')).explainCommand),
  rules: async () => withExitCodes((await import('./rules.ts')).rulesCommand),
  readings: async () => withExitCodes((await import('./readings.ts')).readingsCommand),
  draw: async () => withExitCodes((await import('./draw.ts')).drawCommand),
  export: async () => withExitCodes((await import('./export.ts')).exportCommand),
  vectors: async () => withExitCodes((await import('./vectors.ts')).vectors),
};

const program = withExitCodes(new Command('dealerchart'))
  .description('The executable specification of the WAMP dealer: shared registrations and call re-routing.')
  .version(VERSION)
  .enablePositionalOptions()
  .showHelpAfterError('(add --help for the options)');
const [, , asked = ''] = process.argv;
const names = Object.hasOwn(COMMANDS, asked) ? [asked] : Object.keys(COMMANDS);
for (const name of names) program.addCommand(await (COMMANDS[name] as () => Promise<Command>)());
await program.parseAsync();

// --- internal ---

/**
 * A command that ends with 2 if its command line is invalid. The exit code 1 means a broken rule, a failed scenario, or
 * a router that cannot start.
 */
function withExitCodes(command: Command): Command {
  return command.exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));
}
