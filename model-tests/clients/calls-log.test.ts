/** The log of calls: each line about a call has its id, which leads from its start to its end. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { MOST, READ } from '../../src/router/ignored.ts';
import type { LogEntry, RouterOptions } from '../../src/router/index.ts';
import { serve } from './process.ts';
import { RawClient } from './raw.ts';
import { toHold, withRouter } from './router.ts';

const WORK = 'com.example.work';

/** A router with two callees of a procedure and a caller; the log is that of calls alone. */
async function logged(options: RouterOptions = {}) {
  const log: LogEntry[] = [];
  const router = await withRouter({ log: (entry) => log.push(entry), ...options });
  const [one, other] = [await RawClient.join(router.url), await RawClient.join(router.url)];
  for (const callee of [one, other]) await callee.register(WORK, { invoke: 'first' });
  const caller = await RawClient.join(router.url);
  const sessions = log.filter(({ event }) => event === 'session joined').map(({ session }) => session);
  return {
    router,
    one,
    other,
    caller,
    /** The session ids of the callees and of the caller. */
    sessions: sessions as [number, number, number],
    log,
    calls: () => log.filter(({ call }) => call !== undefined),
  };
}

describe('with the calls', () => {
  test('a call that is refused and answered by another callee has one id in all of its lines', async () => {
    const { one, other, caller, sessions, calls } = await logged({ logCalls: true });
    const [first, second, third] = sessions;
    caller.call(WORK);
    one.refuse(await one.invoked());
    other.yield(await other.invoked());
    await caller.expect('RESULT');
    const call = { realm: 'realm1', call: `${third}-1`, procedure: WORK };
    expect(calls()).toEqual([
      { event: 'call started', session: third, ...call },
      { event: 'call invoked', session: first, ...call, invocation: expect.any(Number) },
      { event: 'call refused', session: first, ...call, error: 'wamp.error.unavailable' },
      {
        event: 'call re-routed',
        session: second,
        ...call,
        from: first,
        to: second,
        why: 'wamp.error.unavailable',
      },
      { event: 'call invoked', session: second, ...call, invocation: expect.any(Number) },
      { event: 'call answered', session: third, ...call, ms: expect.any(Number) },
    ]);
  });

  test('calls at the same time are told apart', async () => {
    const { one, other, caller, calls } = await logged({ logCalls: true });
    for (let call = 0; call < 3; call++) caller.call(WORK);
    const invocations = [await one.invoked(), await one.invoked(), await one.invoked()] as const;
    one.refuse(invocations[1]);
    other.yield(await other.invoked());
    for (const invocation of [invocations[2], invocations[0]]) one.yield(invocation);
    for (let call = 0; call < 3; call++) await caller.expect('RESULT');
    const eventsOf = (request: number): string[] =>
      calls()
        .filter(({ call }) => `${call}`.endsWith(`-${request}`))
        .map(({ event }) => event);
    const direct = ['call started', 'call invoked', 'call answered'];
    expect([eventsOf(1), eventsOf(3)]).toEqual([direct, direct]);
    expect(eventsOf(2)).toEqual([
      'call started',
      'call invoked',
      'call refused',
      'call re-routed',
      'call invoked',
      'call answered',
    ]);
  });

  test('a progressive result does not end a call, and the loss of its caller does', async () => {
    const { router, caller, calls } = await logged({ logCalls: true });
    const callee = await RawClient.join(router.url, {
      callee: ['call_canceling', 'progressive_call_results'],
    });
    await callee.register('com.example.long');
    caller.call('com.example.long', { receive_progress: true });
    callee.send('YIELD', await callee.invoked(), { progress: true }, []);
    await caller.expect('RESULT');
    expect(calls().map(({ event }) => event)).toEqual(['call started', 'call invoked']);
    caller.destroy();
    await toHold(router, { calls: 0 });
    expect(calls().at(-1)).toMatchObject({ event: 'caller left', ms: expect.any(Number) });
  });

  test('the refusal of a call that has ended is not logged', async () => {
    const { one, caller, calls } = await logged({ logCalls: true });
    caller.call(WORK, { timeout: 1 });
    const invocation = await one.invoked();
    await caller.expect('ERROR');
    one.refuse(invocation);
    await one.received();
    expect(calls().map(({ event }) => event)).toEqual(['call started', 'call invoked', 'call failed']);
  });
});

describe('without the calls', () => {
  test('a call that is answered at once has no line, and one that fails has its duration and its reason', async () => {
    const { one, other, caller, sessions, calls } = await logged();
    caller.call(WORK);
    one.yield(await one.invoked());
    await caller.expect('RESULT');
    expect(calls()).toEqual([]);
    caller.call(WORK);
    one.refuse(await one.invoked());
    other.refuse(await other.invoked());
    await caller.expect('ERROR');
    expect(calls().map(({ event }) => event)).toEqual([
      'call refused',
      'call re-routed',
      'call refused',
      'call failed',
    ]);
    expect(calls().at(-1)).toEqual({
      event: 'call failed',
      realm: 'realm1',
      session: sessions[2],
      call: `${sessions[2]}-2`,
      procedure: WORK,
      ms: expect.any(Number),
      error: 'wamp.error.no_available_callee',
      reason: expect.any(String),
    });
  });

  test('an undeliverable INVOCATION and the re-route that follows have the id of the call', async () => {
    const { router, caller, calls } = await logged();
    const [json, binary] = [
      await RawClient.join(router.url),
      await RawClient.join(router.url, {}, { protocol: 'wamp.2.msgpack' }),
    ];
    for (const callee of [json, binary]) await callee.register('com.example.square', { invoke: 'first' });
    const sender = await RawClient.join(router.url, {}, { protocol: 'wamp.2.msgpack' });
    sender.call('com.example.square', {}, [Number.NaN]);
    binary.yield(await binary.invoked(), 1);
    await sender.expect('RESULT');
    const [missed, rerouted] = calls();
    expect(missed).toMatchObject({
      event: 'message undeliverable',
      message: 'INVOCATION',
      reason: 'untellable',
      what: 'the float NaN',
    });
    expect(rerouted).toMatchObject({ event: 'call re-routed', call: missed?.call, why: 'untellable' });
    caller.destroy();
  });
});

describe('options that the dealer does not read', () => {
  test('are logged once for each session and option, with the message', async () => {
    const { router, one, caller, log } = await logged();
    await one.register('com.example.a', { concurrency: 1, invoke: 'single', match: 'exact' });
    await one.register('com.example.b', { concurrency: 2 });
    for (let call = 0; call < 2; call++) {
      caller.call(WORK, { disclose_me: true, timeout: 10_000, receive_progress: true });
      one.yield(await one.invoked());
      await caller.expect('RESULT');
    }
    const another = await RawClient.join(router.url);
    await another.register('com.example.c', { concurrency: 1 });
    const ignored = log.filter(({ event }) => event === 'option ignored');
    expect(ignored.map(({ message, option }) => [message, option])).toEqual([
      ['REGISTER', 'concurrency'],
      ['CALL', 'disclose_me'],
      ['REGISTER', 'concurrency'],
    ]);
  });

  test('do not fill the log, however many a client makes up', async () => {
    const { caller, one, log } = await logged();
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`x_${index}`, 1]));
    for (const options of [many, { x_more: 1 }]) {
      caller.call(WORK, options);
      one.yield(await one.invoked());
      await caller.expect('RESULT');
    }
    expect(log.filter(({ event }) => event === 'option ignored')).toHaveLength(MOST);
  });

  test('are none that a chart reads', () => {
    const steps = new URL('../../machines/steps/', import.meta.url);
    const texts = readdirSync(steps).map((name) => readFileSync(new URL(name, steps), 'utf8'));
    const read = texts.flatMap((text) =>
      [...text.matchAll(/\boptions\.(?!ts\b)(\w+)/g)].map(([, name]) => name as string),
    );
    const known = new Set([...READ.values()].flatMap((names) => [...names]));
    expect(read).toContain('invoke');
    // `mode` is an option of CANCEL, and `acknowledge` of PUBLISH.
    expect(read.filter((name) => !known.has(name) && !['mode', 'acknowledge'].includes(name))).toEqual([]);
  });
});

test('dealerchart serve --log-calls logs calls that end well', async () => {
  const router = await serve('--log-calls');
  const callee = await RawClient.join(router.url);
  await callee.register(WORK);
  const caller = await RawClient.join(router.url);
  caller.call(WORK);
  callee.yield(await callee.invoked());
  await router.line(
    / call answered realm=realm1 session=\d+ call=\d+-1 procedure=com\.example\.work ms=[\d.]+$/,
  );
});
