/** Calls over the router: canceled, timed and progressive ones, and requests for other features. */
import { describe, expect, test } from 'vitest';
import { openAutobahn } from './autobahn.ts';
import { type Announced, RawClient, VERSATILE } from './raw.ts';
import { withRouter } from './router.ts';
import { openWampy } from './wampy.ts';

const PROCEDURE = 'com.example.work';
const CANCELED = expect.objectContaining({ errorUri: 'wamp.error.canceled' });

/** A router with a callee of the procedure, and a second one as the next candidate. */
async function withCallees(announced: Announced = VERSATILE) {
  const { url } = await withRouter();
  const callee = await RawClient.join(url, announced);
  const spare = await RawClient.join(url, announced);
  for (const each of [callee, spare]) await each.register(PROCEDURE, { invoke: 'first' });
  return { url, callee, spare };
}

describe('CANCEL', () => {
  /** A call in flight that its caller cancels. */
  async function canceled(options: object, announced?: Announced) {
    const stage = await withCallees(announced);
    const caller = await RawClient.join(stage.url);
    const call = caller.call(PROCEDURE);
    const invocation = await stage.callee.invoked();
    caller.send('CANCEL', call, options);
    const error = ['ERROR', 'CALL', call, {}, 'wamp.error.canceled', [expect.stringContaining(PROCEDURE)]];
    return { ...stage, caller, call, invocation, error };
  }

  test.each([
    ['skip', { mode: 'skip' }, []],
    ['killnowait', { mode: 'killnowait' }, ['killnowait']],
    ['without a mode', {}, ['killnowait']],
  ])('%s ends the call at once, and a late answer goes nowhere', async (_, options, interrupts) => {
    const { caller, callee, spare, invocation, error } = await canceled(options);
    expect(await caller.next()).toEqual(error);
    expect(await callee.received()).toEqual(interrupts.map((mode) => ['INTERRUPT', invocation, { mode }]));
    callee.refuse(invocation);
    expect(await callee.received()).toEqual([]);
    expect(await spare.received()).toEqual([]);
    expect(await caller.received()).toEqual([]);
  });

  test.each([
    ['a result', ['YIELD', {}, ['done']], ['RESULT', {}, ['done']]],
    ['an error', ['ERROR', {}, 'com.example.stopped'], ['ERROR', {}, 'com.example.stopped']],
  ] as const)('kill waits for %s of the callee', async (_, [type, ...fields], [reply, ...expected]) => {
    const { caller, callee, invocation, call } = await canceled({ mode: 'kill' });
    expect(await callee.next()).toEqual(['INTERRUPT', invocation, { mode: 'kill' }]);
    expect(await caller.received()).toEqual([]);
    callee.send(type, ...(type === 'ERROR' ? [68] : []), invocation, ...fields);
    expect(await caller.next()).toEqual([reply, ...(reply === 'ERROR' ? ['CALL'] : []), call, ...expected]);
  });

  test('kill makes of a refusal the end of the call', async () => {
    const { caller, callee, spare, invocation, error } = await canceled({ mode: 'kill' });
    await callee.expect('INTERRUPT');
    callee.refuse(invocation);
    expect(await caller.next()).toEqual(error);
    expect(await spare.received()).toEqual([]);
  });

  test.each(['skip', 'kill', 'killnowait'])('%s does not interrupt a callee that cannot be', async (mode) => {
    const { caller, callee, error } = await canceled({ mode }, {});
    expect(await caller.next()).toEqual(error);
    expect(await callee.received()).toEqual([]);
  });

  test('after a re-route concerns the callee that has the call now', async () => {
    const { url, callee, spare } = await withCallees();
    const caller = await RawClient.join(url);
    const call = caller.call(PROCEDURE);
    callee.refuse(await callee.invoked());
    const invocation = await spare.invoked();
    caller.send('CANCEL', call, { mode: 'killnowait' });
    expect(await spare.next()).toEqual(['INTERRUPT', invocation, { mode: 'killnowait' }]);
    expect(await callee.received()).toEqual([]);
    await caller.expect('ERROR');
  });

  test('of a call that has ended changes nothing', async () => {
    const { url, callee } = await withCallees();
    const caller = await RawClient.join(url);
    const call = caller.call(PROCEDURE);
    callee.yield(await callee.invoked(), 'done');
    await caller.expect('RESULT');
    caller.send('CANCEL', call, { mode: 'kill' });
    expect(await caller.received()).toEqual([]);
    expect(await callee.received()).toEqual([]);
  });

  test.each(['skip', 'kill', 'killnowait'] as const)('%s works for wampy', async (mode) => {
    const { url, callee } = await withCallees();
    const { wampy } = await openWampy(url);
    const rejected = expect(wampy.call(PROCEDURE)).rejects.toEqual(CANCELED);
    const invocation = await callee.invoked();
    wampy.cancel(wampy.getOpStatus().reqId, { mode });
    if (mode !== 'skip') expect(await callee.next()).toEqual(['INTERRUPT', invocation, { mode }]);
    if (mode === 'kill') callee.send('ERROR', 68, invocation, {}, 'wamp.error.canceled');
    await rejected;
  });

  test('kill works for Autobahn', async () => {
    const { url, callee } = await withCallees();
    const { session } = await openAutobahn(url);
    const call = session.call(PROCEDURE);
    const invocation = await callee.invoked();
    call.cancel({ mode: 'kill' });
    expect(await callee.next()).toEqual(['INTERRUPT', invocation, { mode: 'kill' }]);
    callee.send('ERROR', 68, invocation, {}, 'com.example.stopped', [1]);
    await expect(call).rejects.toMatchObject({ error: 'com.example.stopped', args: [1] });
    expect(session.isOpen).toBe(true);
  });
});

describe('a timeout', () => {
  test('ends a call of Autobahn, and the callee that has it is interrupted', async () => {
    const { url, callee, spare } = await withCallees();
    const { session } = await openAutobahn(url);
    const call = session.call(PROCEDURE, [], {}, { timeout: 1_000 });
    const rejected = expect(call).rejects.toMatchObject({ error: 'wamp.error.timeout' });
    callee.refuse(await callee.invoked());
    const invocation = await spare.invoked();
    await rejected;
    expect(await spare.next()).toEqual(['INTERRUPT', invocation, { mode: 'killnowait' }]);
    expect(await callee.received()).toEqual([]);
  });

  test('ends a call of wampy, and a callee that cannot be interrupted hears nothing', async () => {
    const { url, callee } = await withCallees({});
    const { wampy } = await openWampy(url);
    const call = wampy.call(PROCEDURE, [], { timeout: 50 });
    await expect(call).rejects.toMatchObject({ errorUri: 'wamp.error.timeout' });
    const invocation = await callee.invoked();
    callee.yield(invocation, 'too late');
    expect(await callee.received()).toEqual([]);
  });

  test('of 0 is none, and one that the call does not reach does no harm', async () => {
    const { url, callee } = await withCallees();
    const { session } = await openAutobahn(url);
    for (const timeout of [0, 60_000]) {
      const call = session.call(PROCEDURE, [], {}, { timeout });
      callee.yield(await callee.invoked(), timeout);
      expect(await call).toBe(timeout);
    }
  });

  test.each([-1, 1.5, 'soon', true, {}])('of %j is refused', async (timeout) => {
    const { url, callee } = await withCallees();
    const { session } = await openAutobahn(url);
    const call = session.call(PROCEDURE, [], {}, { timeout });
    await expect(call).rejects.toMatchObject({ error: 'wamp.error.invalid_argument' });
    expect(await callee.received()).toEqual([]);
  });
});

describe('progressive results', () => {
  /** Two progressive results, and the last one. */
  function yieldThrice(callee: RawClient, invocation: number): void {
    for (const part of [1, 2]) callee.send('YIELD', invocation, { progress: true }, [part]);
    callee.yield(invocation, 3);
  }

  test('reach Autobahn as they come', async () => {
    const { url, callee } = await withCallees();
    const { session } = await openAutobahn(url, { progressPromises: true });
    const parts: unknown[] = [];
    const call = session.call(PROCEDURE, [], {}, { receive_progress: true });
    call.progress?.((part) => parts.push(part));
    const [, invocation, , details] = await callee.expect('INVOCATION');
    expect(details).toEqual({ receive_progress: true });
    yieldThrice(callee, invocation as number);
    expect([await call, parts]).toEqual([3, [1, 2]]);
  });

  test('reach wampy as they come', async () => {
    const { url, callee } = await withCallees();
    const { wampy } = await openWampy(url);
    const parts: unknown[] = [];
    const call = wampy.call(PROCEDURE, [], {
      progress_callback: ({ argsList }) => {
        parts.push(argsList?.[0]);
      },
    });
    yieldThrice(callee, await callee.invoked());
    expect([(await call).argsList, parts]).toEqual([[3], [1, 2]]);
  });

  test('of a wampy callee reach a caller that wants them', async () => {
    const { url } = await withRouter();
    const { wampy } = await openWampy(url);
    await wampy.register(PROCEDURE, ({ result_handler }) => {
      result_handler({ argsList: [1], options: { progress: true } });
      return { argsList: [2] };
    });
    const caller = await RawClient.join(url);
    const call = caller.call(PROCEDURE, { receive_progress: true });
    expect(await caller.next()).toEqual(['RESULT', call, { progress: true }, [1]]);
    expect(await caller.next()).toEqual(['RESULT', call, {}, [2]]);
  });

  test('are not sent to a caller that does not want them', async () => {
    const { url, callee } = await withCallees();
    const { session } = await openAutobahn(url);
    const call = session.call(PROCEDURE);
    const [, invocation, , details] = await callee.expect('INVOCATION');
    expect(details).toEqual({});
    yieldThrice(callee, invocation as number);
    expect(await call).toBe(3);
    expect(session.isOpen).toBe(true);
  });

  test.each([
    [['call_canceling', 'progressive_call_results'], { receive_progress: true }],
    [['call_canceling'], {}],
    [['progressive_call_results'], {}],
    [[], {}],
  ])('are asked of a callee with the features %j by %j', async (callee, details) => {
    const { url, callee: asked } = await withCallees({ callee });
    const caller = await RawClient.join(url);
    caller.call(PROCEDURE, { receive_progress: true });
    expect((await asked.expect('INVOCATION'))[3]).toEqual(details);
  });

  test('keep the call with its callee: a refusal after one ends the call', async () => {
    const { url, callee, spare } = await withCallees();
    const caller = await RawClient.join(url);
    const call = caller.call(PROCEDURE, { receive_progress: true });
    const invocation = await callee.invoked();
    callee.send('YIELD', invocation, { progress: true }, [1]);
    callee.refuse(invocation);
    expect(await caller.next()).toEqual(['RESULT', call, { progress: true }, [1]]);
    expect(await caller.next()).toEqual([
      'ERROR',
      'CALL',
      call,
      {},
      'wamp.error.no_available_callee',
      [expect.any(String)],
    ]);
    expect(await spare.received()).toEqual([]);
  });
});
