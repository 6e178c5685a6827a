/** Tests of the clock of a case: what is late, and what is only waited for. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RealClock } from './real-clock.ts';

const ROOM = { pace: 10, lag: 100 };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('nothing is late before the first timeout runs', () => {
  const clock = new RealClock(ROOM);
  vi.advanceTimersByTime(10_000);
  expect(clock.isLateIn(1)).toBe(false);
});

test('each step may take its pace, and all of them the lag beyond that', () => {
  const clock = new RealClock(ROOM);
  clock.begin();
  expect(clock.isLateIn(1)).toBe(false);
  vi.advanceTimersByTime(129);
  expect(clock.isLateIn(4)).toBe(false);
  vi.advanceTimersByTime(2);
  expect(clock.isLateIn(4)).toBe(true);
});

test('time that quick steps left is not there for slow ones', () => {
  const clock = new RealClock(ROOM);
  clock.begin();
  expect(clock.isLateIn(20)).toBe(false);
  vi.advanceTimersByTime(115);
  expect(clock.isLateIn(21)).toBe(true);
});

test('what comes while the script waits is on time', async () => {
  const clock = new RealClock(ROOM);
  clock.begin();
  expect(clock.isLateIn(1)).toBe(false);
  const passing = clock.pass(1_000);
  vi.advanceTimersByTime(500);
  expect(clock.isLateIn(2)).toBe(false);
  vi.advanceTimersByTime(500);
  await passing;
  vi.advanceTimersByTime(90);
  expect(clock.isLateIn(2)).toBe(false);
  vi.advanceTimersByTime(30);
  expect(clock.isLateIn(2)).toBe(true);
});

test('a wait begins when the step does, however late that is', async () => {
  const clock = new RealClock(ROOM);
  clock.begin();
  expect(clock.isLateIn(1)).toBe(false);
  vi.advanceTimersByTime(95);
  const ended = vi.fn();
  void clock.pass(300).then(ended);
  await vi.advanceTimersByTimeAsync(299);
  expect(ended).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(ended).toHaveBeenCalledOnce();
  expect(clock.isLateIn(2)).toBe(false);
});
