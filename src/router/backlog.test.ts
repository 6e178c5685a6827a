/** Messages sent to a connection that has not yet taken all earlier ones. */
import { describe, expect, test } from 'vitest';
import { CODES } from '../../machines/messages.ts';
import { Backlog } from './backlog.ts';
import { COSTS, FIXED_LIMITS } from './limits.ts';

const { INVOCATION, INTERRUPT, RESULT, REGISTERED, ERROR, GOODBYE } = CODES;
const LIMITS = { maxBacklog: 10_000, maxMessageSize: 5_000 };

/** A socket that buffers everything until a test takes bytes from it. */
class Reader {
  bufferedAmount = 0;
  readonly backlog = new Backlog(this);

  send(code: number, bytes: number): this {
    this.backlog.update();
    this.bufferedAmount += bytes;
    this.backlog.add(code);
    return this;
  }

  take(bytes: number): void {
    this.bufferedAmount -= bytes;
    this.backlog.update();
  }
}

const short = FIXED_LIMITS.headAllowance.value;
const long = FIXED_LIMITS.headAllowance.value + 1;

test.each([
  [INVOCATION, 10_000, INVOCATION, long, undefined],
  [INVOCATION, 10_001, INVOCATION, short, 'backlog'],
  [RESULT, 10_000, INVOCATION, long, undefined],
  [RESULT, 10_001, INVOCATION, short, 'backlog'],
  [INTERRUPT, 10_001, INVOCATION, short, 'backlog'],
  [INVOCATION, 1_000_000, INTERRUPT, short, undefined],
  [RESULT, 1_000_000, INTERRUPT, short, undefined],
  [INVOCATION, 1_000_000, RESULT, long, undefined],
  [INTERRUPT, 1_000_000, REGISTERED, short, undefined],
  [RESULT, 15_000, RESULT, long, undefined],
  [RESULT, 15_001, RESULT, short, 'backlog'],
  [RESULT, 15_001, ERROR, long, 'backlog'],
  [RESULT, 15_001, ERROR, short, undefined],
  [ERROR, 25_000, ERROR, short, undefined],
  [ERROR, 25_001, ERROR, short, 'cut-off'],
  [REGISTERED, 25_001, GOODBYE, short, 'cut-off'],
])(
  'when messages of type %d wait with %d bytes, one of type %d and %d bytes comes to: %s',
  (waiting, bytes, code, length, verdict) => {
    const { backlog } = new Reader().send(waiting, bytes - COSTS.message);
    expect(backlog.judge(code, length, LIMITS)).toBe(verdict);
  },
);

describe('what has been taken waits no more', () => {
  test('whole messages and parts of them, the oldest first', () => {
    const reader = new Reader();
    const { backlog } = reader;
    reader.send(INVOCATION, 100).send(RESULT, 200).send(INTERRUPT, 50).send(ERROR, 80);
    expect([backlog.waiting, backlog.answers]).toEqual([430 + 4 * COSTS.message, 280 + 2 * COSTS.message]);
    reader.take(150);
    expect([backlog.waiting, backlog.answers]).toEqual([280 + 3 * COSTS.message, 230 + 2 * COSTS.message]);
    reader.take(200);
    expect([backlog.waiting, backlog.answers]).toEqual([80 + COSTS.message, 80 + COSTS.message]);
    reader.send(INVOCATION, 10);
    reader.take(81);
    expect([backlog.waiting, backlog.answers]).toEqual([9 + COSTS.message, 0]);
    reader.take(9);
    expect([backlog.waiting, backlog.answers]).toEqual([0, 0]);
  });

  test('of thousands, of which the last ones wait', () => {
    const reader = new Reader();
    for (let count = 0; count < 5_000; count++) {
      reader.send(count % 2 === 0 ? INVOCATION : RESULT, 10);
      if (count >= 3) reader.take(10);
      expect(reader.backlog.waiting).toBe(Math.min(count + 1, 3) * (10 + COSTS.message));
    }
  });

  test('though pings wait besides', () => {
    const reader = new Reader();
    const { backlog } = reader.send(RESULT, 100);
    reader.bufferedAmount += 6;
    expect(backlog.waiting).toBe(100 + COSTS.message);
    reader.take(106);
    expect(backlog.waiting).toBe(0);
  });
});

test('it moves only when something has been taken', () => {
  const reader = new Reader();
  const { backlog } = reader.send(INVOCATION, 1_000);
  expect(backlog.hasMoved()).toBe(false);
  reader.take(1);
  expect([backlog.hasMoved(), backlog.hasMoved()]).toEqual([true, false]);
  reader.take(999);
  expect([backlog.hasMoved(), backlog.hasMoved()]).toEqual([true, false]);
});
