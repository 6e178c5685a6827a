/** What the pages tell people to type: every program runs and prints what they say, every command exists. */
import { existsSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { callMachine } from '../../machines/index.ts';
import { autobahn, openAutobahn } from '../clients/autobahn.ts';
import { dealerchart, example, Program } from '../clients/process.ts';
import { withRouter } from '../clients/router.ts';

const ROOT = new URL('../../', import.meta.url);
const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'machines/README.md',
  'docs/scenarios.md',
  'docs/check.md',
  'docs/vectors.md',
  'docs/consult.md',
];
const isThere = (path: string): boolean => existsSync(new URL(path, ROOT));
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
const { scripts, exports: entries } = JSON.parse(read('package.json'));

// --- reading pages ---

interface Block {
  /** Page and line. */
  readonly place: string;
  readonly language: string;
  readonly text: string;
}

const BLOCKS: readonly Block[] = PAGES.flatMap((page) => {
  const content = read(page);
  return [...content.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map((found) => ({
    place: `${page}:${content.slice(0, found.index).split('\n').length}`,
    language: found[1] as string,
    text: found[2] as string,
  }));
});

const blocksIn = (language: string): Block[] => BLOCKS.filter((block) => block.language === language);

/** A part of a program that has an Autobahn session. */
const isFragment = ({ text }: Block): boolean => text.includes('session.register');

/** What stands in sentences as a command, and the lines of shell blocks, without what they say about themselves. */
const COMMANDS: readonly string[] = [
  ...PAGES.flatMap((page) => [...read(page).matchAll(/`((?:npm|npx|node) [^`]+)`/g)].map(([, code]) => code)),
  ...blocksIn('sh').flatMap(({ text }) => text.split('\n')),
]
  .map((line = '') => line.replace(/ # .*/, '').trim())
  .filter((line) => line !== '');

test('there are pages to look at', () => {
  expect(blocksIn('js').filter((block) => !isFragment(block)).length).toBeGreaterThan(2);
  expect(COMMANDS).toEqual(expect.arrayContaining(['npm ci', 'npm start', 'npm test']));
});

beforeAll(() => {
  if (!isThere('dist/src/index.js')) {
    throw new Error('Expected the built package in dist, but it is not there. Run npm run build first.');
  }
});

// --- programs ---

const SHOWN = /^(console\.log\(.*\);) \/\/ (.*)$/gm;
const MARK = '--- shown ---';

describe('every program of a page runs, and prints what the page says', () => {
  const programs = blocksIn('js').filter((block) => !isFragment(block));

  test.each(programs)('$place', async ({ text }) => {
    const marked = text.replace(SHOWN, `console.log('${MARK}'); $1 console.log('${MARK}');`);
    const program = new Program('--input-type=module', ['--eval', marked]);
    expect(await program.ended, program.stderr).toBe(0);
    expect(program.stderr).toBe('');
    const printed = program.stdout.split(`${MARK}\n`).filter((_, index) => index % 2 === 1);
    expect(printed).toEqual([...text.matchAll(SHOWN)].map(([, , output]) => `${output}\n`));
  });
});

describe('every fragment for Autobahn|JS', () => {
  /** Joins, and runs the fragment with what it takes for granted. */
  const offer = async (url: string, { text }: Block, name: string, isBusy: () => boolean): Promise<void> => {
    const { session } = await openAutobahn(url);
    const registrations: Promise<unknown>[] = [];
    const register = (...args: Parameters<typeof session.register>) => {
      registrations.push(session.register(...args));
    };
    const work = (job: unknown): string => `${name} did ${job}`;
    new Function('session', 'autobahn', 'isBusy', 'work', text)({ register }, autobahn, isBusy, work);
    await Promise.all(registrations);
  };

  test.each(blocksIn('js').filter(isFragment))('shares a procedure: $place', async (block) => {
    const router = await withRouter();
    const busy = new Set<string>();
    for (const name of ['Ann', 'Bob']) await offer(router.url, block, name, () => busy.has(name));
    const { session: caller } = await openAutobahn(router.url);
    const call = (job: string): Promise<unknown> => caller.call('com.example.work', [job]);

    expect([await call('one'), await call('two')]).toEqual(['Ann did one', 'Bob did two']);
    busy.add('Ann');
    expect([await call('three'), await call('four')]).toEqual(['Bob did three', 'Bob did four']);
    busy.add('Bob');
    await expect(call('five')).rejects.toMatchObject({ error: 'wamp.error.no_available_callee' });
  });

  test('is there', () => {
    expect(blocksIn('js').some(isFragment)).toBe(true);
  });
});

test.each(blocksIn('html'))('a page imports an entry of the package: $place', ({ text }) => {
  const imported = [...text.matchAll(/from '\.\/node_modules\/dealerchart\/([^']+)'/g)].map(
    ([, path]) => path,
  );
  expect(imported).toEqual([entries['.'].default.slice(2)]);
});

test.each(blocksIn('ts'))('an edge that is explained is in the chart, word for word: $place', ({ text }) => {
  const explained: Record<string, unknown> = new Function(`return {${text}}`)();
  const isIn = (part: unknown, edge: unknown): boolean =>
    isDeepStrictEqual(part, edge) ||
    (typeof part === 'object' && part !== null && Object.values(part).some((inner) => isIn(inner, edge)));
  for (const edge of Object.values(explained)) expect(isIn(callMachine.config, edge)).toBe(true);
});

// --- commands ---

/** The options of each command of dealerchart. */
type Options = Readonly<Record<string, readonly string[]>>;

/** What is wrong with a command, if anything. */
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
      if (verb === 'dealerchart' && Object.hasOwn(options, rest[0] ?? '')) {
        const known = options[rest[0] ?? ''] ?? [];
        const unknown = rest.filter((word) => word.startsWith('--') && !known.includes(word));
        if (unknown.length > 0) return `${command}: dealerchart has no ${unknown}`;
        const missing = rest.filter((word) => word.includes('/') && !isThere(word));
        return missing.length === 0 ? undefined : `${command}: there is no ${missing}`;
      }
      return `${command}: neither vitest run nor dealerchart with a command that it has`;
    default:
      return `${command}: not npm, npx or node; nobody can tell whether it exists`;
  }
};

describe('a command that a page tells people to type', () => {
  /** The options of a command of `dealerchart` as its help writes them. */
  const optionsOf = async (command: string): Promise<string[]> => {
    const program = dealerchart(command, '--help');
    expect(await program.ended).toBe(0);
    const options = [...program.stdout.matchAll(/^ {2}(--[a-z-]+(?: <\S+>)?)/gm)];
    return options.map(([, option]) => option as string);
  };

  test('exists', async () => {
    const words = async (command: string): Promise<string[]> =>
      (await optionsOf(command)).map((option) => option.split(' ')[0] as string);
    const options = {
      serve: await words('serve'),
      play: await words('play'),
      judge: await words('judge'),
      check: await words('check'),
      vectors: await words('vectors'),
      explain: await words('explain'),
      rules: await words('rules'),
      readings: await words('readings'),
    };
    expect(COMMANDS.flatMap((command) => complaint(command, options) ?? [])).toEqual([]);
  });

  test.each([
    ['serve', 'README.md'],
    ['play', 'docs/scenarios.md'],
    ['judge', 'docs/log.md'],
    ['vectors', 'docs/vectors.md'],
    ['explain', 'docs/consult.md'],
  ])('has every option of %s that %s lists, and no other', async (command, page) => {
    const listed = [...read(page).matchAll(/^\| `(--[^`]+)` \|/gm)].map(([, option]) => option);
    expect(listed).toEqual(await optionsOf(command));
  });

  test.each([
    ['npm run nothing', 'package.json has no script of that name'],
    ['npm instal', 'package.json has no script of that name'],
    ['node examples/nothing.mjs', 'there is no examples/nothing.mjs'],
    ['npx vitest run nothing.test.ts', 'there is no nothing.test.ts'],
    ['npx dealerchart serve --port 0 --sloppy', 'dealerchart has no --sloppy'],
    ['npx dealerchart play nowhere/nothing.md', 'there is no nowhere/nothing.md'],
    ['npx dealerchart draw', 'neither vitest run nor dealerchart with a command that it has'],
    ['curl localhost', 'not npm, npx or node; nobody can tell whether it exists'],
  ])('is complained of if it does not: %s', (command, said) => {
    expect(complaint(command, { serve: ['--port'], play: [] })).toBe(`${command}: ${said}`);
  });
});

// --- examples ---

describe('the example', () => {
  test('rerouting.mjs prints what the README shows', async () => {
    const shown = BLOCKS.findIndex(({ text }) => text === 'node examples/rerouting.mjs\n');
    const { url } = await withRouter();
    const program = example('rerouting.mjs', url);
    expect(await program.ended, program.stderr).toBe(0);
    expect(BLOCKS[shown + 1]).toMatchObject({ language: '', text: program.stdout });
  });

  test('embedding.mjs tells of a re-route, a timeout, a worker who leaves, and a call that all refuse', async () => {
    const program = example('embedding.mjs');
    expect(await program.ended, program.stderr).toBe(0);
    expect(program.stdout).toMatchInlineSnapshot(`
      "  0 ms  Dora wants cat.png resized.
                to Ann: INVOCATION cat.png
        0 ms  Ann is busy and refuses.
                to Bob: INVOCATION cat.png
      200 ms  Bob is done.
                to Dora: RESULT small-cat.png
      200 ms  Dora wants dog.png resized.
                to Cleo: INVOCATION dog.png
      700 ms  Cleo has not answered, and the time is up.
                to Dora: ERROR wamp.error.timeout No answer from com.example.resize within 500 ms.
                to Cleo: INTERRUPT
      700 ms  Dora wants emu.png resized.
                to Ann: INVOCATION emu.png
      700 ms  Ann hangs up in the middle of it.
                to Dora: ERROR wamp.error.canceled The callee of com.example.resize left before it answered.
      700 ms  Dora tries emu.png again.
                to Bob: INVOCATION emu.png
      700 ms  Bob is busy now.
                to Cleo: INVOCATION emu.png
      700 ms  So is Cleo, and nobody is left.
                to Dora: ERROR wamp.error.no_available_callee No callee of com.example.resize is left for this call; 2 were asked and refused.
      Everybody has gone home: { sessions: 0, registrations: 0, calls: 0 }
      "
    `);
  });
});
