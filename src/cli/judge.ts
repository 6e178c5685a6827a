/** `dealerchart judge`: reports the rules that a router kept or broke, from a log of its messages. */
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { assess, type Outcome } from '../tools/judge/assessment.ts';
import { toReport, toText } from '../tools/judge/report.ts';
import type { Entry } from '../wire/entry.ts';
import { readLog } from '../wire/log.ts';
import { addReading, wholeNumber } from './arguments.ts';
import { paintFor } from './colours.ts';

interface JudgeFlags {
  readonly reading?: Readonly<Record<string, string>>;
  readonly tolerance: number;
  readonly strict?: true;
  readonly json?: true;
}

export const judge = new Command('judge')
  .description('Report the rules that a router kept or broke, from a log of its messages.')
  .argument('<log>', 'the log, one JSON object per line, as written by dealerchart serve --record')
  .option(
    '--reading <name=option>',
    'the router interprets an open question this way (repeatable)',
    addReading,
  )
  .option('--tolerance <ms>', 'maximum delay allowed', wholeNumber(0, 2 ** 31), 100)
  .option('--strict', 'end with 1 for departures from decisions and readings, too')
  .option('--json', 'write one JSON object instead of text')
  .action((path: string, { reading, tolerance, strict, json }: JudgeFlags) => {
    const assessment = assess(load(path), reading, { tolerance });
    if (json) console.log(JSON.stringify(toReport(assessment)));
    else console.log(toText(assessment, paintFor(process.stdout)));
    const failing: readonly Outcome[] = strict ? ['broken', 'departed'] : ['broken'];
    process.exitCode = assessment.rules.some(({ outcome }) => failing.includes(outcome)) ? 1 : 0;
  });

// --- internal ---

function load(path: string): Entry[] {
  try {
    return readLog(readFileSync(path, 'utf8'));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const sentence = code === 'ENOENT' ? `there is no file ${path}` : `${path}: ${message}`;
    return judge.error(`error: ${sentence}`, { exitCode: 2 });
  }
}
