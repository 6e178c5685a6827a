/** TLS: real clients over `wss://`, another certificate while the router runs, and the limits of connections. */
import { once } from 'node:events';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect } from 'node:tls';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { LogEntry, Router, RouterOptions } from '../../src/router/index.ts';
import { FIXED_LIMITS } from '../../src/router/limits.ts';
import { withBystanders } from './bystanders.ts';
import { fingerprintOf, TRUSTED, tlsOf } from './certificates.ts';
import { dial, handshake } from './http.ts';
import { ELSEWHERE, failed, RawClient } from './raw.ts';
import { toHold, within, withRouter } from './router.ts';
import { certificateAt, encrypt } from './secure.ts';

const MiB = 2 ** 20;
const CA = { ca: TRUSTED };
const JSON_ONLY = ['wamp.2.json'];

const open = (options: RouterOptions = {}): Promise<Router> => withRouter({ tls: tlsOf('one'), ...options });

/** Waits until the other side ends a connection. */
async function ended(socket: Socket, what: string): Promise<void> {
  if (socket.readableEnded || socket.closed) return;
  await within(Promise.race([once(socket, 'end'), once(socket, 'close')]), what);
}

describe('a router with a certificate', () => {
  test('serves Autobahn|JS, wampy and ws over wss://', async () => {
    const { url } = await open();
    expect(url).toMatch(/^wss:\/\/127\.0\.0\.1:\d+\/ws$/);
    await (await withBystanders(url))();
    const client = await RawClient.join(url, {}, { ...CA, protocol: 'wamp.2.cbor' });
    expect(await client.received()).toEqual([]);
  });

  test('speaks no TLS older than 1.2', async () => {
    const { port } = await open();
    const old = { maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    const socket = connect({ port, host: '127.0.0.1', ...CA, ...old });
    const [error] = await within(once(socket, 'error'), 'the handshake to fail');
    expect(error).toMatchObject({
      code: expect.stringMatching(/ALERT_PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL/),
    });
    const socket12 = await encrypt(port, { maxVersion: 'TLSv1.2' });
    expect(socket12.getProtocol()).toBe('TLSv1.2');
  });

  test('takes pages of its own for its own only if they came over TLS', async () => {
    const { url, port } = await open();
    await RawClient.join(url, {}, { ...CA, origin: `https://127.0.0.1:${port}` });
    const answer = await handshake(url, JSON_ONLY, { ...CA, origin: `http://127.0.0.1:${port}` });
    expect(answer.status).toBe(403);
  });

  test('closes a connection without TLS', async () => {
    const { port, url } = await open();
    const socket = (await dial(port)).resume();
    socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
    await ended(socket, 'the connection to be closed');
    await RawClient.join(url, {}, CA);
  });
});

describe('another certificate', () => {
  test('is for new connections, while the earlier ones go on', async () => {
    const router = await open();
    const bystandersStillWork = await withBystanders(router.url);
    expect(await certificateAt(router.port)).toBe(fingerprintOf('one'));
    router.replaceCertificate(tlsOf('other'));
    expect(await certificateAt(router.port)).toBe(fingerprintOf('other'));
    await bystandersStillWork();
    await RawClient.join(router.url, {}, CA);
    await toHold(router, { sessions: 3 });
  });

  test.each([
    ['with the key of another', { ...tlsOf('other'), key: tlsOf('one').key }, 'Expected the private key of'],
    ['that is none', { ...tlsOf('other'), cert: 'nonsense' }, 'Expected a certificate in PEM'],
    ['without a key', { ...tlsOf('other'), key: tlsOf('other').cert }, 'Expected a private key in PEM'],
    ['that is empty', { ...tlsOf('other'), cert: '' }, 'Expected a certificate in PEM'],
  ])('%s is refused, and the earlier one stays', async (_, tls, sentence) => {
    const router = await open();
    expect(() => router.replaceCertificate(tls)).toThrow(sentence);
    expect(await certificateAt(router.port)).toBe(fingerprintOf('one'));
  });

  test('is refused by a router without TLS', async () => {
    const router = await withRouter();
    expect(() => router.replaceCertificate(tlsOf('one'))).toThrow('that was started with the option tls');
  });
});

test.each([
  [{ cert: 'nonsense', key: tlsOf('one').key }, 'Expected a certificate in PEM'],
  [{ cert: tlsOf('one').cert, key: tlsOf('other').key }, 'Expected the private key of'],
  [{ cert: tlsOf('one').cert }, 'Expected an object with cert and key'],
])('a router does not start with a wrong certificate, and does not show the key', async (tls, sentence) => {
  const failure = await withRouter({ tls: tls as never }).catch((error: Error) => error);
  expect(failure).toMatchObject({ code: 'OPTION_INVALID', message: expect.stringContaining(sentence) });
  expect((failure as Error).message).not.toContain('BEGIN');
});

describe('over TLS', () => {
  test.each([
    ['sends nothing', Buffer.alloc(0)],
    // The header of a TLS record of 512 bytes with a ClientHello, and its first bytes.
    ['stops in the handshake', Buffer.from('16030102000100', 'hex')],
  ])('a connection that %s is closed after a while', async (_, bytes) => {
    const { port } = await open({ patience: 200 });
    const socket = (await dial(port)).resume();
    socket.write(bytes);
    await ended(socket, 'the connection to be closed');
  });

  test('a connection that drags its handshake on is closed after a while', async () => {
    const { port } = await open({ patience: 200 });
    const socket = connectTcp({ port, host: '127.0.0.1' })
      .on('error', () => {})
      .resume();
    onTestFinished(() => void socket.destroy());
    socket.write(Buffer.from('1603010200', 'hex'));
    const dripping = setInterval(() => socket.write(Buffer.from([1])), 20);
    await ended(socket, 'the connection to be closed').finally(() => clearInterval(dripping));
  });

  test('a connection without a request is closed after a while', async () => {
    const { port } = await open({ patience: 200 });
    await ended(await encrypt(port), 'the connection to be closed');
  });

  test('sessions of an address are limited', async () => {
    const router = await open({ maxSessionsPerAddress: 2 });
    const first = await RawClient.join(router.url, {}, CA);
    await RawClient.join(router.url, {}, CA);
    expect(await handshake(router.url, JSON_ONLY, CA)).toMatchObject({ status: 429 });
    await RawClient.join(router.url, {}, { ...CA, ...ELSEWHERE });
    first.destroy();
    await toHold(router, { sessions: 2 });
    await RawClient.join(router.url, {}, CA);
  });

  test.each([
    ['before', dial],
    ['after', encrypt],
  ] as const)('connections of an address %s the handshake are limited', async (_, begin) => {
    const { port, url } = await open({ maxSessionsPerAddress: 1 });
    const most = FIXED_LIMITS.spareConnectionsPerAddress.value + 1;
    const sockets: Socket[] = [];
    for (let count = 0; count < most; count++) sockets.push((await begin(port)).resume());
    await ended((await dial(port)).resume(), 'the connection to be ended');
    expect(sockets.filter(({ readableEnded }) => readableEnded)).toEqual([]);
    await RawClient.join(url, {}, { ...CA, ...ELSEWHERE });
    for (const socket of sockets) socket.destroy();
    // Their places are free again, once the router knows that they are gone.
    await expect
      .poll(() =>
        encrypt(port).then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);
    await RawClient.join(url, {}, CA);
  });

  test('memory of an address is limited, and TLS is a part of it', async () => {
    const log: LogEntry[] = [];
    const router = await open({ maxBytesPerAddress: MiB + 10_000, log: (entry) => log.push(entry) });
    for (let count = 0; count < 17; count++) await RawClient.join(router.url, {}, CA);
    await expect.poll(() => log.filter(({ event }) => event === 'connection cut off')).toHaveLength(1);
    await toHold(router, { sessions: 16 });
  });

  test('a callee that reads nothing is passed over, and then cut off', async () => {
    const router = await open({ maxBacklog: MiB, maxMessageSize: 2 * MiB, pingInterval: 300 });
    const callee = await RawClient.join(router.url, {}, CA);
    await callee.register('com.example.work');
    callee.pause();
    const caller = await RawClient.join(router.url, {}, CA);
    let answer: unknown;
    while (answer === undefined) {
      caller.call('com.example.work', {}, ['x'.repeat(MiB)]);
      [answer] = await caller.received();
    }
    expect(answer).toEqual(failed('CALL', expect.any(Number) as never, 'wamp.error.network_failure'));
    await toHold(router, { sessions: 1 });
  });

  // Longer than two pings: TLS encrypts the message as a whole, and only TCP below it shows that bytes are taken.
  test('a client that takes one large message slowly is alive', async () => {
    const router = await open({ pingInterval: 1_000 });
    const callee = await RawClient.join(router.url, {}, CA);
    await callee.register('com.example.much');
    const stream = connect({ port: router.port, host: '127.0.0.1', ...CA });
    const caller = await RawClient.join(router.url, {}, { createConnection: () => stream });
    caller.call('com.example.much');
    const invocation = await callee.invoked();
    stream.on('data', () => {
      stream.pause();
      setTimeout(() => stream.resume(), 2);
    });
    const beginning = Date.now();
    callee.yield(invocation, 'x'.repeat(15 * MiB));
    expect((await caller.next())[0]).toBe('RESULT');
    expect(Date.now() - beginning).toBeGreaterThan(2_000);
  });
});

test('a router that is closed while a handshake is under way ends it', async () => {
  const router = await open();
  const socket = (await dial(router.port)).resume();
  await within(router.close(50), 'the router to close');
  await ended(socket, 'the connection to be closed');
});
