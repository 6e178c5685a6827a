/** Ids at the end of their range, on a dealer restored from a snapshot near it. */
import { expect, test } from 'vitest';
import { MAX_ID } from '../machines/ids.ts';
import { CODES } from '../machines/messages.ts';
import type { Readings } from '../machines/readings.ts';
import { createDealer, type Dealer, type DealerSnapshot, type Output } from '../src/dealer/index.ts';

const ROLES = { roles: { caller: {}, callee: {} } };
const [CALLEE, CALLER] = [1, 2];

/** A dealer with a callee of com.one, and a caller. */
function begin(readings: Partial<Readings> = {}): Dealer {
  const dealer = createDealer({ realm: 'realm1', random: () => 0.25, readings });
  for (const session of [CALLEE, CALLER]) {
    dealer.connect(0);
    dealer.receive(session, [CODES.HELLO, 'realm1', ROLES], 0);
  }
  dealer.receive(CALLEE, [CODES.REGISTER, 1, {}, 'com.one'], 0);
  return dealer;
}

/** The dealer restored from a changed snapshot. */
const goOn = (dealer: Dealer, change: (snapshot: DealerSnapshot) => DealerSnapshot): Dealer =>
  createDealer({ realm: 'realm1', random: () => 0.25, snapshot: change(dealer.snapshot()) });

/** The snapshot after so many INVOCATIONs to the callee, with the id of the next one. */
const after = (sent: number, nextInvocation: number) => (snapshot: DealerSnapshot) => ({
  ...snapshot,
  sessions: snapshot.sessions.map((session, index) =>
    index === 0 ? { ...session, sent, nextInvocation } : session,
  ),
});

const call = (dealer: Dealer, request: number): unknown[] =>
  sentBy(dealer.receive(CALLER, [CODES.CALL, request, {}, 'com.one'], 0));
const sentBy = (outputs: readonly Output[]): unknown[] => outputs.map(({ message }) => message?.slice(0, 3));

test('after the INVOCATION 2^53 comes 1, and each is answered under its own id', () => {
  const dealer = goOn(begin(), after(MAX_ID - 1, MAX_ID));
  expect(call(dealer, 1)).toEqual([[CODES.INVOCATION, MAX_ID, 1]]);
  expect(call(dealer, 2)).toEqual([[CODES.INVOCATION, 1, 1]]);
  expect(call(dealer, 3)).toEqual([[CODES.INVOCATION, 2, 1]]);
  const yielded = (id: number) => sentBy(dealer.receive(CALLEE, [CODES.YIELD, id, {}], 0));
  expect(yielded(1)).toEqual([[CODES.RESULT, 2, {}]]);
  expect(yielded(MAX_ID)).toEqual([[CODES.RESULT, 1, {}]]);
  expect(yielded(2)).toEqual([[CODES.RESULT, 3, {}]]);
});

test('once every id was sent, no answer is for an INVOCATION that never was', () => {
  const dealer = goOn(begin(), after(MAX_ID - 1, MAX_ID));
  call(dealer, 1);
  expect(dealer.receive(CALLEE, [CODES.YIELD, 77, {}], 0)).toEqual([]);
});

test('an INVOCATION 2^53 that could not be delivered leaves its id to the next one', () => {
  const dealer = goOn(begin(), after(MAX_ID - 1, MAX_ID));
  const [first] = dealer.receive(CALLER, [CODES.CALL, 1, {}, 'com.one'], 0);
  dealer.undeliverable(CALLEE, first?.message ?? [], 'backlog', 0);
  expect(call(dealer, 2)).toEqual([[CODES.INVOCATION, MAX_ID, 1]]);
});

test('apart: INVOCATIONs are counted from the id of the session on, and answers before it are for none', () => {
  const dealer = begin({ invocationIds: 'apart' });
  const id = dealer.snapshot().sessions[0]?.context.id ?? 0;
  expect(id).toBeGreaterThan(2 ** 50);
  expect(call(dealer, 1)).toEqual([[CODES.INVOCATION, id, 1]]);
  expect(call(dealer, 2)).toEqual([[CODES.INVOCATION, id + 1, 1]]);
  expect(sentBy(dealer.receive(CALLEE, [CODES.YIELD, id + 1, {}], 0))).toEqual([[CODES.RESULT, 2, {}]]);
  expect(sentBy(dealer.receive(CALLEE, [CODES.YIELD, id - 1, {}], 0))[0]).toEqual([
    CODES.ABORT,
    expect.anything(),
    'wamp.error.protocol_violation',
  ]);
});

test('after the registration 2^53 comes the first id that is not in use', () => {
  const atTheEnd = (snapshot: DealerSnapshot) => ({
    ...snapshot,
    last: { ...snapshot.last, registration: MAX_ID - 1 },
  });
  const dealer = goOn(begin(), atTheEnd);
  const register = (request: number, procedure: string) =>
    sentBy(dealer.receive(CALLEE, [CODES.REGISTER, request, {}, procedure], 0));
  expect(register(2, 'com.two')).toEqual([[CODES.REGISTERED, 2, MAX_ID]]);
  // 1 is the id of com.one.
  expect(register(3, 'com.three')).toEqual([[CODES.REGISTERED, 3, 2]]);
  const twin = goOn(dealer, (snapshot) => snapshot);
  expect(twin.snapshot()).toEqual(dealer.snapshot());
  expect(call(twin, 1)).toEqual([[CODES.INVOCATION, 1, 1]]);
});

test('own: an id is in use as long as its callee has it, and that of the registration as long as there is one', () => {
  const atTheEnd = (snapshot: DealerSnapshot) => ({
    ...snapshot,
    last: { ...snapshot.last, registration: MAX_ID },
  });
  const send = (dealer: Dealer, session: number, ...wire: unknown[]) =>
    sentBy(dealer.receive(session, wire, 0));
  const share = (dealer: Dealer, session: number, request: number, procedure: string) =>
    send(dealer, session, CODES.REGISTER, request, { invoke: 'first' }, procedure);

  const first = createDealer({ realm: 'realm1', random: () => 0.25, readings: { registrationId: 'own' } });
  for (const session of [CALLEE, CALLER]) {
    first.connect(0);
    first.receive(session, [CODES.HELLO, 'realm1', ROLES], 0);
  }
  expect(share(first, CALLEE, 1, 'com.one')).toEqual([[CODES.REGISTERED, 1, 1]]);
  expect(share(first, CALLER, 1, 'com.one')).toEqual([[CODES.REGISTERED, 1, 2]]);
  expect(send(first, CALLEE, CODES.UNREGISTER, 2, 1)).toEqual([[CODES.UNREGISTERED, 2]]);
  // Nobody has 1, but it is that of com.one.
  const second = goOn(first, atTheEnd);
  expect(share(second, CALLEE, 3, 'com.two')).toEqual([[CODES.REGISTERED, 3, 3]]);
  expect(send(second, CALLER, CODES.UNREGISTER, 2, 2)).toEqual([[CODES.UNREGISTERED, 2]]);
  // Now com.one is gone, and both are free.
  const third = goOn(second, atTheEnd);
  expect(share(third, CALLER, 3, 'com.two')).toEqual([[CODES.REGISTERED, 3, 1]]);
  expect(share(third, CALLER, 4, 'com.three')).toEqual([[CODES.REGISTERED, 4, 2]]);
  expect(third.size().registrations).toBe(2);
});

test.each([
  ['two', after(2, 2), 'Expected the one after the 2 that were sent'],
  ['none', after(0, 5), 'Expected the one after the 0 that were sent'],
])('a snapshot whose next INVOCATION does not follow the %s that were sent is refused', (_, change, says) => {
  expect(() => goOn(begin(), change)).toThrow(says);
});
