/**
 * Commands about the conformance suite itself:
 *
 * - `npm run cases` adds a page for each edge that no case takes, and records the ids of the cases;
 * - `npx tsx model-tests/conformance/main.ts faults [words]` plays all cases on each faulty router, and writes how they
 *   are named;
 * - `npx tsx model-tests/conformance/main.ts again [runs] [serialisations] [busy processes] [login]` plays all cases on a
 *   right router again and again, with clients that log in if asked for, and writes those that do not pass;
 * - `npx tsx model-tests/conformance/main.ts readings` serves each option of each reading, and writes what is inferred.
 */
import type { SerialisationName } from '../../src/tools/conform/result.ts';
import { playAgain } from './again.ts';
import { inferAll } from './inferred.ts';
import { writeMatrix } from './matrix.ts';
import { recordCases } from './recording.ts';

const [command, ...words] = process.argv.slice(2);
if (command === 'cases') {
  process.exitCode = (await recordCases()) ? 0 : 1;
} else if (command === 'readings') {
  process.exitCode = (await inferAll()) > 0 ? 1 : 0;
} else if (command === 'faults') {
  await writeMatrix(words.join(' '));
} else if (command === 'again') {
  const [runs = '100', serialisations = 'json', busy = '0', login] = words;
  const names = serialisations.split(',') as SerialisationName[];
  const failures = await playAgain(Number(runs), names, Number(busy), login === 'login');
  process.exitCode = failures > 0 ? 1 : 0;
} else {
  throw new Error(`Expected the command "cases", "faults", "again" or "readings", but "${command}" came.`);
}
