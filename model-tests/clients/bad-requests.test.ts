/** Well-formed requests that cannot be served, messages that are too large, and connections that are cut off. */
import { describe, expect, test } from 'vitest';
import { SERIALISATIONS } from '../../src/wire/serialisations.ts';
import { BYSTANDERS, withBystanders } from './bystanders.ts';
import { type Endpoint, Failure } from './client.ts';
import { JOIN } from './kinds.ts';
import { failed, RawClient } from './raw.ts';
import { toHold, withRouter } from './router.ts';

describe('a request that cannot be served gets an error, and the session goes on', () => {
  const URIS = ['', '.', 'a..b', '.a', 'a.', 'a b', 'a#b', 'a\tb'];
  const INVOKES = ['"Single"', '"all"', '1', 'true', '{}', '["first"]', '9007199254740993'];

  test.each([
    ...URIS.map((uri) => ['CALL', `{},${JSON.stringify(uri)}`, 'wamp.error.invalid_uri']),
    ...URIS.map((uri) => ['REGISTER', `{},${JSON.stringify(uri)}`, 'wamp.error.invalid_uri']),
    ['REGISTER', '{},"wamp.session.count"', 'wamp.error.invalid_uri'],
    ['REGISTER', '{},"wamp"', 'wamp.error.invalid_uri'],
    ...INVOKES.map((invoke) => ['REGISTER', `{"invoke":${invoke}},"a"`, 'wamp.error.invalid_argument']),
    ['REGISTER', '{"match":"prefix"},"a"', 'wamp.error.feature_not_supported'],
    ['REGISTER', '{"match":"wildcard"},"a"', 'wamp.error.feature_not_supported'],
    ['UNREGISTER', '1', 'wamp.error.no_such_registration'],
    ['UNREGISTER', '9007199254740992', 'wamp.error.no_such_registration'],
    ['CALL', '{},"com.example.nobody"', 'wamp.error.no_such_procedure'],
    ['CALL', '{},"wamp.session.count"', 'wamp.error.no_such_procedure'],
    ['CALL', '{"timeout":-1},"a"', 'wamp.error.invalid_argument'],
    ['CALL', '{"timeout":9007199254740993},"a"', 'wamp.error.invalid_argument'],
  ])('%s with %s', async (type, fields, uri) => {
    const router = await withRouter();
    const bystandersStillWork = await withBystanders(router.url);
    const client = await RawClient.join(router.url);
    const code = { CALL: 48, REGISTER: 64, UNREGISTER: 66 }[type];
    client.sendFrame(`[${code},77,${fields}]`);
    expect(await client.received()).toEqual([failed(type as string, 77, uri as string)]);
    expect(await client.register('com.example.good')).toBeGreaterThan(0);
    await bystandersStillWork();
  });

  test('a URI of millions of parts is a URI like any other', async () => {
    const router = await withRouter();
    const bystandersStillWork = await withBystanders(router.url);
    const client = await RawClient.join(router.url);
    const call = client.call(`a${'.a'.repeat(7e6)}`);
    expect(await client.received()).toEqual([failed('CALL', call, 'wamp.error.no_such_procedure')]);
    await bystandersStillWork();
  });
});

describe('a payload that one serialisation can hold and another cannot', () => {
  const tagged = (depth: number): Buffer => {
    const call = Buffer.from(SERIALISATIONS.get('wamp.2.cbor')?.write([48, 1, {}, 'a', [0]]) as Uint8Array);
    const tags = Buffer.from('d903e8'.repeat(depth), 'hex');
    return Buffer.concat([call.subarray(0, -1), tags, Buffer.from([1])]);
  };
  const nested = (depth: number): Buffer =>
    Buffer.from(`[48,1,{},"a",${'['.repeat(depth)}"\\u0000AQ=="${']'.repeat(depth)}]`);

  test.each([
    ['tags in CBOR', 1_000, 'wamp.2.cbor', tagged(1_000), true],
    ['tags in CBOR', 1_015, 'wamp.2.cbor', tagged(1_015), true],
    ['bytes in JSON', 499, 'wamp.2.json', nested(499), false],
    ['bytes in JSON', 500, 'wamp.2.json', nested(500), false],
    ['bytes in JSON', 501, 'wamp.2.json', nested(501), false],
  ])(
    'such as %s, %i levels deep, harms nobody but its sender',
    async (_, _depth, protocol, frame, binary) => {
      const router = await withRouter();
      const bystandersStillWork = await withBystanders(router.url);
      const callees = await Promise.all([
        RawClient.join(router.url, {}, { protocol: 'wamp.2.json' }),
        RawClient.join(router.url, {}, { protocol: 'wamp.2.msgpack' }),
        RawClient.join(router.url, {}, { protocol: 'wamp.2.cbor' }),
      ]);
      for (const callee of callees) await callee.register('a', { invoke: 'roundrobin' });
      for (const _callee of callees) {
        const sender = await RawClient.join(router.url, {}, { protocol });
        sender.sendFrame(frame, binary);
        await sender.received();
      }
      for (const callee of callees) {
        const types = (await callee.received()).map(([type]) => type);
        expect(types.filter((type) => type !== 'INVOCATION')).toEqual([]);
      }
      await bystandersStillWork();
    },
  );
});

describe('a message over the size limit', () => {
  test('closes the connection, and no other', async () => {
    const router = await withRouter({ maxMessageSize: 1_000 });
    const bystandersStillWork = await withBystanders(router.url);
    const client = await RawClient.join(router.url);
    await client.register('com.example.mine');
    client.call('com.example.mine', {}, ['x'.repeat(900)]);
    await client.expect('INVOCATION');
    client.call('com.example.mine', {}, ['x'.repeat(1_000)]);
    expect(await client.closed).toBe(1009);
    await bystandersStillWork();
    await toHold(router, BYSTANDERS);
  });

  test('of 16 MiB is over the limit where none is given', async () => {
    const router = await withRouter();
    const bystandersStillWork = await withBystanders(router.url);
    const client = await RawClient.join(router.url);
    client.sendFrame(`"${'x'.repeat(16 * 2 ** 20)}"`);
    expect(await client.closed).toBe(1009);
    await bystandersStillWork();
  });

  test('text that is no UTF-8 closes the connection too', async () => {
    const router = await withRouter();
    const bystandersStillWork = await withBystanders(router.url);
    const client = await RawClient.join(router.url);
    client.sendFrame(Buffer.from('[48,1,{},"\xc3\x28"]', 'latin1'), false);
    expect(await client.closed).toBe(1007);
    await bystandersStillWork();
    await toHold(router, BYSTANDERS);
  });
});

describe('in the middle of a call', () => {
  const pending = async (url: string) => {
    const callee = await RawClient.join(url);
    await callee.register('com.example.slow');
    const caller = await JOIN['wampy in CBOR'](url);
    const outcome = caller.call('com.example.slow').catch((error) => error);
    return { callee, caller, outcome, invocation: await callee.invoked() };
  };

  test.each([
    ['is cut off', (client: RawClient) => client.destroy()],
    ['sends nonsense', (client: RawClient) => client.sendFrame('nonsense')],
    ['says goodbye', (client: RawClient) => client.send('GOODBYE', {}, 'wamp.close.close_realm')],
    ['sends ABORT', (client: RawClient) => client.send('ABORT', {}, 'wamp.error.no_reason')],
    ['sends too much', (client: RawClient) => client.sendFrame('x'.repeat(2_000))],
  ])('a callee that %s ends its calls', async (_, end) => {
    const router = await withRouter({ maxMessageSize: 1_000 });
    const bystandersStillWork = await withBystanders(router.url);
    const { callee, outcome } = await pending(router.url);
    end(callee);
    expect(await outcome).toMatchObject({ uri: 'wamp.error.canceled' });
    await toHold(router, { sessions: 3, registrations: 1, calls: 0 });
    await bystandersStillWork();
  });

  test('a caller that is cut off leaves its callee at work', async () => {
    const router = await withRouter();
    const bystandersStillWork = await withBystanders(router.url);
    const { callee, caller, invocation, outcome } = await pending(router.url);
    caller.destroy();
    await toHold(router, { sessions: 3, calls: 0 });
    callee.yield(invocation, 'too late');
    expect(await callee.received()).toEqual([]);
    expect(await outcome).toBeInstanceOf(Error);
    await bystandersStillWork();
  });

  test('a callee that throws what it likes does not harm the caller', async () => {
    const router = await withRouter();
    const callee = await JOIN['Autobahn in JSON'](router.url);
    const caller = await JOIN['wampy in MessagePack'](router.url);
    const endpoints: Endpoint[] = [
      () => {
        throw new Error('boom');
      },
      () => Promise.reject(new Failure('not a uri', { args: [{ deep: [1] }] })),
    ];
    const uris: unknown[] = [];
    for (const [index, endpoint] of endpoints.entries()) {
      await callee.register(`com.example.broken${index}`, endpoint);
      uris.push(await caller.call(`com.example.broken${index}`).catch((error) => error.uri));
    }
    expect(uris).toEqual(['wamp.error.runtime_error', 'not a uri']);
  });
});
