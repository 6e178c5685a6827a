/** Requests without permission, and claims that take nothing away: the order of the checks, and what stays as it was. */
import { describe, expect, test } from 'vitest';
import { CODES } from '../machines/messages.ts';
import { createDealer, type Dealer, type DealerOptions, type WireMessage } from '../src/dealer/index.ts';
import { randomFrom } from './random.ts';

const PROCEDURE = 'com.example.add';
const DENIED = 'wamp.error.not_authorized';
const ROLES = { caller: {}, callee: {} };
const MAY_REGISTER = { register: true };

const dealerWith = (readings: DealerOptions['readings'] = {}): Dealer =>
  createDealer({ realm: 'realm1', random: randomFrom(1), authmethods: ['ticket'], readings });

/** A client with a permission for one procedure; what it sends returns the messages of the dealer, to whomever. */
function join(dealer: Dealer, permission: object, roles: object = ROLES) {
  const key = dealer.connect(0);
  const permissions = [{ uri: PROCEDURE, ...permission }];
  dealer.receive(key, [CODES.HELLO, 'realm1', { roles, authmethods: ['ticket'] }], 0);
  dealer.admit(key, { authid: `client ${key}`, authrole: 'worker', permissions }, 0);
  return (...wire: unknown[]): WireMessage[] =>
    dealer.receive(key, wire, 0).flatMap(({ message }) => (message === undefined ? [] : [message]));
}

const REQUESTS: readonly [string, number, object][] = [
  ['CALL', CODES.CALL, {}],
  ['REGISTER', CODES.REGISTER, {}],
];
const FORCED: (typeof REQUESTS)[number] = ['forced REGISTER', CODES.REGISTER, { force_reregister: true }];

describe('a request without permission', () => {
  test.each([...REQUESTS, FORCED])('has the next id of the sequence: %s', (_, code, options) => {
    const send = join(dealerWith({ requestIds: 'sequential' }), { forceReregister: true });
    for (const request of [1, 2])
      expect(send(code, request, options, PROCEDURE)).toEqual([
        [CODES.ERROR, code, request, {}, DENIED, [expect.any(String)]],
      ]);
  });

  test.each(REQUESTS)('is told what it lacks: %s', (_, code, options) => {
    const send = join(dealerWith(), {});
    expect(send(code, 1, options, PROCEDURE)[0]?.[5]).toEqual([expect.stringMatching(/permission/)]);
  });

  test.each(REQUESTS)('is refused for the role first, where the role is missing: %s', (_, code, options) => {
    const send = join(dealerWith({ roles: 'refuse' }), {}, { publisher: {} });
    expect(send(code, 1, options, PROCEDURE)[0]?.[5]).toEqual([expect.stringMatching(/role/)]);
  });
});

test('a forced REGISTER has the next id of the sequence', () => {
  const send = join(dealerWith({ requestIds: 'sequential' }), { ...MAY_REGISTER, forceReregister: true });
  const [, code, options] = FORCED;
  for (const request of [1, 2])
    expect(send(code, request, options, PROCEDURE)).toContainEqual([
      CODES.REGISTERED,
      request,
      expect.any(Number),
    ]);
});

test.each<[string, DealerOptions['readings'], number, object, object, object, number]>([
  ['without permission', {}, 1, FORCED[2], { forceReregister: true }, ROLES, CODES.ERROR],
  ['out of sequence', { requestIds: 'sequential' }, 7, {}, MAY_REGISTER, ROLES, CODES.ABORT],
  ['without the role', { roles: 'abort' }, 1, {}, MAY_REGISTER, { caller: {} }, CODES.ABORT],
])('a REGISTER %s takes no procedure away', (_, readings, request, options, permission, roles, answer) => {
  const dealer = dealerWith(readings);
  const [callee, other] = [join(dealer, MAY_REGISTER), join(dealer, permission, roles)];
  callee(CODES.REGISTER, 1, {}, PROCEDURE);
  const before = dealer.snapshot().registrations;
  expect(before).toHaveLength(1);
  expect(other(CODES.REGISTER, request, options, PROCEDURE).map(([code]) => code)).toEqual([answer]);
  expect(dealer.snapshot().registrations).toEqual(before);
});
