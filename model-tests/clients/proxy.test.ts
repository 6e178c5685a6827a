/** The proxy between clients and their router: nothing that passes is changed, everything is recorded and judged. */
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { afterAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { PROCESS_CLOCK } from '../../src/router/clock.ts';
import { type ProxyOptions, type RunningProxy, startProxy } from '../../src/tools/proxy/proxy.ts';
import type { Entry } from '../../src/wire/entry.ts';
import { readLog } from '../../src/wire/log.ts';
import { forgetful } from '../faulty.ts';
import { joinWithAutobahn } from './autobahn.ts';
import { pathOf } from './certificates.ts';
import { Failure } from './client.ts';
import { withFaultyRouter } from './faulty-router.ts';
import { handshake } from './http.ts';
import { dealerchart, type Program, serve } from './process.ts';
import { BOUND, within } from './router.ts';
import { joinWithWampy } from './wampy.ts';

const folder = mkdtempSync(join(tmpdir(), 'dealerchart-proxy-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const fileNamed = (name: string): string => join(folder, name);
const logIn = (name: string): Entry[] => readLog(readFileSync(fileNamed(name), 'utf8'));

/** Runs `dealerchart proxy` on a free port; resolves once it listens. */
async function proxyTo(url: string, ...args: string[]): Promise<Program & { readonly url: string }> {
  const program = dealerchart('proxy', url, '--listen', '0', ...args);
  const [, address] = /Connect clients to (\S+);/.exec(await program.line(/Connect clients/)) ?? [];
  return Object.assign(program, { url: address as string });
}

describe('dealerchart proxy', () => {
  test('judges a right router that two libraries use, and finds nothing', async () => {
    const router = await serve();
    const flags = ['--judge', '--record', fileNamed('right.jsonl'), '--tolerance', '300'];
    const proxy = await proxyTo(router.url, ...flags);
    const busy = await joinWithAutobahn(proxy.url);
    const free = await joinWithWampy(proxy.url, { serialiser: 'MsgpackSerializer' });
    const caller = await joinWithWampy(proxy.url, { serialiser: 'CborSerializer' });
    await busy.register('com.example.work', refuse, { invoke: 'first' });
    await free.register('com.example.work', ({ args }) => ({ args: [...(args ?? [])] }), { invoke: 'first' });
    for (let call = 0; call < 20; call++)
      expect(await caller.call('com.example.work', { args: [call] })).toMatchObject({ args: [call] });
    await free.leave();
    await expect(caller.call('com.example.work')).rejects.toMatchObject({
      uri: 'wamp.error.no_available_callee',
    });
    await caller.leave();
    busy.destroy();
    proxy.kill('SIGINT');
    expect(await proxy.ended).toBe(0);
    expect(proxy.stdout).not.toMatch(/^(broken|departed)/m);
    expect(proxy.stdout).toMatch(/^held CR-5 \d+ times$/m);
    expect(proxy.stdout).toMatch(/99 rules: 0 broken/);
    expect(proxy.stderr).toBe('');
    const again = dealerchart('judge', fileNamed('right.jsonl'), '--tolerance', '300');
    expect(await again.ended).toBe(0);
    expect(again.stdout).toMatch(/^held CR-5 \d+ times$/m);
    const opened = logIn('right.jsonl').filter((entry) => 'event' in entry && entry.event === 'connected');
    expect(opened).toEqual(opened.map((entry) => ({ ...entry, via: 'proxy' })));
    expect(opened).toHaveLength(3);
  });

  test('names the rule, the client and what came while a faulty router runs, and ends with 1', async () => {
    const proxy = await proxyTo(await withFaultyRouter(forgetful), '--judge', '--tolerance', '100');
    const [one, two, caller] = [
      await joinWithAutobahn(proxy.url),
      await joinWithAutobahn(proxy.url),
      await joinWithAutobahn(proxy.url),
    ];
    let refusals = 0;
    const refuseTwice = (): never => {
      refusals++;
      throw new Failure(refusals > 2 ? 'com.example.enough' : 'wamp.error.unavailable');
    };
    await one.register('com.example.work', refuseTwice, { invoke: 'first' });
    await two.register('com.example.work', refuseTwice, { invoke: 'first' });
    await expect(caller.call('com.example.work')).rejects.toBeInstanceOf(Failure);
    await proxy.line(/^broken CR-7 \(MUST, /);
    expect(await proxy.line(/^ {2}CR-7 c1, line \d+: Expected no INVOCATION for c1/)).toContain('refused');
    for (const client of [one, two, caller]) client.destroy();
    proxy.kill('SIGINT');
    expect(await proxy.ended).toBe(1);
    expect(proxy.stdout).toMatch(/99 rules: [1-9]\d* broken/);
  });

  test('reports only the rules that it is asked for', async () => {
    const proxy = await proxyTo('ws://127.0.0.1:9/ws', '--judge', '--only', 'CR-7', '--only', 'BP-14');
    proxy.kill('SIGINT');
    expect(await proxy.ended).toBe(0);
    expect(proxy.stdout).toContain('not exercised CR-7 BP-14');
    expect(proxy.stdout).toContain('2 rules: ');
  });

  test('reaches a router over TLS, and checks its certificate', async () => {
    const certificate = ['--tls-cert', pathOf('one', 'crt'), '--tls-key', pathOf('one', 'key')];
    const router = await serve(...certificate);
    const record = ['--record', fileNamed('tls.jsonl')];
    const trusting = await proxyTo(router.url, '--ca', pathOf('one', 'crt'), ...record);
    const client = await joinWithWampy(trusting.url);
    await client.leave();
    const wary = await proxyTo(router.url, ...record);
    expect(await handshake(wary.url, ['wamp.2.json'])).toMatchObject({
      status: 502,
      body: expect.stringContaining('cannot be reached'),
    });
    const careless = await proxyTo(router.url, '--insecure', ...record);
    await (await joinWithWampy(careless.url)).leave();
  });

  test.each([
    [['http://127.0.0.1:8080', '--judge'], 'Expected an address that begins with ws:// or wss://.'],
    [['ws://127.0.0.1:8080/ws'], 'Expected --judge or --record <file>'],
    [['ws://127.0.0.1:8080/ws', '--judge', '--only', 'XX-1'], 'XX-1'],
    [['ws://127.0.0.1:8080/ws', '--judge', '--ca', '/nowhere/ca.crt'], '/nowhere/ca.crt cannot be read'],
    [['ws://127.0.0.1:8080/ws', '--record', '/nowhere/log.jsonl'], 'choose another file with --record'],
  ])('ends with 2 for %j', async (args, sentence) => {
    const program = dealerchart('proxy', ...args);
    expect(await program.ended).toBe(2);
    expect(program.stderr).toContain(sentence);
    expect(program.stderr).not.toContain('    at ');
  });
});

describe('what passes', () => {
  test('keeps the path, the query and the headers of the client, and the subprotocol of the router', async () => {
    const asked: IncomingMessage[] = [];
    const router = await websocketRouter((_, request) => asked.push(request), 'wamp.2.msgpack');
    const { proxy } = await between(router);
    const socket = new WebSocket(
      proxy.url.replace('/ws', '/other/path?a=1&b=%20'),
      ['wamp.2.json', 'wamp.2.msgpack'],
      {
        headers: { Cookie: 'a=b', Authorization: 'Bearer x', 'X-Odd': 'kept' },
        origin: 'http://pages.example',
      },
    );
    onTestFinished(() => socket.terminate());
    const [answer] = await within(once(socket, 'upgrade'), 'the WebSocket');
    expect((answer as IncomingMessage).headers['sec-websocket-protocol']).toBe('wamp.2.msgpack');
    expect((answer as IncomingMessage).headers['sec-websocket-extensions']).toBeUndefined();
    expect(asked[0]?.url).toBe('/other/path?a=1&b=%20');
    expect(asked[0]?.headers).toMatchObject({
      cookie: 'a=b',
      authorization: 'Bearer x',
      'x-odd': 'kept',
      origin: 'http://pages.example',
      host: new URL(router).host,
    });
  });

  test('is the status and the sentence of a router that refuses', async () => {
    const server = createServer();
    server.on('upgrade', (_, socket) => {
      socket.end(
        'HTTP/1.1 418 No Tea\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nnone\r\n0\r\n\r\n',
      );
    });
    const { proxy } = await between(await listening(server));
    expect(await handshake(proxy.url, ['wamp.2.json'])).toEqual({ status: 418, body: 'none' });
  });

  test.each(['client', 'router'] as const)('is the close code and the reason of the %s', async (side) => {
    const { inner, outer, log } = await connected();
    const [from, to] = side === 'client' ? [outer, inner] : [inner, outer];
    const closed = once(to, 'close');
    from.close(4_321, 'because');
    const [code, reason] = await within(closed, 'the close');
    expect([code, String(reason)]).toEqual([4_321, 'because']);
    await vi.waitFor(() =>
      expect(log.at(-1)).toMatchObject({ event: side === 'client' ? 'lost' : 'closed' }),
    );
  });

  test('is every byte, whatever the frames are, and only the router answers pings', async () => {
    const { inner, outer, log } = await connected();
    const pings: string[] = [];
    inner.on('ping', (data) => pings.push(String(data)));
    const texts: string[] = [];
    inner.on('message', (data) => texts.push(String(data)));
    const ponged = once(outer, 'pong');
    outer.send('[48,1,{},', { fin: false });
    outer.ping('between fragments');
    outer.send('"com.example.p",["ä"]]', { fin: true });
    outer.send('no JSON');
    outer.send(Buffer.of(1, 2, 3));
    const large = JSON.stringify([48, 2, {}, 'com.example.p', ['x'.repeat(200_000)]]);
    outer.send(large);
    expect(String((await within(ponged, 'the pong'))[0])).toBe('between fragments');
    await vi.waitFor(() => expect(texts).toHaveLength(4), { timeout: BOUND });
    expect(pings).toEqual(['between fragments']);
    expect(texts).toEqual(['[48,1,{},"com.example.p",["ä"]]', 'no JSON', '\u0001\u0002\u0003', large]);
    const received = log.flatMap((entry) => ('received' in entry ? [entry.received as unknown] : []));
    expect(received.map((one) => (Array.isArray(one) ? one[1] : one))).toEqual([
      1,
      expect.stringMatching(/^something unreadable/),
      'a binary message',
      2,
    ]);
  });

  test('is recorded without the proof of a client', async () => {
    const { inner, outer, log } = await connected();
    const came = once(inner, 'message');
    outer.send('[5,"secret",{"nonce":"secret"}]');
    expect(String((await within(came, 'AUTHENTICATE'))[0])).toContain('secret');
    await vi.waitFor(() => expect(log.at(-1)).toMatchObject({ received: [5, '', {}] }));
  });

  test('is held back by a side that does not read', async () => {
    const { inner, outer } = await connected();
    outer.pause();
    const piece = Buffer.alloc(2 ** 20);
    let taken = 0;
    for (let sent = 0; sent < 64; sent++) inner.send(piece, () => void taken++);
    // What the system buffers may take is far below 64 MiB.
    await vi.waitFor(() => expect(inner.bufferedAmount).toBeGreaterThan(2 ** 24), { timeout: BOUND });
    expect(taken).toBeLessThan(48);
    let came = 0;
    outer.on('message', (data) => {
      came += (data as Buffer).length;
    });
    outer.resume();
    await vi.waitFor(() => expect(came).toBe(64 * piece.length), { timeout: BOUND });
  });
});

describe('a limit', () => {
  test('of connections is told as 503', async () => {
    const { outer, proxy } = await connected({ maxConnections: 1 });
    expect(await handshake(proxy.url, ['wamp.2.json'])).toEqual({
      status: 503,
      body: 'There are 1 connections, as many as there may be.\n',
    });
    outer.terminate();
    await vi.waitFor(() => expect(proxy.size()).toBe(0), { timeout: BOUND });
    const next = new WebSocket(proxy.url, 'wamp.2.json');
    onTestFinished(() => next.terminate());
    await within(once(next, 'open'), 'the next connection');
  });

  test('of the size of messages keeps none from passing', async () => {
    const { inner, outer, log, remarks } = await connected({ maxMessageSize: 1_000 });
    const came: number[] = [];
    inner.on('message', (data) => came.push((data as Buffer).length));
    outer.send(`[48,1,{},"com.example.p",["${'x'.repeat(2_000)}"]]`);
    outer.send('[49,1,{}]');
    await vi.waitFor(() => expect(log.at(-1)).toMatchObject({ received: [49, 1, {}] }), { timeout: BOUND });
    expect(came).toEqual([2_030, 9]);
    expect(log.at(-2)).toMatchObject({
      received: 'a message of 2030 bytes, more than the 1000 that are decoded',
    });
    expect(remarks).toEqual([expect.stringContaining('Connection c1: a message of 2030 bytes')]);
  });
});

test('a connection in another subprotocol passes, and is not recorded', async () => {
  const { inner, outer, log, remarks } = await connected({}, 'wamp.2.json.batched');
  const came = once(inner, 'message');
  outer.send('anything');
  expect(String((await within(came, 'the message'))[0])).toBe('anything');
  expect(log).toEqual([]);
  expect(remarks).toEqual([expect.stringContaining('its subprotocol is wamp.2.json.batched')]);
});

test('a router that cannot be reached is told as 502', async () => {
  const { proxy } = await between('ws://127.0.0.1:9/ws');
  expect(await handshake(proxy.url, ['wamp.2.json'])).toMatchObject({ status: 502 });
});

// --- internal ---

const refuse = (): never => {
  throw new Failure('wamp.error.unavailable');
};

async function listening(server: ReturnType<typeof createServer>): Promise<string> {
  const sockets = new Set<Duplex>();
  server.on('connection', (socket) => sockets.add(socket));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}/ws`;
}

/** A WebSocket server that selects a subprotocol. */
async function websocketRouter(
  welcome: (socket: WebSocket, request: IncomingMessage) => void,
  protocol: string,
): Promise<string> {
  const server = createServer();
  const sockets = new WebSocketServer({ server, handleProtocols: () => protocol, perMessageDeflate: true });
  sockets.on('connection', welcome);
  return listening(server);
}

interface Between {
  readonly proxy: RunningProxy;
  readonly log: Entry[];
  readonly remarks: string[];
}

async function between(router: string, options: Partial<ProxyOptions> = {}): Promise<Between> {
  const [log, remarks]: [Entry[], string[]] = [[], []];
  const proxy = await startProxy({
    router: new URL(router),
    host: '127.0.0.1',
    port: 0,
    maxConnections: 100,
    maxMessageSize: 2 ** 24,
    patience: BOUND,
    settling: 100,
    clock: PROCESS_CLOCK,
    record: (entry) => log.push(entry),
    remark: (sentence) => remarks.push(sentence),
    ...options,
  });
  onTestFinished(() => proxy.close());
  return { proxy, log, remarks };
}

/** A client and a router that a proxy connects, as plain WebSockets. */
async function connected(
  options: Partial<ProxyOptions> = {},
  protocol = 'wamp.2.json',
): Promise<Between & { readonly inner: WebSocket; readonly outer: WebSocket }> {
  const inners: WebSocket[] = [];
  const found = await between(await websocketRouter((socket) => inners.push(socket), protocol), options);
  const outer = new WebSocket(found.proxy.url, protocol);
  onTestFinished(() => outer.terminate());
  await within(once(outer, 'open'), 'the WebSocket');
  return { ...found, inner: inners[0] as WebSocket, outer };
}
