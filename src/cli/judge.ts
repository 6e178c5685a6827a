/** `dealerchart judge`: reports the rules that a router kept or broke, from a log of its messages. */
import { basename } from 'node:path';
import { Command } from 'commander';
import type { RuleId } from '../../machines/rules.ts';
import { exercisesFor } from '../tools/exercises/exercises.ts';
import { assess } from '../tools/judge/assessment.ts';
import { toHtml } from '../tools/judge/html.ts';
import { toJunit } from '../tools/judge/junit.ts';
import { idleIn, isFailing, toReport } from '../tools/judge/report.ts';
import { toText } from '../tools/judge/text.ts';
import { addReading, addRules, wholeNumber } from './arguments.ts';
import { paintFor } from './colours.ts';
import { loadLog } from './log-file.ts';
import { Progress } from './progress.ts';
import { writeReport } from './report-file.ts';

interface JudgeFlags {
  readonly reading?: Readonly<Record<string, string>>;
  readonly only?: readonly RuleId[];
  readonly tolerance: number;
  readonly strict?: true;
  readonly json?: true;
  readonly junit?: string;
  readonly html?: string;
}

export const judge = new Command('judge')
  .description('Report the rules that a router kept or broke, from a log of its messages.')
  .argument('<log>', 'the log, one JSON object per line, as written by dealerchart serve --record')
  .option(
    '--reading <name=option>',
    'the router interprets an open question this way (repeatable)',
    addReading,
  )
  .option(
    '--only <rules>',
    'report on these rules only, such as CR-6, BP-1,BP-2 or CR-* (repeatable)',
    addRules,
  )
  .option('--tolerance <ms>', 'maximum delay allowed', wholeNumber(0, 2 ** 31), 100)
  .option('--strict', 'end with 1 for departures from decisions and readings, too')
  .option('--json', 'write one JSON object instead of text')
  .option('--junit <file>', 'write JUnit XML to this file, too')
  .option('--html <file>', 'write an HTML page to this file, too')
  .action(async (path: string, flags: JudgeFlags) => {
    const { reading, only, tolerance, json, junit, html } = flags;
    const [entries, strict] = [loadLog(path, judge), flags.strict === true];
    const progress = new Progress();
    progress.show(`Judging ${entries.length} lines ...`);
    const assessment = assess(entries, reading, { tolerance });
    progress.clear();
    progress.show('Looking for scenarios that exercise the other rules ...');
    const exercises = await exercisesFor(idleIn(assessment, only));
    progress.clear();
    const report = toReport(assessment, { entries, only, exercises });
    const name = basename(path);
    if (junit !== undefined) writeReport(judge, '--junit', junit, toJunit(report, { name, strict }));
    if (html !== undefined) writeReport(judge, '--html', html, toHtml(report, { name }));
    console.log(json ? JSON.stringify(report) : toText(report, paintFor(process.stdout)));
    process.exitCode = Object.values(report.rules).some((rule) => isFailing(rule, strict)) ? 1 : 0;
  });
