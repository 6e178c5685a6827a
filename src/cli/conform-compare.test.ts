/** `dealerchart conform compare`: reads files, writes text, JSON and a page, and ends with 2 at a mistake. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, onTestFinished, test, vi } from 'vitest';
import { toJson } from '../tools/conform/report/json.ts';
import { mixedResult, rightResult } from '../tools/conform/report/results.test-helper.ts';
import { compare } from './conform-compare.ts';

const folder = mkdtempSync(join(tmpdir(), 'dealerchart-compare-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const file = (name: string): string => join(folder, name);
writeFileSync(file('right.json'), toJson(rightResult(20)));
writeFileSync(file('mixed.json'), toJson(await mixedResult()));
writeFileSync(file('wrong.json'), '{"format": 1}');

/** Runs the command; returns its output, or the error and the exit code. */
async function run(
  ...args: string[]
): Promise<{ readonly out: string; readonly error?: string; readonly code?: number }> {
  const printed: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((text) => printed.push(text));
  onTestFinished(() => log.mockRestore());
  const command = compare.exitOverride().configureOutput({ writeErr: () => {} });
  // Options stay set from one run to the next.
  command.setOptionValue('json', undefined).setOptionValue('html', undefined);
  try {
    await command.parseAsync(args, { from: 'user' });
  } catch (thrown) {
    const { message: error, exitCode: code } = thrown as { message: string; exitCode: number };
    return { out: printed.join('\n'), error, code };
  }
  return { out: printed.join('\n') };
}

test('writes the routers side by side, and a page if it is asked for one', async () => {
  const { out } = await run(file('right.json'), file('mixed.json'), '--html', file('page.html'));
  expect(out).toContain('  1  dealerchart 0.1.0');
  expect(out).toContain('  2  Odd <router> 1.2.3');
  expect(readFileSync(file('page.html'), 'utf8')).toContain(
    '<h1>Conformance of dealerchart 0.1.0 and Odd &lt;router&gt; 1.2.3</h1>',
  );
});

test('writes one JSON object', async () => {
  const { out } = await run('--json', file('right.json'), file('mixed.json'));
  const { routers, cases } = JSON.parse(out);
  expect(routers.map(({ title }: { title: string }) => title)).toEqual([
    'dealerchart 0.1.0',
    'Odd <router> 1.2.3',
  ]);
  expect(cases[0]).toMatchObject({ verdicts: ['pass', null] });
});

test.each([
  [['right.json'], 'error: Expected at least two results to compare, but 1 came.'],
  [
    ['right.json', 'nothing.json'],
    `error: Expected a file with a result, but there is no ${file('nothing.json')}.`,
  ],
  [
    ['right.json', 'wrong.json'],
    `error: Expected the key suite at the top of ${file('wrong.json')}, but it is not there.`,
  ],
  [['right.json', '.'], /^error: Expected a file with a result, but .* cannot be read: EISDIR/],
])('ends with 2 and a sentence for %j', async (names, message) => {
  const { error, code, out } = await run(...names.map(file));
  expect([code, out]).toEqual([2, '']);
  if (typeof message === 'string') expect(error).toBe(message);
  else expect(error).toMatch(message);
});
