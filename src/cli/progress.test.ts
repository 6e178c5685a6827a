/** The line of a terminal that says what a command is doing. */
import { expect, onTestFinished, test, vi } from 'vitest';
import { Progress } from './progress.ts';

const CLEAR = '\r\x1b[K';

/** A progress on a terminal of 12 columns, or none, and the text that it writes. */
function progressOn(isTTY: boolean): { readonly progress: Progress; readonly written: string[] } {
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const written: string[] = [];
  const write = (text: string): boolean => written.push(text) > 0;
  return { progress: new Progress({ isTTY, columns: 12, write } as never), written };
}

test('a line takes the place of the one before, and is no longer than the terminal is wide', () => {
  const { progress, written } = progressOn(true);
  progress.show('first');
  vi.advanceTimersByTime(100);
  progress.show('a longer second line');
  progress.clear();
  expect(written).toEqual([`${CLEAR}first`, `${CLEAR}a longer se`, CLEAR]);
});

test('lines that follow at once are left out, except after other output', () => {
  const { progress, written } = progressOn(true);
  progress.show('one');
  progress.show('two');
  progress.clear();
  progress.show('three');
  expect(written).toEqual([`${CLEAR}one`, CLEAR, `${CLEAR}three`]);
});

test('nothing is written where there is no terminal, nor to clear no line', () => {
  const { progress, written } = progressOn(false);
  progress.show('one');
  progress.clear();
  expect(written).toEqual([]);
  const other = progressOn(true);
  other.progress.clear();
  expect(other.written).toEqual([]);
});
