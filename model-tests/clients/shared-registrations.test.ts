/** Shared registrations with real client libraries: members, and the order in which they are invoked. */
import { describe, expect, test } from 'vitest';
import { POLICIES, type Policy } from '../../src/dealer/index.ts';
import { openAutobahn } from './autobahn.ts';
import type { Client } from './client.ts';
import { JOIN, joinAll, joinMixed, KINDS, nameFrom } from './kinds.ts';
import { toHold, withRouter } from './router.ts';

const PROCEDURE = 'com.example.shared';
const SHARED = POLICIES.filter((policy) => policy !== 'single');

/** Registers each client in turn, as a callee that answers with its index in the list. */
async function registerAll(callees: readonly Client[], invoke: Policy): Promise<void> {
  for (const [place, callee] of callees.entries()) {
    await callee.register(PROCEDURE, () => ({ args: [place] }), { invoke });
  }
}

/** Indexes of the callees that answer so many calls, made one after the other. */
async function answers(caller: Client, calls: number): Promise<unknown[]> {
  const names: unknown[] = [];
  while (names.length < calls) names.push(await nameFrom(caller, PROCEDURE));
  return names;
}

/**
 * Calls until each of the callees has answered; returns those that did. It fails only for a callee that is never
 * invoked.
 */
async function everyoneWhoAnswers(caller: Client, callees: readonly number[]): Promise<number[]> {
  const seen = new Set<number>();
  for (let call = 0; call < 1_000 && !callees.every((place) => seen.has(place)); call++) {
    seen.add((await nameFrom(caller, PROCEDURE)) as number);
  }
  return [...seen].sort();
}

const failure = (uri: string): object => expect.objectContaining({ uri });
const CONFLICT = failure('wamp.error.procedure_already_exists');
const places = (count: number): number[] => [...Array(count).keys()];

describe.each(KINDS)('with %s as callees and callers', (kind) => {
  describe.each([1, 2, 5])('and %i of them as callees', (count) => {
    test.each([
      ['first', places(count).map(() => 0)],
      ['last', places(count).map(() => count - 1)],
      ['roundrobin', [...places(count), ...places(count), 0]],
    ] as const)('%s takes them in its order', async (policy, expected) => {
      const { url } = await withRouter();
      await registerAll(await joinAll(url, kind, count), policy);
      expect(await answers(await JOIN[kind](url), expected.length)).toEqual(expected);
    });

    test('random reaches all of them and nobody else', async () => {
      const { url } = await withRouter();
      await registerAll(await joinAll(url, kind, count), 'random');
      expect(await everyoneWhoAnswers(await JOIN[kind](url), places(count))).toEqual(places(count));
    });

    test('single lets nobody join the first one', async () => {
      const { url } = await withRouter();
      const [first, ...others] = (await joinAll(url, kind, count)) as [Client, ...Client[]];
      await registerAll([first], 'single');
      for (const other of others) await expect(registerAll([other], 'single')).rejects.toEqual(CONFLICT);
      expect(await answers(await JOIN[kind](url), 2)).toEqual([0, 0]);
    });
  });

  test('a callee that registers with another policy, or without one, is refused', async () => {
    const { url } = await withRouter();
    const [first, second] = (await joinAll(url, kind, 2)) as [Client, Client];
    await registerAll([first], 'last');
    for (const invoke of ['single', 'roundrobin', 'random', 'first']) {
      await expect(second.register(PROCEDURE, () => ({}), { invoke })).rejects.toEqual(CONFLICT);
    }
    await expect(second.register(PROCEDURE, () => ({}))).rejects.toEqual(CONFLICT);
    expect(await answers(second, 1)).toEqual([0]);
  });
});

describe('with clients of all kinds at one procedure', () => {
  test.each([
    ['first', [0, 0, 0, 0, 0, 0]],
    ['last', [5, 5, 5, 5, 5, 5]],
    ['roundrobin', [0, 1, 2, 3, 4, 5]],
  ] as const)('%s counts the calls of every caller', async (policy, expected) => {
    const { url } = await withRouter();
    await registerAll(await joinMixed(url, 6), policy);
    const names: unknown[] = [];
    for (const caller of await joinMixed(url, 6)) names.push(await nameFrom(caller, PROCEDURE));
    expect(names).toEqual(expected);
  });

  const DEPARTURES: Record<string, (callee: Client) => Promise<void> | void> = {
    unregisters: (callee) => callee.unregister(PROCEDURE),
    'says goodbye': (callee) => callee.leave(),
    'is cut off': (callee) => callee.destroy(),
  };

  describe.each(Object.entries(DEPARTURES))('when a callee %s', (departure, depart) => {
    /** A procedure with three callees, one of which left after a first call. */
    async function afterDeparture(policy: Policy, gone: number) {
      const router = await withRouter();
      const [caller, ...callees] = (await joinMixed(router.url, 4)) as [Client, ...Client[]];
      await registerAll(callees, policy);
      const [first] = await answers(caller, 1);
      await depart(callees[gone] as Client);
      await toHold(router, { sessions: departure === 'unregisters' ? 4 : 3 });
      return { router, caller, callees, first };
    }

    test.each([
      ['first', 0, 0, [1, 1, 1]],
      ['first', 2, 0, [0, 0, 0]],
      ['last', 2, 2, [1, 1, 1]],
      ['last', 0, 2, [2, 2, 2]],
      ['roundrobin', 0, 0, [1, 2, 1, 2]],
      ['roundrobin', 1, 0, [2, 0, 2, 0]],
      ['roundrobin', 2, 0, [1, 0, 1, 0]],
    ] as const)('%s goes on without number %i', async (policy, gone, before, after) => {
      const { caller, first } = await afterDeparture(policy, gone);
      expect(first).toBe(before);
      expect(await answers(caller, after.length)).toEqual(after);
    });

    test('random goes on with the others', async () => {
      const { caller } = await afterDeparture('random', 1);
      expect(await everyoneWhoAnswers(caller, [0, 2])).toEqual([0, 2]);
    });

    test.each([
      ['first', [0, 0, 0]],
      ['last', [3, 3, 3]],
      ['roundrobin', [2, 3, 0, 2]],
    ] as const)('under %s a newcomer takes its place at the end of the list', async (policy, expected) => {
      const { router, caller } = await afterDeparture(policy, 1);
      const [newcomer] = (await joinMixed(router.url, 1)) as [Client];
      await newcomer.register(PROCEDURE, () => ({ args: [3] }), { invoke: policy });
      expect(await answers(caller, expected.length)).toEqual(expected);
    });

    test.each(SHARED)('and was the last one under %s, the next one chooses the policy', async (policy) => {
      const { router, caller, callees } = await afterDeparture(policy, 1);
      await depart(callees[0] as Client);
      await depart(callees[2] as Client);
      await toHold(router, { registrations: 0 });
      await expect(nameFrom(caller, PROCEDURE)).rejects.toEqual(failure('wamp.error.no_such_procedure'));
      for (const next of ['single', ...SHARED].filter((other) => other !== policy)) {
        await caller.register(PROCEDURE, () => ({ args: ['new'] }), { invoke: next });
        expect(await nameFrom(caller, PROCEDURE)).toBe('new');
        await caller.unregister(PROCEDURE);
      }
    });
  });
});

describe("Crossbar's examples with Autobahn|JS", () => {
  test.each([
    ['roundrobin', { invoke: 'roundrobin' }],
    ['random', { invoke: 'random' }],
    ['first', { invoke: 'first' }],
    ['last', { invoke: 'last' }],
  ] as const)('a second callee may join with the policy %s, and with no other', async (policy, options) => {
    const { url } = await withRouter();
    const { session } = await openAutobahn(url);
    const { session: another } = await openAutobahn(url);
    const procedure1 = () => 'one';
    const registration = await session.register('com.myapp.procedure1', procedure1, options);
    for (const other of [undefined, ...POLICIES.filter((name) => name !== policy)]) {
      const refused = another.register('com.myapp.procedure1', procedure1, other && { invoke: other });
      await expect(refused).rejects.toMatchObject({ error: 'wamp.error.procedure_already_exists' });
    }
    await expect(another.register('com.myapp.procedure1', procedure1, options)).resolves.toMatchObject({
      id: registration.id,
    });
    expect(await session.call('com.myapp.procedure1')).toBe('one');
  });

  test.each([
    ['named', { invoke: 'single' }],
    ['left out', undefined],
  ] as const)('the policy single, %s, is for one callee alone', async (_, options) => {
    const { url } = await withRouter();
    const { session } = await openAutobahn(url);
    const { session: another } = await openAutobahn(url);
    const procedure5 = () => 'five';
    await session.register('com.myapp.procedure5', procedure5, options);
    for (const other of [undefined, ...POLICIES]) {
      const refused = another.register('com.myapp.procedure5', procedure5, other && { invoke: other });
      await expect(refused).rejects.toMatchObject({ error: 'wamp.error.procedure_already_exists' });
    }
    expect(await another.call('com.myapp.procedure5')).toBe('five');
  });

  test('a policy that does not exist is refused', async () => {
    const { url } = await withRouter();
    const { session } = await openAutobahn(url);
    const refused = session.register('com.myapp.procedure1', () => {}, { invoke: 'round-robin' });
    await expect(refused).rejects.toMatchObject({ error: 'wamp.error.invalid_argument' });
    expect(session.isOpen).toBe(true);
  });
});
