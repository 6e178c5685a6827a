/**
 * Plays the suite on a right router again and again, and writes every case that does not pass:
 * `npx tsx model-tests/conformance/hundred.main.ts [runs] [serialisations] [busy processes]`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { startRouter } from '../../src/router/index.ts';
import type { Run, SerialisationName } from '../../src/tools/conform/result.ts';
import { resultFor } from './faulty-routers.ts';

const [runs = '100', serialisations = 'json', busy = '0'] = process.argv.slice(2);
const router = await startRouter({ port: 0, realms: ['realm1'] });
const load = Array.from({ length: Number(busy) }, busyProcess);
let failures = 0;
let repeats = 0;
try {
  for (let number = 1; number <= Number(runs); number++) {
    const result = await resultFor(router.url, {
      serialisations: serialisations.split(',') as SerialisationName[],
      timeout: 1_000,
    });
    for (const run of result.runs) report(number, run);
  }
} finally {
  for (const child of load) child.kill('SIGKILL');
  await router.close(0);
}
console.log(
  `${runs} runs in ${serialisations}: ${failures} cases failed, ${repeats} passed at the second try`,
);
process.exitCode = failures > 0 ? 1 : 0;

// --- internal ---

function report(number: number, { serialisation, seconds, cases, portrait: { remarks } }: Run): void {
  const failed = cases.filter(({ verdict }) => verdict !== 'pass');
  failures += failed.length;
  repeats += remarks.length;
  console.log(
    `${number} ${serialisation}: ${cases.length - failed.length} of ${cases.length} in ${seconds} s`,
  );
  for (const { id, verdict, rule, says } of failed)
    console.log(`  ${id}: ${verdict} ${rule} ${says.join(' ')}`);
  for (const remark of remarks) console.log(`  ${remark}`);
}

/** A process that takes whatever time a core has left for it. */
function busyProcess(): ChildProcess {
  return spawn('nice', [process.execPath, '--eval', 'for (;;);'], { stdio: 'ignore' });
}
