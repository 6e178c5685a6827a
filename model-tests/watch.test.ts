/** The option `watch`: facts about calls that messages do not show. */
import { expect, test } from 'vitest';
import { type CallWatch, createDealer } from '../src/dealer/index.ts';
import { randomFrom } from './random.ts';

const HELLO = [1, 'realm1', { roles: { caller: {}, callee: {} } }];
const UNAVAILABLE = 'wamp.error.unavailable';

/** A dealer with a caller and two callees of one procedure; `facts` has what the watch was told. */
function watched(watch?: Partial<CallWatch>) {
  const facts: unknown[] = [];
  const dealer = createDealer({
    realm: 'realm1',
    random: randomFrom(1),
    watch: {
      invoked: (...fact) => void facts.push(fact),
      ended: (...fact) => void facts.push(fact),
      ...watch,
    },
  });
  const [caller, first, second] = [1, 2, 3].map(() => {
    const session = dealer.connect(0);
    dealer.receive(session, HELLO, 0);
    return session;
  }) as [number, number, number];
  for (const callee of [first, second]) dealer.receive(callee, [64, 1, { invoke: 'first' }, 'com.add'], 0);
  return { dealer, caller, first, second, facts };
}

test('names the call of each INVOCATION, with the number of callees before, and the time that the call took', () => {
  const { dealer, caller, first, second, facts } = watched();
  dealer.receive(caller, [48, 1, {}, 'com.add'], 100);
  expect(facts.splice(0)).toEqual([[caller, 1, first, 1, 0]]);
  dealer.receive(first, [8, 68, 1, {}, UNAVAILABLE], 150);
  expect(facts.splice(0)).toEqual([[caller, 1, second, 1, 1]]);
  dealer.receive(second, [70, 1, {}], 180);
  expect(facts).toEqual([[80, false]]);
});

test('counts an undeliverable INVOCATION as one', () => {
  const { dealer, caller, first, second, facts } = watched();
  const [output] = dealer.receive(caller, [48, 1, {}, 'com.add'], 0);
  dealer.undeliverable(first, output?.message ?? [], 'backlog', 0);
  expect(facts).toEqual([
    [caller, 1, first, 1, 0],
    [caller, 1, second, 1, 1],
  ]);
});

test('says that a call ended since its caller left', () => {
  const { dealer, caller, facts } = watched();
  dealer.receive(caller, [48, 1, {}, 'com.add'], 0);
  dealer.disconnect(caller, 7);
  expect(facts.slice(1)).toEqual([[7, true]]);
});

test('says that a call ended since its callee left, for which the caller gets an ERROR', () => {
  const { dealer, caller, first, facts } = watched();
  dealer.receive(caller, [48, 1, {}, 'com.add'], 0);
  dealer.disconnect(first, 7);
  expect(facts.slice(1)).toEqual([[7, false]]);
});

test('counts from the snapshot on, for a call that comes from one', () => {
  const { dealer, caller, first } = watched();
  dealer.receive(caller, [48, 1, {}, 'com.add'], 100);
  dealer.tick(300);
  const facts: unknown[] = [];
  const next = createDealer({
    realm: 'realm1',
    random: randomFrom(1),
    snapshot: dealer.snapshot(),
    watch: { invoked: () => {}, ended: (...fact) => void facts.push(fact) },
  });
  next.receive(first, [70, 1, {}], 350);
  expect(facts).toEqual([[50, false]]);
});

test.each(['invoked', 'ended'] as const)(
  'an exception of %s is rethrown, and nothing is left half done',
  (name) => {
    const { dealer, caller, first } = watched({
      [name]: () => {
        throw new Error('the watch failed');
      },
    });
    const call = (): unknown => dealer.receive(caller, [48, 1, {}, 'com.add'], 0);
    const answer = (): unknown => dealer.receive(first, [70, 1, {}, ['done']], 0);
    const [fails, works] = name === 'invoked' ? [call, answer] : [answer, call];
    if (name === 'ended') works();
    expect(fails).toThrow('the watch failed');
    expect(dealer.tick(0)).toHaveLength(1);
    if (name === 'invoked') works();
    expect(dealer.size().calls).toBe(0);
  },
);

test.each([[{}], [{ invoked: () => {} }], [{ ended: () => {} }], [() => {}], [null]])(
  'a watch that is %j is refused',
  (watch) => {
    expect(() => createDealer({ realm: 'realm1', random: randomFrom(1), watch } as never)).toThrow(
      'Expected the functions invoked and ended as the option watch',
    );
  },
);
