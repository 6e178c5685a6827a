/**
 * The worked example of CONTRIBUTING.md, in a copy of the repository. By default, its tests of the new option run; with
 * WORKED_EXAMPLE set, all those that the page names, which takes some minutes.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textOf } from './blocks.ts';
import { isThere } from './built.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PAGE = 'CONTRIBUTING.md';
const IS_WHOLE = process.env.WORKED_EXAMPLE !== undefined;

/** The test files of the page, after its difference. */
const [, TESTS = ''] = /^npx vitest run (.*)$/m.exec(textOf(PAGE).split('````')[2] ?? '') ?? [];

const copy = mkdtempSync(join(tmpdir(), 'dealerchart-worked-example-'));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const git = (...words: string[]): string => execFileSync('git', words, { cwd: copy, encoding: 'utf8' });
const node = (script: string, ...words: string[]): string => {
  // The inner run of the tests is not one of this run's workers.
  const { VITEST, VITEST_POOL_ID, VITEST_WORKER_ID, TEST, NODE_ENV, ...env } = process.env;
  const args = [join(ROOT, 'node_modules', script), ...words];
  return execFileSync(process.execPath, args, {
    cwd: copy,
    encoding: 'utf8',
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
};

/** Copies the files under version control as they are now, changed or not. */
beforeAll(() => {
  const files = execFileSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'],
    { cwd: ROOT, encoding: 'utf8' },
  );
  for (const file of files.split('\0').filter((name) => name !== '')) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(ROOT, file), join(copy, file));
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  git('init', '--quiet');
});

describe('the worked example', { timeout: IS_WHOLE ? 1_800_000 : 120_000 }, () => {
  test('applies, changes few lines, and is a chain from the reading to the oracle', () => {
    const changed = git('apply', '--numstat', PAGE)
      .trim()
      .split('\n')
      .map((line) => line.split('\t'));
    const added = changed.reduce((sum, [lines]) => sum + Number(lines), 0);
    expect(added).toBeLessThan(40);
    const files = changed.map(([, , file]) => file as string);
    for (const folder of [
      'machines/',
      'machines/steps/',
      'machines/tla/',
      'model-tests/scenarios/',
      'src/tools/judge/',
    ])
      expect(
        files.some((file) => file.startsWith(folder)),
        folder,
      ).toBe(true);
    git('apply', PAGE);
  });

  test('is regenerated: the engine has the new edge', () => {
    expect(node('tsx/dist/cli.mjs', 'src/compiler/main.ts')).toContain(
      'wrote src/dealer/engine/session.generated.ts',
    );
    expect(readFileSync(join(copy, 'src/dealer/engine/session.generated.ts'), 'utf8')).toContain(
      'isModeIgnored',
    );
  });

  test('ends with green tests', () => {
    if (IS_WHOLE) node('tsx/dist/cli.mjs', 'model-tests/pages/main.ts');
    const words = IS_WHOLE
      ? TESTS.split(' ')
      : [
          'model-tests/oracles/ending.test.ts',
          'model-tests/scenarios.test.ts',
          '-t',
          'CC-5|CANCEL with an unknown mode',
        ];
    const said = node('vitest/vitest.mjs', 'run', '--reporter', 'json', ...words);
    const { success, numPassedTests } = JSON.parse(said.slice(said.indexOf('{')));
    expect(success).toBe(true);
    expect(numPassedTests).toBeGreaterThan(10);
  });

  test('names test files that exist', () => {
    const files = TESTS.split(' ');
    expect(files.length).toBeGreaterThan(2);
    expect(files.filter((file) => !isThere(file))).toEqual([]);
  });
});
