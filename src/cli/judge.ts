/** `dealerchart judge`: says which rules a router kept, from a log of what it received and sent. */
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { judge as judgementOf } from '../tools/judge/judge.ts';
import { toReport, toText } from '../tools/judge/report.ts';
import type { Entry } from '../wire/entry.ts';
import { readLog } from '../wire/log.ts';
import { addReading, wholeNumber } from './arguments.ts';
import { paintFor } from './colours.ts';

interface JudgeFlags {
  readonly reading?: Readonly<Record<string, string>>;
  readonly tolerance: number;
  readonly json?: true;
}

export const judge = new Command('judge')
  .description('Say which rules a router kept, from a log of what it received and sent.')
  .argument('<log>', 'the log, one JSON object a line, as dealerchart serve --record writes it')
  .option('--reading <name=option>', 'the router reads an open question this way (repeatable)', addReading)
  .option('--tolerance <ms>', 'how late anything may come', wholeNumber(0, 2 ** 31), 100)
  .option('--json', 'write one JSON object instead of text')
  .action((path: string, { reading, tolerance, json }: JudgeFlags) => {
    const entries = load(path);
    const judgement = judgementOf(entries, reading, { tolerance });
    if (json) console.log(JSON.stringify(toReport(judgement, entries.length)));
    else console.log(toText(judgement, entries.length, paintFor(process.stdout)));
    process.exitCode = judgement.some(({ broken }) => broken.length > 0) ? 1 : 0;
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
