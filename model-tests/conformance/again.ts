/** The suite on a right router, again and again: it must never fail. */
import { type ChildProcess, spawn } from 'node:child_process';
import { startRouter } from '../../src/router/index.ts';
import type { Credentials } from '../../src/tools/conform/login.ts';
import type { Run, SerialisationName, Verdict } from '../../src/tools/conform/result.ts';
import { resultFor } from './faulty-routers.ts';
import { admitting, SUITE } from './login.ts';

/**
 * Plays all cases, and writes those that do not pass.
 *
 * @param runs number of runs in each serialisation
 * @param busy number of processes that keep the machine busy meanwhile, with the lowest priority
 * @param login true for clients that authenticate, and may use no procedure outside of the prefix: cases that cannot be
 *   played so do not count
 * @returns the number of cases that did not pass
 */
export async function playAgain(
  runs: number,
  serialisations: readonly SerialisationName[],
  busy: number,
  login: boolean,
): Promise<number> {
  const authenticator = login ? admitting('com.example.conform') : undefined;
  const router = await startRouter({ port: 0, realms: ['realm1'], authenticator });
  const credentials: Credentials = login ? SUITE : { method: 'anonymous' };
  const load = Array.from({ length: busy }, busyProcess);
  let failures = 0;
  let repeats = 0;
  try {
    for (let number = 1; number <= runs; number++) {
      const result = await resultFor(router.url, { serialisations, credentials, timeout: 1_000 });
      for (const run of result.runs) {
        failures += report(number, run, login ? ['pass', 'not played'] : ['pass']);
        repeats += run.portrait.remarks.length;
      }
    }
  } finally {
    for (const child of load) child.kill('SIGKILL');
    await router.close(0);
  }
  console.log(`${runs} runs: ${failures} cases failed, ${repeats} passed at the second try`);
  return failures;
}

// --- internal ---

/** @returns the number of cases with another verdict than these */
function report(
  number: number,
  { serialisation, seconds, cases, portrait: { remarks } }: Run,
  verdicts: readonly Verdict[],
): number {
  const failed = cases.filter(({ verdict }) => !verdicts.includes(verdict));
  console.log(
    `${number} ${serialisation}: ${cases.length - failed.length} of ${cases.length} in ${seconds} s`,
  );
  for (const { id, verdict, rule, says } of failed)
    console.log(`  ${id}: ${verdict} ${rule} ${says.join(' ')}`);
  for (const remark of remarks) console.log(`  ${remark}`);
  return failed.length;
}

/** A process that ends with this one, however that ends. */
function busyProcess(): ChildProcess {
  const program = 'const parent = process.ppid; while (process.ppid === parent);';
  return spawn('nice', [process.execPath, '--eval', program], { stdio: 'ignore' });
}
