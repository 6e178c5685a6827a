/** Clients behind reverse proxies. */
import { describe, expect, test } from 'vitest';
import { isNetwork, Proxies } from './proxies.ts';

const TRUSTED = ['loopback', '10.0.0.0/8', '2001:db8:1::/48', '192.0.2.7'];

/** The address behind a connection, by its X-Forwarded-For. */
const clientOf = (address: string | undefined, forwarded?: string): string | undefined =>
  new Proxies(TRUSTED).callerOf(address, forwarded === undefined ? {} : { 'x-forwarded-for': forwarded })
    .address;

describe('the address of a client', () => {
  test.each([
    ['that of the connection, without the header', '127.0.0.1', undefined, '127.0.0.1'],
    ['the one that a trusted proxy names', '127.0.0.1', '203.0.113.5', '203.0.113.5'],
    [
      'that of a client that is not trusted, whatever it claims',
      '203.0.113.5',
      '198.51.100.1',
      '203.0.113.5',
    ],
    [
      'the first from the end that is not trusted',
      '10.1.2.3',
      '198.51.100.1, 203.0.113.5, 10.9.9.9',
      '203.0.113.5',
    ],
    ['the outermost proxy if all are trusted', '127.0.0.1', '10.1.1.1, 10.2.2.2', '10.1.1.1'],
    ['the nearest known one before something that is none', '127.0.0.1', '203.0.113.5, unknown', '127.0.0.1'],
    ['the nearest known one before a mask', '127.0.0.1', '203.0.113.5, _hidden, 10.1.1.1', '10.1.1.1'],
    ['without the port that some proxies add', '127.0.0.1', '203.0.113.5:4711', '203.0.113.5'],
    ['without brackets', '127.0.0.1', '[2001:db8:2::1]:4711', '2001:db8:2::1'],
    ['of IPv6 behind IPv6', '2001:db8:1::5', '2001:db8:2::1', '2001:db8:2::1'],
    ['of IPv4 that is mapped into IPv6', '::ffff:127.0.0.1', '::ffff:203.0.113.5', '203.0.113.5'],
    ['that of the connection, with empty items', '127.0.0.1', ' , ,', '127.0.0.1'],
    ['behind a single trusted address', '192.0.2.7', '203.0.113.5', '203.0.113.5'],
    ['not behind its neighbour', '192.0.2.8', '203.0.113.5', '192.0.2.8'],
    ['not behind a connection that is closed', undefined, '203.0.113.5', undefined],
  ])('is %s', (_, address, forwarded, expected) => {
    expect(clientOf(address, forwarded)).toBe(expected);
  });

  test('is never believed by a router without trusted proxies', () => {
    const caller = new Proxies([]).callerOf('127.0.0.1', {
      host: 'router.example',
      'x-forwarded-for': '203.0.113.5',
      'x-forwarded-host': 'other.example',
      'x-forwarded-proto': 'https',
    });
    expect(caller).toEqual({ address: '127.0.0.1', host: 'router.example', scheme: undefined });
  });
});

test.each([
  ['linklocal', '169.254.3.4', true],
  ['linklocal', 'fe80::1%eth0', true],
  ['uniquelocal', '172.31.255.255', true],
  ['uniquelocal', '172.32.0.0', false],
  ['uniquelocal', 'fd00::1', true],
  ['loopback', '127.9.9.9', true],
  ['loopback', '::1', true],
  ['0.0.0.0/0', '203.0.113.5', true],
  ['0.0.0.0/0', '2001:db8::1', false],
  ['10.0.0.0/9', '10.128.0.0', false],
])('of %s, %s is trusted: %s', (network, address, isTrusted) => {
  expect(new Proxies([network]).trusts(address)).toBe(isTrusted);
});

test('host and scheme are those that the client asked the first proxy for', () => {
  const headers = { host: 'inner', 'x-forwarded-host': 'a.example, b.example', 'x-forwarded-proto': 'WSS' };
  expect(new Proxies(TRUSTED).callerOf('127.0.0.1', headers)).toEqual({
    address: '127.0.0.1',
    host: 'a.example',
    scheme: 'https',
  });
  expect(
    new Proxies(TRUSTED).callerOf('127.0.0.1', { host: 'inner', 'x-forwarded-proto': 'gopher' }),
  ).toEqual({ address: '127.0.0.1', host: 'inner', scheme: undefined });
});

test.each([
  ['10.0.0.0/8', true],
  ['::1', true],
  ['loopback', true],
  ['10.0.0.0/33', false],
  ['2001:db8::/129', false],
  ['10.0.0.0/', false],
  ['10.0.0.0/8/8', false],
  ['10.0.0', false],
  ['proxy.example', false],
  ['fe80::1%eth0', false],
  ['', false],
])('%s is a network: %s', (text, expected) => {
  expect(isNetwork(text)).toBe(expected);
});
