/** Exhaustive exploration with three callees and two calls: no violation, and the recorded number of states. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { CHECK, recorded } from '../state-space.ts';

// Nearly 800,000 inputs: much work, and no reason to fail on a slow machine.
test('dealerchart check finds nothing wrong, and counts what state-space.json records', {
  timeout: 1_200_000,
}, async () => {
  const { stdout } = await promisify(execFile)(process.execPath, CHECK);
  const said = stdout.trim().split('\n');
  expect(said.map((line) => JSON.parse(line))).toEqual(recorded().check);
});
