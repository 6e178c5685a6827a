/** `dealerchart check`, as built: what it prints, and how it ends. */
import { expect, test } from 'vitest';
import { dealerchart } from './process.ts';

const SMALL = ['--callees', '1', '--calls', '1'];

test('says of each policy asked for that all rules hold, and in how many situations', async () => {
  const program = dealerchart('check', ...SMALL, '--policy', 'single', '--policy', 'last');
  expect(await program.ended, program.stderr).toBe(0);
  expect(program.lines).toEqual([
    expect.stringMatching(/^single: all rules hold \(callees: 1, calls at a time: 1; \d+ situations/),
    expect.stringMatching(/^last: all rules hold/),
  ]);
});

test('gives the counts as JSON', async () => {
  const program = dealerchart('check', ...SMALL, '--policy', 'first', '--json');
  expect(await program.ended, program.stderr).toBe(0);
  expect(JSON.parse(program.lines[0] ?? '')).toEqual({
    policy: 'first',
    callees: 1,
    calls: 1,
    situations: expect.any(Number),
    inputs: expect.any(Number),
    frontier: 0,
    depth: expect.any(Number),
  });
});

test('knows the five policies and no others', async () => {
  const program = dealerchart('check', '--policy', 'fair');
  expect(await program.ended).toBe(1);
  expect(program.stderr).toContain('Expected single, roundrobin, random, first, last.');
});
