/** Unit tests for mutants that no scenario can detect: runs vitest on one file with the fault injected. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Changes } from './graph.ts';
import type { Mutant } from './mutant.ts';
import { testFor } from './survivors.ts';

/** The file of the unit test that must detect this mutant; undefined if it does not, or if there is none. */
export async function testThatFindsOut({ id, changes }: Pick<Mutant, 'id' | 'changes'>) {
  const file = testFor(id);
  return file !== undefined && !(await passes(file, changes())) ? file : undefined;
}

/**
 * Runs a test file.
 *
 * @param file its path from the root of the repository
 * @param changes the files that are changed
 * @returns true if the tests pass within a minute
 */
export function passes(file: string, changes: Changes): Promise<boolean> {
  const { VITEST: _, ...env } = process.env;
  const child = spawn(process.execPath, [RUNNER, 'run', '--config', CONFIG, file], {
    env: { ...env, MUTANT: JSON.stringify([...changes]) },
    stdio: 'ignore',
    timeout: 60_000,
    killSignal: 'SIGKILL',
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (exit) => resolve(exit === 0));
  });
}

// --- internal ---

const RUNNER = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));
const CONFIG = fileURLToPath(new URL('./vitest.config.ts', import.meta.url));
