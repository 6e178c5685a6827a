/** Pages that may connect. */
import { describe, expect, test } from 'vitest';
import { isOrigin, Origins } from './origins.ts';

describe('without a list, an upgrade to', () => {
  const origins = new Origins([], 'Router.Example');

  test.each([
    ['127.0.0.1:8080', undefined, true, 'from no browser'],
    ['127.0.0.1:8080', 'http://127.0.0.1:8080', true, 'from a page of the router'],
    ['localhost:8080', 'http://localhost:8080', true, 'by the name of this machine'],
    ['[::1]:8080', 'http://[::1]:8080', true, 'by an IPv6 address'],
    ['192.0.2.7', 'http://192.0.2.7', true, 'at the default port'],
    ['192.0.2.7', 'https://192.0.2.7', true, 'at that of HTTPS'],
    ['192.0.2.7:80', 'http://192.0.2.7', true, 'at the default port, which is said once only'],
    ['router.example:8080', 'http://router.example:8080', true, 'by the name of the option host'],
    ['127.0.0.1:8080', 'http://127.0.0.1:9090', false, 'from another port'],
    ['127.0.0.1:8080', 'http://127.0.0.1', false, 'from the default port'],
    ['127.0.0.1', 'https://127.0.0.1:80', false, 'from that of HTTP, with the scheme of HTTPS'],
    ['127.0.0.1:8080', 'http://localhost:8080', false, 'from another name of the machine'],
    ['evil.example:8080', 'http://evil.example:8080', false, 'from a page whose name now leads here'],
    [
      '127.0.0.1.evil.example',
      'http://127.0.0.1.evil.example',
      false,
      'from a name that begins like an address',
    ],
    [
      'localhost.evil.example',
      'http://localhost.evil.example',
      false,
      'from a name that begins like localhost',
    ],
    ['127.0.0.1:8080', 'http://evil.example', false, 'from a foreign page'],
    ['127.0.0.1:8080', 'null', false, 'from a page without an origin'],
    ['127.0.0.1:8080', '', false, 'from an empty origin'],
    ['127.0.0.1:8080', 'http://127.0.0.1:8080, http://evil.example', false, 'from two origins'],
    ['127.0.0.1:8080', 'http://user@127.0.0.1:8080', false, 'from what is no origin'],
    [undefined, 'http://127.0.0.1:8080', false, 'without a Host header'],
    ['a b', 'http://127.0.0.1:8080', false, 'with a Host header that is none'],
  ])('%s from origin %s is accepted: %s (%s)', (host, origin, isAdmitted, _) => {
    expect(origins.admit(origin, host)).toBe(isAdmitted);
  });
});

describe('with a list, an upgrade', () => {
  const origins = new Origins(['https://App.example', 'http://localhost:5173', 'app://shell'], '127.0.0.1');

  test.each([
    ['https://app.example', true],
    ['https://app.example:443', true],
    ['HTTPS://APP.EXAMPLE', true],
    ['http://localhost:5173', true],
    ['app://shell', true],
    ['APP://Shell', true],
    ['http://127.0.0.1:8080', true],
    ['http://app.example', false],
    ['https://app.example:8443', false],
    ['https://sub.app.example', false],
    ['https://app.example.evil.example', false],
    ['http://localhost:5174', false],
    ['null', false],
  ])('from origin %s is accepted: %s', (origin, isAdmitted) => {
    expect(origins.admit(origin, '127.0.0.1:8080')).toBe(isAdmitted);
  });
});

test.each(['null', 'http://evil.example', 'anything'])('with *, origin %s is accepted', (origin) => {
  expect(new Origins(['*'], '127.0.0.1').admit(origin, '127.0.0.1:8080')).toBe(true);
});

test.each(['*', 'https://example.com', 'http://[::1]:8080', 'app://shell'])('%s can be listed', (value) => {
  expect(isOrigin(value)).toBe(true);
});

test.each([
  '',
  'null',
  'example.com',
  'https://',
  'https://example.com/',
  'https://example.com/page',
  'https://*.example.com',
  'https://user@example.com',
  'https://example.com:port',
  'https://a.example, https://b.example',
])('"%s" cannot be listed', (value) => {
  expect(isOrigin(value)).toBe(false);
});
