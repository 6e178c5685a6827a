/** Commands in documents: all exist, and those that can run here do. */
import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { inRepository } from '../../docs/.vitepress/places.ts';
import { pathOf as certificatePath } from '../clients/certificates.ts';
import { dealerchart, example } from '../clients/process.ts';
import { BLOCKS, type Block, blocksOfKind, DOCUMENTS, textOf } from './blocks.ts';
import { isBuilt, isThere } from './built.ts';

const { scripts } = JSON.parse(textOf('package.json'));

interface Command {
  readonly page: string;
  readonly command: string;
  /** The block or the sentence around it. */
  readonly around: string;
}

/** The commands on a page, in sentences and in shell blocks, without comments on their lines. */
const commandsOn = (page: string): Command[] => {
  const text = textOf(page);
  const places = [
    ...[...text.matchAll(/`((?:npm|npx|node) [^`]+)`/g)].map(([, code = '']) => ({
      at: code,
      lines: [code],
    })),
    ...BLOCKS.filter((block) => block.page === page && block.kind === 'sh').map((block) => ({
      at: block.text,
      lines: block.text.split('\n'),
    })),
  ].sort((one, other) => text.indexOf(one.at) - text.indexOf(other.at));
  return places.flatMap(({ at, lines }) =>
    lines
      .map((line) => line.replace(/ # .*/, '').trim())
      .filter((line) => line !== '')
      .map((command) => ({ page, command, around: at })),
  );
};

const COMMANDS: readonly Command[] = DOCUMENTS.flatMap(commandsOn);

test('there are commands to look at', () => {
  const all = COMMANDS.map(({ command }) => command);
  expect(all).toEqual(expect.arrayContaining(['npm ci', 'npm start', 'npm test', 'npm run docs']));
});

beforeAll(isBuilt);

/** Subcommands of dealerchart. */
const VERBS = [
  'serve',
  'principal',
  'play',
  'judge',
  'conform',
  'proxy',
  'check',
  'vectors',
  'find',
  'explain',
  'rules',
  'readings',
  'draw',
  'new',
  'completion',
  'export tla',
  'export trace',
];

/** Options of each subcommand. */
type Options = Readonly<Record<string, readonly string[]>>;

/** The mistake in a command; undefined if there is none. */
const complaint = (command: string, options: Options): string | undefined => {
  const [program, verb = '', ...rest] = command.split(/\s+/);
  switch (program) {
    case 'npm': {
      if (['pack', 'install'].includes(verb)) return undefined;
      const script = verb === 'run' ? rest[0] : verb;
      return (script === 'ci' ? isThere('package-lock.json') : script && Object.hasOwn(scripts, script))
        ? undefined
        : `${command}: package.json has no script of that name`;
    }
    case 'node':
      return isThere(verb) ? undefined : `${command}: there is no ${verb}`;
    case 'npx':
      if (verb === 'vitest' && rest[0] === 'run') {
        return isThere(rest[1] ?? '?') ? undefined : `${command}: there is no ${rest[1]}`;
      }
      if (verb === 'dealerchart' && rest.length === 0) return undefined;
      if (verb === 'dealerchart' && Object.hasOwn(options, rest[0] ?? '')) {
        const known = options[rest[0] ?? ''] ?? [];
        // What stands in quotes is for another program.
        const own = command
          .replace(/'[^']*'/g, '')
          .split(/\s+/)
          .slice(3);
        const unknown = own.filter((word) => word.startsWith('--') && !known.includes(word));
        if (unknown.length > 0) return `${command}: dealerchart has no ${unknown}`;
        const missing = own.filter(
          (word) => word.includes('/') && !/[<>]|:\/\//.test(word) && !isThere(word),
        );
        return missing.length === 0 ? undefined : `${command}: there is no ${missing}`;
      }
      if (verb === 'tsx' && isThere(rest[0] ?? '?')) return undefined;
      return `${command}: neither vitest run nor dealerchart with a command that it has`;
    default:
      return `${command}: not npm, npx or node; nobody can tell whether it exists`;
  }
};

describe('a command that a page tells people to type', () => {
  /** Options of a subcommand, as in its help. */
  const optionsOf = async (command: string): Promise<string[]> => {
    const program = dealerchart(...command.split(' '), '--help');
    expect(await program.ended).toBe(0);
    const options = [...program.stdout.matchAll(/^ {2}(--[a-z-]+(?: <\S+>)?)/gm)];
    return options.map(([, option]) => option as string);
  };

  test('exists', { timeout: 60_000 }, async () => {
    const words = async (command: string): Promise<string[]> =>
      (await optionsOf(command)).map((option) => option.split(' ')[0] as string);
    const options: Record<string, string[]> = {};
    for (const verb of VERBS) {
      const first = verb.split(' ')[0] as string;
      options[first] = [...(options[first] ?? []), ...(await words(verb))];
    }
    const made = ({ command, around }: Command): boolean =>
      [...around.matchAll(/ --out (\S+)/g)].some(([, folder]) => command.includes(` ${folder}/`));
    const looked = COMMANDS.filter((each) => !made(each));
    expect(looked.flatMap(({ command }) => complaint(command, options) ?? [])).toEqual([]);
  });

  test.each([
    ['serve', 'docs/serve.md'],
    ['principal', 'docs/authentication.md'],
    ['play', 'docs/scenarios.md'],
    ['judge', 'docs/log.md'],
    ['proxy', 'docs/proxy.md'],
    ['conform', 'docs/conform.md'],
    ['vectors', 'docs/vectors.md'],
    ['explain', 'docs/consult.md'],
    ['draw', 'docs/diagrams.md'],
    ['check', 'docs/check.md'],
  ])('has every option of %s that %s lists, and no other', async (command, page) => {
    const listed = [...textOf(page).matchAll(/^\| `(--[^`]+)` \|/gm)].map(([, option]) => option);
    expect(listed).toEqual(await optionsOf(command));
  });

  test.each([
    ['npm run nothing', 'package.json has no script of that name'],
    ['npm instal', 'package.json has no script of that name'],
    ['node examples/nothing.mjs', 'there is no examples/nothing.mjs'],
    ['npx vitest run nothing.test.ts', 'there is no nothing.test.ts'],
    ['npx dealerchart serve --port 0 --sloppy', 'dealerchart has no --sloppy'],
    ['npx dealerchart play nowhere/nothing.md', 'there is no nowhere/nothing.md'],
    ['npx dealerchart paint', 'neither vitest run nor dealerchart with a command that it has'],
    ['curl localhost', 'not npm, npx or node; nobody can tell whether it exists'],
  ])('is complained of if it does not: %s', (command, said) => {
    expect(complaint(command, { serve: ['--port'], play: [] })).toBe(`${command}: ${said}`);
  });
});

describe('a command of dealerchart that a page tells people to type', () => {
  /** Reasons why some commands are not run here. */
  const ELSEWHERE: readonly (readonly [RegExp, string])[] = [
    [
      / check( |$)/,
      'takes minutes; model-tests/clients/state-space.test.ts and clients/check.test.ts do the same',
    ],
    [
      / wrong\/check-last\.md$/,
      'is there if something is wrong; model-tests/clients/check.test.ts sees to that',
    ],
    [/ conform /, 'needs a router; model-tests/clients/conform.test.ts starts one'],
    [/ principal /, 'waits for a secret; model-tests/clients/principal.test.ts writes one'],
    [/[<>]/, 'has a gap to be filled'],
  ];
  const runs = COMMANDS.filter(
    ({ command }) =>
      command.startsWith('npx dealerchart ') && !ELSEWHERE.some(([pattern]) => pattern.test(command)),
  );
  const pages = [...new Set(runs.map(({ page }) => page))];
  const MAIN = fileURLToPath(inRepository('dist/src/cli/main.js'));

  /** A folder for the commands, with the scenarios; its files stay for the next command. */
  const openFolder = (): string => {
    const folder = mkdtempSync(join(tmpdir(), 'dealerchart-commands-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    symlinkSync(fileURLToPath(inRepository('model-tests')), join(folder, 'model-tests'));
    const configuration = blocksOfKind('json').find(({ page }) => page === 'docs/serve.md') as Block;
    writeFileSync(join(folder, 'router.json'), configuration.text);
    mkdirSync(join(folder, 'tls'));
    for (const part of ['crt', 'key'] as const)
      copyFileSync(certificatePath('one', part), join(folder, `tls/server.${part}`));
    return folder;
  };

  const run = async (command: string, cwd: string): Promise<void> => {
    const words = command
      .split(/\s+/)
      .slice(2)
      .map((word) => word.replace(/^"(.*)"$/, '$1'));
    // A free port in place of the one on the page.
    const port = { serve: '--port', proxy: '--listen' }[words[0] as string];
    const args = port === undefined ? words : [...words, port, '0'];
    const running = execFile(process.execPath, [MAIN, ...args], { cwd });
    let said = '';
    running.stderr?.on('data', (data) => {
      said += data;
    });
    if (args[0] === 'proxy') running.stdout?.once('data', () => running.kill('SIGINT'));
    // A router serves the commands after it, and ends with them.
    if (args[0] === 'serve' && !args.includes('--check-config')) {
      running.stdout?.once('data', async (line) => {
        const [url = ''] = /ws:[^\s.]+(\.\d+)+:\d+\/ws/.exec(String(line)) ?? [];
        await example(
          'rerouting.mjs',
          url,
          args.includes('--realm') ? (args[args.indexOf('--realm') + 1] as string) : 'realm1',
        ).ended;
        running.kill('SIGTERM');
      });
    }
    const code = await new Promise((resolve) => running.once('close', resolve));
    expect([command, code, said]).toEqual([command, 0, '']);
  };

  test.each(pages)('runs, and ends well, on %s', { timeout: 60_000 }, async (page) => {
    const folder = openFolder();
    for (const each of runs.filter((one) => one.page === page)) await run(each.command, folder);
  });

  test('is run, if it can be', () => {
    expect(runs.length).toBeGreaterThan(12);
  });
});
