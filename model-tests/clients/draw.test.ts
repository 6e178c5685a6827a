/** `dealerchart draw`, as built: its drawings, their files, and refused arguments. */
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
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

test('begins with a step, or after the setup, in every format, with a title above', async () => {
  const flags = ['--without-setup', '--title', 'A refusal'];
  const [ascii, from, mermaid, svg] = [
    draw(SCENARIO, ...flags),
    draw(SCENARIO, '--from', '8', '--title', 'A refusal'),
    draw(SCENARIO, ...flags, '--as', 'mermaid'),
    draw(SCENARIO, ...flags, '--as', 'svg'),
  ];
  for (const program of [ascii, from, mermaid, svg]) {
    expect(await program.ended, program.stderr).toBe(0);
    expect(program.stdout).not.toContain('REGISTER');
    expect(program.stdout).toContain('CALL');
  }
  expect(from.stdout).toBe(ascii.stdout);
  expect(ascii.lines.slice(0, 2)).toEqual(['A refusal', '']);
  expect(mermaid.lines.slice(0, 4)).toEqual(['---', 'title: "A refusal"', '---', 'sequenceDiagram']);
  expect(svg.stdout).toMatch(/<text [^>]*class="heading">A refusal<\/text>/);
  // Steps keep their numbers.
  const numbers = [...svg.stdout.matchAll(/class="step"[^>]*>(\d+)</g)].map(([, number]) => number);
  expect(numbers).toEqual(['8', '9', '10', '11']);
});

/** Width and height of a PNG. */
const sizeOf = (png: Buffer): readonly number[] => [png.readUInt32BE(16), png.readUInt32BE(20)];

test('draws a png of a chart and of a scenario, in the size that is asked for', async () => {
  const made = folder();
  const files = ['flow.png', 'wide.png', 'dark.png', 'call.png'].map((name) => join(made, name));
  const [flow, wide, dark, call] = files as [string, string, string, string];
  const programs = [
    draw(SCENARIO, '--out', flow),
    draw(SCENARIO, '--out', wide, '--width', '1920'),
    draw(SCENARIO, '--out', dark, '--dark', '--scale', '1'),
    draw('call', '--out', call, '--scale', '0.5'),
  ];
  for (const program of programs) expect(await program.ended, program.stderr).toBe(0);
  const [first, second, third, fourth] = files.map((file) => readFileSync(file)) as [
    Buffer,
    Buffer,
    Buffer,
    Buffer,
  ];
  for (const png of [first, second, third, fourth])
    expect(png.subarray(0, 8)).toEqual(Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]));
  const [width = 0, height = 0] = sizeOf(third);
  expect(sizeOf(first)).toEqual([2 * width, 2 * height]);
  expect(sizeOf(second)[0]).toBe(1920);
  expect(sizeOf(fourth)[0]).toBeGreaterThan(500);
});

test('draws again when the page changes, survives its mistakes, and ends with Ctrl-C', async () => {
  const made = folder();
  const [page, out] = [join(made, 'page.md'), join(made, 'flow.txt')];
  const scenario = readFileSync(new URL(`../scenarios/${SCENARIO}.md`, import.meta.url), 'utf8');
  writeFileSync(page, scenario);
  const program = draw(page, '--watch', '--out', out);
  const soon = async (says: () => void): Promise<void> => vi.waitFor(says, { timeout: 20_000, interval: 20 });
  await soon(() => expect(readFileSync(out, 'utf8')).toContain('CALL ?two'));
  writeFileSync(page, scenario.replace('CALL ?two', 'CAL ?two'));
  await soon(() => expect(program.stderr).toContain('but CAL ?two {}'));
  expect(program.stderr).toContain('Did you mean CALL?\n');
  expect(readFileSync(out, 'utf8')).toContain('CALL ?two');
  // As some editors do: a new file in place of the old one.
  writeFileSync(join(made, 'new.md'), scenario.replaceAll('dora', 'eve'));
  renameSync(join(made, 'new.md'), page);
  await soon(() => expect(readFileSync(out, 'utf8')).toContain('eve'));
  program.kill('SIGINT');
  expect(await program.ended).toBe(0);
});

test.each([
  [
    ['call', '--as', 'ascii'],
    'Expected a format for a chart (svg, mermaid, dot, scxml, png), but ascii came.',
  ],
  [[SCENARIO, '--as', 'dot'], 'Expected a format for a scenario (ascii, mermaid, svg, png), but dot came.'],
  [
    ['call', '--out', 'call.gif'],
    'Expected a file that ends in .svg, .mmd, .dot, .scxml, .png, or --as <format>',
  ],
  [['call', '--as', 'gif'], "'gif' is invalid. Allowed choices are"],
  [['call', '--from', '2'], 'Expected --from only with a scenario, but call came.'],
  [['call', '--without-setup'], 'Expected --without-setup only with a scenario, but call came.'],
  [[SCENARIO, '--from', '12'], 'Expected a step from 1 to 11 as --from, but 12 came.'],
  [[SCENARIO, '--from', '2', '--without-setup'], 'Expected --from or --without-setup, but both came.'],
  [
    ['fa-01-dealer-announces', '--without-setup'],
    'Expected a step after the setup, but in this scenario sessions only join and register',
  ],
  [
    [SCENARIO, '--as', 'ascii', '--width', '23'],
    'Expected a --width from 24 to 1000 for ascii, but 23 came.',
  ],
  [[SCENARIO, '--as', 'ascii', '--width', '50', '--indent', '30'], 'at least 24 columns beside --indent'],
  [[SCENARIO, '--as', 'png', '--width', '9'], 'Expected a --width from 16 to 16384 for png, but 9 came.'],
  [[SCENARIO, '--as', 'png', '--width', '90', '--scale', '2'], 'Expected --width or --scale, but both came.'],
  [['call', '--as', 'png', '--scale', '10'], 'Expected a picture of at most 100 million pixels, but '],
  [[SCENARIO, '--scale', '2'], 'Expected --scale only for png, but svg came.'],
  [[SCENARIO, '--dark'], 'Expected --dark only for png, but svg came.'],
  [[SCENARIO, '--watch'], `Expected a file to watch, but there is no ${SCENARIO}.`],
  [['call', '--watch'], 'Expected a page to watch: a scenario, or --highlight <page> with a chart.'],
  [
    [SCENARIO, '--highlight', SCENARIO],
    'Expected --highlight only with a chart (session, registration, call)',
  ],
  [['call', '--as', 'dot', '--docs', 'docs'], 'Expected --docs only for svg'],
  [['call', '--width', '60'], 'Expected --width only for ascii and png, but svg came.'],
  [[SCENARIO, '--as', 'svg', '--indent', '6'], 'Expected --indent only for ascii, but svg came.'],
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
