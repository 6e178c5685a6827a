/** The unit for systemd, where systemd is installed to verify it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { textOf } from './blocks.ts';

const UNIT = textOf('examples/dealerchart.service');
const isInstalled = spawnSync('systemd-analyze', ['--version']).status === 0;
if (!isInstalled) {
  console.warn('SKIPPED: examples/dealerchart.service is not verified. Install systemd, and run this again.');
}

/** What systemd objects to in a unit; it may object to other units of the machine as well. */
function objections(unit: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'dealerchart-service-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'dealerchart.service');
  writeFileSync(file, unit);
  const { stdout, stderr } = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' });
  return `${stdout}${stderr}`.split('\n').filter((line) => line.includes('dealerchart.service'));
}

describe.skipIf(!isInstalled)('systemd', () => {
  test('has nothing against the unit', () => {
    expect(objections(UNIT)).toEqual([]);
  });

  test.each([
    ['an unknown setting', 'NoNewPrivileges', 'NoNewPrivilege'],
    ['an unknown value', 'ProtectSystem=strict', 'ProtectSystem=strictly'],
    ['a program that is not there', '/usr/bin/env', '/usr/bin/enw'],
    ['an unknown system call', '@privileged', '@privilege'],
  ])('objects to %s', (_, right, wrong) => {
    expect(UNIT).toContain(right);
    expect(objections(UNIT.replace(right, wrong))).not.toEqual([]);
  });
});
