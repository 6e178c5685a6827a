/** Bad messages of a joined client affect that client alone, and leave nothing behind. */
import { describe, expect, test } from 'vitest';
import { SERIALISATIONS } from '../../src/wire/serialisations.ts';
import { BYSTANDERS, withBystanders } from './bystanders.ts';
import { RawClient, VERSATILE } from './raw.ts';
import { toHold, withRouter } from './router.ts';

const ID = 'an id, an integer from 1 to 2^53';
const BEYOND = '9007199254740993';

/** The ABORT of a client that violated the protocol, and the end of its connection. */
const violation = (message: string): unknown[] => [
  ['ABORT', { message: expect.stringContaining(message) }, 'wamp.error.protocol_violation'],
  ['closed'],
];

/** Sends a frame from a client that has registered a procedure, and expects that client alone to be aborted. */
async function expectViolation(
  frame: string | Uint8Array,
  message: string,
  protocol = 'wamp.2.json',
): Promise<void> {
  const router = await withRouter();
  const bystandersStillWork = await withBystanders(router.url);
  const client = await RawClient.join(router.url, {}, { protocol });
  await client.register('com.example.mine');
  client.sendFrame(frame);
  expect([await client.next(), await client.next()]).toEqual(violation(message));
  await bystandersStillWork();
  await toHold(router, BYSTANDERS);
}

describe('a client is aborted that sends', () => {
  test.each(['nonsense', '', '[48,1', '[48,1,{},"com.example.x",]', '[NaN]', "['a']", '[1] [2]'])(
    'what is no JSON: %s',
    async (text) => await expectViolation(text, 'Expected a message in JSON'),
  );

  test.each(['{}', '"CALL"', '48', 'null', 'true', '{"0":48,"length":4}'])(
    'JSON that is no list: %s',
    async (text) => await expectViolation(text, 'Expected a message, which is an array'),
  );

  test('an empty list', async () => await expectViolation('[]', 'an empty array came'));

  test.each([
    '[0]',
    '[7]',
    '[999]',
    '[-1]',
    '[48.5]',
    '[null]',
    '["CALL"]',
    '["48",1,{},"com.example.x"]',
    '[[48],1,{},"com.example.x"]',
    `[${BEYOND}]`,
    '[{}]',
    '["constructor"]',
    '["__proto__"]',
    '["toString",1,{}]',
    '[{"toString":1,"valueOf":1}]',
  ])('a message of a type that does not exist: %s', async (text) => {
    await expectViolation(text, 'Expected a message that a client may send to a router');
  });

  test.each([
    ['WELCOME', '[2,1,{"roles":{}}]'],
    ['CHALLENGE', '[4,"ticket",{}]'],
    ['PUBLISHED', '[17,1,1]'],
    ['SUBSCRIBED', '[33,1,1]'],
    ['UNSUBSCRIBED', '[35,1]'],
    ['EVENT', '[36,1,1,{}]'],
    ['RESULT', '[50,1,{}]'],
    ['REGISTERED', '[65,1,1]'],
    ['UNREGISTERED', '[67,1]'],
    ['INVOCATION', '[68,1,1,{}]'],
    ['INTERRUPT', '[69,1,{}]'],
  ])('%s, which is not for clients to send', async (type, text) => {
    await expectViolation(text, `Expected a message that a client may send to a router, but ${type}`);
  });

  test.each([
    ['ABORT', '[3]', '[3,{}]', '[3,{},"a",[],{},1]'],
    ['GOODBYE', '[6]', '[6,{}]', '[6,{},"a",1]'],
    ['ERROR', '[8]', '[8,68,1,{}]', '[8,68,1,{},"a",[],{},1]'],
    ['PUBLISH', '[16]', '[16,1,{}]', '[16,1,{},"a",[],{},1]'],
    ['SUBSCRIBE', '[32]', '[32,1,{}]', '[32,1,{},"a",1]'],
    ['UNSUBSCRIBE', '[34]', '[34,1]', '[34,1,1,1]'],
    ['CALL', '[48]', '[48,1,{}]', '[48,1,{},"a",[],{},1]'],
    ['CANCEL', '[49]', '[49,1]', '[49,1,{},1]'],
    ['REGISTER', '[64]', '[64,1,{}]', '[64,1,{},"a",1]'],
    ['UNREGISTER', '[66]', '[66,1]', '[66,1,1,1]'],
    ['YIELD', '[70]', '[70,1]', '[70,1,{},[],{},1]'],
  ])('%s with too few or too many fields', async (type, ...texts) => {
    for (const text of texts) await expectViolation(text, `Expected ${type} with `);
  });

  test.each([
    ['REGISTER.Options to be a dictionary', '[64,1,[],"com.example.x"]', '[64,1,null,"com.example.x"]'],
    ['REGISTER.Procedure to be a URI, a string', '[64,1,{},1]', '[64,1,{},null]', '[64,1,{},["a"]]'],
    ['CALL.Options to be a dictionary', '[48,1,"{}","com.example.x"]', '[48,1,7,"com.example.x"]'],
    ['CALL.Procedure to be a URI, a string', '[48,1,{},{}]', '[48,1,{},false]'],
    ['CALL.Arguments to be a list', '[48,1,{},"a",{}]', '[48,1,{},"a",null]', '[48,1,{},"a","b",{}]'],
    ['CALL.ArgumentsKw to be a dictionary', '[48,1,{},"a",[],[]]', '[48,1,{},"a",[],null]'],
    ['CANCEL.Options to be a dictionary', '[49,1,"skip"]'],
    ['YIELD.Options to be a dictionary', '[70,1,[]]'],
    ['YIELD.Arguments to be a list', '[70,1,{},1]'],
    ['ERROR.REQUEST.Type to be a message type, an integer', '[8,"68",1,{},"a"]', '[8,null,1,{},"a"]'],
    ['ERROR.Error to be a URI, a string', '[8,68,1,{},1]'],
    ['PUBLISH.Topic to be a URI, a string', '[16,1,{},1]'],
    ['GOODBYE.Details to be a dictionary', '[6,"bye","wamp.close.normal"]'],
  ])('a field of the wrong kind: %s', async (message, ...texts) => {
    for (const text of texts) await expectViolation(text, `Expected ${message}, but `);
  });

  describe.each(['0', '-1', '1.5', BEYOND, '1e300', '"1"', 'null', 'true', '[1]'])('the id %s', (id) => {
    test.each([
      ['CALL.Request', `[48,${id},{},"com.example.x"]`],
      ['CANCEL.CALL.Request', `[49,${id},{}]`],
      ['REGISTER.Request', `[64,${id},{},"com.example.x"]`],
      ['UNREGISTER.Request', `[66,${id},1]`],
      ['UNREGISTER.REGISTERED.Registration', `[66,1,${id}]`],
      ['YIELD.INVOCATION.Request', `[70,${id},{}]`],
      ['ERROR.REQUEST.Request', `[8,68,${id},{},"wamp.error.unavailable"]`],
      ['SUBSCRIBE.Request', `[32,${id},{},"com.example.x"]`],
      ['PUBLISH.Request', `[16,${id},{},"com.example.x"]`],
    ])('as %s', async (field, text) => await expectViolation(text, `Expected ${field} to be ${ID}, but `));
  });

  test.each([
    ['a second HELLO', '[1,"realm1",{"roles":{"caller":{}}}]', 'Expected no HELLO in an established session'],
    ['YIELD for nothing', '[70,1,{},[]]', 'Expected YIELD to answer an INVOCATION of this session'],
    ['ERROR for nothing', '[8,68,1,{},"a"]', 'Expected ERROR to answer an INVOCATION of this session'],
    ['ERROR about a CALL', '[8,48,1,{},"a"]', 'Expected ERROR about an INVOCATION (68)'],
    ['ERROR about anything', '[8,99,1,{},"a"]', 'Expected ERROR about an INVOCATION (68)'],
    ['CANCEL with a mode in place of Options', '[49,1,"stop"]', 'Expected CANCEL.Options to be a dictionary'],
  ])('%s', async (_, text, message) => await expectViolation(text, message));

  test('a CALL with the id of one that waits for its answer', async () => {
    const router = await withRouter();
    const bystandersStillWork = await withBystanders(router.url);
    const callee = await RawClient.join(router.url, VERSATILE);
    await callee.register('com.example.slow');
    const caller = await RawClient.join(router.url);
    const call = caller.call('com.example.slow');
    const invocation = await callee.invoked();
    caller.send('CALL', call, {}, 'com.example.slow');
    expect([await caller.next(), await caller.next()]).toEqual(violation('Expected a new request id'));
    expect(await callee.received()).toEqual([['INTERRUPT', invocation, { mode: 'killnowait' }]]);
    await bystandersStillWork();
  });

  test.each([
    [
      'text',
      'wamp.2.msgpack',
      '[48,1,{},"com.example.x"]',
      'Expected binary WebSocket messages of MessagePack',
    ],
    ['text', 'wamp.2.cbor', '[48,1,{},"com.example.x"]', 'Expected binary WebSocket messages of CBOR'],
    ['binary', 'wamp.2.json', Buffer.from('[48,1,{},"a"]'), 'Expected text WebSocket messages of JSON'],
    ['unreadable', 'wamp.2.msgpack', Buffer.from('9230', 'hex'), 'Expected a message in MessagePack'],
    ['unreadable', 'wamp.2.msgpack', Buffer.from('c1', 'hex'), 'Expected a message in MessagePack'],
    ['empty', 'wamp.2.msgpack', Buffer.alloc(0), 'Expected a message in MessagePack'],
    ['unreadable', 'wamp.2.cbor', Buffer.from('821830', 'hex'), 'Expected a message in CBOR'],
    ['unreadable', 'wamp.2.cbor', Buffer.from('ff', 'hex'), 'Expected a message in CBOR'],
    ['empty', 'wamp.2.cbor', Buffer.alloc(0), 'Expected a message in CBOR'],
  ])('%s messages on %s', async (_, protocol, frame, message) => {
    await expectViolation(frame, message, protocol);
  });

  test.each(['wamp.2.msgpack', 'wamp.2.cbor'])('the id 2^53 + 1 on %s', async (protocol) => {
    const encode = SERIALISATIONS.get(protocol)?.write as (message: unknown[]) => Uint8Array;
    const frame = encode([48, 2n ** 53n + 1n, {}, 'com.example.x']);
    await expectViolation(frame, `Expected CALL.Request to be ${ID}, but ${BEYOND} came`, protocol);
  });

  test('lists in lists without end', async () => {
    await expectViolation(`[48,1,{},"a",${'['.repeat(1e6)}${']'.repeat(1e6)}]`, 'Expected a message in JSON');
  });
});
