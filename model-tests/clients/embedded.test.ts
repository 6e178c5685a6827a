/** A router on the HTTP server of a program, beside whatever else that serves. */
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import type { Router, RouterOptions } from '../../src/router/index.ts';
import { withBystanders } from './bystanders.ts';
import { TRUSTED, tlsOf } from './certificates.ts';
import { get, handshake } from './http.ts';
import { ELSEWHERE, RawClient } from './raw.ts';
import { toHold, within, withRouter } from './router.ts';

const JSON_ONLY = ['wamp.2.json'];
const HELLO: RequestListener = (_, response) => void response.end('the program');

async function listening<Some extends Server>(server: Some): Promise<Some> {
  server.listen(0, '127.0.0.1');
  await within(once(server, 'listening'), 'the server to listen');
  onTestFinished(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => void server.close(() => resolve()));
  });
  return server;
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;
const embed = (server: Server, options: RouterOptions = {}): Promise<Router> =>
  // The options of tests have a port, which a given server does not take.
  withRouter({ port: undefined, server, ...options });

describe('a router on a given server', () => {
  test('serves WebSockets at its path, and leaves requests to the program', async () => {
    const server = await listening(createServer(HELLO));
    const router = await embed(server, { path: '/wamp' });
    expect(router).toMatchObject({
      url: `ws://127.0.0.1:${portOf(server)}/wamp`,
      port: portOf(server),
    });
    await (await withBystanders(router.url))();
    for (const path of ['', 'wamp', 'healthz'])
      expect(await get(`http://127.0.0.1:${router.port}/${path}`)).toEqual({
        status: 200,
        body: 'the program',
      });
  });

  test('knows its address once the server listens', async () => {
    const server = createServer(HELLO);
    const router = await embed(server);
    expect(router.port).toBe(0);
    await listening(server);
    expect(router.url).toBe(`ws://127.0.0.1:${portOf(server)}/ws`);
    await RawClient.join(router.url);
  });

  test('serves wss:// on a server with TLS', async () => {
    const router = await embed(await listening(createSecureServer(tlsOf('one'), HELLO)));
    expect(router.url).toMatch(/^wss:/);
    await RawClient.join(router.url, {}, { ca: TRUSTED });
    expect(() => router.replaceCertificate(tlsOf('other'))).toThrow('the program has this one');
  });

  test('leaves WebSockets at other paths to other listeners', async () => {
    const server = await listening(createServer(HELLO));
    const others = new WebSocketServer({ noServer: true });
    server.on('upgrade', (request, socket, head) => {
      if (request.url === '/chat') others.handleUpgrade(request, socket, head, (each) => each.send('hello'));
    });
    const router = await embed(server);
    const chat = new WebSocket(router.url.replace('/ws', '/chat'));
    onTestFinished(() => chat.terminate());
    const [said] = await within(once(chat, 'message'), 'a message of the other server');
    expect(String(said)).toBe('hello');
    await RawClient.join(router.url);
  });

  test('refuses WebSockets at other paths if there is no other listener', async () => {
    const router = await embed(await listening(createServer(HELLO)));
    expect(await handshake(router.url.replace('/ws', '/other'), JSON_ONLY)).toEqual({
      status: 404,
      body: expect.stringContaining('Expected the path /ws, but /other came.'),
    });
  });

  test('shares it with another router', async () => {
    const server = await listening(createServer(HELLO));
    const [one, other] = [await embed(server, { path: '/one' }), await embed(server, { path: '/other' })];
    await RawClient.join(one.url);
    await RawClient.join(other.url);
    await RawClient.join(other.url);
    expect([one.size().sessions, other.size().sessions]).toEqual([1, 2]);
  });

  test('refuses WebSockets at other paths together with another router, also after one has closed', async () => {
    const server = await listening(createServer(HELLO));
    const [one, other] = [await embed(server, { path: '/one' }), await embed(server, { path: '/other' })];
    const refusal = async (path: string): Promise<unknown> =>
      (await within(handshake(one.url.replace('/one', path), JSON_ONLY), `an answer at ${path}`)).status;
    expect(await refusal('/third')).toBe(404);
    await one.close(0);
    expect(await refusal('/one')).toBe(404);
    await RawClient.join(other.url);
  });

  test('limits sessions and memory by address', async () => {
    const router = await embed(await listening(createServer(HELLO)), {
      maxSessionsPerAddress: 2,
      maxBytesPerAddress: 2 ** 20,
    });
    const [first, second] = [await RawClient.join(router.url), await RawClient.join(router.url)];
    expect(await handshake(router.url, JSON_ONLY)).toMatchObject({ status: 429 });
    await RawClient.join(router.url, {}, ELSEWHERE);
    first.begin('x'.repeat(2 ** 20));
    expect(await within(first.closed, 'the connection to be cut off')).toBe(1006);
    await toHold(router, { sessions: 2 });
    await RawClient.join(router.url);
    expect(await second.received()).toEqual([]);
  });

  test('counts the clients behind a trusted proxy', async () => {
    const router = await embed(await listening(createServer(HELLO)), {
      maxSessionsPerAddress: 1,
      trustProxy: ['loopback'],
    });
    for (const client of ['203.0.113.5', '203.0.113.6'])
      await RawClient.join(router.url, {}, { headers: { 'X-Forwarded-For': client } });
    expect(
      await handshake(router.url, JSON_ONLY, { headers: { 'X-Forwarded-For': '203.0.113.5' } }),
    ).toMatchObject({ status: 429 });
  });

  test('ends with GOODBYE, and leaves the server as it was', async () => {
    const server = await listening(createServer(HELLO));
    const router = await embed(server, { onShutdown: 'goodbye' });
    const client = await RawClient.join(router.url);
    const closed = router.close();
    await client.expect('GOODBYE');
    client.send('GOODBYE', {}, 'wamp.close.goodbye_and_out');
    await within(closed, 'the router to close');
    expect(await client.closed).toBe(1000);
    expect(server.listenerCount('upgrade')).toBe(0);
    expect(await get(`http://127.0.0.1:${portOf(server)}/`)).toMatchObject({ body: 'the program' });
  });

  test('cuts off the clients that do not answer its GOODBYE', async () => {
    const router = await embed(await listening(createServer(HELLO)), { onShutdown: 'goodbye' });
    const client = await RawClient.join(router.url);
    await within(router.close(50), 'the router to close');
    expect(await client.closed).toBe(1006);
  });
});

test.each([
  [{ port: 80 }, 'Expected no port with the option server'],
  [{ host: '::', site: '/tmp' }, 'Expected no host and no site with the option server'],
  [{ server: 7 }, 'Expected a server of node:http or node:https as the option server, but 7 came.'],
])('with %j, a router does not start', async (options, sentence) => {
  await expect(embed(createServer(), options as never)).rejects.toThrow(sentence);
});
