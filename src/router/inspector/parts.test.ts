/** The small parts of the inspector: ring, filter, durations, shown fields, and who may look. */
import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { CODES } from '../../../machines/messages.ts';
import { Durations } from './durations.ts';
import { Filter } from './filter.ts';
import { exposureOf, Gate, isToken } from './gate.ts';
import { Ring } from './ring.ts';
import { optionsOf, shownOfParsed, shownOfWire } from './shown.ts';

describe('a ring', () => {
  const ringWith = (count: number): Ring<{ value: number }> => {
    const ring = new Ring(3, () => ({ value: 0 }));
    for (let value = 1; value <= count; value++) ring.put().value = value;
    return ring;
  };
  const copy = ({ value }: { value: number }): number => value;

  test('gives what was written, oldest first, and is empty then', () => {
    const ring = ringWith(2);
    expect(ring.take(copy)).toEqual({ rows: [1, 2], dropped: 0 });
    expect(ring.take(copy)).toEqual({ rows: [], dropped: 0 });
  });

  test('drops the oldest when nobody reads, and says how many', () => {
    expect(ringWith(8).take(copy)).toEqual({ rows: [6, 7, 8], dropped: 5 });
  });

  test('continues after a reading', () => {
    const ring = ringWith(4);
    ring.take(copy);
    for (const value of [10, 11]) ring.put().value = value;
    expect(ring.take(copy)).toEqual({ rows: [10, 11], dropped: 0 });
  });
});

test('durations are told as median and as the value that 99 of 100 do not exceed, and are forgotten then', () => {
  const durations = new Durations();
  for (let ms = 1; ms <= 101; ms++) durations.add(102 - ms);
  expect(durations.take()).toEqual({ median: 51, high: 100 });
  expect(durations.take()).toBeUndefined();
});

describe('a filter', () => {
  test('takes everything without a text', () => {
    expect(new Filter('', []).takes('anything')).toBe(true);
  });

  test('finds a part of any value, in capitals or not', () => {
    const filter = new Filter('ERROR', []);
    expect([filter.takes(1, undefined, 'wamp.error.x'), filter.takes(12, 'YIELD')]).toEqual([true, false]);
  });

  test('finds a call by its name, as in the log', () => {
    const filter = new Filter('7021537-12', []);
    expect(filter.takesCall('com.example.work', 7021537, 12, [])).toBe(true);
    expect(filter.takesCall('com.example.work', 7021537, 13, [])).toBe(false);
  });
});

describe('the shown parts of a message', () => {
  test('have no payload, neither of a RESULT nor of an ERROR', () => {
    expect(shownOfWire([CODES.RESULT, 7, {}, ['secret'], { secret: 1 }])).toEqual({
      message: ['RESULT', 7, {}],
      hasPayload: true,
    });
    expect(
      shownOfWire([CODES.ERROR, CODES.CALL, 7, { secret: 'x' }, 'com.example.error', ['secret']]),
    ).toEqual({
      message: ['ERROR', 'CALL', 7, {}, 'com.example.error'],
      hasPayload: true,
    });
    expect(shownOfWire([CODES.INVOCATION, 1, 2, {}])).toEqual({
      message: ['INVOCATION', 1, 2, {}],
      hasPayload: false,
    });
  });

  test('are the same for a message that the dealer has parsed', () => {
    const call = {
      type: 'CALL',
      request: 1,
      options: { timeout: 5 },
      procedure: 'com.example.work',
      args: ['secret'],
    };
    expect(shownOfParsed(call)).toEqual({
      message: ['CALL', 1, { timeout: 5 }, 'com.example.work'],
      hasPayload: true,
    });
  });

  test('have the options that the dealer reads, if they are plain, and no others', () => {
    const options = { timeout: 5, receive_progress: true, password: 'secret', mode: { secret: 1 } };
    expect(optionsOf(options)).toEqual({ timeout: 5, receive_progress: true });
  });

  test('have only the beginning of long texts', () => {
    const { message } = shownOfWire([CODES.ERROR, CODES.CALL, 7, {}, 'x'.repeat(10_000)]);
    expect(`${message[4]}`).toHaveLength(201);
  });
});

describe('the gate', () => {
  const asked = (
    headers: IncomingMessage['headers'],
    token?: string,
    host = '127.0.0.1',
  ): number | undefined => new Gate(token, host).refusalOf({ headers } as IncomingMessage)?.status;
  const TOKEN = '0123456789abcdef';

  test.each([
    ['an address', { host: '127.0.0.1:8080' }],
    ['localhost', { host: 'localhost:8080' }],
    ['an IPv6 address', { host: '[::1]:8080' }],
    [
      'its own page',
      { host: 'localhost:8080', origin: 'http://localhost:8080', 'sec-fetch-site': 'same-origin' },
    ],
  ])('without a token lets in a request for %s', (_, headers) => {
    expect(asked(headers)).toBeUndefined();
  });

  test.each([
    ['a name that anyone can give this address', { host: 'evil.example:8080' }],
    ['no host', {}],
    ['a page of another origin', { host: 'localhost:8080', origin: 'https://evil.example' }],
    ['a page of another port', { host: 'localhost:8080', origin: 'http://localhost:9090' }],
    ['a page of another site', { host: 'localhost:8080', 'sec-fetch-site': 'cross-site' }],
    ['a proxy', { host: '127.0.0.1:8080', 'x-forwarded-for': '10.0.0.1' }],
    ['a proxy that names itself', { host: '127.0.0.1:8080', via: '1.1 proxy' }],
  ])('without a token refuses a request of %s', (_, headers) => {
    expect(asked(headers)).toBe(403);
  });

  test('with a token lets in whoever has it, by any name and through proxies, and nobody else', () => {
    const host = 'router.example';
    expect(
      asked({ host, authorization: `Bearer ${TOKEN}`, 'x-forwarded-for': '10.0.0.1' }, TOKEN),
    ).toBeUndefined();
    for (const authorization of [undefined, '', 'Bearer', `Bearer ${TOKEN}0`, `Basic ${TOKEN}`, TOKEN])
      expect(asked({ host: '127.0.0.1', authorization }, TOKEN)).toBe(401);
    expect(asked({ host, authorization: `Bearer ${TOKEN}`, 'sec-fetch-site': 'cross-site' }, TOKEN)).toBe(
      403,
    );
  });

  test('a token has 16 characters at least, and no blanks', () => {
    expect([TOKEN, TOKEN.slice(1), `${TOKEN} 7`, 16].map(isToken)).toEqual([true, false, false, false]);
  });

  test.each([
    ['127.0.0.1', true],
    ['127.1.2.3', true],
    ['::1', true],
    ['localhost', true],
    ['0.0.0.0', false],
    ['::', false],
    ['192.168.0.1', false],
    ['router.example', false],
  ])('a router on %s needs no token: %s', (host, isLocal) => {
    expect(exposureOf({ host }) === undefined).toBe(isLocal);
    expect(exposureOf({ host, trustProxy: ['loopback'] })).toMatch(
      /^Expected a token for the inspector, since/,
    );
  });
});
