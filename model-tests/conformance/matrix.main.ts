/** Writes the verdicts of the whole suite on every faulty router: `npx tsx model-tests/conformance/matrix.main.ts [words]`. */
import type { Run } from '../../src/tools/conform/result.ts';
import { FAULTS, judgeFaulty } from './faulty-routers.ts';

const PASSES = ['pass', 'pass under a reading', 'not announced', 'not played'];
const [words = '', part = '0', parts = '1'] = process.argv.slice(2);
for (const fault of FAULTS.filter(
  ({ says }, index) => says.includes(words) && index % Number(parts) === Number(part),
)) {
  const start = performance.now();
  let run: Run | undefined;
  try {
    [run] = (await judgeFaulty(fault)).runs;
  } catch (error) {
    console.log(`\n${fault.says}: ${(error as Error).message}`);
    continue;
  }
  const failures = run?.cases.filter(({ verdict }) => !PASSES.includes(verdict)) ?? [];
  console.log(`\n${fault.says} [${fault.rules.join(' ')}] ${Math.round(performance.now() - start)} ms`);
  for (const { id, verdict, rule, says } of failures) {
    const mark = rule === undefined || fault.rules.includes(rule) ? ' ' : '!';
    console.log(` ${mark} ${verdict} ${rule} ${id} ${says[0]?.slice(0, 160)}`);
  }
  const others = run?.portrait.readings
    .filter((one) => one.isOther)
    .map(({ reading, option }) => `${reading}=${option}`);
  console.log(
    `   ${others?.join(' ')} | ${run?.portrait.remarks.join(' ')} | judged ${run?.judged
      .filter((j) => j.outcome === 'broken')
      .map((j) => j.rule)
      .join(' ')}`,
  );
}
process.exit(0);
