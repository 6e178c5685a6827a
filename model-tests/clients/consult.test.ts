/** `dealerchart explain`, `rules` and `readings`, as built: output and exit codes. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { READING_IDS } from '../../machines/readings.ts';
import { parseScenario } from '../../src/tools/scenario/parse.ts';
import { printVector, writeVector } from '../../src/tools/vectors/write.ts';
import { dealerchart } from './process.ts';

const FILE = 'model-tests/scenarios/cr-08-all-refuse.md';
/** First character of colour codes. */
const ESCAPE = '\u001b';
const text = readFileSync(new URL(`../../${FILE}`, import.meta.url), 'utf8');

/** A file that is deleted after the test. */
function fileOf(content: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'dealerchart-explain-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'page.md');
  writeFileSync(file, content);
  return file;
}

test('explains a page by its path and by its name, without colours where nobody sees them', async () => {
  const [byPath, byName] = [dealerchart('explain', FILE), dealerchart('explain', 'cr-08-all-refuse')];
  expect([await byPath.ended, await byName.ended]).toEqual([0, 0]);
  expect(byPath.stdout).toBe(byName.stdout);
  expect(byPath.lines[0]).toBe('A call refused by all callees ends with no_available_callee');
  expect(byPath.stdout).not.toContain(ESCAPE);
});

test('is coloured if that is asked for', async () => {
  onTestFinished(() => void vi.unstubAllEnvs());
  vi.stubEnv('FORCE_COLOR', '1');
  const program = dealerchart('explain', FILE);
  expect(await program.ended).toBe(0);
  expect(program.lines[0]?.startsWith(`${ESCAPE}[1m`)).toBe(true);
});

test('ends with 1 if the page says something else than the charts do, and says where', async () => {
  const file = fileOf(text.replace(/wamp\.error\.no_available_callee/g, 'wamp.error.unavailable'));
  const program = dealerchart('explain', file);
  expect(await program.ended).toBe(1);
  expect(program.stdout.replace(/\s+/g, '')).toMatch(/page\.md:\d+:Thepagecontradictsthecharts/);
});

test('shows two ways of reading the text, and the way to a state', async () => {
  const both = dealerchart('explain', 'reading-newcomer', '--diff', 'newcomer=ignored');
  const way = dealerchart('explain', '--path', 'call.exhausted');
  expect([await both.ended, await way.ended]).toEqual([0, 0]);
  expect(both.lines).toContain('Steps 1 to 8 are the same.');
  expect(way.lines[0]).toBe('call.exhausted in 5 steps (the shortest way of a caller and its callees)');
});

test('makes a way under the readings that are given, and says where it found none', {
  timeout: 120_000,
}, async () => {
  const edge = 'registration.occupied.shared.last, select, edge 1';
  const way = dealerchart('explain', '--path', edge, '--reading', 'newcomer=ignored');
  expect(await way.ended, way.stderr).toBe(0);
  const none = dealerchart('explain', '--path', edge, '--reading', 'newcomer=candidate');
  expect(await none.ended, none.stderr).toBe(1);
  const library = dealerchart('explain', '--path', 'registration.occupied, procedure.claimed, edge 4');
  expect(await library.ended, library.stderr).toBe(0);
  expect(way.lines[0]).toBe(
    `${edge} in 5 steps (the shortest way of a caller and its callees, newcomer=ignored)`,
  );
  expect(none.stdout).toBe(
    `No way to ${edge} of at most 9 steps was found under the default readings, and no scenario of the library has one. The edge depends on the readings exclude, refusals, order, newcomer: try --reading.\n`,
  );
  expect(library.lines[0]).toMatch(
    /^registration\.occupied, .* in \d+ steps \(rv-.*, the shortest of the library\)$/,
  );
});

test('lists the scenarios, or what has some words', async () => {
  const [all, found, find] = [
    dealerchart('explain', '--list'),
    dealerchart('explain', '--list', 'refusal', 'after', 'cancel'),
    dealerchart('find', 'refusal', 'after', 'cancel'),
  ];
  expect([await all.ended, await found.ended, await find.ended]).toEqual([0, 0, 0]);
  expect(all.stdout).toContain('\n  cr-08-all-refuse');
  expect(found.stdout).toBe(find.stdout);
});

test('explains a test vector as the page that it was written from', async () => {
  const file = fileOf(printVector(writeVector(parseScenario(text, FILE))));
  const [page, vector] = [dealerchart('explain', FILE), dealerchart('explain', file)];
  expect([await page.ended, await vector.ended]).toEqual([0, 0]);
  expect(vector.stdout).toBe(page.stdout);
});

test('gives JSON to programs', async () => {
  const programs = [
    dealerchart('explain', 'cr-08-all-refuse', '--json'),
    dealerchart('rules', 'cr-7', '--json'),
    dealerchart('readings', '--json'),
  ];
  for (const program of programs) expect(await program.ended, program.stderr).toBe(0);
  const [explanation, rule, readings] = programs.map(({ stdout }) => JSON.parse(stdout));
  expect(explanation).toMatchObject({ isSaid: true, wrong: [], rules: { 'CR-8': { level: 'MUST' } } });
  expect(rule).toMatchObject({ id: 'CR-7', oracle: 'src/tools/judge/oracles/rerouting.ts' });
  expect(readings).toHaveLength(READING_IDS.length);
});

test('finds what has the words, and ends with 1 if nothing has them', async () => {
  const found = dealerchart('find', 'refusals', 'after', 'canceling', '--json');
  const nothing = dealerchart('find', 'xyzzy');
  expect([await found.ended, await nothing.ended]).toEqual([0, 1]);
  expect(JSON.parse(found.stdout)).toContainEqual({
    kind: 'reading',
    name: 'afterKill',
    says: 'How does a refusal after CANCEL `kill` end the call?',
  });
  expect(nothing.stdout).toBe('Nothing has the words xyzzy.\n');
});

test.each([
  [['explain'], 'Expected at least one page, --path or --list, but none came.'],
  [
    ['explain', 'nothing'],
    'Expected a page or the name of a scenario, but there is no nothing. Find one by words: dealerchart find nothing.',
  ],
  [['explain', 'nothing.md'], 'Expected a page or the name of a scenario, but there is no nothing.md.'],
  [['explain', 'model-tests'], 'Expected a page or the name of a scenario, but model-tests is a folder.'],
  [['play', 'CR-08-all-refuses'], 'there is no CR-08-all-refuses. Did you mean cr-08-all-refuse'],
  [['explain', '--path', 'call.gone'], 'Expected a state or an edge, but "call.gone" came.'],
  [['explain', FILE, '--diff', 'newcomer=perhaps'], 'newcomer'],
  [['rules', 'CR-77'], 'Expected a rule, but "CR-77" came. Did you mean CR-7'],
  [['readings', 'positron'], 'Expected a reading, but "positron" came. Did you mean position'],
])('ends with 2 where it is asked for what there is not: %j', async (args, said) => {
  const program = dealerchart(...args);
  expect(await program.ended).toBe(2);
  expect(program.stdout).toBe('');
  expect(program.stderr).toContain(said);
});
