/** Progress of running explorations on a terminal. */
import type { WriteStream } from 'node:tty';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Exploration } from './explorers.ts';
import { Meter } from './meter.ts';

const CLEAR = '\x1b[1A\x1b[J';

const exploration = (policy: 'first' | 'last', since: number | undefined): Exploration => ({
  task: { policy, callees: 2, calls: 2 },
  since,
  progress: {
    situations: 10,
    inputs: 20,
    frontier: 3,
    depth: 4,
    theorems: { table: 0, 'one-answer': 0, 'asked-once': 0, emptiness: 0 },
  },
  outcome: undefined,
});

/** A meter of one running exploration and one that has not begun, and the text that it writes. */
function meterOn(isTTY: boolean): { readonly meter: Meter; readonly written: string[] } {
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const written: string[] = [];
  const terminal = { isTTY, columns: 31, write: (text: string) => written.push(text) };
  const explorations = [exploration('first', performance.now()), exploration('last', undefined)];
  return { meter: new Meter({ explorations }, terminal as unknown as WriteStream), written };
}

test('a line for each exploration that runs, no longer than the terminal is wide, in place of the one before', () => {
  const { meter, written } = meterOn(true);
  meter.start();
  vi.advanceTimersByTime(200);
  meter.stop();
  expect(written).toEqual([
    'first: 10 states, 100/s, 3 not\n',
    CLEAR,
    'first: 10 states, 50/s, 3 not \n',
    CLEAR,
  ]);
});

test('nothing where there is no terminal', () => {
  const { meter, written } = meterOn(false);
  meter.start();
  vi.advanceTimersByTime(200);
  meter.stop();
  expect(written).toEqual([]);
});
