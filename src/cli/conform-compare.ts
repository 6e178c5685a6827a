/** `dealerchart conform compare`: results of several routers side by side. */
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { comparisonToText } from '../tools/conform/report/compare.ts';
import { comparisonToHtml } from '../tools/conform/report/compare-html.ts';
import { compare as compareResults } from '../tools/conform/report/comparison.ts';
import { ResultError, readResult } from '../tools/conform/report/json.ts';
import type { Result } from '../tools/conform/result.ts';
import { paintFor, widthOf } from './colours.ts';
import { writeReport } from './report-file.ts';

interface CompareFlags {
  readonly html?: string;
  readonly json?: true;
}

export const compare = new Command('compare')
  .description('Compare the results of several routers.')
  .argument('<results...>', 'files written by dealerchart conform --json')
  .option('--html <file>', 'write one HTML file, too')
  .option('--json', 'write one JSON object instead of text')
  .action((files: readonly string[], { html, json }: CompareFlags) => {
    if (files.length < 2) {
      compare.error(`error: Expected at least two results to compare, but ${files.length} came.`, {
        exitCode: 2,
      });
    }
    const comparison = compareResults(files.map(load));
    if (html !== undefined) writeReport(compare, '--html', html, comparisonToHtml(comparison));
    if (json) console.log(JSON.stringify(comparison));
    else {
      const options = { width: widthOf(process.stdout), paint: paintFor(process.stdout) };
      console.log(comparisonToText(comparison, options));
    }
  });

// --- internal ---

function load(path: string): Result {
  try {
    return readResult(readFileSync(path, 'utf8'), path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const sentence =
      error instanceof ResultError
        ? message
        : code === 'ENOENT'
          ? `Expected a file with a result, but there is no ${path}.`
          : `Expected a file with a result, but ${path} cannot be read: ${message}`;
    return compare.error(`error: ${sentence}`, { exitCode: 2 });
  }
}
