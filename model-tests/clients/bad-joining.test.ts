/** Refused connections, from the first byte to HELLO, which affect no joined client. */
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import type { LogEntry } from '../../src/router/index.ts';
import { openAutobahn } from './autobahn.ts';
import { BYSTANDERS, withBystanders } from './bystanders.ts';
import { dial, handshake } from './http.ts';
import { RawClient } from './raw.ts';
import { toHold, withRouter } from './router.ts';

const VIOLATION = 'wamp.error.protocol_violation';
const ROLES = { roles: { caller: {} } };

/** Sends text from a client that has not joined, and expects that client alone to be aborted. */
async function expectAbort(text: string, reason: string, message: string, realms?: string[]): Promise<void> {
  const router = await withRouter(realms && { realms });
  const bystandersStillWork = await withBystanders(router.url);
  const client = await RawClient.connect(router.url);
  client.sendFrame(text);
  expect(await client.next()).toEqual(['ABORT', { message: expect.stringContaining(message) }, reason]);
  expect(await client.next()).toEqual(['closed']);
  await bystandersStillWork();
  await toHold(router, BYSTANDERS);
}

const hello = (realm: unknown, details: unknown = ROLES): string => JSON.stringify([1, realm, details]);

describe('before HELLO', () => {
  test.each([
    ['GOODBYE', '[6,{},"wamp.close.close_realm"]'],
    ['CALL', '[48,1,{},"com.example.x"]'],
    ['CANCEL', '[49,1,{}]'],
    ['REGISTER', '[64,1,{},"com.example.x"]'],
    ['UNREGISTER', '[66,1,1]'],
    ['YIELD', '[70,1,{}]'],
    ['ERROR', '[8,68,1,{},"wamp.error.unavailable"]'],
    ['SUBSCRIBE', '[32,1,{},"com.example.x"]'],
    ['UNSUBSCRIBE', '[34,1,1]'],
    ['PUBLISH', '[16,1,{},"com.example.x"]'],
  ])('%s aborts', async (type, text) => {
    await expectAbort(text, VIOLATION, `Expected HELLO as the first message, but ${type} came`);
  });

  test.each(['nonsense', '[]', '{}', '[99]', '[2,1,{}]', '[1]', '["constructor"]'])(
    'what is no message aborts: %s',
    async (text) => await expectAbort(text, VIOLATION, 'Expected '),
  );

  test('ABORT just ends the connection', async () => {
    const router = await withRouter();
    const client = await RawClient.connect(router.url);
    client.send('ABORT', {}, 'wamp.error.no_reason');
    expect(await client.next()).toEqual(['closed']);
    await toHold(router, { sessions: 0 });
  });

  test('silence aborts when the patience of the router is at its end', async () => {
    const router = await withRouter({ patience: 50 });
    const bystandersStillWork = await withBystanders(router.url);
    const client = await RawClient.connect(router.url);
    expect(await client.next()).toEqual([
      'ABORT',
      { message: expect.stringContaining('Expected HELLO, but nothing came') },
      VIOLATION,
    ]);
    expect(await client.next()).toEqual(['closed']);
    await bystandersStillWork();
    await toHold(router, BYSTANDERS);
  });
});

describe('a HELLO is refused', () => {
  test.each([
    ['{}', {}],
    ['null', { roles: null }],
    ['an empty dictionary', { roles: {} }],
    ['an empty list', { roles: [] }],
    ['a role that is no dictionary', { roles: { caller: true } }],
    ['those of a router', { roles: { dealer: {}, broker: {} } }],
  ])('whose roles are %s', async (_, details) => {
    await expectAbort(
      hello('realm1', details),
      VIOLATION,
      'Expected at least one role in HELLO.Details.roles',
    );
  });

  test.each([
    ['without details', '[1,"realm1"]', 'Expected HELLO with 2 fields'],
    [
      'with something behind its details',
      '[1,"realm1",{"roles":{"caller":{}}},1]',
      'Expected HELLO with 2 fields',
    ],
    ['whose realm is a number', hello(1), 'Expected HELLO.Realm to be a URI, a string'],
    ['whose realm is null', hello(null), 'Expected HELLO.Realm to be a URI, a string'],
    ['whose details are a list', hello('realm1', []), 'Expected HELLO.Details to be a dictionary'],
  ])('%s', async (_, text, message) => await expectAbort(text, VIOLATION, message));

  test.each(['', '.', 'a..b', '.a', 'a.', 'a b', 'a#b', 'a\n'])('for the realm %j', async (realm) => {
    await expectAbort(hello(realm), 'wamp.error.invalid_uri', 'Expected a realm');
    await expectAbort(hello(realm), 'wamp.error.invalid_uri', 'Expected a realm', ['realm1']);
  });

  test.each(['realm2', 'realm', 'REALM1', 'constructor', '__proto__'])(
    'for the realm %j where only another one is served',
    async (realm) => {
      await expectAbort(hello(realm), 'wamp.error.no_such_realm', 'There is no realm', ['realm1', 'other']);
    },
  );

  test('and Autobahn is told why', async () => {
    const { url } = await withRouter({ realms: ['realm1'] });
    const refused = openAutobahn(url, { realm: 'realm2' });
    await expect(refused).rejects.toThrow('wamp.error.no_such_realm');
  });

  test('after an ABORT, even a good one, and all that follows it', async () => {
    const entries: LogEntry[] = [];
    const router = await withRouter({ log: (entry) => entries.push(entry) });
    const client = await RawClient.connect(router.url);
    client.sendFrame('[]');
    client.sendFrame(hello('realm1'));
    client.send('REGISTER', 1, {}, 'com.example.ghost');
    expect(await client.next()).toMatchObject(['ABORT', {}, VIOLATION]);
    expect(await client.next()).toEqual(['closed']);
    await toHold(router, { sessions: 0 });
    expect(entries.map(({ event }) => event)).toEqual(['session aborted']);
  });
});

describe('a WebSocket is not opened', () => {
  const SERVED = 'Expected one of the WebSocket subprotocols wamp.2.json, wamp.2.msgpack, wamp.2.cbor, but';

  test.each([
    [[], `${SERVED} none came.`],
    [['wamp.2.xml'], `${SERVED} wamp.2.xml came.`],
    [['wamp', 'WAMP.2.JSON'], `${SERVED} wamp, WAMP.2.JSON came.`],
    [['wamp.2.json.batched'], `${SERVED} wamp.2.json.batched came.`],
  ])('for the subprotocols %j', async (protocols, sentence) => {
    const router = await withRouter();
    const bystandersStillWork = await withBystanders(router.url);
    expect(await handshake(router.url, protocols)).toEqual({ status: 400, body: `${sentence}\n` });
    await bystandersStillWork();
  });

  test.each(['/', '/wss', '/ws/', '/healthz', '/WS'])('at the path %s', async (path) => {
    const { url } = await withRouter();
    const answer = await handshake(url.replace(/\/ws$/, path), ['wamp.2.json']);
    expect(answer).toEqual({ status: 404, body: `Expected the path /ws, but ${path} came.\n` });
  });

  test('at the usual path where another one is served', async () => {
    const { url } = await withRouter({ path: '/wamp/here' });
    expect(url).toMatch(/\/wamp\/here$/);
    await RawClient.join(url);
    expect(await handshake(url.replace('/wamp/here', '/ws'), ['wamp.2.json'])).toMatchObject({ status: 404 });
  });

  test('for somebody who has gone before the answer', async () => {
    const router = await withRouter();
    const bystandersStillWork = await withBystanders(router.url);
    for (const path of ['/nowhere', '/ws']) {
      for (let time = 0; time < 20; time++) {
        const socket = await dial(router.port);
        socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
        socket.resetAndDestroy();
        await once(socket, 'close');
      }
    }
    await bystandersStillWork();
  });

  test('by what is not even HTTP', async () => {
    const router = await withRouter();
    const bystandersStillWork = await withBystanders(router.url);
    const socket = await dial(router.port);
    socket.write('\x7f\x00\x00\x00 this is no request \r\n\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toContain('400 Bad Request');
    await bystandersStillWork();
  });
});
