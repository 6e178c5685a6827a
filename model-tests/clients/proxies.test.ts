/** Clients behind a reverse proxy: limits count them, and the log names them. */
import { describe, expect, test } from 'vitest';
import type { LogEntry } from '../../src/router/index.ts';
import { FIXED_LIMITS } from '../../src/router/limits.ts';
import { dial, handshake } from './http.ts';
import { ELSEWHERE, RawClient, type RawOptions } from './raw.ts';
import { toHold, withRouter } from './router.ts';

const JSON_ONLY = ['wamp.2.json'];
const TRUSTED = { trustProxy: ['127.0.0.1'] };

/** Headers of a proxy on 127.0.0.1. */
const from = (client: string, more: Record<string, string> = {}): RawOptions => ({
  headers: { 'X-Forwarded-For': client, ...more },
});

describe('behind a trusted proxy', () => {
  test('sessions are limited by the address of the client, which the refusal names', async () => {
    const router = await withRouter({ ...TRUSTED, maxSessionsPerAddress: 1 });
    const first = await RawClient.join(router.url, {}, from('203.0.113.5'));
    await RawClient.join(router.url, {}, from('203.0.113.6'));
    await RawClient.join(router.url, {}, from('2001:db8::1'));
    expect(await handshake(router.url, JSON_ONLY, from('203.0.113.5'))).toEqual({
      status: 429,
      body: expect.stringContaining('1 sessions of your address 203.0.113.5'),
    });
    expect((await handshake(router.url, JSON_ONLY, from('2001:db8::2'))).status).toBe(429);
    first.destroy();
    await toHold(router, { sessions: 2 });
    await RawClient.join(router.url, {}, from('203.0.113.5'));
  });

  test('memory is limited by the address of the client', async () => {
    const log: LogEntry[] = [];
    const router = await withRouter({
      ...TRUSTED,
      maxBytesPerAddress: 2 ** 20,
      log: (entry) => log.push(entry),
    });
    const modest = await RawClient.join(router.url, {}, from('203.0.113.6'));
    modest.begin('x'.repeat(600_000));
    const greedy = await RawClient.join(router.url, {}, from('203.0.113.5'));
    greedy.begin('x'.repeat(1_200_000));
    expect(await greedy.closed).toBe(1006);
    await toHold(router, { sessions: 1 });
    expect(log.filter(({ event }) => event === 'connection cut off')).toMatchObject([
      { address: '203.0.113.5', reason: expect.stringContaining('the address 203.0.113.5 may hold') },
    ]);
  });

  test('connections without a request do not use up the places of the proxy', async () => {
    const { port, url } = await withRouter({ ...TRUSTED, maxSessionsPerAddress: 1 });
    const most = FIXED_LIMITS.spareConnectionsPerAddress.value + 1;
    for (let count = 0; count <= most; count++) await dial(port);
    await RawClient.join(url, {}, from('203.0.113.5'));
  });

  test('the log names the client that joins, and the one that is refused', async () => {
    const log: LogEntry[] = [];
    const { url } = await withRouter({ ...TRUSTED, log: (entry) => log.push(entry) });
    await RawClient.join(url, {}, from('203.0.113.5, 127.0.0.1'));
    await handshake(url, ['nonsense'], from('203.0.113.6'));
    expect(log).toMatchObject([
      { event: 'session joined', address: '203.0.113.5' },
      { event: 'connection refused', address: '203.0.113.6', status: '400 Bad Request' },
    ]);
  });

  test("the router's own pages are those of the host and the scheme that the browser asked for", async () => {
    const { url } = await withRouter(TRUSTED);
    const forwarded = from('203.0.113.5', {
      'X-Forwarded-Host': '192.0.2.1:8443',
      'X-Forwarded-Proto': 'https',
    });
    await RawClient.join(url, {}, { ...forwarded, origin: 'https://192.0.2.1:8443' });
    for (const origin of ['http://192.0.2.1:8443', 'https://192.0.2.2:8443', new URL(url).origin])
      expect((await handshake(url, JSON_ONLY, { ...forwarded, origin })).status).toBe(403);
    const rebound = from('203.0.113.5', { 'X-Forwarded-Host': 'evil.example' });
    expect((await handshake(url, JSON_ONLY, { ...rebound, origin: 'https://evil.example' })).status).toBe(
      403,
    );
  });
});

test('a client that is not a proxy cannot choose its address, nor its host', async () => {
  const router = await withRouter({ ...TRUSTED, maxSessionsPerAddress: 1 });
  await RawClient.join(router.url, {}, { ...ELSEWHERE, ...from('203.0.113.5') });
  const forged = { ...ELSEWHERE, ...from('203.0.113.6', { 'X-Forwarded-Host': '192.0.2.1' }) };
  expect(await handshake(router.url, JSON_ONLY, forged)).toMatchObject({
    status: 429,
    body: expect.stringContaining('your address 127.0.0.2'),
  });
  const answer = await handshake(router.url, JSON_ONLY, { ...forged, origin: 'http://192.0.2.1' });
  expect(answer.status).toBe(403);
});

test.each([[['proxy.example']], [['10.0.0.0/40']], ['loopback'], [[7]]])(
  'with %j as trusted proxies, a router does not start',
  async (trustProxy) => {
    await expect(withRouter({ trustProxy: trustProxy as never })).rejects.toMatchObject({
      code: 'OPTION_INVALID',
      message: expect.stringContaining('Expected a list of addresses, networks such as 10.0.0.0/8'),
    });
  },
);
