/** `dealerchart draw`, as built: its drawings, their files, and refused arguments. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { dealerchart, type Program } from './process.ts';

const SCENARIO = 'cr-05-first-goes-forward';

const draw = (...args: string[]): Program => dealerchart('draw', ...args);

/** A folder that is deleted after the test. */
function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'dealerchart-draw-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

const page = (file: string): string =>
  readFileSync(new URL(`../../docs/diagrams/${file}`, import.meta.url), 'utf8');

test('draws the picture that is in the docs, but for where its links lead', async () => {
  const file = join(folder(), 'call.svg');
  const program = draw('call', '--out', file, '--docs', '..');
  expect(await program.ended, program.stderr).toBe(0);
  expect(program.stdout).toBe('');
  expect(readFileSync(file, 'utf8')).toBe(page('call.svg'));
});

test.each([
  ['session.mmd', 'stateDiagram-v2'],
  ['session.scxml', '<?xml version="1.0" encoding="UTF-8"?>'],
])('knows by the ending what %s is', async (name, first) => {
  const file = join(folder(), name);
  const program = draw('session', '--out', file);
  expect(await program.ended, program.stderr).toBe(0);
  expect(readFileSync(file, 'utf8')).toBe(page(name));
  expect(readFileSync(file, 'utf8').split('\n')[0]).toBe(first);
});

test('marks what scenarios walk', async () => {
  const program = draw('call', '--as', 'mermaid', '--highlight', SCENARIO, '--highlight', 'cr-08-all-refuse');
  expect(await program.ended, program.stderr).toBe(0);
  expect(program.stdout).toContain('✔ 5 ERROR [isRefusal]');
  expect(program.stdout).toContain('✔ 3 select.none [else]<br>/ sendExhausted');
  expect(program.stdout).not.toContain('✔ timer.fired');
});

test('draws what passes between the sessions of a scenario, as wide as it may be', async () => {
  const program = draw(SCENARIO);
  expect(await program.ended, program.stderr).toBe(0);
  expect(program.stdout).toContain(',------.');
  expect(Math.max(...program.lines.map((line) => line.length))).toBeLessThanOrEqual(72);
  const narrow = draw(SCENARIO, '--width', '50');
  expect(await narrow.ended, narrow.stderr).toBe(0);
  expect(Math.max(...narrow.lines.map((line) => line.length))).toBeLessThanOrEqual(50);
});

test.each([
  [['call', '--as', 'ascii'], 'Expected a format for a chart (svg, mermaid, dot, scxml), but ascii came.'],
  [[SCENARIO, '--as', 'dot'], 'Expected a format for a scenario (ascii, mermaid, svg), but dot came.'],
  [['call', '--out', 'call.png'], 'Expected a file that ends in .svg, .mmd, .dot, .scxml, or --as <format>'],
  [['call', '--as', 'png'], "'png' is invalid. Allowed choices are"],
  [
    [SCENARIO, '--highlight', SCENARIO],
    'Expected --highlight only with a chart (session, registration, call)',
  ],
  [['call', '--as', 'dot', '--docs', 'docs'], 'Expected --docs only for svg'],
  [['call', '--width', '60'], 'Expected --width only for ascii'],
  [[SCENARIO, '--as', 'svg', '--width', '60'], 'Expected --width only for ascii'],
  [['call', '--highlight', 'nowhere.md'], 'but there is no nowhere.md.'],
  [['nowhere.md'], 'but there is no nowhere.md.'],
])('ends with 2 and draws nothing for %j', async (args, message) => {
  const out = folder();
  const program = draw(...args, ...(args.includes('--out') ? [] : ['--out', join(out, 'file.svg')]));
  expect(await program.ended).toBe(2);
  expect(program.stderr).toMatch(/^error: /);
  expect(program.stderr).toContain(message);
  expect(program.stdout).toBe('');
  expect(readdirSync(out)).toEqual([]);
});
