/** One input of a realm, and everything that follows from undeliverable messages. */
import { expect, test } from 'vitest';
import { createDealer } from '../dealer/index.ts';
import { Realm } from './realm.ts';

test('no timer of a call fires for an INVOCATION that turns out not to be deliverable, however long that takes', () => {
  let now = 0;
  // Each reading of the clock takes one second.
  const clock = { now: () => (now += 1_000), wake: () => () => {} };
  const realm = new Realm(createDealer({ realm: 'realm1', random: () => 0.5 }), clock, () => {});
  const callee: unknown[] = [];
  const caller: unknown[] = [];
  const peer = (messages: unknown[]) => ({
    send(message: readonly unknown[]) {
      if (message[0] === 68) return { obstacle: 'untellable', what: 'the float NaN' } as const;
      messages.push(message[0]);
      return undefined;
    },
    ask() {},
    grow() {},
    close() {},
    cutOff() {},
  });
  const [one, other] = [realm.enter(peer(callee)), realm.enter(peer(caller))];
  const roles = { caller: {}, callee: { features: { call_canceling: true } } };
  for (const key of [one, other]) realm.receive(key, [1, 'realm1', { roles }]);
  realm.receive(one, [64, 1, {}, 'com.add']);
  realm.receive(other, [48, 1, { timeout: 10 }, 'com.add', []]);
  expect([callee, caller]).toEqual([
    [2, 65],
    [2, 8],
  ]);
});
