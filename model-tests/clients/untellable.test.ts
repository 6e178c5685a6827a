/** Values that the serialisation of a receiver cannot express: the sender gets a description. */
import { expect, test } from 'vitest';
import { LIMITS, type LogEntry } from '../../src/router/index.ts';
import { RawClient } from './raw.ts';
import { withRouter } from './router.ts';

const ERROR = 'wamp.error.invalid_payload';
const MSGPACK = { protocol: 'wamp.2.msgpack' };

test('a caller reads which value of its result it cannot be told, and so does the log', async () => {
  const log: LogEntry[] = [];
  const { url } = await withRouter({ log: (entry) => log.push(entry) });
  const callee = await RawClient.join(url, {}, MSGPACK);
  await callee.register('com.example.divide');
  const caller = await RawClient.join(url);
  const call = caller.call('com.example.divide', {}, [0, 0]);
  callee.yield(await callee.invoked(), Number.NaN);
  const [sentence] = (await caller.next()).slice(-1)[0] as [string];
  expect(sentence).toContain('the float NaN');
  expect(log).toContainEqual(
    expect.objectContaining({
      event: 'message undeliverable',
      message: 'RESULT',
      call: expect.stringMatching(new RegExp(`^\\d+-${call}$`)),
      reason: 'untellable',
      what: 'the float NaN',
    }),
  );
});

test('a caller reads which value of its call the only callee cannot be told', async () => {
  const { url } = await withRouter();
  const callee = await RawClient.join(url);
  await callee.register('com.example.square');
  const caller = await RawClient.join(url, {}, MSGPACK);
  const call = caller.call('com.example.square', {}, [Number.POSITIVE_INFINITY]);
  expect(await caller.next()).toEqual([
    'ERROR',
    'CALL',
    call,
    {},
    ERROR,
    [expect.stringContaining('the float Infinity')],
  ]);
  expect(await callee.received()).toEqual([]);
});

test('a call that no callee can be told is not carried past all of them', async () => {
  const log: LogEntry[] = [];
  const { url } = await withRouter({ log: (entry) => log.push(entry) });
  for (let count = 0; count < 20; count++) {
    const callee = await RawClient.join(url);
    await callee.register('com.example.square', { invoke: 'roundrobin' });
  }
  const caller = await RawClient.join(url, {}, MSGPACK);
  const call = caller.call('com.example.square', {}, [Number.NaN]);
  expect((await caller.next()).slice(0, 5)).toEqual(['ERROR', 'CALL', call, {}, ERROR]);
  expect(log.filter(({ event }) => event === 'message undeliverable')).toHaveLength(LIMITS.maxTries.default);
});
