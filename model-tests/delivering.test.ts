/** Undeliverable messages: the outcome of their calls, and the silence towards all other sessions. */
import { describe, expect, test } from 'vitest';
import { CODES } from '../machines/messages.ts';
import { OBSTACLES, type Obstacle } from '../machines/vocabulary.ts';
import type { WireMessage } from '../src/dealer/messages.ts';
import { type Announced, asked, type Client, failed, refusals, Stage } from './stage.ts';

const SENTENCE = [expect.any(String)];

/** The ERROR with the reason. */
const ERRORS: { readonly [O in Obstacle]: string } = {
  'too-large': 'wamp.error.payload_size_exceeded',
  untellable: 'wamp.error.invalid_payload',
  backlog: 'wamp.error.network_failure',
};

/** Makes these messages undeliverable to the client from now on. */
function obstruct(client: Client, obstacle: Obstacle | undefined, ...types: readonly string[]): void {
  client.obstacleOf = ([type]) => (types.includes(type as string) ? obstacle : undefined);
}

/** Makes everything undeliverable except ERRORs of the dealer itself. */
function obstructOthers(client: Client, obstacle: Obstacle): void {
  client.obstacleOf = ([type, , , , error]) =>
    type === 'ERROR' && `${error}`.startsWith('wamp.error.') ? undefined : obstacle;
}

describe('an INVOCATION that cannot be delivered', () => {
  test.each(['first', 'roundrobin', 'random', 'last'])('goes to another callee under %s', (invoke) => {
    const stage = new Stage();
    const callees = stage.callees(3, invoke);
    const carol = stage.join();
    for (const callee of callees.slice(0, 2)) obstruct(callee, 'backlog', 'INVOCATION');
    for (let count = 0; count < 4; count++) {
      const call = carol.call('com.add', {}, [count]);
      const { name, callee, invocation } = asked(callees);
      expect(name).toBe('C');
      callee.yield(invocation, count);
      expect(carol.received()).toEqual([['RESULT', call, {}, [count]]]);
    }
    expect(stage.holds().calls).toBe(0);
  });

  test.each(OBSTACLES)('ends its call with the reason when nobody is left: %s', (obstacle) => {
    const stage = new Stage();
    const callees = stage.callees(2, 'first');
    const carol = stage.join();
    for (const callee of callees) obstruct(callee, obstacle, 'INVOCATION');
    const call = carol.call('com.add');
    expect(carol.received()).toEqual([failed(call, ERRORS[obstacle], SENTENCE)]);
    expect(stage.holds().calls).toBe(0);
  });

  test('decides what the call ends with, even if the last callee refuses', () => {
    const stage = new Stage();
    const [alice, bob] = stage.callees(2, 'first');
    const carol = stage.join();
    obstruct(alice, 'too-large', 'INVOCATION');
    const call = carol.call('com.add');
    bob.refuse(bob.invoked());
    expect(carol.received()).toEqual([failed(call, ERRORS['too-large'], SENTENCE)]);
  });

  test('does not touch what the callee has been asked before', () => {
    const stage = new Stage();
    const [alice] = stage.callees(1);
    const carol = stage.join();
    const first = carol.call('com.add');
    const invocation = alice.invoked();
    obstruct(alice, 'backlog', 'INVOCATION');
    const second = carol.call('com.add');
    expect(carol.received()).toEqual([failed(second, ERRORS.backlog, SENTENCE)]);
    alice.yield(invocation, 'done');
    expect(carol.received()).toEqual([['RESULT', first, {}, ['done']]]);
    obstruct(alice, undefined);
    carol.call('com.add');
    alice.yield(alice.invoked());
    expect(carol.received()).toHaveLength(1);
  });

  test('does not use up a request id of its callee, who sees them counted up by one', () => {
    const stage = new Stage();
    const [alice] = stage.callees(1);
    const carol = stage.join();
    const numbers: number[] = [];
    for (const obstacle of [undefined, 'backlog', 'backlog', undefined, 'too-large', undefined] as const) {
      obstruct(alice, obstacle, 'INVOCATION');
      carol.call('com.add');
      if (obstacle === undefined) numbers.push(alice.invoked());
    }
    expect(numbers).toEqual([1, 2, 3]);
  });

  test('cannot be answered: it was never sent', () => {
    const stage = new Stage();
    const [alice] = stage.callees(1);
    const carol = stage.join();
    obstruct(alice, 'backlog', 'INVOCATION');
    carol.call('com.add');
    alice.yield(1);
    expect(alice.received()[0]).toEqual(['ABORT', expect.anything(), 'wamp.error.protocol_violation']);
  });

  test('cannot be answered when its request id belongs to another one either', () => {
    const stage = new Stage();
    const [alice] = stage.callees(1);
    const carol = stage.join();
    obstruct(alice, 'backlog', 'INVOCATION');
    carol.call('com.add');
    obstruct(alice, undefined);
    carol.call('com.add');
    expect(alice.invoked()).toBe(1);
    alice.yield(2 ** 53);
    expect(alice.received()[0]).toEqual(['ABORT', expect.anything(), 'wamp.error.protocol_violation']);
  });

  test('ends the call at once under the reading undeliverable: error', () => {
    const stage = new Stage({ readings: { undeliverable: 'error' } });
    const [alice, bob] = stage.callees(2, 'first');
    const carol = stage.join();
    obstruct(alice, 'untellable', 'INVOCATION');
    const call = carol.call('com.add');
    expect(carol.received()).toEqual([failed(call, ERRORS.untellable, SENTENCE)]);
    expect(bob.received()).toEqual([]);
    expect(stage.holds().calls).toBe(0);
  });

  test('counts for the cap of the reading exclude: last-refused', () => {
    const stage = new Stage({ readings: { exclude: 'last-refused' } });
    const [alice, bob] = stage.callees(2, 'roundrobin');
    const carol = stage.join();
    obstruct(alice, 'backlog', 'INVOCATION');
    const call = carol.call('com.add');
    expect(refusals([alice, bob])).toBe('BB');
    expect(carol.received()).toEqual([failed(call, ERRORS.backlog, SENTENCE)]);
  });

  test('leaves the clock of its call running', () => {
    const stage = new Stage();
    const [alice, bob] = stage.callees(2, 'first');
    const carol = stage.join();
    obstruct(alice, 'backlog', 'INVOCATION');
    const call = carol.call('com.add', { timeout: 100 });
    expect(bob.invoked()).toBe(1);
    stage.pass(99);
    expect(carol.received()).toEqual([]);
    stage.pass(1);
    expect(carol.received()).toEqual([failed(call, 'wamp.error.timeout', SENTENCE)]);
  });
});

describe('an INVOCATION of which it turns out later that it cannot be delivered', () => {
  const INTERRUPTIBLE: Announced = { callee: ['call_canceling'] };

  /** A call in flight at alice, with bob next in line. */
  function givenToAlice() {
    const stage = new Stage();
    const [alice, bob] = stage.callees(2, 'first', INTERRUPTIBLE);
    const carol = stage.join();
    const call = carol.call('com.add');
    const message = [CODES.INVOCATION, alice.invoked(), 1, {}];
    const fail = () => stage.act((dealer) => dealer.miss(alice.session, message, 'backlog', 0));
    return { stage, alice, bob, carol, call, fail };
  }

  test('moves its call on', () => {
    const { bob, carol, call, fail } = givenToAlice();
    fail();
    bob.yield(bob.invoked());
    expect(carol.received()).toEqual([['RESULT', call, {}, []]]);
  });

  test('leaves its number unused if its callee has been sent another one', () => {
    const { alice, bob, carol, fail } = givenToAlice();
    carol.call('com.add');
    expect(alice.invoked()).toBe(2);
    fail();
    bob.invoked();
    carol.call('com.add');
    expect(alice.invoked()).toBe(3);
  });

  test('ends a call that is being killed', () => {
    const { stage, alice, bob, carol, call, fail } = givenToAlice();
    carol.cancel(call, 'kill');
    fail();
    expect(carol.received()).toEqual([failed(call, ERRORS.backlog, SENTENCE)]);
    expect([alice.received(), bob.received()]).toEqual([[['INTERRUPT', 1, { mode: 'kill' }]], []]);
    expect(stage.holds().calls).toBe(0);
  });

  test('changes nothing once its call has ended', () => {
    const { alice, bob, carol, call, fail } = givenToAlice();
    carol.cancel(call, 'skip');
    carol.received();
    fail();
    expect([alice, bob, carol].map((client) => client.received())).toEqual([[], [], []]);
  });
});

describe('a RESULT or ERROR that cannot be delivered', () => {
  function called(announced: Announced, options: object = {}) {
    const stage = new Stage();
    const [alice] = stage.callees(1, undefined, announced);
    const carol = stage.join();
    return { stage, alice, carol, call: carol.call('com.add', options), invocation: alice.invoked() };
  }

  test.each(OBSTACLES)('is replaced by an ERROR that says why: %s', (obstacle) => {
    for (const answer of ['yield', 'fail'] as const) {
      const { stage, alice, carol, call, invocation } = called({});
      obstructOthers(carol, obstacle);
      alice[answer](invocation, 'com.example.error');
      expect(carol.received()).toEqual([failed(call, ERRORS[obstacle], SENTENCE)]);
      expect([stage.holds().calls, alice.received()]).toEqual([0, []]);
    }
  });

  test.each([
    [['call_canceling', 'progressive_call_results'], [['INTERRUPT', 1, { mode: 'killnowait' }]]],
    [['progressive_call_results'], []],
  ])('ends the call if it was a progressive one; a callee with %j hears %j', (features, heard) => {
    const { stage, alice, carol, call, invocation } = called(
      { callee: features },
      { receive_progress: true },
    );
    obstructOthers(carol, 'too-large');
    alice.progress(invocation, 'much');
    expect(carol.received()).toEqual([failed(call, ERRORS['too-large'], SENTENCE)]);
    expect(alice.received()).toEqual(heard);
    expect(stage.holds().calls).toBe(0);
    alice.yield(invocation, 'more');
    expect(carol.received()).toEqual([]);
  });

  test.each(OBSTACLES)(
    'is followed by an ERROR that says why, and by nothing if that is lost too: %s',
    (obstacle) => {
      const { alice, carol, invocation } = called({});
      const tried: unknown[] = [];
      carol.obstacleOf = (message) => {
        tried.push(message[0]);
        return obstacle;
      };
      alice.yield(invocation);
      expect(tried).toEqual(['RESULT', 'ERROR']);
      carol.disconnect();
    },
  );

  test('is told apart from an ERROR of a callee that reads like the one that says why', () => {
    const { stage, alice, carol, invocation } = called({});
    obstructOthers(carol, 'too-large');
    alice.yield(invocation);
    const [[, , , , error, args] = []] = carol.received();
    const second = carol.call('com.add');
    const tried: WireMessage[] = [];
    carol.obstacleOf = (message) => {
      tried.push(message);
      return tried.length === 1 ? 'backlog' : undefined;
    };
    alice.fail(alice.invoked(), error as string, args);
    expect(tried[0]).toEqual(failed(second, ERRORS['too-large'], args));
    expect(carol.received()).toEqual([failed(second, ERRORS.backlog, SENTENCE)]);
    expect(stage.holds().calls).toBe(0);
  });

  test('is replaced also if it is an ERROR of the dealer itself, and if its session has the least id', () => {
    const stage = new Stage({ random: () => 0 });
    const carol = stage.join();
    const tried: unknown[] = [];
    carol.obstacleOf = ([, , , , error]) => {
      tried.push(error);
      return tried.length === 1 ? 'backlog' : undefined;
    };
    const call = carol.call('com.nobody');
    expect(tried).toEqual(['wamp.error.no_such_procedure', ERRORS.backlog]);
    expect(carol.received()).toEqual([failed(call, ERRORS.backlog, SENTENCE)]);
  });

  test('leaves the INVOCATION with the same request id, which its session was sent last, alone', () => {
    const stage = new Stage();
    const [[alice], carol] = [stage.callees(1), stage.join()];
    carol.call('com.add');
    const before = stage.dealer.snapshot();
    const result = [CODES.RESULT, alice.invoked(), { progress: true }];
    expect(stage.dealer.undeliverable(alice.session, result, 'backlog', 0)).toEqual([]);
    expect(stage.dealer.snapshot()).toEqual(before);
  });

  test('leaves other calls of the same caller alone', () => {
    const { alice, carol, call, invocation } = called({});
    const second = carol.call('com.add');
    obstructOthers(carol, 'untellable');
    alice.yield(invocation);
    obstruct(carol, undefined);
    alice.yield(alice.invoked(), 2);
    expect(carol.received()).toEqual([
      failed(call, ERRORS.untellable, SENTENCE),
      ['RESULT', second, {}, [2]],
    ]);
  });

  test('is told to its caller first, and then the callee is interrupted, also if both are one', () => {
    const client = new Stage().join({ callee: ['call_canceling', 'progressive_call_results'] });
    client.register('com.own');
    const call = client.call('com.own', { receive_progress: true });
    const invocation = client.invoked();
    obstruct(client, 'backlog', 'RESULT');
    client.progress(invocation, 1);
    expect(client.received().map(([type]) => type)).toEqual(['ERROR', 'INTERRUPT']);
    expect(call).toBeGreaterThan(0);
  });
});
