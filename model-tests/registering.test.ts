/** Registrations: who may register, join and unregister, and their end. */
import { describe, expect, test } from 'vitest';
import { POLICIES, type Policy } from '../src/dealer/index.ts';
import { asked, DEPARTURES, ENDINGS, failed, NOTHING, Stage, turns } from './stage.ts';

const SENTENCE = [expect.any(String)];
const SHARED = POLICIES.filter((policy) => policy !== 'single');
const ASKED_FOR = [undefined, ...POLICIES];

const optionsOf = (invoke: unknown): object => (invoke === undefined ? {} : { invoke });

const conflict = (existing: Policy, requested: Policy = 'single') => [
  'ERROR',
  'REGISTER',
  7,
  { _existing: existing, _requested: requested },
  'wamp.error.procedure_already_exists',
  SENTENCE,
];

const noSuchRegistration = ['ERROR', 'UNREGISTER', 7, {}, 'wamp.error.no_such_registration', SENTENCE];

describe('the first REGISTER of a procedure', () => {
  test.each(ASKED_FOR)('is granted when it asks for the policy %s', (invoke) => {
    const alice = new Stage().join();
    alice.send('REGISTER', 7, optionsOf(invoke), 'com.add');
    expect(alice.received()).toEqual([['REGISTERED', 7, 1]]);
  });

  test('is granted to a callee that announced nothing at all', () => {
    const stage = new Stage();
    const alice = stage.connect();
    alice.send('HELLO', 'realm1', { roles: { callee: {} } });
    alice.received();
    expect(alice.register('com.add', 'roundrobin')).toBe(1);
  });

  test('gets the next registration id, and an id that has been used never comes again', () => {
    const alice = new Stage().join();
    expect(['com.a', 'com.b', 'com.c'].map((procedure) => alice.register(procedure))).toEqual([1, 2, 3]);
    alice.unregister(3);
    alice.received();
    expect(alice.register('com.c')).toBe(4);
  });

  test('may ask for exact matching by name', () => {
    const alice = new Stage().join();
    alice.send('REGISTER', 7, { match: 'exact' }, 'com.add');
    expect(alice.received()).toEqual([['REGISTERED', 7, 1]]);
  });
});

test.each(['prefix', 'wildcard', 'other', 42])(
  'a REGISTER that asks for the matching %s is refused, be it the first one or not',
  (match) => {
    const stage = new Stage();
    const [alice, bob] = [stage.join(), stage.join()];
    bob.register('com.shared', 'first');
    const before = stage.known();
    alice.send('REGISTER', 7, { match }, 'com.add');
    alice.send('REGISTER', 8, { match, invoke: 'first' }, 'com.shared');
    expect(alice.received()).toEqual(
      [7, 8].map((request) => [
        'ERROR',
        'REGISTER',
        request,
        {},
        'wamp.error.feature_not_supported',
        SENTENCE,
      ]),
    );
    expect(stage.known()).toEqual(before);
  },
);

describe('while a single registration exists', () => {
  const cases = [undefined, 'single'].flatMap((existing) =>
    ASKED_FOR.map((requested) => [existing, requested] as const),
  );

  test.each(cases)(
    'registered with %s, a REGISTER of another session with %s fails',
    (existing, requested) => {
      const stage = new Stage();
      const [alice, bob] = [stage.join(), stage.join()];
      alice.register('com.add', existing);
      bob.send('REGISTER', 7, optionsOf(requested), 'com.add');
      expect(bob.received()).toEqual([conflict('single', requested)]);
    },
  );

  test.each(ASKED_FOR)('a REGISTER of the same session with %s fails as well', (requested) => {
    const alice = new Stage().join();
    alice.register('com.add');
    alice.send('REGISTER', 7, optionsOf(requested), 'com.add');
    expect(alice.received()).toEqual([conflict('single', requested)]);
  });

  test('the error says that one callee has the procedure for itself, and what was asked for', () => {
    const stage = new Stage();
    const [alice, bob] = [stage.join(), stage.join()];
    alice.register('com.add');
    bob.send('REGISTER', 7, { invoke: 'first' }, 'com.add');
    expect(bob.received()[0]?.[5]).toEqual([
      'com.add is registered by one callee alone, and "first" was asked for.',
    ]);
  });
});

describe('while a shared registration exists', () => {
  const differing = SHARED.flatMap((existing) =>
    ASKED_FOR.filter((requested) => requested !== existing).map(
      (requested) => [existing, requested] as const,
    ),
  );

  test.each(differing)('with the policy %s, a REGISTER with %s fails', (existing, requested) => {
    const stage = new Stage();
    const [alice, bob] = [stage.join(), stage.join()];
    alice.register('com.add', existing);
    const before = stage.known();
    bob.send('REGISTER', 7, optionsOf(requested), 'com.add');
    expect(bob.received()).toEqual([conflict(existing, requested)]);
    expect(stage.known()).toEqual(before);
  });

  test.each(differing)(
    'with %s, a REGISTER of one of its callees with %s fails too',
    (existing, requested) => {
      const alice = new Stage().join();
      alice.register('com.add', existing);
      alice.send('REGISTER', 7, optionsOf(requested), 'com.add');
      expect(alice.received()).toEqual([conflict(existing, requested)]);
    },
  );

  test.each(SHARED)('a REGISTER with the same policy, %s, is granted under the same id', (policy) => {
    const stage = new Stage();
    const [alice, bob, eve] = [stage.join(), stage.join(), stage.join()];
    alice.register('com.other');
    const ids = [alice, bob, eve].map((callee) => callee.register('com.add', policy));
    expect(ids).toEqual([2, 2, 2]);
  });

  test('a callee that joins goes to the end of the list', () => {
    const stage = new Stage();
    const callees = stage.callees(4, 'roundrobin');
    expect(turns(stage.join(), callees, 5)).toBe('ABCDA');
  });

  test('a callee that leaves and joins again goes to the end of the list', () => {
    const stage = new Stage();
    const callees = stage.callees(3, 'first');
    const [alice, bob, eve] = callees;
    alice.unregister(1);
    alice.received();
    alice.register('com.add', 'first');
    const caller = stage.join();
    expect(turns(caller, callees, 2)).toBe('BB');
    bob.disconnect();
    eve.disconnect();
    expect(turns(caller, callees, 1)).toBe('A');
  });

  test.each(SHARED)('the policy %s holds although the callee that brought it has left', (policy) => {
    const stage = new Stage();
    const [alice] = stage.callees(2, policy);
    alice.disconnect();
    const eve = stage.join();
    eve.send('REGISTER', 7, { invoke: 'single' }, 'com.add');
    expect(eve.received()).toEqual([conflict(policy, 'single')]);
    expect(eve.register('com.add', policy)).toBe(1);
  });
});

describe('when the last callee has left', () => {
  test.each(DEPARTURES)(
    'because it %s, the next REGISTER decides the policy again, under a new id',
    (_, leave) => {
      const stage = new Stage();
      const callees = stage.callees(2, 'roundrobin');
      for (const callee of callees) leave(callee);
      expect(stage.holds().registrations).toBe(0);
      expect(stage.join().register('com.add')).toBe(2);
    },
  );

  test.each(DEPARTURES)('because it %s, a CALL finds no procedure', (_, leave) => {
    const stage = new Stage();
    const [[alice], carol] = [stage.callees(1), stage.join()];
    leave(alice);
    const call = carol.call('com.add');
    expect(carol.received()).toEqual([
      failed(call, 'wamp.error.no_such_procedure', ['Nobody has registered com.add.']),
    ]);
  });
});

describe('UNREGISTER', () => {
  test('is confirmed, and takes the callee off the list', () => {
    const stage = new Stage();
    const callees = stage.callees(2, 'first');
    callees[0].send('UNREGISTER', 7, 1);
    expect(callees[0].received()).toEqual([['UNREGISTERED', 7]]);
    expect(turns(stage.join(), callees, 1)).toBe('B');
  });

  test.each([2, 1000, 2 ** 53])('of the id %s, which was never given out, fails', (id) => {
    const stage = new Stage();
    const [alice] = stage.callees(1);
    alice.send('UNREGISTER', 7, id);
    expect(alice.received()).toEqual([noSuchRegistration]);
  });

  test.each(POLICIES)(
    'by a session that is no callee of the %s registration fails, and changes nothing',
    (policy) => {
      const stage = new Stage();
      stage.callees(1, policy);
      const eve = stage.join();
      const before = stage.known();
      eve.send('UNREGISTER', 7, 1);
      expect(eve.received()).toEqual([noSuchRegistration]);
      expect(stage.known()).toEqual(before);
    },
  );

  test('fails the second time, whether others are left or not', () => {
    const stage = new Stage();
    const callees = stage.callees(2, 'last');
    for (const callee of callees) {
      callee.unregister(1);
      callee.received();
    }
    for (const callee of callees) callee.send('UNREGISTER', 7, 1);
    expect(callees.map((callee) => callee.received())).toEqual([[noSuchRegistration], [noSuchRegistration]]);
  });

  test('leaves the calls at the callee to it: its answer still goes to the caller', () => {
    const stage = new Stage();
    const [callees, carol] = [stage.callees(1), stage.join()];
    const call = carol.call('com.add');
    const { callee, invocation } = asked(callees);
    callee.unregister(1);
    expect(callee.received()).toEqual([['UNREGISTERED', 2]]);
    expect(carol.received()).toEqual([]);
    callee.yield(invocation, 3);
    expect(carol.received()).toEqual([['RESULT', call, {}, [3]]]);
  });
});

test.each(ENDINGS)('a callee that %s is taken off every list it is on', (_, end) => {
  const stage = new Stage();
  const [alice, bob, carol] = [stage.join(), stage.join(), stage.join()];
  alice.register('com.alone');
  for (const policy of SHARED) for (const callee of [alice, bob]) callee.register(`com.${policy}`, policy);
  end(alice);
  expect(stage.holds()).toEqual({ ...NOTHING, sessions: 2, registrations: SHARED.length });
  for (const policy of SHARED) {
    carol.call(`com.${policy}`);
    bob.yield(bob.invoked());
  }
  expect(carol.received().map(([type]) => type)).toEqual(SHARED.map(() => 'RESULT'));
});

test('request ids of a client may come in any order', () => {
  const alice = new Stage().join();
  for (const request of [9, 2 ** 53, 1]) alice.send('REGISTER', request, {}, `com.p${request}`);
  expect(alice.received()).toEqual([
    ['REGISTERED', 9, 1],
    ['REGISTERED', 2 ** 53, 2],
    ['REGISTERED', 1, 3],
  ]);
});
