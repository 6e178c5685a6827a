/** Reports to `inspect`: each transition with its rules, even if clients notice no difference. */
import { describe, expect, test } from 'vitest';
import type { DealerOptions, Limits } from '../src/dealer/index.ts';
import type { Step } from '../src/dealer/parts.ts';
import { type Client, Stage } from './stage.ts';

/** A stage, and the transitions of one chart on it. */
function inspected(chart: Step['chart'], options: Partial<DealerOptions> = {}) {
  const steps: Step[] = [];
  const inspect = (step: Step) => {
    if (step.chart === chart) steps.push(step);
  };
  return { stage: new Stage({ ...options, inspect }), steps };
}

describe('inspect is told what an ERROR was passed on for', () => {
  const readings = { gate: 'announced', afterProgress: 'end', refusedLate: 'unavailable' } as const;
  const callee = ['call_canceling', 'progressive_call_results'];

  test.each<[string, string[], (client: Client, invocation: number) => void, Partial<Step>]>([
    [
      'a refusal not announced',
      callee,
      (one, to) => one.refuse(to),
      { rules: [], readings: ['gate', 'afterKill', 'details'] },
    ],
    [
      'a refusal after progress',
      [...callee, 'call_reroute'],
      (one, to) => one.refuse(to),
      { rules: [], readings: ['gate', 'afterProgress', 'refusedLate', 'afterKill', 'details'] },
    ],
    [
      'an error that is no refusal',
      callee,
      (one, to) => one.fail(to, 'com.any'),
      { rules: ['CR-9', 'BP-14'], readings: ['details'] },
    ],
    [
      'an error that is no refusal, by one who may refuse',
      [...callee, 'call_reroute'],
      (one, to) => one.fail(to, 'com.any'),
      { rules: ['CR-9', 'BP-14'], readings: ['details'] },
    ],
  ])('%s', (_, features, answer, told) => {
    const { stage, steps } = inspected('call', { readings });
    const [[alice], carol] = [stage.callees(1, 'single', { callee: features }), stage.join()];
    carol.call('com.add', { receive_progress: true });
    const invocation = alice.invoked();
    alice.progress(invocation, 1);
    answer(alice, invocation);
    expect(steps.at(-1)).toMatchObject({ to: 'failed', ...told });
  });
});

test('inspect is told that an error after CANCEL is passed on for being no refusal', () => {
  const { stage, steps } = inspected('call', { readings: { afterKill: 'pass-on' } });
  const [[alice], carol] = [stage.callees(1, 'single', { callee: ['call_canceling'] }), stage.join()];
  const call = carol.call('com.add');
  const invocation = alice.invoked();
  carol.cancel(call, 'kill');
  alice.fail(invocation, 'com.any');
  expect(steps.at(-1)).toMatchObject({ to: 'failed', rules: ['CR-9', 'BP-14'] });
});

describe('inspect is told for what a message was discarded', () => {
  const canceled: Partial<Step> = { rules: ['CC-7'], readings: ['cancelUnknown'] };
  const late: Partial<Step> = { rules: ['BP-17'], readings: ['late'] };
  const lateError: Partial<Step> = { rules: ['BP-17'], readings: ['late', 'badUri'] };

  test.each<[string, DealerOptions['readings'], (caller: Client, callee: Client) => void, Partial<Step>]>([
    ['a CANCEL of a call that is over', {}, (caller) => caller.cancel(1), canceled],
    [
      'such a CANCEL where the default is skip',
      { cancelDefault: 'skip' },
      (caller) => caller.cancel(1),
      canceled,
    ],
    ['a late YIELD', {}, (_, callee) => callee.yield(1), late],
    ['a late ERROR', {}, (_, callee) => callee.fail(1, 'com.any'), lateError],
    [
      'a late ERROR whose URI is to be replaced',
      { badUri: 'replace' },
      (_, callee) => callee.fail(1, 'not found'),
      lateError,
    ],
  ])('%s', (_, readings, send, told) => {
    const { stage, steps } = inspected('session', { readings });
    const [[alice], carol] = [stage.callees(1), stage.join()];
    carol.call('com.add');
    alice.yield(alice.invoked());
    send(carol, alice);
    expect(steps.at(-1)).toEqual({
      chart: 'session',
      instance: expect.any(Number),
      from: 'established',
      event: expect.any(String),
      to: 'established',
      ...told,
    });
  });
});

describe('inspect is told why nobody was found', () => {
  test.each([
    ['single', ['CR-2']],
    ['last', ['CR-7', 'CR-8']],
    ['first', ['CR-7', 'CR-8']],
  ])('under %s', (policy, rules) => {
    const { stage, steps } = inspected('registration');
    const [[alice], carol] = [stage.callees(1, policy), stage.join()];
    carol.call('com.add');
    alice.refuse(alice.invoked());
    expect(steps.at(-1)).toMatchObject({ event: 'select', rules });
  });
});

describe('inspect is told that there still is no registration', () => {
  test.each<[string, (client: Client) => void, number, Partial<Limits>?]>([
    ['after a REGISTER of no URI', (one) => one.send('REGISTER', 1, {}, '..'), 1],
    ['after a REGISTER of a reserved URI', (one) => one.send('REGISTER', 1, {}, 'wamp.x'), 1],
    ['after a REGISTER with no policy', (one) => one.send('REGISTER', 1, { invoke: 'any' }, 'com.x'), 1],
    ['after a REGISTER of a pattern', (one) => one.send('REGISTER', 1, { match: 'prefix' }, 'com.x'), 1],
    ['after a REGISTER too many', (one) => one.send('REGISTER', 1, {}, 'com.x'), 1, { registrations: 0 }],
    ['after an UNREGISTER', (one) => one.send('UNREGISTER', 1, 7), 0],
  ])('%s', (_, send, instance, limits = {}) => {
    const { stage, steps } = inspected('registration', { limits });
    send(stage.join());
    expect(steps).toEqual([expect.objectContaining({ from: 'vacant', to: 'vacant', instance })]);
  });
});

test.each<[string, (alice: Client) => void]>([
  ['gives it back', (alice) => alice.unregister(1)],
  ['leaves', (alice) => alice.leave()],
])('inspect is told that a registration ends when its last callee %s', (_, end) => {
  const { stage, steps } = inspected('registration');
  const [alice] = stage.callees(1, 'first');
  end(alice);
  expect(steps.at(-1)).toMatchObject({ from: 'occupied.shared.first', to: 'deleted' });
});

test('inspect is told that a procedure without registration stays without one when it is called', () => {
  const { stage, steps } = inspected('registration');
  stage.join().call('com.add');
  expect(steps).toEqual([expect.objectContaining({ event: 'select', from: 'vacant', to: 'vacant' })]);
});

test('inspect is told nothing of what leads to nothing', () => {
  const { stage, steps } = inspected('session');
  const carol = stage.join();
  const before = steps.length;
  stage.dealer.tick(1_000);
  stage.dealer.disconnect(carol.session, 1_000);
  const gone = steps.length;
  stage.dealer.disconnect(carol.session, 1_000);
  expect([gone, steps.length]).toEqual([before + 1, before + 1]);
  const erin = stage.join();
  stage.close();
  const closing = steps.length;
  erin.call('com.add');
  expect(steps.length).toBe(closing);
});

test('inspect may ask how much there is: a call is there before anybody is asked for it', () => {
  const calls: number[] = [];
  const stage: Stage = new Stage({
    inspect: ({ chart }) => {
      if (chart === 'registration') calls.push(stage.dealer.size().calls);
    },
  });
  const [, carol] = [stage.callees(1), stage.join()];
  carol.call('com.add');
  expect(calls).toEqual([0, 1]);
});
