/** Limits of one address, and of all addresses together. */
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import type { LogEntry } from '../../src/router/index.ts';
import { FIXED_LIMITS } from '../../src/router/limits.ts';
import { withBystanders } from './bystanders.ts';
import { dial, handshake } from './http.ts';
import { ELSEWHERE, failed, RawClient } from './raw.ts';
import { toHold, within, withRouter } from './router.ts';

const JSON_ONLY = ['wamp.2.json'];

describe('sessions', () => {
  test('of an address are limited, and one that leaves makes room', async () => {
    const router = await withRouter({ maxSessionsPerAddress: 2 });
    const [first] = [await RawClient.join(router.url), await RawClient.connect(router.url)];
    expect(await handshake(router.url, JSON_ONLY)).toEqual({
      status: 429,
      body: expect.stringContaining('There are 2 sessions of your address'),
    });
    await RawClient.join(router.url, {}, ELSEWHERE);
    first?.destroy();
    await toHold(router, { sessions: 2 });
    await RawClient.join(router.url);
  });

  test('of all addresses are limited', async () => {
    const router = await withRouter({ maxSessions: 2 });
    await RawClient.join(router.url);
    await RawClient.join(router.url, {}, ELSEWHERE);
    expect(await handshake(router.url, JSON_ONLY)).toEqual({
      status: 503,
      body: expect.stringContaining('There are 2 sessions, as many as there may be'),
    });
  });
});

describe('a session', () => {
  const LIMIT = 'dealerchart.error.limit_exceeded';

  test('has as many registrations, calls and bytes in flight as the options say', async () => {
    const { url } = await withRouter({ maxRegistrations: 2, maxCalls: 2, maxCallBytes: 1_000 });
    const callee = await RawClient.join(url);
    await callee.register('com.example.a');
    await callee.register('com.example.b');
    callee.send('REGISTER', 9, {}, 'com.example.c');
    expect(await callee.next()).toEqual(failed('REGISTER', 9, LIMIT));
    const [many, large] = [await RawClient.join(url), await RawClient.join(url)];
    many.call('com.example.a');
    many.call('com.example.a');
    expect(await many.received()).toEqual([]);
    const surplus = many.call('com.example.a');
    expect(await many.next()).toEqual(failed('CALL', surplus, LIMIT));
    large.call('com.example.b', {}, ['x'.repeat(800)]);
    expect(await large.received()).toEqual([]);
    const heavy = large.call('com.example.b', {}, ['x'.repeat(800)]);
    expect(await large.next()).toEqual(failed('CALL', heavy, LIMIT));
  });

  test('that a message is too large for gets an ERROR, and stays', async () => {
    const { url } = await withRouter({ maxMessageSize: 4_000 });
    const callee = await RawClient.join(url, {}, { protocol: 'wamp.2.msgpack' });
    await callee.register('com.example.escaped');
    const caller = await RawClient.join(url);
    const call = caller.call('com.example.escaped');
    // Six characters each in JSON, and one byte in MessagePack.
    callee.yield(await callee.invoked(), '\u0001'.repeat(3_000));
    expect(await caller.next()).toEqual(failed('CALL', call, 'wamp.error.payload_size_exceeded'));
    expect(await caller.received()).toEqual([]);
  });

  test('gets a message as large as one may be that is sent', async () => {
    const { url } = await withRouter({ maxMessageSize: 4_000 });
    const callee = await RawClient.join(url);
    await callee.register('a.b');
    const caller = await RawClient.join(url);
    const frame = (text: string): string => `[48,7,{},"a.b",["${text}"]]`;
    caller.sendFrame(frame('x'.repeat(4_000 - frame('').length)));
    const invocation = await callee.invoked();
    const answer = (text: string): string => `[70,${invocation},{},["${text}"]]`;
    callee.sendFrame(answer('y'.repeat(4_000 - answer('').length)));
    expect(await caller.next()).toMatchObject(['RESULT', 7, {}, [expect.stringMatching(/^y+$/)]]);
  });
});

describe('connections that are no WebSockets', () => {
  test('are limited: one too many is closed without an answer', async () => {
    const { port, url } = await withRouter({ maxSessionsPerAddress: 1 });
    const sockets = [];
    for (let count = 0; count <= FIXED_LIMITS.spareConnectionsPerAddress.value; count++)
      sockets.push((await dial(port)).resume());
    const surplus = (await dial(port)).resume();
    await within(once(surplus, 'end'), 'the connection to be ended');
    expect(sockets.filter(({ readableEnded }) => readableEnded)).toEqual([]);
    await RawClient.join(url, {}, ELSEWHERE);
  });

  test('are closed if they send a request before the last one was answered', async () => {
    const { port } = await withRouter();
    const socket = await dial(port);
    let answers = '';
    socket.on('data', (data) => {
      answers += data;
    });
    socket.on('end', () => socket.end());
    socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(1_000));
    await within(once(socket, 'close'), 'the connection to be closed');
    expect(answers.split('HTTP/1.1 200').length).toBeLessThanOrEqual(2);
  });

  test('may send one request after the other', async () => {
    const { port } = await withRouter();
    const socket = await dial(port);
    for (let count = 0; count < 3; count++) {
      socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
      const [answer] = await within(once(socket, 'data'), 'an answer');
      expect(String(answer)).toContain('"status":"ok"');
    }
  });

  test.each([
    ['nothing', ''],
    ['a part of a request', 'GET /ws HTTP/1.1\r\nHost: x\r\n'],
  ])('are closed after a while if they send %s', async (_, text) => {
    const { port } = await withRouter({ patience: 200 });
    const socket = await dial(port);
    if (text !== '') socket.write(text);
    let answer = '';
    socket.on('data', (data) => {
      answer += data;
    });
    await within(once(socket, 'end'), 'the connection to be ended');
    expect(answer).toMatch(/^$|^HTTP\/1.1 408 /);
  });
});

test('an idle connection is closed, and one that is not idle stays', async () => {
  const { url } = await withRouter({ idleTimeout: 400 });
  const [idle, busy] = [await RawClient.join(url), await RawClient.join(url)];
  let isClosed = false;
  const closed = idle.closed.then((code) => {
    isClosed = true;
    return code;
  });
  while (!isClosed) await busy.received();
  expect(await closed).toBe(1001);
  expect(await busy.received()).toEqual([]);
});

describe('memory', () => {
  const cutOff = (log: readonly LogEntry[]): LogEntry[] =>
    log.filter(({ event }) => event === 'connection cut off');

  test('of one address is limited: messages that never end cost their senders the connection', async () => {
    const log: LogEntry[] = [];
    const router = await withRouter({ maxBytesPerAddress: 4 * 2 ** 20, log: (entry) => log.push(entry) });
    const bystandersStillWork = await withBystanders(router.url);
    const elsewhere = await RawClient.join(router.url, {}, ELSEWHERE);
    elsewhere.begin('x'.repeat(3 * 2 ** 20));
    const senders = [];
    for (let count = 0; count < 8; count++) senders.push(await RawClient.join(router.url));
    for (const sender of senders) sender.begin('x'.repeat(2 ** 20));
    await expect.poll(() => cutOff(log).length).toBeGreaterThanOrEqual(5);
    expect(cutOff(log)).toHaveLength(5);
    for (const { reason } of cutOff(log))
      expect(reason).toContain('the address 127.0.0.1 may hold 4194304 bytes');
    await bystandersStillWork();
    await toHold(router, { sessions: 2 + 1 + 3 });
  });

  test('is that of long names, too', async () => {
    const log: LogEntry[] = [];
    const router = await withRouter({ maxBytesPerAddress: 4 * 2 ** 20, log: (entry) => log.push(entry) });
    const bystandersStillWork = await withBystanders(router.url);
    const greedy = await RawClient.join(router.url);
    for (let count = 0; count < 3; count++)
      greedy.send('REGISTER', count + 1, {}, `${count}${'x'.repeat(1e6)}`);
    expect(await within(greedy.closed, 'the connection to be cut off')).toBe(1006);
    expect(cutOff(log)).toHaveLength(1);
    await bystandersStillWork();
    await toHold(router, { sessions: 2, registrations: 1 });
  });

  test('is that of payloads in other serialisations, too', async () => {
    const log: LogEntry[] = [];
    const router = await withRouter({ maxBytesPerAddress: 2 ** 20, log: (entry) => log.push(entry) });
    const callee = await RawClient.join(router.url, {}, ELSEWHERE);
    await callee.register('com.example.work');
    const caller = await RawClient.join(router.url, {}, { protocol: 'wamp.2.msgpack' });
    // In JSON, each of these characters takes six bytes.
    for (let count = 0; count < 30; count++)
      caller.call('com.example.work', {}, ['\u0001'.repeat(10 * 2 ** 10)]);
    expect(await within(caller.closed, 'the connection to be cut off')).toBe(1006);
    expect(cutOff(log)).toMatchObject([{ reason: expect.stringContaining('the address 127.0.0.1') }]);
  });

  test('of names that belong to nothing any more is not counted', async () => {
    const router = await withRouter({ maxBytesPerAddress: 2 ** 20 });
    const client = await RawClient.join(router.url);
    await client.register('com.example.work');
    for (let count = 0; count < 400; count++) {
      const call = client.call(`com.example.${'x'.repeat(3_000)}`);
      expect(await client.next()).toEqual(failed('CALL', call, 'wamp.error.no_such_procedure'));
    }
  });

  test('of calls that are over is not counted', async () => {
    const router = await withRouter({ maxBytesPerAddress: 4 * 2 ** 20 });
    const callee = await RawClient.join(router.url);
    await callee.register('com.example.much');
    const caller = await RawClient.join(router.url);
    for (let count = 0; count < 12; count++) {
      const call = caller.call('com.example.much', {}, ['x'.repeat(2 ** 20)]);
      callee.yield(await callee.invoked());
      expect(await caller.next()).toEqual(['RESULT', call, {}, []]);
    }
  });

  test('of all addresses is limited', async () => {
    const log: LogEntry[] = [];
    const router = await withRouter({ maxBytes: 4 * 2 ** 20, log: (entry) => log.push(entry) });
    const bystandersStillWork = await withBystanders(router.url);
    const [modest, greedy] = [
      await RawClient.join(router.url),
      await RawClient.join(router.url, {}, ELSEWHERE),
    ];
    modest.begin('x'.repeat(2 ** 20));
    greedy.begin('x'.repeat(4 * 2 ** 20));
    expect(await within(greedy.closed, 'the connection to be cut off')).toBe(1006);
    expect(cutOff(log)).toMatchObject([{ reason: expect.stringContaining('all connections may hold') }]);
    await bystandersStillWork();
    await toHold(router, { sessions: 3 });
  });
});
