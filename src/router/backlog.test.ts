/** What is sent to a connection that has not taken all of what it was sent before. */
import { expect, test } from 'vitest';
import { CODES } from '../wamp/messages.ts';
import { backlogOf } from './backlog.ts';
import { HEAD_ALLOWANCE } from './limits.ts';

const { judge } = backlogOf({ maxBacklog: 100, maxMessageSize: 50 });
const MOST = 350 + HEAD_ALLOWANCE;

test.each([
  [CODES.INVOCATION, 0, 'send'],
  [CODES.INVOCATION, 100, 'send'],
  [CODES.INVOCATION, 101, 'backlog'],
  [CODES.INVOCATION, MOST + 1, 'backlog'],
  [CODES.INTERRUPT, 101, 'send'],
  [CODES.INTERRUPT, 1_000_000, 'send'],
  [CODES.RESULT, 101, 'send'],
  [CODES.RESULT, MOST, 'send'],
  [CODES.RESULT, MOST + 1, 'cut-off'],
  [CODES.REGISTERED, MOST, 'send'],
  [CODES.REGISTERED, MOST + 1, 'cut-off'],
  [CODES.GOODBYE, MOST + 1, 'cut-off'],
])('a message of type %d, when %d bytes wait: %s', (code, waiting, verdict) => {
  expect(judge(code, waiting)).toBe(verdict);
});
