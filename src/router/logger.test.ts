/** Lines of the log of a connection: revocations, and the identity of its client. */
import { expect, test } from 'vitest';
import { CODES } from '../../machines/messages.ts';
import { Logger } from './logger.ts';

test('a revocation is logged, and the REGISTER that it is for keeps its own', () => {
  const lines: Readonly<Record<string, unknown>>[] = [];
  const logger = new Logger({
    log: (line) => lines.push(line),
    protocol: 'wamp.2.json',
    address: undefined,
    withCalls: false,
  });
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
  const lines: Readonly<Record<string, unknown>>[] = [];
  const loggerOf = (): Logger =>
    new Logger({
      log: (line) => lines.push(line),
      protocol: 'wamp.2.json',
      address: '::1',
      withCalls: false,
    });
  const hello = [CODES.HELLO, 'realm1', { authid: 'web', authmethods: ['ticket'] }];
  const [welcomed, refused] = [loggerOf(), loggerOf()];
  for (const logger of [welcomed, refused]) logger.received(hello);
  const identity = { authid: 'web', authrole: 'frontend', authmethod: 'ticket' };
  welcomed.sent([CODES.WELCOME, 7, { realm: 'realm1', ...identity }]);
  refused.sent([CODES.ABORT, { message: 'No.' }, 'wamp.error.authentication_denied']);
  expect(lines).toMatchObject([
    { event: 'session joined', session: 7, realm: 'realm1', ...identity },
    { event: 'session aborted', address: '::1', realm: 'realm1', authid: 'web', authmethods: ['ticket'] },
  ]);
});

test('a long name of an ignored option is cut before it is logged, and reported once', () => {
  const lines: Readonly<Record<string, unknown>>[] = [];
  const logger = new Logger({
    log: (line) => lines.push(line),
    protocol: 'wamp.2.json',
    address: undefined,
    withCalls: false,
  });
  logger.sent([CODES.WELCOME, 1, { realm: 'realm1' }]);
  for (const request of [1, 2]) logger.received([CODES.CALL, request, { ['x'.repeat(2_000)]: 1 }, 'com.add']);
  const ignored = lines.filter(({ event }) => event === 'option ignored');
  expect(ignored).toMatchObject([{ message: 'CALL', option: `${'x'.repeat(1_000)}…` }]);
});
