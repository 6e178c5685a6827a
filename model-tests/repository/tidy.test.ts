/** Rules for every source file: the names it may mention, its first line and its length. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CHART_NAMES, CHARTS } from '../../src/compiler/chart/index.ts';

const ROOT = new URL('../../', import.meta.url);
const FOLDERS = ['machines', 'src', 'model-tests', 'bench', 'peers'];
const MAX_LINES = 350;

interface Source {
  /** Path from the root of the repository, with slashes. */
  readonly path: string;
  readonly text: string;
}

const read = (path: string): Source => ({ path, text: readFileSync(new URL(path, ROOT), 'utf8') });

const SOURCES = FOLDERS.flatMap((folder) =>
  readdirSync(new URL(folder, ROOT), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts') && !/\/(node_modules|\.installed)\//.test(path))
    .map(read),
);

const isTest = ({ path }: Source): boolean => /\.test(-helper)?\.ts$/.test(path);
const isGenerated = ({ path }: Source): boolean => path.endsWith('.generated.ts');
const isProduct = ({ path }: Source): boolean => /^(machines|src)\//.test(path);

/** Files without I/O: the charts, the dealer, and the scenarios. */
const isWithoutIo = (source: Source): boolean =>
  /^(machines|src\/dealer|src\/tools\/scenario)\//.test(source.path) &&
  !/\/(library|systems)\/(?!(system|dealer)\.ts$)/.test(source.path) &&
  !isTest(source);

/** Files that may not contain URIs, except the judge, which has its own, and the facts about other routers. */
const isWithoutUris = (source: Source): boolean =>
  /^src\/(?!tools\/(judge\/|consult\/reading-facts\.ts$))/.test(source.path) &&
  !isTest(source) &&
  !isGenerated(source);

/** Files that may not contain names of states: the dealer and everything that serves it. */
const isWithoutStates = (source: Source): boolean =>
  /^src\/(dealer|wire|router)\//.test(source.path) && !isTest(source) && !isGenerated(source);

// --- reading code ---

const STRINGS_AND_COMMENTS =
  /('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;

/** The code, with comments replaced by blanks except for line ends. */
const withoutComments = (text: string): string =>
  text.replace(STRINGS_AND_COMMENTS, (found, string) => string ?? found.replace(/[^\n]/g, ''));

/** The code without comments and without the content of strings in quotes: an error may say "such as Math.random". */
const withoutWords = (text: string): string => withoutComments(text).replace(/'[^'\n]*'|"[^"\n]*"/g, "''");

const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;

// --- what is wrong with a file: each check gives a list of complaints ---

const io = (source: Source): string[] => {
  const code = withoutWords(source.text);
  const advice = 'take times and random numbers as arguments, and leave the rest to src/router';
  return [...code.matchAll(/\b(Date|Math\.random|setTimeout|setInterval|performance|crypto|process)\b/g)].map(
    ({ 0: name, index }) => `${source.path}:${lineAt(code, index)}: mentions ${name}; ${advice}`,
  );
};

const uris = ({ path, text }: Source): string[] => {
  const code = withoutComments(text);
  return [...code.matchAll(/\b(wamp|dealerchart)\.(error|close)\./g)].map(
    ({ 0: start, index }) =>
      `${path}:${lineAt(code, index)}: spells a URI of ${start}; take it from machines/problems.ts or machines/uris.ts`,
  );
};

/** Names of states as strings, without words that also have another meaning. */
const STATES = CHART_NAMES.flatMap((name) => CHARTS[name].states.map(({ path }) => path)).filter(
  (path) => !['', 'closed', 'canceled', 'failed', 'deleted'].includes(path),
);

const states = (source: Source): string[] => {
  const code = withoutComments(source.text);
  const name = STATES.map((path) => path.replaceAll('.', '\\.')).join('|');
  return [...code.matchAll(new RegExp(`(['"\`])(?:${name})(?:\\.\\w+)*\\.?\\1`, 'g'))].map(
    ({ 0: text, index }) =>
      `${source.path}:${lineAt(code, index)}: names the state ${text}; decide it in machines/`,
  );
};

const firstLine = ({ path, text }: Source): string[] => {
  const lines = text.split('\n');
  const line = lines[0]?.startsWith('#!') ? 1 : 0;
  return lines[line]?.startsWith('/**')
    ? []
    : [`${path}:${line + 1}: does not begin with a doc comment; say in a sentence what the file is for`];
};

const length = ({ path, text }: Source): string[] => {
  const count = text.trimEnd().split('\n').length;
  return count <= MAX_LINES
    ? []
    : [`${path}:${count}: is longer than ${MAX_LINES} lines; give a part of it a file of its own`];
};

const unexplained = (manifest: Source, page: Source): string[] => {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(manifest.text);
  return Object.keys({ ...dependencies, ...devDependencies })
    .filter((name) => !page.text.includes(`\`${name}\``))
    .map((name) => {
      const line = lineAt(manifest.text, manifest.text.indexOf(`"${name}":`));
      return `${manifest.path}:${line}: ${page.path} says nothing of ${name}; say there what it is needed for`;
    });
};

// --- the files of this repository ---

test('there are files to look at', () => {
  for (const folder of FOLDERS) expect(SOURCES.some(({ path }) => path.startsWith(`${folder}/`))).toBe(true);
  expect(SOURCES.filter(isWithoutIo).length).toBeGreaterThan(20);
});

test('the charts, the dealer and the scenarios use no clock and no randomness', () => {
  expect(SOURCES.filter(isWithoutIo).flatMap(io)).toEqual([]);
});

test('error URIs and closing reasons stand in machines/ and in the judge only', () => {
  expect(SOURCES.filter(isWithoutUris).length).toBeGreaterThan(150);
  expect(SOURCES.filter(isWithoutUris).flatMap(uris)).toEqual([]);
});

test('the dealer and the router do not ask in which state a chart is', () => {
  expect(SOURCES.filter(isWithoutStates).length).toBeGreaterThan(60);
  expect(SOURCES.filter(isWithoutStates).flatMap(states)).toEqual([]);
});

test('every file begins with what it is for', () => {
  expect(SOURCES.filter((source) => isProduct(source) && !isGenerated(source)).flatMap(firstLine)).toEqual(
    [],
  );
});

test('no file is too long to be read at a sitting', () => {
  expect(SOURCES.filter((source) => !isGenerated(source)).flatMap(length)).toEqual([]);
});

test('every dependency is explained', () => {
  expect(unexplained(read('package.json'), read('docs/ARCHITECTURE.md'))).toEqual([]);
});

// --- the checks themselves, on files that are wrong on purpose ---

describe('the checks complain about', () => {
  const file = (...lines: string[]): Source => ({ path: 'machines/wrong.ts', text: `${lines.join('\n')}\n` });

  test('clocks and randomness, but not where they are only spoken of', () => {
    const wrong = file(
      '/** Says when: Date, or',
      ' * setTimeout. */',
      "export { log } from './log.ts'; // process",
      "const words = 'such as Math.random';",
      "const now = 'at ' + Date.now();",
      'const draw = Math.random(); /* crypto */ const id = crypto.randomUUID();',
    );
    expect(io(wrong).map((complaint) => complaint.split(';')[0])).toEqual([
      'machines/wrong.ts:5: mentions Date',
      'machines/wrong.ts:6: mentions Math.random',
      'machines/wrong.ts:6: mentions crypto',
    ]);
  });

  test('URIs, but not where they are only spoken of', () => {
    const wrong = file(
      '/** Says `wamp.error.timeout`. */',
      "const error = 'wamp.error.timeout'; // wamp.error.canceled",
      "const own = error.startsWith('wamp.error.') ? `dealerchart.error.x` : 'GOODBYE wamp.close.normal';",
      "const known = 'wamp.registration.on_create';",
    );
    expect(uris(wrong).map((complaint) => complaint.split(';')[0])).toEqual([
      'machines/wrong.ts:2: spells a URI of wamp.error.',
      'machines/wrong.ts:3: spells a URI of wamp.error.',
      'machines/wrong.ts:3: spells a URI of dealerchart.error.',
      'machines/wrong.ts:3: spells a URI of wamp.close.',
    ]);
  });

  test('states of a chart, whole or from their beginning', () => {
    const wrong = file(
      "// 'invoked'",
      "if (call.state === 'invoked.waiting') return;",
      "if (state.startsWith('occupied.')) return;",
      "const place = { state: 'closed' };",
    );
    expect(states(wrong)).toEqual([
      "machines/wrong.ts:2: names the state 'invoked.waiting'; decide it in machines/",
      "machines/wrong.ts:3: names the state 'occupied.'; decide it in machines/",
    ]);
  });

  test('a file that does not say what it is for, or is too long', () => {
    const said = '/** What it is for. */';
    expect(firstLine(file(said))).toEqual([]);
    expect(firstLine(file('#!/usr/bin/env node', said))).toEqual([]);
    expect(firstLine(file('const a = 1;', said))).toEqual([
      'machines/wrong.ts:1: does not begin with a doc comment; say in a sentence what the file is for',
    ]);
    expect(length(file(...Array(350).fill('')))).toEqual([]);
    expect(length(file(...Array(351).fill(';')))).toEqual([
      'machines/wrong.ts:351: is longer than 350 lines; give a part of it a file of its own',
    ]);
  });

  test('a dependency that nobody explains', () => {
    const manifest = { path: 'package.json', text: '{\n"dependencies": {\n"known": "1",\n"odd": "1"\n}\n}' };
    const page = { path: 'docs/page.md', text: 'We use `known`, and something odd.' };
    expect(unexplained(manifest, page)).toEqual([
      'package.json:4: docs/page.md says nothing of odd; say there what it is needed for',
    ]);
  });
});
