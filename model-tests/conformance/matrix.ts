/** The verdicts of the whole suite on every faulty router. */
import { isFailure } from '../../src/tools/conform/report/verdicts.ts';
import type { Run } from '../../src/tools/conform/result.ts';
import type { Fault } from './fault.ts';
import { FAULTS, judgeFaulty } from './faulty-routers.ts';

/**
 * Writes the verdicts to the terminal, for one router after the other. A `!` marks a rule that is not one of the fault's.
 *
 * @param words a part of the faults' sentences; all of them if it is empty
 */
export async function writeMatrix(words: string): Promise<void> {
  for (const fault of FAULTS.filter(({ says }) => says.includes(words))) {
    const { runs } = await judgeFaulty(fault);
    console.log(`\n${fault.says} (${fault.rules.join(', ')})`);
    for (const run of runs) writeRun(run, fault);
  }
}

// --- internal ---

function writeRun({ cases, portrait: { readings, remarks } }: Run, { rules }: Fault): void {
  for (const { id, verdict, rule, says } of cases) {
    if (!isFailure(verdict) && verdict !== 'non-strict') continue;
    const isRight = rule !== undefined && rules.includes(rule);
    console.log(`${isRight ? ' ' : '!'} ${verdict} ${rule} ${id}: ${says.join(' ')}`);
  }
  for (const { reading, option, isOther } of readings) if (isOther) console.log(`  ${reading}: ${option}`);
  for (const remark of remarks) console.log(`  ${remark}`);
}
