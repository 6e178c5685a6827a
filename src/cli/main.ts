#!/usr/bin/env node
/** The command line: one file for each command, loaded on demand. */
import { Command } from 'commander';
import { VERSION } from './version.ts';

/** Commands in the order of the help. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./serve.ts')).serve,
  principal: async () => (await import('./principal.ts')).principal,
  judge: async () => asking((await import('./judge.ts')).judge),
  play: async () => asking((await import('./play.ts')).playCommand),
  check: async () => asking((await import('./check.ts')).check),
  explain: async () => asking((await import('./explain.ts')).explainCommand),
  rules: async () => asking((await import('./rules.ts')).rulesCommand),
  readings: async () => asking((await import('./readings.ts')).readingsCommand),
  draw: async () => asking((await import('./draw.ts')).drawCommand),
  vectors: async () => asking((await import('./vectors.ts')).vectors),
};

const program = new Command('dealerchart')
  .description('The executable specification of the WAMP dealer: shared registrations and call re-routing.')
  .version(VERSION)
  .showHelpAfterError('(add --help for the options)');
const [, , asked = ''] = process.argv;
const names = Object.hasOwn(COMMANDS, asked) ? [asked] : Object.keys(COMMANDS);
for (const name of names) program.addCommand(await (COMMANDS[name] as () => Promise<Command>)());
await program.parseAsync();

// --- internal ---

/** A command whose exit code 1 means a broken rule or a failed scenario, so that invalid options end it with 2. */
function asking(command: Command): Command {
  return command.exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));
}
