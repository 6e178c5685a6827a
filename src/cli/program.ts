/** The commands: one file for each, loaded on demand. */
import { Command } from 'commander';
import { withExamples } from './examples.ts';
import { VERSION } from './version.ts';

/** Commands in the order of the help. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  find: async () => (await import('./find.ts')).findCommand,
  explain: async () => (await import('./explain.ts')).explainCommand,
  rules: async () => (await import('./rules.ts')).rulesCommand,
  readings: async () => (await import('./readings.ts')).readingsCommand,
  new: async () => (await import('./new.ts')).newCommand,
  play: async () => (await import('./play.ts')).playCommand,
  check: async () => (await import('./check.ts')).check,
  conform: async () => (await import('./conform.ts')).conform,
  judge: async () => (await import('./judge.ts')).judge,
  proxy: async () => (await import('./proxy.ts')).proxy,
  serve: async () => (await import('./serve.ts')).serve,
  principal: async () => (await import('./principal.ts')).principal,
  draw: async () => (await import('./draw.ts')).drawCommand,
  vectors: async () => (await import('./vectors.ts')).vectors,
  export: async () => (await import('./export.ts')).exportCommand,
  completion: async () => (await import('./completion.ts')).completion,
};

/** Commands that scripts run, and no help lists. */
const HIDDEN: typeof COMMANDS = {
  complete: async () => (await import('./completion.ts')).completeWith(programFor),
};

/** The names of the commands. */
export const COMMAND_NAMES: readonly string[] = Object.keys(COMMANDS);

/**
 * The program with the command of this name.
 *
 * @param name the first word of the command line; with any other word, the program has all commands
 */
export async function programFor(name?: string): Promise<Command> {
  const program = new Command('dealerchart')
    .description('The executable specification of the WAMP dealer: shared registrations and call re-routing.')
    .usage('<command> [options]')
    .version(VERSION)
    .enablePositionalOptions();
  const all = { ...COMMANDS, ...HIDDEN };
  const names = name !== undefined && Object.hasOwn(all, name) ? [name] : COMMAND_NAMES;
  for (const each of names)
    program.addCommand(await (all[each] as () => Promise<Command>)(), {
      hidden: Object.hasOwn(HIDDEN, each),
    });
  return finished(program);
}

// --- internal ---

/**
 * A command with its examples, and with all of its subcommands. It ends with 2 if its command line is invalid: the exit
 * code 1 means a broken rule, a failed scenario, or a router that cannot start.
 */
function finished(command: Command): Command {
  for (const one of command.commands) finished(one);
  const path = pathOf(command);
  return withExamples(command, path).exitOverride(({ exitCode, code }) => {
    if (MISSHAPEN.has(code)) console.error(`Options and examples: ${path} --help`);
    process.exit(exitCode === 0 ? 0 : 2);
  });
}

/** Errors of a command line whose words are not those of the command. Other errors say what is expected. */
const MISSHAPEN: ReadonlySet<string> = new Set([
  'commander.unknownCommand',
  'commander.unknownOption',
  'commander.missingArgument',
  'commander.missingMandatoryOptionValue',
  'commander.optionMissingArgument',
  'commander.excessArguments',
]);

function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}
