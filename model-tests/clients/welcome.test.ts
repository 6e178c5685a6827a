/** The router's announced roles and features, and its answers to requests for a broker. */
import { describe, expect, test } from 'vitest';
import { Errors } from 'wampy';
import { openAutobahn } from './autobahn.ts';
import { chosenFrom } from './http.ts';
import { RawClient } from './raw.ts';
import { withRouter } from './router.ts';
import { openWampy } from './wampy.ts';

const DEALER = {
  dealer: {
    features: {
      shared_registration: true,
      call_reroute: true,
      call_canceling: true,
      call_timeout: true,
      progressive_call_results: true,
      registration_revocation: true,
    },
  },
};

describe('WELCOME says that the router is a dealer, with its features, and nothing else', () => {
  test.each(['JSONSerializer', 'MsgpackSerializer', 'CBORSerializer'] as const)(
    'to Autobahn with its %s',
    async (serialiser) => {
      const { url } = await withRouter();
      const { welcome } = await openAutobahn(url, { serialiser });
      expect(welcome).toMatchObject({ realm: 'realm1', agent: expect.stringContaining('dealerchart') });
      expect(welcome.roles).toEqual(DEALER);
    },
  );

  test.each(['JsonSerializer', 'MsgpackSerializer', 'CborSerializer'] as const)(
    'to wampy with its %s',
    async (serialiser) => {
      const { url } = await withRouter();
      const { welcome } = await openWampy(url, { serialiser });
      expect(welcome.roles).toEqual(DEALER);
    },
  );
});

test.each([
  ['wamp.2.cbor,', 'wamp.2.cbor'],
  [',wamp.2.json', 'wamp.2.json'],
  ['wamp.2.flatbuffers,, wamp.2.msgpack ', 'wamp.2.msgpack'],
  ['wamp.2.json, wamp.2.json', 'wamp.2.json'],
])('out of the subprotocols "%s" the router takes %s', async (offered, chosen) => {
  const { url } = await withRouter();
  expect(await chosenFrom(url, offered)).toBe(chosen);
});

test('sessions have ids from 1 to 2^53, and no two the same', async () => {
  const { url } = await withRouter();
  const ids = new Set<unknown>();
  for (let session = 0; session < 20; session++) {
    const client = await RawClient.connect(url);
    client.send('HELLO', 'realm1', { roles: { caller: {} } });
    const [, id] = await client.expect('WELCOME');
    expect(id).toSatisfy((value) => Number.isInteger(value) && value >= 1 && value <= 2 ** 53);
    ids.add(id);
  }
  expect(ids.size).toBe(20);
});

describe('a client that takes the router for a broker', () => {
  const UNSUPPORTED = { error: 'wamp.error.feature_not_supported' };

  test('is told otherwise when it subscribes or publishes with Autobahn, and its session goes on', async () => {
    const { url } = await withRouter();
    const { session } = await openAutobahn(url);
    await session.register('com.example.echo', ([value]) => value);
    await expect(session.subscribe('com.example.topic', () => {})).rejects.toMatchObject(UNSUPPORTED);
    const acknowledged = session.publish('com.example.topic', [1], {}, { acknowledge: true });
    await expect(acknowledged).rejects.toMatchObject(UNSUPPORTED);
    expect(await session.call('com.example.echo', [1])).toBe(1);
  });

  test('hears nothing when it publishes with Autobahn and expects no answer', async () => {
    const { url } = await withRouter();
    const { session } = await openAutobahn(url);
    await session.register('com.example.echo', ([value]) => value);
    session.publish('com.example.topic', [1]);
    expect(await session.call('com.example.echo', [2])).toBe(2);
    expect(session.isOpen).toBe(true);
  });

  test('knows better if it is wampy, and its session goes on', async () => {
    const { url } = await withRouter();
    const { wampy } = await openWampy(url);
    await wampy.register('com.example.echo', ({ argsList = [] }) => ({ argsList }));
    await expect(wampy.subscribe('com.example.topic', () => {})).rejects.toThrow(Errors.NoBrokerError);
    await expect(wampy.publish('com.example.topic', [1])).rejects.toThrow(Errors.NoBrokerError);
    expect((await wampy.call('com.example.echo', [1])).argsList).toEqual([1]);
  });

  test.each([
    ['SUBSCRIBE', [{}, 'com.example.topic']],
    ['UNSUBSCRIBE', [1]],
    ['PUBLISH', [{ acknowledge: true }, 'com.example.topic', [1], { two: 2 }]],
  ] as const)('gets the error for its own %s', async (type, fields) => {
    const { url } = await withRouter();
    const client = await RawClient.join(url);
    client.send(type, 77, ...fields);
    expect(await client.received()).toEqual([
      ['ERROR', type, 77, {}, 'wamp.error.feature_not_supported', [expect.stringContaining(type)]],
    ]);
  });

  test.each([{}, { acknowledge: false }])(
    'hears nothing of a PUBLISH with the options %j',
    async (options) => {
      const { url } = await withRouter();
      const client = await RawClient.join(url);
      client.send('PUBLISH', 1, options, 'com.example.topic', [1]);
      expect(await client.received()).toEqual([]);
    },
  );
});
