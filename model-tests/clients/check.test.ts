/** `dealerchart check`, as built: its output and its exit code. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { pageOf } from '../../src/cli/check.ts';
import { Dealer } from '../../src/dealer/dealer.ts';
import type { DealerOptions } from '../../src/dealer/dealer-options.ts';
import { driverOf } from '../../src/dealer/engine/charts.ts';
import { generatedCharts as generated } from '../../src/dealer/engine/collected.ts';
import { exploreAll } from '../../src/tools/check/explore.ts';
import { dealerchart } from './process.ts';

const SMALL = ['--callees', '1', '--calls', '1'];

test('says of each policy asked for that all rules hold, and in how many situations', async () => {
  const program = dealerchart('check', ...SMALL, '--policy', 'single', '--policy', 'last');
  expect(await program.ended, program.stderr).toBe(0);
  expect(program.lines.filter((line) => !line.startsWith(' '))).toEqual([
    expect.stringMatching(/^single: all rules hold \(callees: 1, concurrent calls: 1; \d+ states/),
    expect.stringMatching(/^last: all rules hold/),
  ]);
  expect(program.lines).toContain('  no callee is asked twice for one call: not exercised');
  expect(program.lines).toContainEqual(
    expect.stringMatching(/^ {2}each CALL gets exactly one final .*: \d+ times$/),
  );
});

test('gives the counts as JSON', async () => {
  const extras = ['--plain', '1', '--progress', '--reading', 'gate=announced'];
  const program = dealerchart('check', ...SMALL, ...extras, '--policy', 'first', '--json');
  expect(await program.ended, program.stderr).toBe(0);
  expect(JSON.parse(program.lines[0] ?? '')).toEqual({
    policy: 'first',
    bounds: {
      callees: 1,
      calls: 1,
      plain: 1,
      progress: true,
      conflicts: false,
      rejoin: false,
      obstacles: false,
    },
    readings: { gate: 'announced' },
    finished: true,
    situations: expect.any(Number),
    inputs: expect.any(Number),
    frontier: 0,
    depth: expect.any(Number),
    theorems: {
      table: expect.any(Number),
      'one-answer': expect.any(Number),
      'asked-once': 0,
      emptiness: expect.any(Number),
    },
  });
});

test('says how far it has come when it is interrupted', async () => {
  const large = ['--callees', '2', '--calls', '2'];
  const program = dealerchart('check', ...large, '--policy', 'single', '--policy', 'random', '--json');
  await program.line(/"policy":"single"/);
  program.kill('SIGINT');
  expect(await program.ended).toBe(130);
  expect(JSON.parse(program.lines.at(-1) ?? '')).toMatchObject({ policy: 'random', finished: false });
});

test('writes what leads to something wrong as a page that plays', async () => {
  const driver = driverOf({
    ...generated,
    call: {
      ...generated.call,
      step: (instance, event, effects) =>
        event.type === 'CANCEL' ? undefined : generated.call.step(instance, event, effects),
    },
  });
  const create = (options: DealerOptions) => new Dealer(driver, options);
  const task = { policy: 'last', callees: 1, calls: 1, create } as const;
  const folder = mkdtempSync(join(tmpdir(), 'dealerchart-check-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const page = pageOf(task, exploreAll(task), join(folder, 'new'));
  const file = join(folder, 'new', 'check-last.md');
  expect(readFileSync(file, 'utf8')).toBe(page);
  const program = dealerchart('play', file);
  expect(await program.ended, program.stderr).toBe(1);
  expect(program.stdout).toContain('Expected nothing more for caller');
});

test('wants no more callees without features than there are', async () => {
  const program = dealerchart('check', '--callees', '1', '--plain', '2');
  expect(await program.ended).toBe(2);
  expect(program.stderr).toContain('Expected at most 1 callees without features, but 2 came.');
});

test('knows the five policies and no others', async () => {
  const program = dealerchart('check', '--policy', 'fair');
  expect(await program.ended).toBe(2);
  expect(program.stderr).toContain('Expected single, roundrobin, random, first, last.');
});
