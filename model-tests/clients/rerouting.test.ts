/** Call re-routing with real clients: busy callees refuse a call, and the caller gets one answer. */
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { POLICIES } from '../../src/dealer/index.ts';
import { type Client, type Endpoint, Failure, type Payload } from './client.ts';
import { JOIN, joinAll, joinMixed, KINDS, type Kind, nameFrom } from './kinds.ts';
import { RawClient, VERSATILE } from './raw.ts';
import { toHold, withRouter } from './router.ts';
import { BUSY, PROCEDURE, registerAll } from './sharing.ts';

const SHARED = POLICIES.filter((policy) => policy !== 'single');
const EXHAUSTED = expect.objectContaining({ uri: 'wamp.error.no_available_callee' });
const CANCELED = expect.objectContaining({ uri: 'wamp.error.canceled' });

const MIXED = 'clients of all kinds' as const;
const join = (url: string, kind: Kind | typeof MIXED, count: number): Promise<Client[]> =>
  kind === MIXED ? joinMixed(url, count) : joinAll(url, kind, count);

describe.each([...KINDS, MIXED])('with %s', (kind) => {
  test.each([
    ['first', 2, [0, 1, 2]],
    ['last', 1, [3, 2, 1]],
    ['roundrobin', 2, [0, 1, 2]],
  ] as const)('%s asks one after the other until one is willing', async (policy, willing, expected) => {
    const { url } = await withRouter();
    const asked = await registerAll(await join(url, kind, 4), policy, (place) => place === willing);
    const [caller] = (await join(url, kind, 1)) as [Client];
    expect(await nameFrom(caller, PROCEDURE)).toBe(willing);
    expect(asked).toEqual(expected);
  });

  test('random asks each at most once until one is willing', async () => {
    const { url } = await withRouter();
    const asked = await registerAll(await join(url, kind, 4), 'random', (place) => place === 2);
    const [caller] = (await join(url, kind, 1)) as [Client];
    expect(await nameFrom(caller, PROCEDURE)).toBe(2);
    expect(asked.at(-1)).toBe(2);
    expect(new Set(asked).size).toBe(asked.length);
  });

  test.each([
    ['single', 1, [0]],
    ['first', 4, [0, 1, 2, 3]],
    ['last', 4, [3, 2, 1, 0]],
    ['roundrobin', 4, [0, 1, 2, 3]],
    ['random', 4, [0, 1, 2, 3]],
  ] as const)('under %s a call fails when all callees are busy', async (policy, count, expected) => {
    const { url } = await withRouter();
    const asked = await registerAll(await join(url, kind, count), policy, () => false);
    const [caller] = (await join(url, kind, 1)) as [Client];
    await expect(nameFrom(caller, PROCEDURE)).rejects.toEqual(EXHAUSTED);
    expect(policy === 'random' ? asked.sort() : asked).toEqual(expected);
  });

  test('roundrobin goes on after the callee that was asked last, by whichever call', async () => {
    const { url } = await withRouter();
    const asked = await registerAll(await join(url, kind, 4), 'roundrobin', (place) => place !== 1);
    const [caller] = (await join(url, kind, 1)) as [Client];
    for (let call = 0; call < 4; call++) await nameFrom(caller, PROCEDURE);
    expect(asked).toEqual([0, 1, 2, 3, 0]);
  });

  test('a callee that was busy once is asked again by the next call', async () => {
    const { url } = await withRouter();
    let busy = true;
    await registerAll(await join(url, kind, 2), 'first', (place) => place === 1 || !busy);
    const [caller] = (await join(url, kind, 1)) as [Client];
    expect(await nameFrom(caller, PROCEDURE)).toBe(1);
    busy = false;
    expect(await nameFrom(caller, PROCEDURE)).toBe(0);
  });

  test('any other error reaches the caller whole, and nobody else is asked', async () => {
    const { url } = await withRouter();
    const [first, second, caller] = (await join(url, kind, 3)) as [Client, Client, Client];
    const payload = { args: [1, 'two', { three: [3] }], kwargs: { four: null } };
    const fail: Endpoint = () => {
      throw new Failure('com.example.broken', payload);
    };
    await first.register(PROCEDURE, fail, { invoke: 'first' });
    await second.register(PROCEDURE, () => ({ args: ['wrong'] }), { invoke: 'first' });
    const error = await caller.call(PROCEDURE).catch((caught) => caught);
    expect([error.uri, error.payload]).toEqual(['com.example.broken', payload]);
  });
});

describe.each(KINDS)('a payload from %s', (from) => {
  /** Some libraries show large integers as bigints. */
  const plain = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value, (_, item) => (typeof item === 'bigint' ? Number(item) : item)));
  const bytesOf = (value: unknown): unknown =>
    typeof value === 'string' ? Buffer.from(value.slice(1), 'base64') : Buffer.from(value as Uint8Array);
  const isJson = (kind: Kind): boolean => kind.endsWith('JSON');
  const inBytes = Buffer.from([0, 1, 2, 255]);
  const inText = `\0${inBytes.toString('base64')}`;

  test.each(KINDS)('comes to %s, through a busy callee, and back as it was', async (to) => {
    const { url } = await withRouter();
    const callees = [...(await joinMixed(url, 1)), await JOIN[to](url)] as [Client, Client];
    const caller = await JOIN[from](url);
    let received: Payload = {};
    await registerAll([callees[0]], 'first', () => false);
    const echo: Endpoint = (payload) => {
      received = payload;
      return payload;
    };
    await callees[1].register(PROCEDURE, echo, { invoke: 'first' });

    const args = ['text', 'é😀\0', 0, -1, 2 ** 40, -(2 ** 40), 0.5, true, null, [[], {}]];
    const kwargs = { a: { b: [1, 'c'] } };
    const result = await caller.call(PROCEDURE, { args, kwargs });
    expect([plain(received.args), plain(received.kwargs)]).toEqual([args, kwargs]);
    expect([plain(result.args), plain(result.kwargs)]).toEqual([args, kwargs]);

    const sent = isJson(from) ? inText : inBytes;
    const back = await caller.call(PROCEDURE, { args: [sent, 1] });
    expect(typeof received.args?.[0]).toBe(isJson(to) ? 'string' : 'object');
    expect(bytesOf(received.args?.[0])).toEqual(inBytes);
    expect(bytesOf(back.args?.[0])).toEqual(inBytes);
  });
});

describe('many calls at a time', () => {
  test.each(SHARED)('all end under %s, and none asks a callee twice', async (policy) => {
    const { url } = await withRouter();
    const callees = await joinMixed(url, 4);
    const callers = await joinMixed(url, 3);
    const asked = new Map<number, number[]>();
    /** Each of the sixteen sets of busy callees occurs in every sixteenth call. */
    const isBusy = (call: number, place: number): boolean => ((call >> place) & 1) === 1;
    for (const [place, callee] of callees.entries()) {
      const endpoint: Endpoint = async ({ args }) => {
        const call = Number(args?.[0]);
        asked.set(call, [...(asked.get(call) ?? []), place]);
        for (let wait = (call * 7 + place * 3) % 5; wait > 0; wait--) await turn();
        if (isBusy(call, place)) throw new Failure(BUSY);
        return { args: [place, call] };
      };
      await callee.register(PROCEDURE, endpoint, { invoke: policy });
    }

    const calls = [...Array(96).keys()];
    const outcomes = await Promise.allSettled(
      calls.map((call) => (callers[call % 3] as Client).call(PROCEDURE, { args: [call, 'x'] })),
    );
    for (const [call, outcome] of outcomes.entries()) {
      const places = asked.get(call) as number[];
      expect(new Set(places).size).toBe(places.length);
      if (call % 16 === 15) {
        expect(places.length).toBe(4);
        expect(outcome).toEqual({ status: 'rejected', reason: EXHAUSTED });
      } else {
        expect(places.map((place) => isBusy(call, place))).toEqual(
          places.map((_, at) => at < places.length - 1),
        );
        expect(outcome).toMatchObject({ value: { args: [places.at(-1), call] } });
      }
    }
  });

  test('two callers with the same request ids at one callee each get their own answer', async () => {
    const { url } = await withRouter();
    const [alice, bob] = [await RawClient.join(url), await RawClient.join(url)];
    const [busy, willing] = [await RawClient.join(url), await RawClient.join(url)];
    for (const callee of [busy, willing]) await callee.register(PROCEDURE, { invoke: 'first' });
    expect(alice.call(PROCEDURE, {}, ['for Alice'])).toBe(1);
    const first = await busy.expect('INVOCATION');
    expect(bob.call(PROCEDURE, {}, ['for Bob'])).toBe(1);
    const second = await busy.expect('INVOCATION');
    expect([first.at(-1), second.at(-1)]).toEqual([['for Alice'], ['for Bob']]);

    busy.refuse(first[1] as number);
    const third = await willing.expect('INVOCATION');
    expect(third.at(-1)).toEqual(['for Alice']);
    busy.yield(second[1] as number, 'from the first');
    willing.yield(third[1] as number, 'from the second');
    expect(await alice.next()).toEqual(['RESULT', 1, {}, ['from the second']]);
    expect(await bob.next()).toEqual(['RESULT', 1, {}, ['from the first']]);
  });
});

describe('a connection that is cut off in the middle of a call', () => {
  const endless = (): [Promise<void>, Endpoint] => {
    let begin = (): void => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const endpoint: Endpoint = () => {
      begin();
      return new Promise(() => {});
    };
    return [begun, endpoint];
  };

  test.each(KINDS)('of %s as the callee ends the call, and nobody else is asked', async (kind) => {
    const { url } = await withRouter();
    const [callee, caller] = (await joinAll(url, kind, 2)) as [Client, Client];
    const [begun, endpoint] = endless();
    await callee.register(PROCEDURE, endpoint, { invoke: 'first' });
    const spare = await RawClient.join(url);
    await spare.register(PROCEDURE, { invoke: 'first' });
    const canceled = expect(caller.call(PROCEDURE)).rejects.toEqual(CANCELED);
    await begun;
    callee.destroy();
    await canceled;
    expect(await spare.received()).toEqual([]);
  });

  test('of a callee that has refused changes nothing for the call', async () => {
    const router = await withRouter();
    const [busy, caller] = (await joinMixed(router.url, 2)) as [Client, Client];
    await registerAll([busy], 'first', () => false);
    const willing = await RawClient.join(router.url);
    await willing.register(PROCEDURE, { invoke: 'first' });
    const answer = nameFrom(caller, PROCEDURE);
    const invocation = await willing.invoked();
    busy.destroy();
    await toHold(router, { sessions: 2, calls: 1 });
    willing.yield(invocation, 'done');
    expect(await answer).toBe('done');
  });

  test.each(KINDS)('of %s as the caller interrupts the callee, which serves others on', async (kind) => {
    const router = await withRouter();
    const { url } = router;
    const [caller, another] = (await joinAll(url, kind, 2)) as [Client, Client];
    const callee = await RawClient.join(url, VERSATILE);
    const spare = await RawClient.join(url);
    for (const each of [callee, spare]) await each.register(PROCEDURE, { invoke: 'first' });
    caller.call(PROCEDURE).catch(() => {});
    const invocation = await callee.invoked();
    caller.destroy();
    expect(await callee.next()).toEqual(['INTERRUPT', invocation, { mode: 'killnowait' }]);
    await toHold(router, { calls: 0 });
    callee.refuse(invocation);
    expect(await callee.received()).toEqual([]);
    expect(await spare.received()).toEqual([]);

    const answer = nameFrom(another, PROCEDURE);
    callee.yield(await callee.invoked(), 'on duty');
    expect(await answer).toBe('on duty');
  });
});
