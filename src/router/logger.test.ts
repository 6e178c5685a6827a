/** Lines of the log of a connection: revocations, and the identity of its client. */
import { expect, test } from 'vitest';
import { CODES } from '../../machines/messages.ts';
import { Logger } from './logger.ts';

/** A logger for a client with an address, and the lines that it has written. */
function logged(address?: string) {
  const lines: Readonly<Record<string, unknown>>[] = [];
  const log = (line: Readonly<Record<string, unknown>>): void => void lines.push(line);
  return { lines, logger: new Logger({ log, protocol: 'wamp.2.json', address, withCalls: false }) };
}

test('a revocation is logged, and the REGISTER that it is for keeps its own', () => {
  const { lines, logger } = logged();
  logger.received([CODES.REGISTER, 1, {}, 'com.add']);
  logger.sent([CODES.REGISTERED, 1, 7]);
  logger.received([CODES.REGISTER, 2, { invoke: 'first', force_reregister: true }, 'com.add']);
  logger.sent([CODES.UNREGISTERED, 0, { registration: 7, reason: 'wamp.error.unregistered' }]);
  logger.sent([CODES.REGISTERED, 2, 8]);
  expect(lines).toMatchObject([
    { event: 'procedure registered', registration: 7, procedure: 'com.add', invoke: 'single' },
    {
      event: 'registration revoked',
      registration: 7,
      reason: 'wamp.error.unregistered',
    },
    { event: 'procedure registered', registration: 8, procedure: 'com.add', invoke: 'first' },
  ]);
});

test('the identity of a client is logged when it joins, and its claims when it is refused', () => {
  const [welcomed, refused] = [logged('::1'), logged('::1')];
  const hello = [CODES.HELLO, 'realm1', { authid: 'web', authmethods: ['ticket'] }];
  for (const { logger } of [welcomed, refused]) logger.received(hello);
  const identity = { authid: 'web', authrole: 'frontend', authmethod: 'ticket' };
  welcomed.logger.sent([CODES.WELCOME, 7, { realm: 'realm1', ...identity }]);
  refused.logger.sent([CODES.ABORT, { message: 'No.' }, 'wamp.error.authentication_denied']);
  expect([...welcomed.lines, ...refused.lines]).toMatchObject([
    { event: 'session joined', session: 7, realm: 'realm1', ...identity },
    { event: 'session aborted', address: '::1', realm: 'realm1', authid: 'web', authmethods: ['ticket'] },
  ]);
});

test('a long name of an ignored option is cut before it is logged, and reported once', () => {
  const { lines, logger } = logged();
  logger.sent([CODES.WELCOME, 1, { realm: 'realm1' }]);
  for (const request of [1, 2]) logger.received([CODES.CALL, request, { ['x'.repeat(2_000)]: 1 }, 'com.add']);
  const ignored = lines.filter(({ event }) => event === 'option ignored');
  expect(ignored).toMatchObject([{ message: 'CALL', option: `${'x'.repeat(1_000)}…` }]);
});
