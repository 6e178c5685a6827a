/** `dealerchart vectors`, as built: written files, skipped scenarios, and refused arguments. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readLibrary } from '../../src/tools/scenario/library/scenarios.ts';
import { dealerchart } from './process.ts';

const PAGE = 'model-tests/scenarios/cr-08-all-refuse.md';

/** A vector of any shape. */
// biome-ignore lint/suspicious/noExplicitAny: it is read from a file
type Loose = any;

/** A folder that is deleted after the test. */
function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'dealerchart-vectors-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

test('writes the whole library, and an index of it', async () => {
  const out = join(folder(), 'new', 'folder');
  const program = dealerchart('vectors', '--out', out);
  expect(await program.ended, program.stderr).toBe(0);
  const names = [...readLibrary().keys()];
  expect(program.lines).toEqual([`${names.length} vectors written to ${out}, and index.jsonl`]);
  expect(readdirSync(out).sort()).toEqual([...names.map((name) => `${name}.json`), 'index.jsonl'].sort());
  const index = readFileSync(join(out, 'index.jsonl'), 'utf8').trimEnd().split('\n');
  expect(index.map((line) => JSON.parse(line).x_case)).toEqual(names);
});

test('writes the pages that it is told, in the same way every time, and leaves other files alone', async () => {
  const out = folder();
  writeFileSync(join(out, 'mine.json'), 'mine');
  const first = dealerchart('vectors', '--out', out, 'cr-03-roundrobin-goes-on', PAGE);
  expect(await first.ended, first.stderr).toBe(0);
  expect(first.lines).toEqual([`2 vectors written to ${out}`]);
  const files = ['cr-03-roundrobin-goes-on.json', 'cr-08-all-refuse.json', 'mine.json'];
  expect(readdirSync(out).sort()).toEqual(files);
  expect(readFileSync(join(out, 'mine.json'), 'utf8')).toBe('mine');
  const text = readFileSync(join(out, 'cr-08-all-refuse.json'), 'utf8');
  const second = dealerchart('vectors', '--out', out, join(out, 'cr-08-all-refuse.json'));
  expect(await second.ended, second.stderr).toBe(0);
  expect(second.lines).toEqual([`1 vector written to ${out}`]);
  expect(readFileSync(join(out, 'cr-08-all-refuse.json'), 'utf8')).toBe(text);
});

test('what it writes is played as a page is', async () => {
  const out = folder();
  expect(await dealerchart('vectors', '--out', out, PAGE).ended).toBe(0);
  const program = dealerchart('play', join(out, 'cr-08-all-refuse.json'), '--on', 'router');
  expect(await program.ended, program.stderr).toBe(0);
  expect(program.lines).toHaveLength(2);
  expect(program.lines.every((line) => line.startsWith('ok '))).toBe(true);
});

test('writes open vectors for any realm and prefix, and exact ones for this router', async () => {
  const out = folder();
  const name = 'ct-02-timeout-interrupts';
  const read = (): Loose => JSON.parse(readFileSync(join(out, `${name}.json`), 'utf8'));
  const delaysIn = ({ sequence }: Loose): number[] =>
    sequence.flatMap(({ timing }: Loose) => timing?.delay_ms ?? []);
  expect(
    await dealerchart('vectors', '--out', out, '--realm', 'mine', '--prefix', 'org.mine', name).ended,
  ).toBe(0);
  const open = read();
  expect(open).toMatchObject({ x_form: 'open', x_realm: 'mine', x_prefix: 'org.mine', x_bench: [] });
  expect(JSON.stringify(open.sequence)).not.toMatch(/realm1|com\.example/);
  expect(Math.min(...delaysIn(open))).toBeGreaterThanOrEqual(150);
  expect(await dealerchart('play', join(out, `${name}.json`)).ended).toBe(0);
  expect(await dealerchart('vectors', '--out', out, '--exact', name).ended).toBe(0);
  const exact = read();
  expect(exact).toMatchObject({
    x_form: 'exact',
    x_realm: 'realm1',
    x_prefix: 'com.example',
    x_bench: ['clock'],
  });
  expect(delaysIn(exact)).toEqual([49, 51]);
  expect(await dealerchart('play', join(out, `${name}.json`)).ended).toBe(0);
});

test('ends with 2, and writes nothing, if anything makes no sense', async () => {
  const out = folder();
  const file = join(out, 'file');
  writeFileSync(file, '');
  const wrong = join(out, 'wrong.json');
  writeFileSync(wrong, '{}');
  const refusals: readonly (readonly [string[], RegExp])[] = [
    [[PAGE], /required option '--out <folder>' not specified/],
    [['--out', file, PAGE], /^error: Expected a folder to write to after --out, but .*file came: /],
    [['--out', out, 'nowhere.md'], /^error: .*nowhere\.md/],
    [['--out', out, '--realm', 'my realm', PAGE], /^error: Expected a realm .* "my realm" came\./],
    [['--out', out, '--prefix', 'wamp.mine', PAGE], /^error: Expected parts of a URI .* "wamp\.mine" came\./],
    [
      ['--out', out, '--exact', '--prefix', 'org.mine', PAGE],
      /'--exact' cannot be used with option '--prefix <uri>'/,
    ],
    [['--out', out, PAGE, 'cr-08-all-refuse'], /two are called cr-08-all-refuse/],
    [
      ['--out', out, PAGE, wrong],
      /^error: .*wrong\.json:1 \/: Expected the key description, but it is not there\./,
    ],
  ];
  for (const [args, sentence] of refusals) {
    const program = dealerchart('vectors', ...args);
    expect(await program.ended, program.stdout).toBe(2);
    expect(program.stderr).toMatch(sentence);
    expect(program.stdout).toBe('');
  }
  expect(readdirSync(out).sort()).toEqual(['file', 'wrong.json']);
});
