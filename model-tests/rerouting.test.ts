/** Refused calls: the next callee, its INVOCATION, and the end of re-routing. */
import { describe, expect, test } from 'vitest';
import { POLICIES } from '../src/dealer/index.ts';
import { randomFrom } from './random.ts';
import { asked, type Client, failed, NOTHING, refusals, Stage, turns } from './stage.ts';

const SHARED = POLICIES.filter((policy) => policy !== 'single');

const noAvailableCallee = (call: number, tries: number) =>
  failed(call, 'wamp.error.no_available_callee', [
    `No callee of com.add is left for this call; ${tries} ${tries === 1 ? 'was' : 'were'} asked and refused.`,
  ]);

describe('a call that every callee refuses', () => {
  test.each([
    ['single', 1, 'A'],
    ['roundrobin', 1, 'A'],
    ['roundrobin', 2, 'AB'],
    ['roundrobin', 5, 'ABCDE'],
    ['random', 1, 'A'],
    ['first', 1, 'A'],
    ['first', 2, 'AB'],
    ['first', 5, 'ABCDE'],
    ['last', 1, 'A'],
    ['last', 2, 'BA'],
    ['last', 5, 'EDCBA'],
  ])('under %s with %i callees is given to %s, and then fails', (policy, count, names) => {
    const stage = new Stage();
    const [callees, carol] = [stage.callees(count, policy), stage.join()];
    const call = carol.call('com.add');
    expect(refusals(callees)).toBe(names);
    expect(carol.received()).toEqual([noAvailableCallee(call, count)]);
  });

  test.each([2, 5])('under random is given to each of %i callees once, and then fails', (count) => {
    const stage = new Stage();
    const [callees, carol] = [stage.callees(count, 'random'), stage.join()];
    for (let round = 0; round < 10; round++) {
      const call = carol.call('com.add');
      expect([...refusals(callees)].sort().join('')).toBe('ABCDE'.slice(0, count));
      expect(carol.received()).toEqual([noAvailableCallee(call, count)]);
    }
  });

  test('under roundrobin begins with whoever has the turn, and goes once around', () => {
    const stage = new Stage();
    const [callees, carol] = [stage.callees(4, 'roundrobin'), stage.join()];
    turns(carol, callees, 2);
    carol.call('com.add');
    expect(refusals(callees)).toBe('CDAB');
  });
});

test('random gives a refused call to each of the other callees equally often', () => {
  const stage = new Stage();
  const [callees, carol] = [stage.callees(4, 'random'), stage.join()];
  const counts = new Map<string, number>();
  for (let call = 0; call < 600; call++) {
    carol.call('com.add');
    const first = asked(callees);
    first.callee.refuse(first.invocation);
    const second = asked(callees);
    second.callee.yield(second.invocation);
    const pair = first.name + second.name;
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  expect([...counts.keys()].sort().join(' ')).toBe('AB AC AD BA BC BD CA CB CD DA DB DC');
  for (const count of counts.values()) expect(Math.abs(count - 50)).toBeLessThan(30);
});

describe('the caller', () => {
  test.each(SHARED)(
    'hears nothing of a refusal under %s, and gets the answer of the next callee',
    (policy) => {
      const stage = new Stage();
      const [callees, carol] = [stage.callees(3, policy), stage.join()];
      const call = carol.call('com.add', {}, [1, 2]);
      const first = asked(callees);
      first.callee.refuse(first.invocation);
      expect(carol.received()).toEqual([]);
      const second = asked(callees);
      second.callee.yield(second.invocation, 3);
      expect(carol.received()).toEqual([['RESULT', call, {}, [3]]]);
    },
  );

  test('is not shown what came with the refusals', () => {
    const stage = new Stage();
    const [callees, carol] = [stage.callees(2, 'first'), stage.join()];
    const call = carol.call('com.add');
    for (const callee of callees) {
      callee.fail(callee.invoked(), 'wamp.error.unavailable', ['busy'], { load: 1 });
    }
    expect(carol.received()).toEqual([noAvailableCallee(call, 2)]);
  });

  test.each([
    'wamp.error.no_available_callee',
    'wamp.error.unavailable.today',
    'wamp.error.Unavailable',
    'com.error.unavailable',
  ])('gets any other error as the callee sent it, without a re-route: %s', (error) => {
    const stage = new Stage();
    const [[alice, bob], carol] = [stage.callees(2, 'first'), stage.join()];
    const call = carol.call('com.add');
    alice.send('ERROR', 68, alice.invoked(), { retry: false }, error, ['why'], { code: 7 });
    expect(carol.received()).toEqual([
      ['ERROR', 'CALL', call, { retry: false }, error, ['why'], { code: 7 }],
    ]);
    expect(bob.received()).toEqual([]);
  });
});

test('a re-routed INVOCATION has the same payload and registration, and the next request id of its callee', () => {
  const stage = new Stage();
  const [[alice, bob], carol] = [stage.callees(2, 'roundrobin'), stage.join()];
  expect(turns(carol, [alice, bob], 5)).toBe('ABABA');
  carol.call('com.add', {}, ['x'], { y: [1] });
  expect(bob.received()).toEqual([['INVOCATION', 3, 1, {}, ['x'], { y: [1] }]]);
  bob.refuse(3);
  expect(alice.received()).toEqual([['INVOCATION', 4, 1, {}, ['x'], { y: [1] }]]);
});

describe('a refusal', () => {
  test('holds for its own call only: a callee that refuses once is asked again and answers', () => {
    const stage = new Stage();
    const [callees, carol] = [stage.callees(2, 'first'), stage.join()];
    carol.call('com.add');
    expect(refusals(callees)).toBe('AB');
    carol.received();
    expect(turns(carol, callees, 2)).toBe('AA');
  });

  test('of one call leaves another call at the same callee alone', () => {
    const stage = new Stage();
    const [[alice, bob], carol] = [stage.callees(2, 'first'), stage.join()];
    const [one, two] = [carol.call('com.add'), carol.call('com.add')];
    alice.received();
    alice.refuse(1);
    alice.yield(2, 'alice');
    bob.yield(bob.invoked(), 'bob');
    expect(carol.received()).toEqual([
      ['RESULT', two, {}, ['alice']],
      ['RESULT', one, {}, ['bob']],
    ]);
  });

  test.each(SHARED)('under %s counts although its callee has unregistered since', (policy) => {
    const stage = new Stage();
    const [callees, carol] = [stage.callees(2, policy), stage.join()];
    carol.call('com.add');
    const first = asked(callees);
    first.callee.unregister(1);
    first.callee.refuse(first.invocation);
    first.callee.received();
    const second = asked(callees);
    expect(second.callee).not.toBe(first.callee);
    second.callee.yield(second.invocation, 3);
    expect(carol.received()).toEqual([['RESULT', 1, {}, [3]]]);
  });

  test.each(SHARED)('under %s still counts when its callee has left and registered anew', (policy) => {
    const stage = new Stage();
    const [callees, carol] = [stage.callees(2, policy), stage.join()];
    const call = carol.call('com.add');
    const first = asked(callees);
    first.callee.refuse(first.invocation);
    first.callee.unregister(1);
    first.callee.received();
    first.callee.register('com.add', policy);
    expect(refusals(callees)).toBe(first.name === 'A' ? 'B' : 'A');
    expect(carol.received()).toEqual([noAvailableCallee(call, 2)]);
  });

  test('ends the call when all the others have left meanwhile', () => {
    const stage = new Stage();
    const [[alice, bob], carol] = [stage.callees(2, 'first'), stage.join()];
    const call = carol.call('com.add');
    bob.disconnect();
    alice.refuse(alice.invoked());
    expect(carol.received()).toEqual([noAvailableCallee(call, 1)]);
  });

  test('gives the call to the registration that the procedure has by then', () => {
    const stage = new Stage();
    const [[alice], carol] = [stage.callees(1, 'first'), stage.join()];
    carol.call('com.add');
    const invocation = alice.invoked();
    alice.unregister(1);
    const [bob] = stage.callees(1, 'last');
    alice.refuse(invocation);
    expect(carol.received()).toEqual([]);
    expect(bob.received()).toEqual([['INVOCATION', 1, 2, {}]]);
  });

  test.each(SHARED)('under %s lets a callee be asked that joined after the call was made', (policy) => {
    const stage = new Stage();
    const [callees, carol] = [stage.callees(2, policy), stage.join()];
    const call = carol.call('com.add');
    const everybody = [...callees, ...stage.callees(1, policy)];
    expect([...refusals(everybody)].sort().join('')).toBe('ABC');
    expect(carol.received()).toEqual([noAvailableCallee(call, 3)]);
  });

  test('under last goes to the newcomer first, since it is the last of the list now', () => {
    const stage = new Stage();
    const [callees, carol] = [stage.callees(3, 'last'), stage.join()];
    carol.call('com.add');
    expect(refusals([...callees, ...stage.callees(1, 'last')])).toBe('CDBA');
  });
});

describe('roundrobin', () => {
  test('goes on after the callee that a re-routed call has reached', () => {
    const stage = new Stage();
    const [callees, carol] = [stage.callees(3, 'roundrobin'), stage.join()];
    carol.call('com.add');
    const { callee, invocation } = asked(callees);
    callee.refuse(invocation);
    callees[1].yield(callees[1].invoked());
    carol.received();
    expect(turns(carol, callees, 2)).toBe('CA');
  });

  test('gives a refused call to whoever has the turn now, after other calls have moved it', () => {
    const stage = new Stage();
    const [callees, carol] = [stage.callees(3, 'roundrobin'), stage.join()];
    const [alice, bob, eve] = callees;
    carol.call('com.add');
    carol.call('com.add');
    expect([alice.invoked(), bob.invoked()]).toEqual([1, 1]);
    alice.refuse(1);
    expect(asked(callees).callee).toBe(eve);
  });
});

describe.each(SHARED)('interleaved calls under %s', (policy) => {
  test.each([1, 2, 3, 4, 5])('ask each of four callees once at most, and end (seed %i)', (seed) => {
    const random = randomFrom(seed);
    const stage = new Stage();
    const callees = stage.callees(4, policy);
    const callers = [stage.join(), stage.join()];
    const pending: { callee: Client; invocation: number }[] = [];
    const askedFor = new Map<unknown, Client[]>();
    const collect = () => {
      for (const callee of callees) {
        for (const [, invocation, , , args] of callee.received()) {
          const [call] = args as unknown[];
          askedFor.set(call, [...(askedFor.get(call) ?? []), callee]);
          pending.push({ callee, invocation: invocation as number });
        }
      }
    };
    for (let call = 0; call < 10; call++) callers[call % 2]?.call('com.add', {}, [call]);
    for (collect(); pending.length > 0; collect()) {
      const [{ callee, invocation }] = pending.splice(Math.floor(random() * pending.length), 1) as [
        (typeof pending)[number],
      ];
      if (random() < 0.8) callee.refuse(invocation);
      else callee.yield(invocation);
    }
    expect(askedFor.size).toBe(10);
    for (const once of askedFor.values()) expect(new Set(once).size).toBe(once.length);
    for (const caller of callers) {
      const answers = caller.received().map(([type, ...rest]) => (type === 'RESULT' ? rest[0] : rest[1]));
      expect(answers.sort()).toEqual([1, 2, 3, 4, 5]);
      caller.leave();
    }
    for (const callee of callees) callee.leave();
    expect(stage.holds()).toEqual(NOTHING);
  });
});

test('a refusal that is not late is re-routed, also where late ones are passed on', () => {
  const stage = new Stage({ readings: { refusedLate: 'unavailable' } });
  const [callees, carol] = [stage.callees(2, 'first', { callee: ['call_reroute'] }), stage.join()];
  const call = carol.call('com.add');
  expect(refusals(callees)).toBe('AB');
  expect(carol.received()).toEqual([noAvailableCallee(call, 2)]);
});
