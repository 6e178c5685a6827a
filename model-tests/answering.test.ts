/** Answers to a call: payloads, late and foreign answers, callees and callers that leave, exactly one final answer. */
import { describe, expect, test } from 'vitest';
import { POLICIES } from '../src/dealer/index.ts';
import { randomFrom } from './random.ts';
import { type Client, ENDINGS, failed, NOTHING, Stage, waitedFor } from './stage.ts';

const SHARED = POLICIES.filter((policy) => policy !== 'single');
const SENTENCE = [expect.any(String)];
const INTERRUPTIBLE = { callee: ['call_canceling'] };

const canceled = (call: number) =>
  failed(call, 'wamp.error.canceled', ['The callee of com.add left before it answered.']);
const violation = [['ABORT', { message: expect.any(String) }, 'wamp.error.protocol_violation'], ['closed']];

/** A call in flight at the first of three callees. */
function givenToAlice(announced = INTERRUPTIBLE) {
  const stage = new Stage();
  const [alice, bob, eve] = stage.callees(3, 'first', announced);
  const carol = stage.join();
  const call = carol.call('com.add');
  return { stage, alice, bob, eve, carol, call, invocation: alice.invoked() };
}

describe('payloads', () => {
  test.each([[[]], [[[]]], [[[1, 'two', null]]], [[[], {}]], [[[1], { two: { three: [3] } }]]])(
    'go from the caller to the callee and back as they are: %j',
    (payload) => {
      const stage = new Stage();
      const [[alice], carol] = [stage.callees(1), stage.join()];
      const call = carol.call('com.add', {}, ...payload);
      expect(alice.received()).toEqual([['INVOCATION', 1, 1, {}, ...payload]]);
      alice.send('YIELD', 1, {}, ...payload);
      expect(carol.received()).toEqual([['RESULT', call, {}, ...payload]]);
      carol.call('com.add');
      alice.fail(alice.invoked(), 'com.error.own', ...payload);
      expect(carol.received()).toEqual([failed(call + 1, 'com.error.own', ...payload)]);
    },
  );

  test('are not even looked into', () => {
    const stage = new Stage();
    const [[alice], carol] = [stage.callees(1), stage.join()];
    const [args, kwargs] = [
      [new Uint8Array([0, 255]), 2n ** 53n, Number.NaN],
      { __proto__: null, deep: [[]] },
    ];
    carol.call('com.add', {}, args, kwargs);
    const [invocation] = alice.received();
    expect(invocation?.[4]).toBe(args);
    expect(invocation?.[5]).toBe(kwargs);
  });
});

test('the INVOCATIONs of a session are numbered from 1, whatever the procedure and whoever calls', () => {
  const stage = new Stage();
  const [alice, bob, carol] = [stage.join(), stage.join(), stage.join()];
  for (const procedure of ['com.a', 'com.b']) alice.register(procedure);
  bob.register('com.c');
  for (const procedure of ['com.a', 'com.c', 'com.b', 'com.a']) carol.call(procedure);
  expect(alice.received().map(([, request]) => request)).toEqual([1, 2, 3]);
  expect(bob.received().map(([, request]) => request)).toEqual([1]);
});

test('two callers with the same request id at the same callee each get their own answer', () => {
  const stage = new Stage();
  const [[alice], carol, dave] = [stage.callees(1), stage.join(), stage.join()];
  expect([carol.call('com.add', {}, ['c']), dave.call('com.add', {}, ['d'])]).toEqual([1, 1]);
  expect(alice.received()).toEqual([
    ['INVOCATION', 1, 1, {}, ['c']],
    ['INVOCATION', 2, 1, {}, ['d']],
  ]);
  alice.yield(2, 'for d');
  alice.yield(1, 'for c');
  expect(carol.received()).toEqual([['RESULT', 1, {}, ['for c']]]);
  expect(dave.received()).toEqual([['RESULT', 1, {}, ['for d']]]);
});

test('a request id may be used again once its call has had its final answer, and not before', () => {
  const stage = new Stage();
  const [[alice], carol] = [stage.callees(1), stage.join()];
  for (const round of [1, 2]) {
    carol.send('CALL', 7, {}, 'com.add');
    alice.yield(alice.invoked(), round);
    expect(carol.received()).toEqual([['RESULT', 7, {}, [round]]]);
  }
  carol.send('CALL', 7, {}, 'com.add');
  carol.send('CALL', 7, {}, 'com.add');
  expect(carol.received()).toEqual(violation);
  expect(stage.holds()).toMatchObject({ sessions: 1, calls: 0 });
});

describe('an answer that comes too late touches nothing', () => {
  test.each<[string, (scene: ReturnType<typeof givenToAlice>) => void]>([
    ['was answered', ({ alice, invocation }) => alice.yield(invocation)],
    ['failed', ({ alice, invocation }) => alice.fail(invocation, 'com.error.own')],
    ['was refused', ({ alice, invocation }) => alice.refuse(invocation)],
    ['was canceled', ({ carol, call }) => carol.cancel(call, 'killnowait')],
    ['was given up by its caller', ({ carol }) => carol.disconnect()],
  ])('after the call %s', (_, end) => {
    const scene = givenToAlice();
    const { stage, alice, bob, carol, invocation } = scene;
    end(scene);
    for (const client of [alice, bob, carol]) client.received();
    const before = stage.dealer.snapshot();
    alice.yield(invocation, 'late');
    alice.progress(invocation, 'late');
    alice.fail(invocation, 'com.error.late');
    alice.refuse(invocation);
    expect([alice, bob, carol].map((client) => client.received())).toEqual([[], [], []]);
    expect(stage.dealer.snapshot()).toEqual(before);
    const { calls } = stage.holds();
    expect(waitedFor(stage)).toEqual({ asCaller: calls, asCallee: calls });
  });

  test('even if the callee asked next was given the same request id', () => {
    const { alice, bob, carol, call, invocation } = givenToAlice();
    alice.refuse(invocation);
    expect(bob.invoked()).toBe(invocation);
    alice.yield(invocation, 'alice');
    bob.yield(invocation, 'bob');
    expect(carol.received()).toEqual([['RESULT', call, {}, ['bob']]]);
  });
});

test('nobody can answer for another: the id counts in the session it comes from', () => {
  const { stage, bob, alice, eve, carol, invocation } = givenToAlice();
  alice.refuse(invocation);
  expect(bob.received()).toEqual([['INVOCATION', invocation, 1, {}]]);
  eve.yield(invocation, 'eve');
  expect(eve.received()).toEqual(violation);
  carol.send('ERROR', 68, invocation, {}, 'com.error.forged');
  expect(carol.received()).toEqual(violation);
  expect(bob.received()).toEqual([['INTERRUPT', invocation, { mode: 'killnowait' }]]);
  expect(stage.holds()).toMatchObject({ sessions: 2, calls: 0 });
});

describe.each(ENDINGS)('when a callee %s', (_, end) => {
  test('before it has answered, its call is canceled and not re-routed', () => {
    const { alice, bob, carol, call } = givenToAlice();
    end(alice);
    expect(carol.received()).toEqual([canceled(call)]);
    expect(bob.received()).toEqual([]);
  });

  test('that was asked after a refusal, the call is canceled as well', () => {
    const { alice, bob, eve, carol, call, invocation } = givenToAlice();
    alice.refuse(invocation);
    end(bob);
    expect(carol.received()).toEqual([canceled(call)]);
    expect([alice.received(), eve.received()]).toEqual([[], []]);
  });

  test('after it has refused, the call goes on with the next one', () => {
    const { alice, bob, carol, call, invocation } = givenToAlice();
    alice.refuse(invocation);
    end(alice);
    bob.yield(bob.invoked(), 3);
    expect(carol.received()).toEqual([['RESULT', call, {}, [3]]]);
  });

  test('with many calls, each of their callers is told, in the order in which they were given to it', () => {
    const { stage, alice, carol, call } = givenToAlice();
    const dave = stage.join();
    const [one, two, three] = [dave.call('com.add'), carol.call('com.add'), dave.call('com.add')];
    end(alice);
    expect(carol.received()).toEqual([canceled(call), canceled(two)]);
    expect(dave.received()).toEqual([canceled(one), canceled(three)]);
  });
});

describe.each(ENDINGS)('when a caller %s', (_, end) => {
  test('the callee is interrupted, and its answer is discarded', () => {
    const { stage, alice, bob, carol, invocation } = givenToAlice();
    end(carol);
    expect(alice.received()).toEqual([['INTERRUPT', invocation, { mode: 'killnowait' }]]);
    alice.yield(invocation);
    expect([alice.received(), bob.received()]).toEqual([[], []]);
    expect(stage.holds()).toEqual({ ...NOTHING, sessions: 3, registrations: 1 });
  });

  test('a callee that did not announce call_canceling hears nothing', () => {
    const { alice, carol } = givenToAlice({ callee: [] });
    end(carol);
    expect(alice.received()).toEqual([]);
  });

  test('nobody else is asked when the callee refuses', () => {
    const { alice, bob, carol, invocation } = givenToAlice();
    end(carol);
    alice.refuse(invocation);
    expect(bob.received()).toEqual([]);
  });

  test('only the callee asked last is interrupted, by the id it knows', () => {
    const { alice, bob, carol, invocation } = givenToAlice();
    carol.call('com.add');
    alice.yield(alice.invoked());
    alice.refuse(invocation);
    expect(bob.invoked()).toBe(1);
    end(carol);
    expect(alice.received()).toEqual([]);
    expect(bob.received()).toEqual([['INTERRUPT', 1, { mode: 'killnowait' }]]);
  });
});

test.each(ENDINGS)('a client that calls itself and %s leaves nothing behind', (_, end) => {
  const stage = new Stage();
  const [alice] = stage.callees(1, 'first', INTERRUPTIBLE);
  alice.call('com.add');
  alice.received();
  end(alice);
  expect(alice.received().filter(([type]) => type === 'INTERRUPT' || type === 'ERROR')).toEqual([]);
  expect(stage.holds()).toEqual(NOTHING);
});

test('a CALL of a procedure that nobody has registered fails', () => {
  const carol = new Stage().join();
  const call = carol.call('com.nothing');
  expect(carol.received()).toEqual([failed(call, 'wamp.error.no_such_procedure', SENTENCE)]);
});

describe.each(SHARED)('whatever happens under %s', (policy) => {
  test.each([1, 2, 3])('each call gets one final answer, and nothing stays behind (seed %i)', (seed) => {
    const random = randomFrom(seed);
    const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
    const stage = new Stage();
    const callers = [stage.join(), stage.join()];
    const callees: Client[] = [];
    const invocations: { callee: Client; invocation: number }[] = [];
    const calls: { caller: Client; call: number }[] = [];

    const moves: (() => void)[] = [
      () => callees.length < 5 && callees.push(...stage.callees(1, policy, pick([INTERRUPTIBLE, {}]))),
      () => {
        const [gone] = callees.splice(Math.floor(random() * callees.length), 1);
        if (gone !== undefined) pick(ENDINGS)[1](gone);
      },
      () => {
        const caller = pick(callers);
        const options = { timeout: pick([0, 0, 5]), receive_progress: pick([true, false]) };
        calls.push({ caller, call: caller.call('com.add', options) });
      },
      () => {
        if (calls.length === 0) return;
        const { caller, call } = pick(calls);
        caller.cancel(call, pick(['skip', 'kill', 'killnowait']));
      },
      () => stage.pass(1),
    ];
    const answer = () => {
      if (invocations.length === 0) return;
      const { callee, invocation } = pick(invocations);
      callee[pick(['refuse', 'refuse', 'yield', 'progress'] as const)](invocation);
    };
    for (let step = 0; step < 300; step++) {
      if (random() < 0.5) answer();
      else pick(moves)();
      for (const callee of callees) {
        for (const [type, invocation] of callee.received()) {
          if (type === 'INVOCATION') invocations.push({ callee, invocation: invocation as number });
        }
      }
    }

    for (const callee of callees) callee.leave();
    for (const caller of callers) {
      const answered = caller.received().flatMap(([type, ...fields]) => {
        if (type === 'ERROR') return [fields[1]];
        return 'progress' in (fields[1] as object) ? [] : [fields[0]];
      });
      const called = calls.filter((one) => one.caller === caller).map(({ call }) => call);
      expect(answered.sort()).toEqual(called.sort());
      caller.leave();
    }
    expect(stage.holds()).toEqual(NOTHING);
  });
});
