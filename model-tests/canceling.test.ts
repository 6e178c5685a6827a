/** Ends of a call before its callee answers, by CANCEL and by timeout, and progressive results. */
import { describe, expect, test } from 'vitest';
import { type Announced, failed, Stage } from './stage.ts';

const INTERRUPTIBLE: Announced = { callee: ['call_canceling'] };
const ASKING = { receive_progress: true };
const PROGRESSIVE: Announced = { callee: ['call_canceling', 'progressive_call_results'] };

const SENTENCE = [expect.any(String)];

const canceled = (call: number) => failed(call, 'wamp.error.canceled', ['The call of com.add was canceled.']);
const timedOut = (call: number) =>
  failed(call, 'wamp.error.timeout', ['No answer from com.add within 100 ms.']);
const interrupt = (invocation: number, mode: string) => ['INTERRUPT', invocation, { mode }];

/** A call in flight at alice, with bob next in line. */
function givenToAlice(options = {}, announced: Announced = INTERRUPTIBLE, ofBob = announced) {
  const stage = new Stage();
  const [[alice], [bob]] = [stage.callees(1, 'first', announced), stage.callees(1, 'first', ofBob)];
  const carol = stage.join();
  const call = carol.call('com.add', options);
  return { stage, alice, bob, carol, call, invocation: alice.invoked() };
}

describe('CANCEL', () => {
  test.each([
    ['skip', []],
    ['killnowait', [interrupt(1, 'killnowait')]],
    [undefined, [interrupt(1, 'killnowait')]],
  ])('with the mode %s ends the call at once; its callee hears %j', (mode, heard) => {
    const { alice, bob, carol, call, invocation } = givenToAlice();
    carol.cancel(call, mode);
    expect(carol.received()).toEqual([canceled(call)]);
    expect(alice.received()).toEqual(heard);
    alice.yield(invocation);
    alice.refuse(invocation);
    expect([alice, bob, carol].map((client) => client.received())).toEqual([[], [], []]);
  });

  test.each(['Kill', ' ', 'abort', 42, true, ['kill']])(
    'with the mode %j, which is none, is killnowait',
    (mode) => {
      const { alice, carol, call } = givenToAlice();
      carol.send('CANCEL', call, { mode });
      expect([carol.received(), alice.received()]).toEqual([[canceled(call)], [interrupt(1, 'killnowait')]]);
    },
  );

  test.each(['skip', 'kill', 'killnowait', undefined])(
    'with the mode %s is skip where the callee did not announce call_canceling',
    (mode) => {
      const { stage, alice, bob, carol, call, invocation } = givenToAlice({}, {});
      carol.cancel(call, mode);
      expect(carol.received()).toEqual([canceled(call)]);
      alice.refuse(invocation);
      expect([alice.received(), bob.received(), carol.received()]).toEqual([[], [], []]);
      expect(stage.holds().calls).toBe(0);
    },
  );

  test('with the mode kill interrupts the callee, whose result ends the call', () => {
    const { alice, carol, call, invocation } = givenToAlice();
    carol.cancel(call, 'kill');
    expect(carol.received()).toEqual([]);
    expect(alice.received()).toEqual([interrupt(invocation, 'kill')]);
    alice.yield(invocation, 3);
    expect(carol.received()).toEqual([['RESULT', call, {}, [3]]]);
  });

  test('with the mode kill lets the error of the callee end the call, as it is', () => {
    const { alice, carol, call, invocation } = givenToAlice();
    carol.cancel(call, 'kill');
    alice.fail(invocation, 'wamp.error.canceled', ['half done'], { done: 0.5 });
    expect(carol.received()).toEqual([failed(call, 'wamp.error.canceled', ['half done'], { done: 0.5 })]);
  });

  test('with the mode kill keeps a refusal from re-routing the call', () => {
    const { alice, bob, carol, call, invocation } = givenToAlice();
    carol.cancel(call, 'kill');
    alice.refuse(invocation);
    expect(carol.received()).toEqual([canceled(call)]);
    expect(bob.received()).toEqual([]);
  });

  test('with the mode kill lets progressive results through until the callee has ended', () => {
    const { alice, carol, call, invocation } = givenToAlice(ASKING, PROGRESSIVE);
    carol.cancel(call, 'kill');
    alice.progress(invocation, 1);
    alice.yield(invocation, 2);
    expect(carol.received()).toEqual([
      ['RESULT', call, { progress: true }, [1]],
      ['RESULT', call, {}, [2]],
    ]);
  });

  test('with the mode kill tells the callee once, however often it comes', () => {
    const { alice, carol, call, invocation } = givenToAlice();
    for (let time = 0; time < 3; time++) carol.cancel(call, 'kill');
    expect(alice.received()).toEqual([interrupt(invocation, 'kill')]);
    expect(carol.received()).toEqual([]);
  });

  test.each(['skip', 'killnowait'])('with the mode %s after kill ends the wait', (mode) => {
    const { alice, carol, call, invocation } = givenToAlice();
    carol.cancel(call, 'kill');
    carol.cancel(call, mode);
    alice.yield(invocation);
    expect(carol.received()).toEqual([canceled(call)]);
  });

  test('with the mode kill leaves the end of either session what it always is', () => {
    const left = givenToAlice();
    left.carol.cancel(left.call, 'kill');
    left.alice.disconnect();
    expect(left.carol.received()).toEqual([failed(left.call, 'wamp.error.canceled', SENTENCE)]);
    const leaving = givenToAlice();
    leaving.carol.cancel(leaving.call, 'kill');
    leaving.carol.disconnect();
    expect(leaving.alice.received()).toEqual([
      interrupt(leaving.invocation, 'kill'),
      interrupt(leaving.invocation, 'killnowait'),
    ]);
  });

  test('concerns the callee asked last, by the request id that it knows', () => {
    const { alice, bob, carol, call, invocation } = givenToAlice();
    alice.refuse(invocation);
    bob.received();
    carol.cancel(call);
    expect(alice.received()).toEqual([]);
    expect(bob.received()).toEqual([interrupt(1, 'killnowait')]);
    expect(carol.received()).toEqual([canceled(call)]);
  });

  test.each([
    [INTERRUPTIBLE, {}, []],
    [{}, INTERRUPTIBLE, [interrupt(1, 'kill')]],
  ])('after a re-route goes by what the callee asked last has announced', (announced, ofBob, heard) => {
    const { alice, bob, carol, call, invocation } = givenToAlice({}, announced, ofBob);
    alice.refuse(invocation);
    bob.received();
    carol.cancel(call, 'kill');
    expect(bob.received()).toEqual(heard);
    expect(carol.received()).toEqual(heard.length === 0 ? [canceled(call)] : []);
  });

  test('of a call that has ended, or never was, changes nothing', () => {
    const { stage, alice, carol, call, invocation } = givenToAlice();
    alice.yield(invocation);
    carol.received();
    const before = stage.dealer.snapshot();
    carol.cancel(call);
    carol.cancel(99, 'kill');
    expect([alice.received(), carol.received()]).toEqual([[], []]);
    expect(stage.dealer.snapshot()).toEqual(before);
  });

  test('touches no call of another session with the same request id', () => {
    const { stage, alice, carol, call, invocation } = givenToAlice();
    const dave = stage.join();
    expect(dave.call('com.add')).toBe(call);
    dave.cancel(call);
    alice.yield(invocation, 3);
    expect(carol.received()).toEqual([['RESULT', call, {}, [3]]]);
  });
});

describe('a timeout', () => {
  test.each([
    [INTERRUPTIBLE, [interrupt(1, 'killnowait')]],
    [{}, []],
  ])('ends the call when its time is over; a callee that announced %j hears %j', (announced, heard) => {
    const { stage, alice, carol, call, invocation } = givenToAlice({ timeout: 100 }, announced);
    stage.pass(99);
    expect(carol.received()).toEqual([]);
    stage.pass(1);
    expect(carol.received()).toEqual([timedOut(call)]);
    expect(alice.received()).toEqual(heard);
    alice.yield(invocation);
    expect(carol.received()).toEqual([]);
  });

  test('is one clock for all tries: a re-route does not restart it', () => {
    const { stage, alice, bob, carol, call, invocation } = givenToAlice({ timeout: 100 });
    stage.pass(60);
    alice.refuse(invocation);
    bob.received();
    expect(stage.dealer.nextDeadline()).toBe(100);
    stage.pass(40);
    expect(carol.received()).toEqual([timedOut(call)]);
    expect(alice.received()).toEqual([]);
    expect(bob.received()).toEqual([interrupt(1, 'killnowait')]);
  });

  test('does not wait for the answer after CANCEL kill', () => {
    const { stage, alice, carol, call, invocation } = givenToAlice({ timeout: 100 });
    carol.cancel(call, 'kill');
    stage.pass(100);
    expect(carol.received()).toEqual([timedOut(call)]);
    expect(alice.received()).toEqual([interrupt(invocation, 'kill'), interrupt(invocation, 'killnowait')]);
  });

  test('is over with the call', () => {
    const { stage, alice, carol, call, invocation } = givenToAlice({ timeout: 100 });
    alice.yield(invocation, 3);
    expect(stage.dealer.nextDeadline()).toBeUndefined();
    stage.pass(100);
    expect(carol.received()).toEqual([['RESULT', call, {}, [3]]]);
  });

  test.each([{}, { timeout: 0 }, { timeout: null }])('is none with the options %j', (options) => {
    const { stage, carol } = givenToAlice(options);
    expect(stage.dealer.nextDeadline()).toBeUndefined();
    stage.pass(1e12);
    expect(carol.received()).toEqual([]);
  });

  test.each([-1, 1.5, 2 ** 53 + 2, '100', '', true, [100]])(
    'of %j is refused, and nobody is asked',
    (timeout) => {
      const stage = new Stage();
      const [[alice], carol] = [stage.callees(1), stage.join()];
      const call = carol.call('com.add', { timeout });
      expect(carol.received()).toEqual([
        ['ERROR', 'CALL', call, {}, 'wamp.error.invalid_argument', [expect.any(String)]],
      ]);
      expect(alice.received()).toEqual([]);
      expect(stage.holds().calls).toBe(0);
    },
  );

  test('of several calls: each ends in its own time', () => {
    const stage = new Stage();
    const [, carol] = [stage.callees(1), stage.join()];
    const [late, soon, also] = [300, 100, 100].map((timeout) => carol.call('com.add', { timeout }));
    expect(stage.dealer.nextDeadline()).toBe(100);
    stage.pass(1000);
    expect(carol.received().map(([, , request]) => request)).toEqual([soon, also, late]);
  });
});

describe('progressive results', () => {
  test.each<[object, string[], object]>([
    [{ receive_progress: true }, ['progressive_call_results', 'call_canceling'], { receive_progress: true }],
    [{ receive_progress: true }, ['progressive_call_results'], {}],
    [{ receive_progress: true }, ['call_canceling'], {}],
    [{ receive_progress: false }, ['progressive_call_results', 'call_canceling'], {}],
    [{}, ['progressive_call_results', 'call_canceling'], {}],
  ])('asked for with %j at a callee that announced %j: the INVOCATION says %j', (options, callee, said) => {
    const stage = new Stage();
    const [[alice], carol] = [stage.callees(1, 'single', { callee }), stage.join()];
    carol.call('com.add', options);
    expect(alice.received()).toEqual([['INVOCATION', 1, 1, said]]);
  });

  test('go to the caller as they come, and the last one ends the call', () => {
    const { alice, carol, call, invocation } = givenToAlice(ASKING, PROGRESSIVE);
    for (const part of [1, 2]) {
      alice.progress(invocation, part);
      expect(carol.received()).toEqual([['RESULT', call, { progress: true }, [part]]]);
    }
    alice.yield(invocation, 3);
    expect(carol.received()).toEqual([['RESULT', call, {}, [3]]]);
  });

  test('are kept from a caller that did not ask for them, and the call goes on', () => {
    const { alice, carol, call, invocation } = givenToAlice({}, PROGRESSIVE);
    alice.progress(invocation, 1);
    expect(carol.received()).toEqual([]);
    alice.yield(invocation, 2);
    expect(carol.received()).toEqual([['RESULT', call, {}, [2]]]);
  });

  test('tie the call to its callee: a refusal after one ends it', () => {
    const { alice, bob, carol, call, invocation } = givenToAlice(ASKING, PROGRESSIVE);
    alice.progress(invocation, 1);
    alice.refuse(invocation);
    expect(carol.received()).toEqual([
      ['RESULT', call, { progress: true }, [1]],
      failed(call, 'wamp.error.no_available_callee', [expect.any(String)]),
    ]);
    expect(bob.received()).toEqual([]);
  });

  test('are asked of the next callee, after a refusal, by what that one has announced', () => {
    const { alice, bob, invocation } = givenToAlice(ASKING, {}, PROGRESSIVE);
    alice.refuse(invocation);
    expect(bob.received()).toEqual([['INVOCATION', 1, 1, { receive_progress: true }]]);
  });

  test('restart the clock of the call: its timeout is the time from one to the next', () => {
    const { stage, alice, carol, call, invocation } = givenToAlice({ ...ASKING, timeout: 100 }, PROGRESSIVE);
    stage.pass(90);
    alice.progress(invocation, 1);
    stage.pass(90);
    expect(carol.received()).toEqual([['RESULT', call, { progress: true }, [1]]]);
    stage.pass(10);
    expect(carol.received()).toEqual([timedOut(call)]);
  });

  test('that a caller is not shown do not restart the clock', () => {
    const { stage, alice, carol, call, invocation } = givenToAlice({ timeout: 100 });
    stage.pass(90);
    alice.progress(invocation, 1);
    stage.pass(10);
    expect(carol.received()).toEqual([timedOut(call)]);
  });
});
