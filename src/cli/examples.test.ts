/** The examples of the help: two of each command, all of which can be parsed. */
import type { Command } from 'commander';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { EXAMPLES } from './examples.ts';
import { overview } from './overview.ts';

// Commands of their own, since parsing changes what they do, and other tests of this worker use them.
vi.resetModules();
const { programFor } = await import('./program.ts');
afterAll(() => {
  vi.resetModules();
});
const program = await programFor();

/** Paths of a command and of its subcommands. */
const pathsOf = (command: Command, before = ''): string[] => {
  const path = `${before}${command.name()}`;
  return [path, ...command.commands.flatMap((one) => pathsOf(one, `${path} `))];
};

/** Words of a command line of a shell, up to a redirection. */
const wordsOf = (line: string): string[] =>
  [
    ...line
      .replace(/^source <\((.*)\)$/, '$1')
      .replace(/ > .*/, '')
      .matchAll(/'([^']*)'|(\S+)/g),
  ].map(([, quoted, plain]) => quoted ?? (plain as string));

/** Parses a command line without running it; returns the path of the command that would run. */
async function parse(line: string): Promise<string> {
  const [name, ...words] = wordsOf(line);
  expect(name).toBe('dealerchart');
  let reached = '';
  const settle = (command: Command, path: string): void => {
    command.exitOverride((error) => {
      throw error;
    });
    command.configureOutput({ writeErr: () => {} });
    if (command.commands.length === 0 || command.registeredArguments.length > 0)
      command.action(() => {
        reached = path;
      });
    for (const one of command.commands) settle(one, `${path} ${one.name()}`);
  };
  settle(program, 'dealerchart');
  await program.parseAsync(words, { from: 'user' });
  return reached;
}

const ALL = Object.entries(EXAMPLES).flatMap(([path, examples]) =>
  examples.map(([effect, line]) => ({ path, effect, line })),
);

describe('every command', () => {
  test('has two examples in its help', () => {
    expect(Object.keys(EXAMPLES).sort()).toEqual(pathsOf(program).sort());
    expect(ALL.filter(({ path }) => EXAMPLES[path]?.length !== 2)).toEqual([]);
  });

  test.each(ALL)('is written as the command line takes it: $line', async ({ path, line }) => {
    const [group] = ['dealerchart', 'dealerchart export'].filter((each) => each === path);
    const reached = await parse(line);
    expect(reached.startsWith(group ?? '')).toBe(true);
    if (group === undefined) expect(reached).toBe(path);
  });

  test.each([
    ['dealerchart rules --jsn', "unknown option '--jsn'"],
    ['dealerchart play', "missing required argument 'files'"],
    ['dealerchart play --reading newcomer=never x', 'newcomer'],
  ])('is found to be wrong if it is: %s', async (line, says) => {
    await expect(parse(line)).rejects.toThrow(says);
  });
});

describe('the screen without arguments', () => {
  const lines = overview().split('\n');

  test('has at most 24 lines of 80 columns', () => {
    expect(lines.length).toBeLessThanOrEqual(24);
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });

  test('has commands that can be parsed, and names all others', async () => {
    const commands = lines.flatMap((line) => /^ {2}(dealerchart .*?) {2,}/.exec(line)?.[1] ?? []);
    const reached = await Promise.all(commands.map((line) => parse(line)));
    const [further = ''] = lines.filter((line) => line.startsWith('Further'));
    const named = [...reached.map((path) => path.split(' ')[1]), ...further.replace('.', '').split(/[ ,]+/)];
    expect(program.commands.map((one) => one.name()).filter((name) => !named.includes(name))).toEqual([]);
  });
});
