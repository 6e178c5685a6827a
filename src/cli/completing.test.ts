/** Completions of command lines, from the commands themselves. */
import { describe, expect, test } from 'vitest';
import { READING_OPTIONS } from '../../machines/readings.ts';
import { RULES } from '../../machines/rules.ts';
import { POLICIES } from '../../machines/vocabulary.ts';
import { completionsOf } from './completing.ts';
import { COMMAND_NAMES, programFor } from './program.ts';

const program = await programFor();

/** The words that may stand in place of the last one; `:files` if it may be a file. */
function wordsFor(...words: string[]): string[] {
  const { all, isFile } = completionsOf(program, words);
  return [...all.map(({ word }) => word), ...(isFile ? [':files'] : [])];
}

describe('the last word of a command line is completed', () => {
  test('by the commands, and by those of a command', () => {
    expect(wordsFor('')).toEqual(COMMAND_NAMES);
    expect(wordsFor('re')).toEqual(['readings']);
    expect(wordsFor('export', 't')).toEqual(['tla', 'trace']);
  });

  test('by the options of the command', () => {
    expect(wordsFor('rules', '--')).toEqual(['--json', '--help']);
    expect(wordsFor('conform', 'compare', '--h')).toEqual(['--html', '--help']);
  });

  test('by the choices of an option, also after =', () => {
    expect(wordsFor('new', '--policy', '')).toEqual([...POLICIES]);
    expect(wordsFor('check', '--policy', 'l')).toEqual(['last']);
    expect(wordsFor('serve', '--log=j')).toEqual(['--log=json']);
  });

  test('by options of readings', () => {
    const options = READING_OPTIONS.newcomer.map((option) => `newcomer=${option}`);
    expect(wordsFor('play', '--reading', 'newcomer=')).toEqual(options);
    expect(wordsFor('explain', '--diff', 'newcomer=i')).toEqual(['newcomer=ignored']);
  });

  test('by rules, in any case, each with its sentence', () => {
    const { all } = completionsOf(program, ['rules', 'cr-7']);
    expect(all).toEqual([{ word: 'CR-7', says: RULES['CR-7'].sentence }]);
    expect(wordsFor('judge', '--only', 'CR-7')).toEqual(['CR-7']);
  });

  test('by scenarios and files, also for a second page', () => {
    expect(wordsFor('explain', 'cr-08-')).toEqual(['cr-08-all-refuse', ':files']);
    expect(wordsFor('play', 'one.md', 'cr-08-')).toEqual(['cr-08-all-refuse', ':files']);
    expect(wordsFor('draw', 'ca')).toEqual(['call', ':files']);
  });

  test('by files alone for a log or a report', () => {
    expect(wordsFor('judge', '')).toEqual([':files']);
    expect(wordsFor('judge', 'log.jsonl', '--html', '')).toEqual([':files']);
  });

  test('by nothing where any word may stand, and after the last argument', () => {
    expect(wordsFor('serve', '--port', '')).toEqual([]);
    expect(wordsFor('rules', 'CR-7', '')).toEqual([]);
    expect(wordsFor('rules', '--json', '--', '--')).toEqual([]);
  });
});
