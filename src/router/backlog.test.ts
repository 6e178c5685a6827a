/** What is sent to a connection that has not taken all of what it was sent before. */
import { describe, expect, test } from 'vitest';
import { CODES } from '../wamp/messages.ts';
import { Backlog } from './backlog.ts';
import { COSTS } from './limits.ts';

const { INVOCATION, INTERRUPT, RESULT, REGISTERED, GOODBYE } = CODES;

/** A backlog in which so many bytes of such a message wait, its cost included. */
function filled(code: number, bytes: number): Backlog {
  const backlog = new Backlog({ maxBacklog: 10_000, maxMessageSize: 5_000 });
  backlog.add(code, bytes - COSTS.message);
  return backlog;
}

test.each([
  [INVOCATION, 10_000, INVOCATION, 'send'],
  [INVOCATION, 10_001, INVOCATION, 'backlog'],
  [RESULT, 10_000, INVOCATION, 'send'],
  [RESULT, 10_001, INVOCATION, 'backlog'],
  [INTERRUPT, 10_001, INVOCATION, 'backlog'],
  [INVOCATION, 1_000_000, INTERRUPT, 'send'],
  [RESULT, 1_000_000, INTERRUPT, 'send'],
  [INVOCATION, 1_000_000, RESULT, 'send'],
  [INTERRUPT, 1_000_000, REGISTERED, 'send'],
  [RESULT, 15_000, RESULT, 'send'],
  [RESULT, 15_001, RESULT, 'cut-off'],
  [REGISTERED, 15_001, GOODBYE, 'cut-off'],
])(
  'when messages of type %d wait with %d bytes, one of type %d comes to: %s',
  (waiting, bytes, code, verdict) => {
    expect(filled(waiting, bytes).judge(code)).toBe(verdict);
  },
);

describe('what has been taken waits no more', () => {
  test.each([INVOCATION, INTERRUPT, RESULT])('of type %d', (code) => {
    const backlog = filled(RESULT, 600);
    const take = backlog.add(code, 100);
    expect(backlog.waiting).toBe(700 + COSTS.message);
    take();
    expect([backlog.waiting, backlog.answers]).toEqual([600, 600]);
  });
});
