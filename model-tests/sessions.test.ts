/** Beginning and end of a session, the shutdown of a router, and requests to a broker. */
import { describe, expect, test } from 'vitest';
import { createDealer, type Output, POLICIES } from '../src/dealer/index.ts';
import { createInterpretedDealer } from '../src/dealer/interpreted.ts';
import { randomFrom } from './random.ts';
import { ENDINGS, failed, NOTHING, Stage } from './stage.ts';

const CALLER = { roles: { caller: {} } };
const SENTENCE = [expect.any(String)];
const goodbye = (reason: string) => ['GOODBYE', {}, `wamp.close.${reason}`];
const abort = (reason: string) => ['ABORT', { message: expect.any(String) }, reason];

describe('the end of a session', () => {
  test.each(['wamp.close.close_realm', 'wamp.close.normal', 'com.any.reason'])(
    'by GOODBYE %s is acknowledged',
    (reason) => {
      const stage = new Stage();
      const client = stage.join();
      client.send('GOODBYE', {}, reason);
      expect(client.received()).toEqual([goodbye('goodbye_and_out'), ['closed']]);
      expect(stage.holds()).toEqual(NOTHING);
    },
  );

  test('by ABORT is not answered, before WELCOME as well as after', () => {
    const stage = new Stage();
    for (const client of [stage.connect(), stage.join()]) {
      client.send('ABORT', { message: 'no more' }, 'com.any.reason', ['payload'], {});
      expect(client.received()).toEqual([['closed']]);
    }
    expect(stage.holds()).toEqual(NOTHING);
  });

  test('by loss needs no word, before WELCOME as well as after', () => {
    const stage = new Stage();
    for (const client of [stage.connect(), stage.join()]) {
      client.disconnect();
      expect(client.received()).toEqual([['closed']]);
    }
    expect(stage.holds()).toEqual(NOTHING);
  });

  test.each(ENDINGS)('is final: after it %s, whatever comes is ignored', (_, end) => {
    const stage = new Stage();
    const client = stage.join();
    end(client);
    client.received();
    client.send('HELLO', 'realm1', CALLER);
    client.send('REGISTER', 1, {}, 'com.add');
    client.sendRaw('nonsense');
    client.leave();
    client.disconnect();
    expect(client.received()).toEqual([]);
    expect(stage.holds()).toEqual(NOTHING);
  });

  test('takes along all that many clients have left open', () => {
    const stage = new Stage();
    const callees = stage.callees(3, 'roundrobin', { callee: ['call_canceling'] });
    const callers = [stage.join(), stage.join()];
    for (const caller of callers) for (let n = 0; n < 5; n++) caller.call('com.add', { timeout: 1000 });
    stage.connect().disconnect();
    for (const client of [callers[0], ...callees, callers[1]]) client?.disconnect();
    expect(stage.holds()).toEqual(NOTHING);
  });
});

describe('a router that shuts down', () => {
  /** A caller with a call in flight, and a client before HELLO, at the moment when the router says GOODBYE. */
  function closing() {
    const stage = new Stage();
    const [alice] = stage.callees(1, 'single', { callee: ['call_canceling'] });
    const [carol, newcomer] = [stage.join(), stage.connect()];
    carol.call('com.add');
    alice.received();
    stage.close();
    return { stage, alice, carol, newcomer };
  }

  test('says GOODBYE to every session, and nothing after that', () => {
    const { stage, alice, carol } = closing();
    expect(alice.received()).toEqual([goodbye('system_shutdown')]);
    expect(carol.received().at(-1)).toEqual(goodbye('system_shutdown'));
    expect(stage.holds()).toMatchObject({ sessions: 2, registrations: 0, calls: 0 });
  });

  test('says good-bye to one session after the other, so that a call whose callee goes first has its answer', () => {
    const { carol } = closing();
    expect(carol.received()[0]).toEqual(['ERROR', 'CALL', 1, {}, 'wamp.error.canceled', SENTENCE]);
  });

  test('aborts those whose HELLO has not come', () => {
    const { newcomer } = closing();
    expect(newcomer.received()).toEqual([abort('wamp.close.system_shutdown'), ['closed']]);
  });

  test('waits for GOODBYE and ignores everything else', () => {
    const { stage, alice, carol } = closing();
    alice.received();
    alice.yield(1);
    alice.send('REGISTER', 9, {}, 'com.more');
    alice.send('HELLO', 'realm1', CALLER);
    alice.sendRaw('nonsense');
    stage.close();
    expect(alice.received()).toEqual([]);
    alice.leave();
    carol.disconnect();
    expect([alice.received(), carol.received().slice(2)]).toEqual([[['closed']], [['closed']]]);
    expect(stage.holds()).toEqual(NOTHING);
  });

  test('takes ABORT for GOODBYE', () => {
    const { alice } = closing();
    alice.received();
    alice.send('ABORT', {}, 'wamp.close.normal');
    expect(alice.received()).toEqual([['closed']]);
  });

  test('waits no longer than its patience', () => {
    const { stage, alice, carol } = closing();
    stage.pass(9_999);
    expect(stage.holds().sessions).toBe(2);
    stage.pass(1);
    expect([alice.received(), carol.received().slice(1)]).toEqual([
      [goodbye('system_shutdown'), ['closed']],
      [goodbye('system_shutdown'), ['closed']],
    ]);
    expect(stage.holds()).toEqual(NOTHING);
  });
});

describe('this router is no broker', () => {
  const unsupported = (of: string) => [['ERROR', of, 7, {}, 'wamp.error.feature_not_supported', SENTENCE]];

  test.each([
    ['SUBSCRIBE', [{}, 'com.topic']],
    ['UNSUBSCRIBE', [3]],
    ['PUBLISH', [{ acknowledge: true }, 'com.topic', [1], { two: 2 }]],
  ] as const)('%s gets an ERROR, and the session goes on', (type, fields) => {
    const client = new Stage().join();
    client.send(type, 7, ...fields);
    expect(client.received()).toEqual(unsupported(type));
    expect(client.register('com.add')).toBe(1);
  });

  test('PUBLISH without acknowledge gets no answer, since its client expects none', () => {
    const client = new Stage().join();
    client.send('PUBLISH', 7, {}, 'com.topic');
    client.send('PUBLISH', 8, { acknowledge: false }, 'com.topic');
    expect(client.received()).toEqual([]);
    expect(client.register('com.add')).toBe(1);
  });
});

describe('what is due', () => {
  test('happens before the input that comes with the time', () => {
    const stage = new Stage();
    const [[alice], carol] = [stage.callees(1), stage.join()];
    const call = carol.call('com.add', { timeout: 100 });
    stage.now = 100;
    alice.yield(alice.invoked(), 'too late');
    expect(carol.received()).toEqual([
      failed(call, 'wamp.error.timeout', ['No answer from com.add within 100 ms.']),
    ]);
  });

  test('when a client connects is handed out by the next method, and nextDeadline asks for one until then', () => {
    const stage = new Stage();
    const [, carol] = [stage.callees(1), stage.join()];
    const call = carol.call('com.add', { timeout: 100 });
    stage.now = 200;
    stage.connect();
    expect(stage.dealer.nextDeadline()).toBeLessThanOrEqual(200);
    stage.pass(0);
    expect(carol.received()).toEqual([failed(call, 'wamp.error.timeout', SENTENCE)]);
  });

  test('comes before the GOODBYE of a router that shuts down', () => {
    const stage = new Stage();
    const [, carol] = [stage.callees(1), stage.join()];
    const call = carol.call('com.add', { timeout: 100 });
    stage.now = 200;
    stage.close();
    expect(carol.received()).toEqual([
      failed(call, 'wamp.error.timeout', SENTENCE),
      goodbye('system_shutdown'),
    ]);
  });

  test('depends on the greatest time that has come: the clock does not go back', () => {
    const stage = new Stage();
    const [, carol] = [stage.callees(1), stage.join()];
    stage.now = 1000;
    carol.call('com.add', { timeout: 100 });
    stage.now = 5;
    carol.call('com.add', { timeout: 100 });
    expect(stage.dealer.nextDeadline()).toBe(1100);
  });
});

test('what a method returns says for whom each message is, and whom to disconnect after it', () => {
  const dealer = createDealer({ realm: 'realm1', random: randomFrom(1) });
  const key = dealer.connect(0);
  expect(dealer.receive(key, [1, 'realm1', CALLER], 0)).toEqual([
    { session: key, message: [2, expect.any(Number), expect.any(Object)] },
  ]);
  expect(dealer.receive(key, [6, {}, 'wamp.close.close_realm'], 0)).toEqual([
    { session: key, message: [6, {}, 'wamp.close.goodbye_and_out'] },
    { session: key, close: true },
  ]);
});

test('an inspect hook that throws loses nothing: the outputs come with those of the next input', () => {
  let fails = false;
  const inspect = (): void => {
    if (fails) throw new Error('out of ink');
  };
  const dealer = createDealer({ realm: 'realm1', random: randomFrom(1), inspect });
  const alice = dealer.connect(0);
  fails = true;
  expect(() => dealer.receive(alice, [1, 'realm1', { roles: { callee: {} } }], 0)).toThrow('out of ink');
  expect(() => dealer.receive(alice, [64, 1, {}, 'com.add'], 0)).toThrow('out of ink');
  fails = false;
  const types = dealer.tick(0).map((output) => output.message?.[0]);
  expect(types).toEqual([2, 65]);
  expect(dealer.size()).toEqual({ sessions: 1, registrations: 1, calls: 0 });
});

test('what charts have emitted takes up no room once it is processed', () => {
  const dealer = createInterpretedDealer({ realm: 'realm1', random: () => 0.5 });
  const { runner } = Reflect.get(dealer, 'runtime');
  const session = dealer.connect(0);
  dealer.receive(session, [1, 'realm1', { roles: { callee: {} } }], 0);
  dealer.receive(session, [64, 1, {}, 'com.add'], 0);
  expect(runner.effects.size).toBe(0);
});

test('a random number is drawn for each session id, and for each selection under random alone', () => {
  let draws = 0;
  const random = (): number => {
    draws += 1;
    return 0.5 / draws;
  };
  const dealer = createDealer({ realm: 'realm1', random });
  const session = dealer.connect(0);
  dealer.receive(session, [1, 'realm1', { roles: { caller: {}, callee: {} } }], 0);
  expect(draws).toBe(1);
  for (const [number, invoke] of POLICIES.entries()) {
    dealer.receive(session, [64, number + 1, { invoke }, `com.${invoke}`], 0);
    dealer.receive(session, [48, number + 10, {}, `com.${invoke}`], 0);
    expect([invoke, draws]).toEqual([invoke, POLICIES.indexOf('random') <= number ? 2 : 1]);
  }
});

test('a call is sent to its callee and its answer to the caller, and neither to a session that has ended', () => {
  const dealer = createDealer({ realm: 'realm1', random: () => 0.5 });
  const roles = {
    caller: { features: { call_canceling: true } },
    callee: { features: { call_canceling: true } },
  };
  const [caller, callee] = [dealer.connect(0), dealer.connect(0)];
  for (const session of [caller, callee]) dealer.receive(session, [1, 'realm1', { roles }], 0);
  dealer.receive(callee, [64, 1, {}, 'com.add'], 0);
  const receivers = (outputs: readonly Output[]): unknown =>
    outputs.map(({ session, message }) => [session, message?.[0]]);
  expect(receivers(dealer.receive(caller, [48, 1, {}, 'com.add'], 0))).toEqual([[callee, 68]]);
  expect(receivers(dealer.receive(callee, [70, 1, {}], 0))).toEqual([[caller, 50]]);
  // A session that waits for its own answer is not interrupted any more when it leaves.
  dealer.receive(callee, [48, 2, {}, 'com.add'], 0);
  expect(receivers(dealer.disconnect(callee, 0))).toEqual([[callee, undefined]]);
});

test('the inspect hook is told of each transition, with the rules that it rests on', () => {
  const steps: unknown[] = [];
  const dealer = createDealer({
    realm: 'realm1',
    random: randomFrom(1),
    inspect: (step) => steps.push(step),
  });
  const key = dealer.connect(0);
  dealer.receive(key, [1, 'realm1', CALLER], 0);
  dealer.receive(key, [48, 1, {}, 'com.add'], 0);
  const step = (chart: string, instance: number, from: string, event: string, to: string) =>
    expect.objectContaining({ chart, instance, from, event, to, rules: expect.any(Array) });
  expect(steps).toEqual([
    step('session', 1, 'opening', 'HELLO', 'established'),
    step('session', 1, 'established', 'CALL', 'established'),
    step('registration', 0, 'vacant', 'select', 'vacant'),
    step('call', 1, 'selecting', 'select.none', 'failed'),
  ]);
});

const VIOLATION = 'wamp.error.protocol_violation';

describe('of two things that are wrong with a message, the ABORT names', () => {
  test('the id of a CALL that is in flight before its ppt_scheme', () => {
    const stage = new Stage();
    stage.callees(1);
    const carol = stage.join();
    const call = carol.call('com.add');
    carol.send('CALL', call, { ppt_scheme: 'x_scheme' }, 'com.add');
    expect(carol.received()[0]).toMatchObject([
      'ABORT',
      { message: expect.stringContaining('request id') },
      VIOLATION,
    ]);
  });

  test('the id of a YIELD to nothing before its ppt_scheme', () => {
    const carol = new Stage().join();
    carol.send('YIELD', 7, { ppt_scheme: 'x_scheme' });
    expect(carol.received()[0]).toMatchObject([
      'ABORT',
      { message: expect.stringContaining('INVOCATION') },
      VIOLATION,
    ]);
  });
});
