/** The router as a whole: realms, health, silent peers, and its shutdown. */
import { once } from 'node:events';
import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { Misuse } from '../../src/dealer/index.ts';
import { type LogFormat, logTo, startRouter } from '../../src/router/index.ts';
import { joinWithAutobahn, openAutobahn } from './autobahn.ts';
import { BYSTANDERS, withBystanders } from './bystanders.ts';
import { dial, get } from './http.ts';
import { failed, RawClient } from './raw.ts';
import { NOTHING, toHold, within, withRouter } from './router.ts';
import { joinWithWampy, openWampy } from './wampy.ts';

describe('realms', () => {
  test('are separate: each has its own callee of a procedure', async () => {
    const router = await withRouter();
    for (const realm of ['realm1', 'realm2']) {
      const callee = await joinWithAutobahn(router.url, { realm });
      await callee.register('com.example.where', () => ({ args: [realm] }));
    }
    for (const realm of ['realm1', 'realm2']) {
      const caller = await joinWithWampy(router.url, { realm });
      expect((await caller.call('com.example.where')).args).toEqual([realm]);
    }
    const stranger = await joinWithWampy(router.url, { realm: 'realm3' });
    await expect(stranger.call('com.example.where')).rejects.toMatchObject({
      uri: 'wamp.error.no_such_procedure',
    });
    expect(router.size()).toEqual({ realms: 3, sessions: 5, registrations: 2, calls: 0 });
  });

  test('come with their first session and go with their last', async () => {
    const router = await withRouter();
    for (let time = 0; time < 3; time++) {
      const clients = [await RawClient.join(router.url), await RawClient.join(router.url)];
      expect(router.size()).toEqual({ ...NOTHING, realms: 1, sessions: 2 });
      for (const client of clients) client.destroy();
      await toHold(router, NOTHING);
    }
  });

  test('are those of the list, if there is one', async () => {
    const router = await withRouter({ realms: ['orders', 'billing'] });
    for (const realm of ['orders', 'billing']) await RawClient.join(router.url, {}, { realm });
    await expect(RawClient.join(router.url)).rejects.toThrow('wamp.error.no_such_realm');
  });
});

describe('over plain HTTP', () => {
  test('/healthz says how much there is of everything', async () => {
    const { url } = await withRouter();
    const health = url.replace(/\/ws$/, '/healthz');
    const empty = await get(health);
    expect([empty.status, JSON.parse(empty.body)]).toEqual([200, { status: 'ok', ...NOTHING }]);
    await withBystanders(url);
    expect(JSON.parse((await get(health)).body)).toEqual({ status: 'ok', ...BYSTANDERS });
  });

  test('the endpoint asks for a WebSocket, and all else does not exist', async () => {
    const { url } = await withRouter();
    expect(await get(url)).toEqual({ status: 426, body: expect.stringContaining('Open a WebSocket at /ws') });
    expect(await get(url, 'POST')).toMatchObject({ status: 426 });
    for (const path of ['/', '/wss', '/healthzz', '/..', '/%00']) {
      expect(await get(url.replace(/\/ws$/, path)), path).toMatchObject({ status: 404 });
    }
  });
});

test.each([
  [['wamp.2.json', 'wamp.2.cbor'], 'wamp.2.json'],
  [['wamp.2.cbor', 'wamp.2.json'], 'wamp.2.cbor'],
  [['wamp.2.xml', 'wamp.2.msgpack', 'wamp.2.json'], 'wamp.2.msgpack'],
])('of the subprotocols %j it speaks %s', async (offered, spoken) => {
  const { url } = await withRouter();
  const socket = new WebSocket(url, offered);
  onTestFinished(() => socket.terminate());
  await within(once(socket, 'open'), 'the WebSocket to open');
  expect(socket.protocol).toBe(spoken);
});

describe('a peer', () => {
  test('that answers no ping is cut off, and its calls end', async () => {
    const router = await withRouter({ pingInterval: 500 });
    const bystandersStillWork = await withBystanders(router.url);
    const callee = await RawClient.join(router.url, {}, { autoPong: false });
    await callee.register('com.example.slow');
    const caller = await RawClient.join(router.url);
    const call = caller.call('com.example.slow');
    expect(await caller.next()).toEqual(failed('CALL', call, 'wamp.error.canceled'));
    expect(await callee.closed).toBe(1006);
    await bystandersStillWork();
    await toHold(router, { ...BYSTANDERS, sessions: 3 });
  });
});

describe('when the router closes', () => {
  test('with goodbye, everybody is told, and it is over when all have said goodbye', async () => {
    const router = await startRouter({ port: 0, onShutdown: 'goodbye' });
    const autobahn = await openAutobahn(router.url);
    const wampy = await openWampy(router.url);
    const raw = await RawClient.join(router.url);
    const early = await RawClient.connect(router.url);
    const closing = router.close();
    expect(await raw.next()).toEqual(['GOODBYE', {}, 'wamp.close.system_shutdown']);
    raw.send('GOODBYE', {}, 'wamp.close.goodbye_and_out');
    expect(await raw.next()).toEqual(['closed']);
    expect(await autobahn.closed).toEqual(['closed', 'wamp.close.system_shutdown']);
    await wampy.closed;
    expect(await early.next()).toMatchObject(['ABORT', {}, 'wamp.close.system_shutdown']);
    await closing;
    expect(router.size()).toEqual(NOTHING);
  });

  test('its port is free at once, even while somebody has not said goodbye', async () => {
    const router = await startRouter({ port: 0, onShutdown: 'goodbye' });
    const sluggard = await RawClient.join(router.url);
    const closing = router.close(200);
    const next = await withRouter({ port: router.port });
    await (await withBystanders(next.url))();
    await closing;
    await sluggard.expect('GOODBYE');
    expect(await sluggard.next()).toEqual(['closed']);
    await toHold(next, BYSTANDERS);
  });

  test.each([
    ['said nothing', ''],
    ['begun a request', 'GET /healthz HTTP/1.1\r\nHo'],
    ['sent half a handshake', 'GET /ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n'],
    ['been refused', 'GET /nowhere HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'],
  ])('a connection that has %s does not hold it up', async (_, text) => {
    const router = await startRouter({ port: 0 });
    const socket = await dial(router.port);
    socket.write(text);
    await get(router.url);
    await within(router.close(100), 'the router to close');
  });

  test('a second time, nothing happens', async () => {
    const router = await startRouter({ port: 0 });
    await router.close();
    await within(router.close(), 'the router to close again');
  });
});

test('on a port that is in use it does not start', async () => {
  const router = await withRouter();
  await expect(startRouter({ port: router.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await (await withBystanders(router.url))();
});

test('with a reading that does not exist it does not start', async () => {
  const readings = { gate: 'never' } as object;
  await expect(startRouter({ port: 0, readings })).rejects.toThrow(Misuse);
});

test.each([
  [{ realms: 'realm1' }, 'OPTION_INVALID'],
  [{ realms: ['a..b'] }, 'OPTION_INVALID'],
  [{ realm: 'realm1' }, 'OPTION_UNKNOWN'],
  [{ port: 'x' }, 'OPTION_INVALID'],
  [{ port: 70_000 }, 'OPTION_INVALID'],
  [{ path: 'ws' }, 'OPTION_INVALID'],
  [{ site: { folder: '.', policy: 'two\nlines' } }, 'OPTION_INVALID'],
  [{ maxMessageSize: -1 }, 'OPTION_INVALID'],
  [{ random: 0.5 }, 'OPTION_INVALID'],
  [{ clock: { now: Date.now } }, 'OPTION_INVALID'],
  [{ pingInterval: 0 }, 'OPTION_INVALID'],
  [{ log: 'text' }, 'OPTION_INVALID'],
  [{ onShutdown: 'later' }, 'OPTION_INVALID'],
  [null, 'OPTION_INVALID'],
])('with the options %j, which make no sense, it does not start', async (options, code) => {
  await expect(startRouter(options as never)).rejects.toMatchObject({ name: 'Misuse', code });
});

test.each([0.5, 101, 1_500.5])('with a patience of %d ms, it starts', async (patience) => {
  await withRouter({ patience });
});

test('a document of principals in the place of their authenticator is not shown', async () => {
  const options = { authenticator: { seed: 'hunter2', realms: {} } };
  const failure = await startRouter(options as never).catch((error: Error) => error.message);
  expect(failure).toBe(
    'Expected an object with methods and begin as the option authenticator, but something else came.',
  );
});

describe.each(['text', 'json'] as const)('the log, as %s,', (format: LogFormat) => {
  test('has a line for each session, registration, refusal and failure', async () => {
    const lines: string[] = [];
    const { url } = await withRouter({ log: logTo(format, (line) => lines.push(line)) });
    const callee = await RawClient.join(url, {}, { protocol: 'wamp.2.cbor' });
    const registration = await callee.register('com.example.busy');
    const caller = await RawClient.join(url);
    caller.call('com.example.busy');
    callee.refuse(await callee.invoked());
    await caller.expect('ERROR');
    callee.send('UNREGISTER', 5, registration);
    await callee.expect('UNREGISTERED');
    callee.send('GOODBYE', {}, 'wamp.close.close_realm');
    await callee.closed;
    caller.sendFrame('[]');
    await caller.closed;
    await expect.poll(() => lines.length).toBe(9);
    for (const [index, fact] of [
      'wamp.2.cbor',
      'com.example.busy',
      'wamp.2.json',
      'wamp.error.unavailable',
      'wamp.error.no_available_callee',
      'procedure unregistered',
      'session left',
      'wamp.error.protocol_violation',
      'session left',
    ].entries()) {
      expect(lines[index]).toContain(fact);
      if (format === 'json') expect(() => JSON.parse(lines[index] as string)).not.toThrow();
    }
  });

  test('says how a client closed its WebSocket, and where a call went that was refused', async () => {
    const lines: string[] = [];
    const { url } = await withRouter({ log: logTo(format, (line) => lines.push(line)) });
    const [one, other] = [await RawClient.join(url), await RawClient.join(url)];
    for (const callee of [one, other]) await callee.register('com.example.work', { invoke: 'first' });
    const caller = await RawClient.join(url);
    caller.call('com.example.work');
    one.refuse(await one.invoked());
    other.yield(await other.invoked(), 'done');
    await caller.expect('RESULT');
    caller.close(3_002, 'answer to nothing');
    await caller.closed;
    await expect.poll(() => lines.at(-1)).toContain('session left');
    expect(lines.at(-1)).toMatch(/\b3002\b.*answer to nothing/);
    expect(lines.filter((line) => line.includes('call re-routed'))).toEqual([
      expect.stringMatching(/com\.example\.work.*from.*to.*wamp\.error\.unavailable/),
    ]);
  });

  test('cuts what is long', async () => {
    const lines: string[] = [];
    const { url } = await withRouter({ log: logTo(format, (line) => lines.push(line)) });
    const callee = await RawClient.join(url);
    await callee.register(`com.example.${'x'.repeat(1e6)}`);
    await expect.poll(() => lines.at(-1)).toContain('procedure registered');
    expect(lines.at(-1)?.length).toBeLessThan(1_500);
    expect(lines.at(-1)).toContain('xx…');
  });

  test.each([
    ['an integer beyond 2^53', '9007199254740993'],
    ['a list of such', '[9007199254740993]'],
    ['several lines', '"a\\nb"'],
    ['a sequence that colours a terminal', '"com.\\u001b[31mevil"'],
    ['a sequence that sets the title of a terminal', '"\\u001b]0;owned\\u0007"'],
    ['a control of eight bits', '"com.\\u009b31mevil"'],
    ['a control that deletes', '"com.\\u007fevil"'],
    ['text that runs the other way', '"com.\\u202eevil\\u2066"'],
    ['lines of Unicode', '"a\\u2028b\\u2029c\\u0085d"'],
    ['half a character', '"com.\\ud83d"'],
  ])('can hold %s wherever a client may send it', async (_, value) => {
    const lines: string[] = [];
    const { url } = await withRouter({ log: logTo(format, (line) => lines.push(line)) });
    const callee = await RawClient.join(url);
    callee.sendFrame(`[64,1,{"invoke":${value}},"com.example.x"]`);
    expect(await callee.next()).toEqual(failed('REGISTER', 1, 'wamp.error.invalid_argument'));
    await callee.register('com.example.failing');
    const caller = await RawClient.join(url);
    caller.call('com.example.failing');
    callee.sendFrame(`[8,68,${await callee.invoked()},{},"com.example.error",[${value}]]`);
    expect(await caller.next()).toMatchObject([
      'ERROR',
      'CALL',
      1,
      {},
      'com.example.error',
      [expect.anything()],
    ]);
    callee.sendFrame(`[8,68,${value},{},"wamp.error.unavailable"]`);
    expect(await callee.next()).toMatchObject(['ABORT', {}, 'wamp.error.protocol_violation']);
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) expect(line).toMatch(/^[\x20-\x7e]+$/);
    const shown = JSON.parse(value);
    if (typeof shown === 'string') expect(lines.join()).toContain(escaped(shown));
  });
});

// --- internal ---

/** The text in JSON with ASCII alone. */
const escaped = (text: string): string =>
  JSON.stringify(text)
    .slice(1, -1)
    .replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
