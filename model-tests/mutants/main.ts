/**
 * `npm run mutants`: judges every mutant and writes docs/mutants.md; with `--only <text>`, reports those
 * with this text in their ids.
 *
 * The exit code is 1 if a mutant survives without a reason, or a reason holds no more.
 */
import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Progress } from '../../src/cli/progress.ts';
import { allMutants } from './mutants.ts';
import { complaints, counts, doubleReasons, type Judged, pageOf, staleReasons, told } from './report.ts';
import { testFor } from './survivors.ts';
import { passes } from './unit-tests.ts';
import type { Told } from './worker.ts';

const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
const mutants = allMutants().filter(({ id }) => id.includes(only ?? ''));
const progress = new Progress();
await checkTests();
const judged = await judgeAll();
const wrong = complaints(judged);
if (only === undefined) {
  const ids = mutants.map(({ id }) => id);
  wrong.push(
    ...staleReasons(ids).map((line) => `has a reason, but is about no mutant: ${line}`),
    ...doubleReasons(ids).map((id) => `has two reasons: ${id}`),
  );
  writeFileSync(fileURLToPath(new URL('../../docs/mutants.md', import.meta.url)), pageOf(judged));
} else {
  for (const one of judged) console.log(told(one));
}
for (const line of [...wrong, ...counts(judged)]) console.log(line);
if (wrong.length > 0 || judged.length === 0) process.exitCode = 1;

// --- internal ---

/** A test that fails without a fault would detect every mutant, so all tests must pass first. */
async function checkTests(): Promise<void> {
  const files = new Set(mutants.map(({ id }) => testFor(id)).filter((file) => file !== undefined));
  for (const file of files) {
    progress.show(`Running ${file} without any fault`);
    if (!(await passes(file, new Map())))
      throw new Error(`Expected ${file} to pass without any fault, but it fails.`);
  }
}

/** Judges the mutants in as many processes as there are cores. */
async function judgeAll(): Promise<Judged[]> {
  const all = new Map<string, Told>();
  const step = Math.min(availableParallelism(), mutants.length);
  const shares = Array.from({ length: step }, (_, first) =>
    judgeShare([`${first}`, `${step}`, only ?? ''], (told) => {
      all.set(told.id, told);
      progress.show(`Judged ${all.size} of ${mutants.length} mutants`);
    }),
  );
  await Promise.all(shares);
  progress.clear();
  return mutants.map((mutant) => {
    const { verdict, test } = all.get(mutant.id) as Told;
    return { mutant, verdict, test };
  });
}

function judgeShare(share: readonly string[], report: (told: Told) => void): Promise<void> {
  const worker = fork(fileURLToPath(new URL('./worker.ts', import.meta.url)), share);
  worker.on('message', report);
  return new Promise((resolve, reject) => {
    worker.on('exit', (exit) => {
      if (exit === 0) resolve();
      else
        reject(new Error(`Expected a worker to judge its share of the mutants, but it ended with ${exit}.`));
    });
  });
}
