/** The pages for supervisors and monitoring: `/healthz`, `/readyz` and `/metrics`. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { startRouter } from '../../src/router/index.ts';
import { handshake } from './http.ts';
import { RawClient } from './raw.ts';
import { BOUND, toHold, within, withRouter } from './router.ts';

const pageOf = (url: string, path: string): string => url.replace(/^ws(.*)\/ws$/, `http$1${path}`);

/** Values of all metrics, by name and labels; throws for a line that is not in the format of Prometheus. */
async function metricsOf(url: string): Promise<ReadonlyMap<string, number>> {
  const text = await (await fetch(pageOf(url, '/metrics'))).text();
  const values = new Map<string, number>();
  let family = '';
  for (const line of text.split('\n').slice(0, -1)) {
    const head = /^# (HELP|TYPE) ([a-z_]+) (\S.*)$/.exec(line);
    const sample = /^([a-z_]+)(\{(?:[a-z]+="[^"\\]*",?)+\})? (-?[\d.e+-]+)$/.exec(line);
    if (head !== null) family = head[2] as string;
    else if (sample?.[1]?.startsWith(family)) values.set(`${sample[1]}${sample[2] ?? ''}`, Number(sample[3]));
    else throw new Error(`Expected a line of ${family}, but ${line} came.`);
  }
  return values;
}

describe.each([
  ['/healthz', 'application/json'],
  ['/readyz', 'application/json'],
  ['/metrics', 'text/plain; version=0.0.4; charset=utf-8'],
])('%s', (path, type) => {
  test('is answered with its type and length, is not cached, and cannot be embedded by other origins', async () => {
    const { url } = await withRouter();
    for (const query of ['', '?x=1']) {
      const response = await fetch(`${pageOf(url, path)}${query}`);
      const body = await response.text();
      expect(response.status).toBe(200);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'content-type': type,
        'content-length': `${Buffer.byteLength(body)}`,
        'cache-control': 'no-store',
        'cross-origin-resource-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
      });
      expect(response.headers.has('access-control-allow-origin')).toBe(false);
    }
  });

  test('answers HEAD without a body, and other methods with 405', async () => {
    const { url } = await withRouter();
    const head = await fetch(pageOf(url, path), { method: 'HEAD' });
    expect([head.status, head.headers.get('content-type'), await head.text()]).toEqual([200, type, '']);
    expect(Number(head.headers.get('content-length'))).toBeGreaterThan(10);
    for (const method of ['POST', 'DELETE']) {
      const response = await fetch(pageOf(url, path), { method });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    }
  });
});

test('/readyz answers 503 while the router drains, and /healthz 200 as before', async () => {
  const router = await startRouter({ port: 0 });
  onTestFinished(() => router.close(0));
  const callee = await RawClient.join(router.url);
  await callee.register('com.example.slow');
  const caller = await RawClient.join(router.url);
  caller.call('com.example.slow');
  const invocation = await callee.invoked();
  const drained = router.drain(BOUND);
  const ready = await fetch(pageOf(router.url, '/readyz'));
  expect([ready.status, await ready.json()]).toEqual([503, { status: 'draining' }]);
  const health = await fetch(pageOf(router.url, '/healthz'));
  expect([health.status, await health.json()]).toMatchObject([200, { status: 'ok', sessions: 2, calls: 1 }]);
  callee.yield(invocation);
  await within(drained, 'the router to drain');
});

describe('/metrics', () => {
  test('counts calls by their end, refusals, re-routes, and what there is', async () => {
    const router = await withRouter();
    const [one, other] = [await RawClient.join(router.url), await RawClient.join(router.url)];
    for (const callee of [one, other]) await callee.register('com.example.work', { invoke: 'first' });
    const caller = await RawClient.join(router.url);
    caller.call('com.example.work');
    one.refuse(await one.invoked());
    other.yield(await other.invoked());
    await caller.expect('RESULT');
    caller.call('com.example.nothing');
    await caller.expect('ERROR');
    caller.call('com.example.work');
    one.send('ERROR', 68, await one.invoked(), {}, 'com.example.error"}\n 1');
    await caller.expect('ERROR');
    caller.call('com.example.work', { timeout: 1 });
    await one.invoked();
    await caller.expect('ERROR');
    caller.call('com.example.work', { receive_progress: true });
    await one.invoked();
    const before = await metricsOf(router.url);
    caller.destroy();
    await toHold(router, { sessions: 2, calls: 0 });
    const after = await metricsOf(router.url);
    const count = (name: string): number | undefined => after.get(`dealerchart_${name}`);
    expect([before.get('dealerchart_calls_in_flight'), count('calls_in_flight')]).toEqual([1, 0]);
    expect([before.get('dealerchart_sessions'), count('sessions')]).toEqual([3, 2]);
    expect([count('realms'), count('registrations')]).toEqual([1, 1]);
    expect(count('calls_total{outcome="result"}')).toBe(1);
    expect(count('calls_total{outcome="error"}')).toBe(1);
    expect(count('calls_total{outcome="wamp.error.no_such_procedure"}')).toBe(1);
    expect(count('calls_total{outcome="wamp.error.timeout"}')).toBe(1);
    expect(count('calls_total{outcome="wamp.error.canceled"}')).toBe(0);
    expect(count('calls_total{outcome="caller_left"}')).toBe(1);
    expect([count('refusals_total'), count('reroutes_total')]).toEqual([1, 1]);
    expect(count('messages_received_total{type="CALL"}')).toBe(5);
    expect(count('messages_sent_total{type="INVOCATION"}')).toBe(5);
    expect(count('call_duration_seconds_count')).toBe(5);
    expect(count('call_duration_seconds_bucket{le="+Inf"}')).toBe(5);
    expect(count('call_duration_seconds_sum')).toBeGreaterThan(0.001);
    expect(count('held_bytes')).toBeGreaterThan(40_000);
    expect(count('busy_seconds_total')).toBeGreaterThan(0);
    expect(after.get('process_resident_memory_bytes')).toBeGreaterThan(1e7);
    expect(after.get('process_start_time_seconds')).toBeGreaterThan(1.7e9);
    expect(after.get('process_cpu_seconds_total')).toBeGreaterThan(0);
  });

  test('counts undeliverable messages, connections that were cut off, and refused WebSockets', async () => {
    const router = await withRouter({ maxMessageSize: 2_000, pingInterval: 50 });
    const callee = await RawClient.join(router.url, {}, { protocol: 'wamp.2.msgpack' });
    await callee.register('com.example.work');
    const caller = await RawClient.join(router.url);
    caller.call('com.example.work');
    callee.yield(await callee.invoked(), Number.NaN);
    await caller.expect('ERROR');
    await RawClient.join(router.url, {}, { autoPong: false }).then(({ closed }) => closed);
    await handshake(router.url, ['wamp.2.xml']);
    await handshake(router.url.replace(/ws$/, 'nowhere'), ['wamp.2.json']);
    const values = await metricsOf(router.url);
    const count = (name: string): number | undefined => values.get(`dealerchart_${name}`);
    expect(count('undeliverable_total{reason="untellable"}')).toBe(1);
    expect(count('connections_cut_off_total{cause="silent"}')).toBe(1);
    expect(count('connections_cut_off_total{cause="memory"}')).toBe(0);
    expect(count('handshakes_refused_total{status="400"}')).toBe(1);
    expect(count('handshakes_refused_total{status="404"}')).toBe(1);
    expect(count('handshakes_refused_total{status="503"}')).toBe(0);
  });

  test('has the same lines, whatever types of messages a client makes up', async () => {
    const router = await withRouter();
    await RawClient.join(router.url);
    const names = [...(await metricsOf(router.url)).keys()];
    for (const code of ['-1', '1.5', '1e300', '7', '"48"', '[]', 'null']) {
      const client = await RawClient.connect(router.url);
      client.sendFrame(`[${code}]`);
      await client.closed;
    }
    const values = await metricsOf(router.url);
    expect([...values.keys()].filter((name) => !names.includes(name))).toEqual([
      'dealerchart_messages_sent_total{type="ABORT"}',
    ]);
    expect([...values.values()].every(Number.isFinite)).toBe(true);
  });
});
