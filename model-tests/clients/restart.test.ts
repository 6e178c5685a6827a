/** Restarts of the router: workers that come back, calls that are waited for, and callers that are not left waiting. */
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { type RouterOptions, startRouter } from '../../src/router/index.ts';
import { freePort } from '../../src/tools/conform/port.ts';
import type { Entry } from '../../src/wire/entry.ts';
import { autobahnWorker, openAutobahn } from './autobahn.ts';
import { get, handshake } from './http.ts';
import { serve } from './process.ts';
import { failed, RawClient } from './raw.ts';
import { BOUND, NOTHING, objections, within } from './router.ts';
import { wampyWorker } from './wampy.ts';

const WORKERS = [
  ['Autobahn|JS', autobahnWorker],
  ['wampy', wampyWorker],
] as const;

describe.each(WORKERS)('a worker on %s that is told to reconnect', (_, start) => {
  test('comes back after a restart, and is called again', async () => {
    const router = await serve('--port', `${await freePort()}`);
    const worker = await start(router.url, 'com.example.work');
    router.kill('SIGTERM');
    expect(await router.ended).toBe(0);
    const next = await serve('--port', router.port);
    await expect.poll(() => worker.sessions, { timeout: BOUND }).toBe(2);
    const { session } = await openAutobahn(next.url);
    // wampy reports its new session before it has registered again.
    const call = () => session.call('com.example.work').catch(({ error }) => error);
    await expect.poll(call, { timeout: BOUND }).toMatch(/^(autobahn|wampy)$/);
  });

  test('gives up after GOODBYE', async () => {
    const router = await serve('--on-shutdown', 'goodbye', '--port', `${await freePort()}`);
    const worker = await start(router.url, 'com.example.work');
    router.kill('SIGTERM');
    expect(await router.ended).toBe(0);
    await within(worker.givenUp, 'the library to give up');
    const next = await serve('--port', router.port);
    const health = await get(next.url.replace(/\/ws$/, '/healthz'));
    expect(JSON.parse(health.body)).toMatchObject(NOTHING);
    expect(worker.sessions).toBe(1);
  });
});

/** Starts a router that the test closes itself; no oracle may object to its messages. */
async function closing(options: RouterOptions = {}) {
  const log: Entry[] = [];
  const router = await startRouter({ port: 0, record: (entry) => log.push(entry), ...options });
  onTestFinished(async () => {
    await router.close(0);
    expect(objections(log, undefined)).toEqual([]);
  });
  return router;
}

describe('a restart', () => {
  test.each([
    ['before its callee', true],
    ['after its callee', false],
  ])(
    'ends the call of a caller that joined %s with an ERROR, and all connections with 1012',
    async (_, isFirst) => {
      const router = await closing();
      const early = await RawClient.join(router.url);
      const late = await RawClient.join(router.url);
      const [caller, callee] = isFirst ? [early, late] : [late, early];
      await callee.register('com.example.slow');
      const call = caller.call('com.example.slow');
      await callee.invoked();
      const unjoined = await RawClient.connect(router.url);
      await within(router.close(), 'the router to close');
      expect(await caller.next()).toEqual(failed('CALL', call, 'wamp.error.canceled'));
      expect(await caller.next()).toEqual(['closed']);
      expect(await callee.next()).toEqual(['closed']);
      for (const client of [caller, callee, unjoined]) expect(await client.closed).toBe(1012);
      expect(router.size()).toEqual(NOTHING);
    },
  );

  test('ends the call of a callee that calls another one, and then the call that it worked on', async () => {
    const router = await closing();
    const [caller, middle, last] = [
      await RawClient.join(router.url),
      await RawClient.join(router.url),
      await RawClient.join(router.url),
    ];
    await middle.register('com.example.middle');
    await last.register('com.example.last');
    const outer = caller.call('com.example.middle');
    await middle.invoked();
    const inner = middle.call('com.example.last');
    await last.invoked();
    await within(router.close(), 'the router to close');
    expect(await middle.next()).toEqual(failed('CALL', inner, 'wamp.error.canceled'));
    expect(await caller.next()).toEqual(failed('CALL', outer, 'wamp.error.canceled'));
  });

  test('cuts off a client that does not close its connection', async () => {
    const router = await closing();
    const sluggard = await RawClient.join(router.url);
    sluggard.pause();
    await within(router.close(50), 'the router to close');
    expect(router.size()).toEqual(NOTHING);
  });
});

test('a router that closes with any grace sets no timer that Node fires at once', async () => {
  const router = await closing();
  const timers = vi.spyOn(globalThis, 'setTimeout');
  onTestFinished(() => void timers.mockRestore());
  await router.close(Number.POSITIVE_INFINITY);
  const delays = timers.mock.calls.map(([, delay = 0]) => delay);
  expect(delays).toContain(2 ** 31 - 1);
  expect(Math.max(...delays)).toBeLessThan(2 ** 31);
});

describe('a router that drains', () => {
  test('waits for the calls in flight, and takes no new ones but those of callees', async () => {
    const router = await closing();
    const callee = await RawClient.join(router.url);
    await callee.register('com.example.slow');
    const caller = await RawClient.join(router.url);
    const helper = await RawClient.join(router.url);
    await helper.register('com.example.help');
    const call = caller.call('com.example.slow');
    const first = await callee.invoked();
    let left: number | undefined;
    const drained = router.drain(BOUND).then((calls) => {
      left = calls;
    });
    expect(await handshake(router.url, ['wamp.2.json'])).toMatchObject({ status: 503 });
    caller.call('com.example.help');
    callee.call('com.example.help');
    helper.yield(await helper.invoked(), 'helped');
    expect((await callee.next()).at(-1)).toEqual(['helped']);
    expect(await helper.received()).toEqual([]);
    expect(left).toBeUndefined();
    callee.yield(first, 'done');
    expect(await caller.next()).toEqual(['RESULT', call, {}, ['done']]);
    await within(drained, 'the router to drain');
    expect(left).toBe(0);
    await within(router.close(), 'the router to close');
    expect(await caller.next()).toEqual(['closed']);
    for (const client of [caller, callee, helper]) expect(await client.closed).toBe(1012);
  });

  test('does not cut off a client for the pongs that it does not read', async () => {
    const router = await closing({ pingInterval: 20 });
    const callee = await RawClient.join(router.url);
    await callee.register('com.example.slow');
    const caller = await RawClient.join(router.url);
    caller.call('com.example.slow');
    await callee.invoked();
    expect(await within(router.drain(100), 'the limit')).toBe(1);
    await router.close();
    expect(await caller.closed).toBe(1012);
  });

  test('reads the GOODBYE of its clients at the end', async () => {
    const router = await closing({ onShutdown: 'goodbye' });
    const client = await RawClient.join(router.url);
    await router.drain();
    client.call('com.example.late');
    const closed = router.close(BOUND);
    await client.expect('GOODBYE');
    client.send('GOODBYE', {}, 'wamp.close.goodbye_and_out');
    expect(await client.next()).toEqual(['closed']);
    await within(closed, 'the router to close');
  });

  test('waits no longer than its limit, and says how many calls are left', async () => {
    const router = await closing();
    const callee = await RawClient.join(router.url);
    await callee.register('com.example.stuck');
    const caller = await RawClient.join(router.url);
    caller.call('com.example.stuck');
    await callee.invoked();
    expect(await within(router.drain(30), 'the limit')).toBe(1);
  });
});

test.each([Number.NaN, -1, '5s'])('a time to wait of %j is refused, and the router goes on', async (wait) => {
  const router = await closing();
  for (const ending of [router.drain(wait as number), router.close(wait as number)])
    await expect(ending).rejects.toMatchObject({ name: 'Misuse', code: 'OPTION_INVALID' });
  const client = await RawClient.join(router.url);
  await client.register('com.example.here');
});

test('a second signal ends the router at once', async () => {
  const router = await serve('--drain', '600000');
  const callee = await RawClient.join(router.url);
  await callee.register('com.example.stuck');
  const caller = await RawClient.join(router.url);
  caller.call('com.example.stuck');
  await callee.invoked();
  router.kill('SIGTERM');
  await router.line(/shutdown started/);
  expect(await handshake(router.url, ['wamp.2.json'])).toMatchObject({ status: 503 });
  router.kill('SIGINT');
  expect(await router.ended).toBe(0);
  expect(router.stdout).toMatch(/shutdown ended .*interrupted=1/);
});

test('a router that says goodbye logs the end of each session before it exits', async () => {
  const program = await serve('--verbose', '--on-shutdown', 'goodbye');
  const clients = await Promise.all([1, 2, 3, 4, 5].map(() => RawClient.join(program.url)));
  program.kill('SIGTERM');
  for (const client of clients) {
    await client.expect('GOODBYE');
    client.send('GOODBYE', {}, 'wamp.close.goodbye_and_out');
  }
  expect(await program.ended, program.stderr).toBe(0);
  expect(program.lines.filter((line) => line.includes('session left'))).toHaveLength(clients.length);
});
