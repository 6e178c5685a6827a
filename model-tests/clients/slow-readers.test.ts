/** Clients that do not read: their calls are re-routed, and in the end they are cut off. */
import { describe, expect, test } from 'vitest';
import type { LogEntry, RouterOptions } from '../../src/router/index.ts';
import { withBystanders } from './bystanders.ts';
import { ELSEWHERE, failed, RawClient, VERSATILE } from './raw.ts';
import { toHold, withRouter } from './router.ts';

const MiB = 2 ** 20;

/** More than the buffers of a socket take, in bytes: the rest waits at the router. */
const MUCH = 'x'.repeat(MiB);

/** Options under which a backlog is soon full. */
const SMALL: RouterOptions = { maxBacklog: MiB, maxMessageSize: 2 * MiB };

/** A callee that stops reading after it has registered. */
async function joinFrozen(url: string, procedure: string, options: object = {}): Promise<RawClient> {
  const callee = await RawClient.join(url);
  await callee.register(procedure, options);
  callee.pause();
  return callee;
}

/**
 * Calls until the router answers, because the backlog of the callee is full; returns the number of calls, and the
 * answer.
 */
async function callUntilAnswered(caller: RawClient, procedure: string): Promise<readonly [number, unknown]> {
  for (let calls = 1; ; calls++) {
    caller.call(procedure, {}, [MUCH]);
    const [answer] = await caller.received();
    if (answer !== undefined) return [calls, answer];
  }
}

describe('a callee that reads nothing', () => {
  test('is passed over by its calls: the next callee has them', async () => {
    const log: LogEntry[] = [];
    const router = await withRouter({ ...SMALL, log: (entry) => log.push(entry) });
    const frozen = await joinFrozen(router.url, 'com.example.work', { invoke: 'first' });
    const healthy = await RawClient.join(router.url);
    await healthy.register('com.example.work', { invoke: 'first' });
    const caller = await RawClient.join(router.url);
    let invocation: readonly unknown[] | undefined;
    let call = 0;
    while (invocation === undefined) {
      call = caller.call('com.example.work', {}, [MUCH]);
      expect(await caller.received()).toEqual([]);
      [invocation] = await healthy.received();
    }
    healthy.yield(invocation[1] as number, 'done');
    expect(await caller.next()).toEqual(['RESULT', call, {}, ['done']]);
    expect(log).toContainEqual(
      expect.objectContaining({ event: 'message undeliverable', message: 'INVOCATION', reason: 'backlog' }),
    );
    expect(log).toContainEqual(
      expect.objectContaining({ event: 'call re-routed', procedure: 'com.example.work', why: 'backlog' }),
    );
    frozen.destroy();
    await toHold(router, { sessions: 2, calls: 0 });
  });

  test('alone costs its callers an answer that says so, and stays', async () => {
    const router = await withRouter(SMALL);
    const bystandersStillWork = await withBystanders(router.url);
    await joinFrozen(router.url, 'com.example.work');
    const caller = await RawClient.join(router.url);
    const [, answer] = await callUntilAnswered(caller, 'com.example.work');
    expect(answer).toEqual(failed('CALL', expect.any(Number) as never, 'wamp.error.network_failure'));
    await bystandersStillWork();
    expect(router.size()).toMatchObject({ sessions: 4, registrations: 2 });
  });

  test('cannot be cut off by a caller that fills its backlog and cancels', async () => {
    const log: LogEntry[] = [];
    const router = await withRouter({ ...SMALL, log: (entry) => log.push(entry) });
    const callee = await RawClient.join(router.url, { callee: ['call_canceling'] });
    await callee.register('com.example.work');
    callee.pause();
    const caller = await RawClient.join(router.url);
    const [calls] = await callUntilAnswered(caller, 'com.example.work');
    for (let call = 1; call < calls; call++) caller.send('CANCEL', 2 * call - 1, { mode: 'killnowait' });
    const answers = await caller.received();
    expect(answers.filter(([type]) => type === 'ERROR')).toHaveLength(calls - 1);
    // The callee's own answers still wait for it behind all of that.
    callee.send('REGISTER', 9, {}, 'com.example.more');
    await toHold(router, { registrations: 2, sessions: 2 });
    callee.resume();
    for (let left = 2 * (calls - 1); left > 0; left--) expect((await callee.next())[0]).toMatch(/^IN/);
    expect(await callee.next()).toEqual(['REGISTERED', 9, expect.any(Number)]);
    expect(log.filter(({ event }) => event === 'connection cut off')).toEqual([]);
  });
});

test('a caller that reads neither its results nor the errors in their place is cut off, and the log says why', async () => {
  const log: LogEntry[] = [];
  const router = await withRouter({ ...SMALL, maxBacklog: 100_000, log: (entry) => log.push(entry) });
  const callee = await RawClient.join(router.url);
  await callee.register('com.example.much');
  const caller = await RawClient.join(router.url);
  caller.pause();
  let isGone = false;
  void caller.closed.then(() => {
    isGone = true;
  });
  const cutOff = (): LogEntry | undefined => log.find(({ event }) => event === 'connection cut off');
  for (let count = 0; count < 1_000 && cutOff() === undefined; count++) {
    caller.call('com.example.much');
    callee.yield(await callee.invoked(), MUCH);
    await callee.received();
  }
  expect(log).toContainEqual(
    expect.objectContaining({ event: 'message undeliverable', message: 'RESULT', reason: 'backlog' }),
  );
  expect(log.filter(({ event }) => event === 'connection cut off')).toHaveLength(1);
  expect(cutOff()?.reason).toMatch(/^it does not read its own answers: \d+ bytes wait$/);
  await toHold(router, { sessions: 1 });
  expect(isGone).toBe(false); // It has read nothing, not even that.
});

test('eight callees that read nothing hold no more than their backlogs', async () => {
  const router = await withRouter(SMALL);
  const bystandersStillWork = await withBystanders(router.url);
  let taken = 0;
  for (let index = 0; index < 8; index++) {
    await joinFrozen(router.url, `com.example.work.${index}`);
    const caller = await RawClient.join(router.url);
    const [calls] = await callUntilAnswered(caller, `com.example.work.${index}`);
    taken += calls - 1;
  }
  // The backlog is a message or two; the rest is in the buffers of the operating system.
  expect(taken).toBeLessThan(8 * 12);
  await bystandersStillWork();
  expect(router.size()).toMatchObject({ sessions: 18 });
});

test('a caller that reads slowly loses the call whose callee yields too much, and keeps the connection', async () => {
  const router = await withRouter(SMALL);
  const bystandersStillWork = await withBystanders(router.url);
  const callee = await RawClient.join(router.url, VERSATILE);
  await callee.register('com.example.much');
  const caller = await RawClient.join(router.url);
  caller.pause();
  const call = caller.call('com.example.much', { receive_progress: true });
  const invocation = await callee.invoked();
  let interrupt: unknown[] = [];
  for (let count = 0; count < 100 && interrupt.length === 0; count++) {
    callee.send('YIELD', invocation, { progress: true }, [MUCH]);
    interrupt = await callee.received();
  }
  expect(interrupt).toEqual([['INTERRUPT', invocation, { mode: 'killnowait' }]]);
  caller.resume();
  let last = await caller.next();
  while (last[0] === 'RESULT') last = await caller.next();
  expect(last).toEqual(failed('CALL', call, 'wamp.error.network_failure'));
  await bystandersStillWork();
  expect(await caller.received()).toEqual([]);
});

test('callees of one address that read nothing are not cut off for what callers of another one send', async () => {
  const log: LogEntry[] = [];
  const router = await withRouter({
    ...SMALL,
    maxBytesPerAddress: 4 * MiB,
    log: (entry) => log.push(entry),
  });
  for (let index = 0; index < 16; index++) await joinFrozen(router.url, `com.example.work.${index}`);
  const caller = await RawClient.join(router.url, {}, ELSEWHERE);
  for (let index = 0; index < 16; index++) {
    const first = caller.call(`com.example.work.${index}`, {}, [MUCH]);
    for (let call = first; ; call = caller.call(`com.example.work.${index}`, {}, [MUCH])) {
      caller.send('CANCEL', call, { mode: 'skip' });
      const answer = (await caller.received()).find(([type]) => type === 'ERROR') as unknown[];
      if (answer[4] === 'wamp.error.network_failure') break;
    }
  }
  expect(log.filter(({ event }) => event === 'connection cut off')).toEqual([]);
  expect(router.size()).toMatchObject({ sessions: 17, registrations: 16 });
});

test('a client that sends is alive, though it reads nothing', async () => {
  const log: LogEntry[] = [];
  const router = await withRouter({ pingInterval: 100, log: (entry) => log.push(entry) });
  const client = await RawClient.join(router.url);
  const other = await RawClient.join(router.url);
  await other.register('com.example.work');
  client.pause();
  const start = performance.now();
  while (performance.now() - start < 500) {
    client.call('com.example.work');
    other.yield(await other.invoked());
  }
  expect(log.filter(({ event }) => event === 'connection cut off')).toEqual([]);
});
