/** Registration ids under each option of the reading `registrationId`. */
import { expect, test } from 'vitest';
import { CODES } from '../machines/messages.ts';
import { createDealer, POLICIES, type Readings, type Step, type WireMessage } from '../src/dealer/index.ts';
import { randomFrom } from './random.ts';
import { Stage, turns } from './stage.ts';

const SENTENCE = [expect.any(String)];

const stageOf = (readings: Partial<Readings>): Stage => new Stage({ readings });

test.each(POLICIES.slice(1))('shared: all callees of a procedure with %s are told one id', (policy) => {
  const stage = stageOf({ registrationId: 'shared' });
  stage.callees(2, policy);
  expect(stage.join().register('com.add', policy)).toBe(1);
  expect(stage.join().register('com.other')).toBe(2);
});

test.each(POLICIES.slice(1))('own: each callee of a procedure with %s is told its own', (policy) => {
  const stage = stageOf({ registrationId: 'own' });
  const [, bob] = stage.callees(2, policy);
  expect(stage.join().register('com.add', policy)).toBe(3);
  expect(stage.join().register('com.other')).toBe(4);
  bob.unregister(2);
  bob.received();
  expect(bob.register('com.add', policy)).toBe(5);
});

test('own: an INVOCATION has the id of its callee, a re-routed one too', () => {
  const stage = stageOf({ registrationId: 'own' });
  const [[alice, bob], carol] = [stage.callees(2, 'first'), stage.join()];
  carol.call('com.add');
  const [toAlice] = alice.received();
  expect(toAlice).toEqual(['INVOCATION', 1, 1, {}]);
  alice.refuse(1);
  expect(bob.received()).toEqual([['INVOCATION', 1, 2, {}]]);
});

test('own: UNREGISTER of an id that another callee was told, or that was given back, fails', () => {
  const stage = stageOf({ registrationId: 'own' });
  const [alice, bob, dora] = stage.callees(3, 'first');
  const error = (request: number) => [
    ['ERROR', 'UNREGISTER', request, {}, 'wamp.error.no_such_registration', SENTENCE],
  ];
  bob.unregister(1);
  expect(bob.received()).toEqual(error(2));
  alice.unregister(1);
  expect(alice.received()).toEqual([['UNREGISTERED', 2]]);
  alice.unregister(1);
  expect(alice.received()).toEqual(error(3));
  dora.unregister(1);
  expect(dora.received()).toEqual(error(2));
  bob.unregister(2);
  dora.unregister(3);
  expect(stage.holds().registrations).toBe(0);
});

test('own: of two places of a session, UNREGISTER takes away the one that has the id', () => {
  const stage = stageOf({ registrationId: 'own', sameSession: 'second-place' });
  const [callees, carol] = [stage.callees(2, 'roundrobin'), stage.join()];
  expect(callees[0].register('com.add', 'roundrobin')).toBe(3);
  expect(turns(carol, callees, 3)).toBe('ABA');
  callees[0].unregister(1);
  callees[0].received();
  expect(turns(carol, callees, 3)).toBe('BAB');
  callees[0].unregister(3);
  expect(turns(carol, callees, 2)).toBe('BB');
});

test.each<[Readings['registrationId'], string]>([
  ['shared', 'wamp.error.canceled'],
  ['own', 'nothing'],
])('%s: what UNREGISTER does to calls, it does to those given under the id: %s', (registrationId, came) => {
  const stage = stageOf({ registrationId, sameSession: 'second-place', withdrawn: 'cancel' });
  const [[alice], carol] = [stage.callees(1, 'first'), stage.join()];
  const second = alice.register('com.add', 'first');
  carol.call('com.add');
  alice.received();
  alice.unregister(second);
  expect(carol.received().map((message) => message[4])).toEqual(came === 'nothing' ? [] : [came]);
});

test('own, idempotent: a callee that registers again is told the id that it has', () => {
  const stage = stageOf({ registrationId: 'own', sameSession: 'idempotent' });
  const [, bob] = stage.callees(2, 'roundrobin');
  expect(bob.register('com.add', 'roundrobin')).toBe(2);
});

test('own: a call goes on in the registration that it was given to, whoever has left it', () => {
  const stage = stageOf({ registrationId: 'own', ended: 'registration' });
  const [[alice, bob], carol] = [stage.callees(2, 'first'), stage.join()];
  carol.call('com.add');
  alice.received();
  alice.unregister(1);
  alice.refuse(1);
  expect(bob.received()).toEqual([['INVOCATION', 1, 2, {}]]);
});

test('own: ids that were given back are not in use, and the next ones go on after the last', () => {
  const stage = stageOf({ registrationId: 'own' });
  const [, bob, dora] = stage.callees(3, 'first');
  dora.unregister(3);
  expect(stage.dealer.snapshot().last.registration).toBe(3);
  bob.send('REGISTER', 7, { invoke: 'first' }, 'com.add');
  expect(stage.dealer.snapshot().last.registration).toBe(3);
  bob.unregister(2);
  expect(stage.dealer.snapshot().last.registration).toBe(3);
  bob.received();
  expect(bob.register('com.add', 'first')).toBe(4);
  expect(bob.register('com.other')).toBe(5);
});

test('own: UNREGISTER of an id that was given back reaches no registration', () => {
  const steps: Step[] = [];
  const stage = new Stage({ readings: { registrationId: 'own' }, inspect: (step) => steps.push(step) });
  const [, bob] = stage.callees(2, 'first');
  bob.unregister(2);
  bob.unregister(2);
  expect(steps.filter(({ chart }) => chart === 'registration').slice(-2)).toMatchObject([
    { event: 'UNREGISTER', from: 'occupied.shared.first' },
    { event: 'UNREGISTER', from: 'vacant' },
  ]);
});

test('own: a dealer that goes on from a snapshot finds a registration by each of its ids', () => {
  const readings = { registrationId: 'own', ended: 'registration' } as const;
  const stage = stageOf(readings);
  const [[alice, bob], carol] = [stage.callees(3, 'first'), stage.join()];
  alice.unregister(1);
  carol.call('com.add');
  const dealer = createDealer({ realm: 'realm1', random: randomFrom(1), snapshot: stage.dealer.snapshot() });
  const refusal: WireMessage = [CODES.ERROR, CODES.INVOCATION, 1, {}, 'wamp.error.unavailable'];
  const sent = dealer.receive(bob.session, refusal, 0);
  expect(sent.map((output) => 'message' in output && output.message)).toEqual([[CODES.INVOCATION, 1, 3, {}]]);
  const left = dealer.receive(bob.session, [CODES.UNREGISTER, 2, 2], 0);
  expect(left.map((output) => 'message' in output && output.message)).toEqual([[CODES.UNREGISTERED, 2]]);
});
