/** Revocation of registrations: the books of the dealer, its limits and its snapshots. */
import { describe, expect, test } from 'vitest';
import { CODES } from '../machines/messages.ts';
import {
  createDealer,
  type Dealer,
  type DealerOptions,
  type Output,
  type WireMessage,
} from '../src/dealer/index.ts';
import { randomFrom } from './random.ts';

const PROCEDURE = 'com.example.add';
const NOTHING = { registrations: 0, calls: 0, bytes: 0, names: 0 };
const ONE_PLACE = { ...NOTHING, registrations: 1, names: PROCEDURE.length };

const dealerWith = (options: Partial<DealerOptions> = {}): Dealer =>
  createDealer({ realm: 'realm1', random: randomFrom(1), authmethods: ['ticket'], ...options });

/** A client that may force, and wants to be notified. */
function join(dealer: Dealer): number {
  const key = dealer.connect(0);
  const roles = { caller: {}, callee: { features: { registration_revocation: true } } };
  dealer.receive(key, [CODES.HELLO, 'realm1', { roles, authmethods: ['ticket'] }], 0);
  const permissions = [
    { uri: 'com.', match: 'prefix' as const, register: true, call: true, forceReregister: true },
  ];
  dealer.admit(key, { authid: `client ${key}`, authrole: 'worker', permissions }, 0);
  return key;
}

const register = (dealer: Dealer, key: number, request: number, options = {}, procedure = PROCEDURE) =>
  messagesIn(dealer.receive(key, [CODES.REGISTER, request, options, procedure], 0));

const messagesIn = (outputs: readonly Output[]): (readonly [number, WireMessage])[] =>
  outputs.flatMap(({ session, message }) => (message === undefined ? [] : [[session, message] as const]));

const FORCE = { force_reregister: true };
const notice = (key: number, registration: number) => [
  key,
  [CODES.UNREGISTERED, 0, { registration, reason: 'wamp.error.unregistered' }],
];

describe('a revocation takes the places of all members out of the books', () => {
  test.each([
    { readings: {}, ids: [1, 1], next: 2 },
    { readings: { registrationId: 'own' as const }, ids: [1, 2], next: 3 },
  ])('under $readings', ({ readings, ids, next }) => {
    const dealer = dealerWith({ readings });
    const [alice, bob] = [join(dealer), join(dealer)];
    register(dealer, alice, 1, { invoke: 'first' });
    register(dealer, bob, 1, { invoke: 'first' });
    expect([dealer.held(alice), dealer.held(bob)]).toEqual([ONE_PLACE, ONE_PLACE]);
    expect(register(dealer, bob, 2, FORCE)).toEqual([
      notice(alice, ids[0] as number),
      notice(bob, ids[1] as number),
      [bob, [CODES.REGISTERED, 2, next]],
    ]);
    expect([dealer.held(alice), dealer.held(bob)]).toEqual([NOTHING, ONE_PLACE]);
    expect(dealer.snapshot().registrations.map(({ context }) => context.registration)).toEqual([next]);
    dealer.disconnect(alice, 0);
    dealer.disconnect(bob, 0);
    expect(dealer.snapshot()).toMatchObject({ sessions: [], registrations: [] });
  });

  test('also those of a session with several places, each with an id of its own', () => {
    const dealer = dealerWith({ readings: { registrationId: 'own', sameSession: 'second-place' } });
    const [alice, bob] = [join(dealer), join(dealer)];
    register(dealer, alice, 1, { invoke: 'first' });
    register(dealer, alice, 2, { invoke: 'first' });
    expect(dealer.held(alice)).toEqual({ ...NOTHING, registrations: 2, names: 2 * PROCEDURE.length });
    expect(register(dealer, bob, 1, FORCE)).toEqual([
      notice(alice, 1),
      notice(alice, 2),
      [bob, [CODES.REGISTERED, 1, 3]],
    ]);
    expect(dealer.held(alice)).toEqual(NOTHING);
    for (const [request, id] of [
      [3, 1],
      [4, 2],
    ] as const)
      expect(messagesIn(dealer.receive(alice, [CODES.UNREGISTER, request, id], 0))[0]?.[1]).toContain(
        'wamp.error.no_such_registration',
      );
  });

  test('also where the callee that forces is the only one', () => {
    const dealer = dealerWith();
    const alice = join(dealer);
    register(dealer, alice, 1);
    expect(register(dealer, alice, 2, FORCE)).toEqual([notice(alice, 1), [alice, [CODES.REGISTERED, 2, 2]]]);
    expect(dealer.held(alice)).toEqual(ONE_PLACE);
  });
});

test('a place that was revoked does not count towards the limit', () => {
  const dealer = dealerWith({ limits: { registrations: 1 } });
  const [alice, bob] = [join(dealer), join(dealer)];
  register(dealer, alice, 1);
  register(dealer, bob, 1, FORCE);
  expect(register(dealer, alice, 2, {}, 'com.example.other')).toEqual([[alice, [CODES.REGISTERED, 2, 3]]]);
  expect(register(dealer, bob, 2, FORCE)).toEqual([notice(bob, 2), [bob, [CODES.REGISTERED, 2, 4]]]);
});

test('a dealer goes on from a snapshot before and after a revocation, and knows who is to be notified', () => {
  const dealer = dealerWith();
  const [alice, bob] = [join(dealer), join(dealer)];
  register(dealer, alice, 1);
  const before = dealerWith({ snapshot: structuredClone(dealer.snapshot()) });
  const came = register(dealer, bob, 1, FORCE);
  expect(register(before, bob, 1, FORCE)).toEqual(came);
  expect(before.snapshot()).toEqual(dealer.snapshot());
  const after = dealerWith({ snapshot: structuredClone(dealer.snapshot()) });
  expect([after.held(alice), after.held(bob)]).toEqual([NOTHING, ONE_PLACE]);
  expect(register(after, alice, 2, FORCE)).toEqual([notice(bob, 2), [alice, [CODES.REGISTERED, 2, 3]]]);
});

test.each([
  { what: 'an unknown policy', options: { invoke: 'newest' }, error: 'wamp.error.invalid_argument' },
  { what: 'an unknown match', options: { match: 'regex' }, error: 'wamp.error.feature_not_supported' },
  { what: 'the last place of the session', options: {}, error: 'dealerchart.error.limit_exceeded' },
])(
  'calls go on after a claim in vain, which asks for $what, also where a revocation ends them',
  ({ options, error }) => {
    const dealer = dealerWith({ readings: { withdrawn: 'cancel' }, limits: { registrations: 1 } });
    const [alice, bob] = [join(dealer), join(dealer)];
    register(dealer, alice, 1);
    register(dealer, bob, 1, {}, 'com.example.other');
    const invoked = messagesIn(dealer.receive(bob, [CODES.CALL, 2, {}, PROCEDURE], 0));
    expect(invoked).toEqual([[alice, [CODES.INVOCATION, 1, 1, {}]]]);
    expect(register(dealer, bob, 3, { ...FORCE, ...options })).toEqual([
      [bob, [CODES.ERROR, CODES.REGISTER, 3, {}, error, expect.any(Array)]],
    ]);
    expect(messagesIn(dealer.receive(alice, [CODES.YIELD, 1, {}, [3]], 0))).toEqual([
      [bob, [CODES.RESULT, 2, {}, [3]]],
    ]);
  },
);
