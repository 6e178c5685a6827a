/** `dealerchart play`, as built: output, exit codes, and written pages. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { dealerchart, type Program } from './process.ts';

const RIGHT = 'model-tests/scenarios/cr-08-all-refuse.md';
const TITLE = 'A call refused by all callees ends with no_available_callee';
const text = readFileSync(new URL(`../../${RIGHT}`, import.meta.url), 'utf8');

/** A file that is deleted after the test. */
function fileOf(content: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'dealerchart-play-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'page.md');
  writeFileSync(file, content);
  return file;
}

const play = (...args: string[]): Program => dealerchart('play', ...args);

test.each(['generated', 'interpreted', 'router'])('plays each log of a page on %s', async (system) => {
  const program = play(RIGHT, '--on', system);
  expect(await program.ended, program.stderr).toBe(0);
  expect(program.lines).toEqual([`ok ${TITLE}`, `ok ${TITLE} (exclude=last-refused)`]);
});

test('plays under the readings that it is told, and says where a page says nothing of them', async () => {
  const capped = 'model-tests/scenarios/reading-exclude-and-the-cap.md';
  const program = play(RIGHT, capped, '--reading', 'exclude=all-refused');
  expect(await program.ended, program.stderr).toBe(0);
  expect(program.lines).toEqual([
    `ok ${TITLE}`,
    'not said Two busy callees cannot pass a call to and fro for ever',
  ]);
});

test('prints a failure with the command that plays it again, and goes on to the next page', async () => {
  const file = fileOf(text.replaceAll('no_available_callee', 'unavailable'));
  const program = play(file, RIGHT, '--on', 'router', '--seed', '7');
  expect(await program.ended).toBe(1);
  expect(program.lines).toContain(`Again: npx dealerchart play ${file} --on router --seed 7`);
  expect(program.lines.slice(-2)).toEqual([`ok ${TITLE}`, `ok ${TITLE} (exclude=last-refused)`]);
});

test('ends with 2 if a page cannot be read, before anything is played', async () => {
  const program = play(RIGHT, fileOf(text.replace('joins as callee', 'joins as worker')));
  expect(await program.ended).toBe(2);
  expect(program.stdout).toBe('');
  expect(program.stderr).toMatch(
    /^error: .*page\.md:7:18: Expected one of the roles caller, callee, publisher, subscriber, but worker came\.\n/,
  );
  expect(await play('nowhere.md').ended).toBe(2);
});

test('ends with 2 if an option makes no sense, which is no failure of a page', async () => {
  const program = play(RIGHT, '--on', 'nothing');
  expect(await program.ended).toBe(2);
  expect(program.stderr).toContain(
    "'nothing' is invalid. Allowed choices are generated, interpreted, router.",
  );
  expect(await play('--help').ended).toBe(0);
});

test('writes the logs anew, but not where nobody reads them', async () => {
  const file = fileOf(text.replace(/^8 carol.*\n/m, ''));
  onTestFinished(() => void vi.unstubAllEnvs());
  vi.stubEnv('CI', 'true');
  const refused = play(file, '--rewrite');
  expect(await refused.ended).toBe(2);
  expect(refused.stderr).toContain('Expected a person to review the changes of --rewrite, but CI is set.');
  vi.stubEnv('CI', '');
  const first = play(file, '--rewrite');
  expect(await first.ended, first.stderr).toBe(0);
  expect(first.lines).toEqual([`rewritten ${file}`]);
  expect(readFileSync(file, 'utf8')).toBe(text);
  const second = play(file, '--rewrite');
  expect(await second.ended).toBe(0);
  expect(second.lines).toEqual([`unchanged ${file}`]);
});
