/** Lines that the log has for one connection. */
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
