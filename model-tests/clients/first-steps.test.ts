/** The first steps with the command line: the screen without arguments, the examples of the help, and `new`. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { EXAMPLES } from '../../src/cli/examples.ts';
import { isBuilt } from '../repository/built.ts';
import { dealerchart, dealerchartReading } from './process.ts';

const MAIN = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));

beforeAll(isBuilt);

function openFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dealerchart-first-steps-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test('dealerchart without arguments shows one screen on standard output, and ends with 0', async () => {
  const program = dealerchart();
  expect(await program.ended).toBe(0);
  expect(program.stderr).toBe('');
  expect(program.lines.length).toBeLessThanOrEqual(24);
  expect(program.stdout).toContain('dealerchart conform ws://localhost:8080/ws');
});

test('a wrong command names near ones only if they are near, and the help', async () => {
  const near = dealerchart('plya');
  expect(await near.ended).toBe(2);
  expect(near.stderr).toBe(
    "error: unknown command 'plya'\n(Did you mean play?)\nOptions and examples: dealerchart --help\n",
  );
  const far = dealerchart('paint');
  expect(await far.ended).toBe(2);
  expect(far.stderr).toBe("error: unknown command 'paint'\nOptions and examples: dealerchart --help\n");
});

describe('an example of the help', () => {
  /** Commands that need a router, a terminal, files of others or more than a moment. */
  const ELSEWHERE =
    /^dealerchart (conform|proxy|serve|principal|judge|vectors|check|completion|export trace)/;
  const LINES = Object.values(EXAMPLES)
    .flat()
    .map(([, line]) => line)
    .filter((line) => !/[<>]/.test(line) && !ELSEWHERE.test(line) && line !== 'dealerchart export trace');

  test.each([...new Set(LINES)])('ends with 0, if it needs no router and little time: %s', (line) => {
    const [, ...words] = line.split(' ');
    const { status, stderr } = spawnSync(process.execPath, [MAIN, ...words], {
      cwd: openFolder(),
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

describe('dealerchart new', { timeout: 60_000 }, () => {
  test('writes a scenario that plays at once, and asks nothing where there is no terminal', async () => {
    const file = join(openFolder(), 'busy.md');
    const program = dealerchartReading('', 'new', file);
    expect(await program.ended).toBe(0);
    expect(program.lines).toEqual([
      `Wrote ${file}: Under roundrobin alice refuses, and bob answers.`,
      `Play it:    dealerchart play ${file}`,
      `Explain it: dealerchart explain ${file}`,
    ]);
    const played = dealerchart('play', file);
    expect(await played.ended).toBe(0);
    expect(played.lines).toEqual(['ok Under roundrobin alice refuses, and bob answers']);
  });

  test('takes the answers as options, and says which callees are not invoked', async () => {
    const file = join(openFolder(), 'last.md');
    const options = ['--policy', 'last', '--callees', '3', '--refuse', 'dora,alice', '--then', 'leave'];
    const program = dealerchart('new', file, ...options);
    expect(await program.ended).toBe(0);
    expect(program.lines.slice(0, 2)).toEqual([
      `Wrote ${file}: Under last dora refuses, and bob leaves.`,
      'The dealer does not invoke alice for this call, so alice cannot refuse it.',
    ]);
    expect(readFileSync(file, 'utf8')).toContain(
      '\n 9 dora: ERROR INVOCATION ?toDora {} wamp.error.unavailable\n',
    );
  });

  test('overwrites a page only with --force', async () => {
    const file = join(openFolder(), 'mine.md');
    writeFileSync(file, 'mine');
    const program = dealerchart('new', file);
    expect(await program.ended).toBe(2);
    expect(program.stderr).toBe(
      `error: Expected the name of a new file, but ${file} is there. Choose another name, or --force.\n`,
    );
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect(await dealerchart('new', file, '--force').ended).toBe(0);
    expect(readFileSync(file, 'utf8')).toMatch(/^# Under roundrobin/);
  });

  test.each([
    [['--refuse', 'alcie'], 'Expected alice or bob, but alcie came. Did you mean alice?'],
    [['--refuse', 'dora'], 'Expected alice or bob, but dora came.'],
    [['--callees', '9'], 'Expected a whole number from 1 to 8.'],
    [
      ['--refuse', 'all', '--then', 'leave'],
      'Expected a callee that takes the call, for --then leave, but none is left.',
    ],
    [['nowhere/at-all.md'], 'nowhere/at-all.md cannot be written; choose another file'],
  ])('refuses %j', async (options, says) => {
    const program = dealerchart('new', ...(options[0]?.endsWith('.md') ? options : ['-', ...options]));
    expect(await program.ended).toBe(2);
    expect(program.stdout).toBe('');
    expect(program.stderr).toContain(says);
  });

  test('names the page after the answers', () => {
    const folder = openFolder();
    spawnSync(process.execPath, [MAIN, 'new', '--policy', 'first', '--refuse', 'none'], { cwd: folder });
    expect(readdirSync(folder)).toEqual(['first-2-none-refused-answer.md']);
  });

  const HAS_TERMINAL = existsSync('/usr/bin/script');

  test.skipIf(!HAS_TERMINAL).each([
    [
      'one by one',
      [
        ['Policy', 'lsat\r'],
        ['Policy', 'last\r'],
        ['Which of them', '\r'],
        ['What happens', 'cancel\r'],
      ],
    ],
    ['all at the first question', [['Policy', 'lsat\rlast\r\rcancel\r']]],
  ])(
    'asks at a terminal, and asks again after an answer that is not valid, with answers %s',
    async (_, answers) => {
      const folder = openFolder();
      const command = `'${process.execPath}' '${MAIN}' new case.md --callees 3`;
      const child = spawn('/usr/bin/script', ['-qec', command, '/dev/null'], { cwd: folder });
      const left = [...answers] as [question: string, keys: string][];
      let said = '';
      let heard = 0;
      child.stdout.on('data', (text) => {
        said += String(text);
        const [question = '', keys] = left[0] ?? [];
        const asked = stripVTControlCharacters(said).indexOf(question, heard);
        if (keys === undefined || asked < 0) return;
        heard = asked + question.length;
        left.shift();
        child.stdin.write(keys);
      });
      const code = await new Promise((resolve) => child.once('close', resolve));
      expect(said).toContain('but lsat came. Did you mean last?');
      expect(said).not.toContain('Number of callees');
      expect(code).toBe(0);
      expect(readFileSync(join(folder, 'case.md'), 'utf8')).toMatch(
        /^# Under last dora refuses, and carol cancels the call\n/,
      );
    },
  );
});
