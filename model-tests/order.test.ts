/** The order in which the calls of one caller reach a callee, when some of them are re-routed: the reading `order`. */
import { describe, expect, test } from 'vitest';
import { READING_IDS, READING_OPTIONS, type Readings } from '../machines/readings.ts';
import { createDealer, type Dealer, type Output, POLICIES } from '../src/dealer/index.ts';
import { randomFrom } from './random.ts';
import { play } from './recorder.ts';
import { asked, failed, refusals, Stage } from './stage.ts';
import { Walk } from './walk.ts';

const INVOCATION = 68;

const stageOf = (readings: Partial<Readings> = {}): Stage =>
  new Stage({ readings: { order: 'strict', ...readings } });

const nobodyLeft = (call: number) => failed(call, 'wamp.error.no_available_callee', [expect.any(String)]);

/** The callees that a call passes over, by the number of the call. */
const passedOver = (stage: Stage, key: number): readonly number[] =>
  stage.dealer.snapshot().calls.find((call) => call.key === key)?.context.passedOver ?? [];

describe('strict', () => {
  test.each(POLICIES.filter((policy) => policy !== 'single'))(
    'under %s, a refused call goes to the one callee without a later call of its caller',
    (policy) => {
      const stage = stageOf();
      const callees = stage.callees(3, policy);
      const [carol, erin] = [stage.join(), stage.join()];
      const others = callees.map((callee, index) => {
        callee.register(`com.other${index}`);
        return `com.other${index}`;
      });
      carol.call('com.add', {}, ['one']);
      const first = asked(callees);
      const [second, third] = callees.filter((callee) => callee !== first.callee);
      carol.call(others[callees.indexOf(second as never)] as string);
      erin.call(others[callees.indexOf(third as never)] as string);
      second?.invoked();
      third?.invoked();
      first.callee.refuse(first.invocation);
      expect(asked(callees).callee).toBe(third);
    },
  );

  test('a later call counts once it is answered, too, and so does one that came by a re-route', () => {
    const stage = stageOf();
    const [[alice, bob, dora], carol] = [stage.callees(3, 'roundrobin'), stage.join()];
    const one = carol.call('com.add');
    const refused = alice.invoked();
    carol.call('com.add');
    bob.refuse(bob.invoked());
    dora.yield(dora.invoked());
    carol.received();
    alice.refuse(refused);
    expect(carol.received()).toEqual([nobodyLeft(one)]);
  });

  test('later is the call that came later, whatever its request id', () => {
    const stage = stageOf();
    const [[alice, bob], carol] = [stage.callees(2, 'roundrobin'), stage.join()];
    carol.send('CALL', 9, {}, 'com.add');
    carol.send('CALL', 3, {}, 'com.add');
    bob.refuse(bob.invoked());
    expect(alice.received().map(([, , , , args]) => args)).toHaveLength(2);
    alice.refuse(1);
    expect(carol.received().map(([, , request]) => request)).toEqual([9]);
  });

  test('a callee stays passed over where only the last refusal counts', () => {
    const stage = stageOf({ exclude: 'last-refused' });
    const [callees, carol] = [stage.callees(3, 'first'), stage.join()];
    callees[1].register('com.other');
    carol.call('com.add');
    carol.call('com.other');
    callees[1].invoked();
    expect(refusals(callees)).toBe('ACACAC');
  });

  test('a call that was given to a callee counts, also if it could not be delivered', () => {
    const stage = stageOf();
    const [[alice, bob], carol] = [stage.callees(2, 'roundrobin'), stage.join()];
    const one = carol.call('com.add');
    bob.obstacleOf = () => 'backlog';
    carol.call('com.add');
    bob.obstacleOf = () => undefined;
    alice.refuse(1);
    expect(bob.received()).toEqual([]);
    expect(carol.received()).toEqual([nobodyLeft(one)]);
  });

  test('calls that UNREGISTER re-routes together keep their order', () => {
    const stage = stageOf({ withdrawn: 'reroute' });
    const [[alice, bob], carol] = [stage.callees(2, 'first'), stage.join()];
    for (const name of ['one', 'two', 'three']) carol.call('com.add', {}, [name]);
    alice.unregister(1);
    expect(bob.received().map(([, , , , args]) => args)).toEqual([['one'], ['two'], ['three']]);
  });

  test('a snapshot has the callees that a call passes over, each once', () => {
    const stage = stageOf();
    const [[alice, bob], carol] = [stage.callees(2, 'roundrobin'), stage.join()];
    for (let call = 0; call < 5; call++) carol.call('com.add');
    expect(passedOver(stage, 1)).toEqual([bob.session, alice.session]);
    expect(passedOver(stage, 5)).toEqual([]);
    const dealer = createDealer({
      realm: 'realm1',
      random: randomFrom(1),
      snapshot: stage.dealer.snapshot(),
    });
    expect(dealer.snapshot()).toEqual(stage.dealer.snapshot());
  });
});

test('relaxed: calls are told nothing of each other', () => {
  const events: string[] = [];
  const stage = new Stage({ inspect: ({ event }) => events.push(event) });
  const [[, bob], carol] = [stage.callees(2, 'roundrobin'), stage.join()];
  for (let call = 0; call < 4; call++) carol.call('com.add');
  bob.refuse(1);
  expect(events).toContain('select.member');
  expect(events).not.toContain('call.overtaken');
  expect([1, 2, 3, 4].map((key) => passedOver(stage, key))).toEqual([[], [], [], []]);
});

describe('on random walks', () => {
  /** How many calls reached a callee after a later one of the same caller, by what the dealer holds. */
  function overtaken(seed: number, readings: Partial<Readings>): number {
    const walk = new Walk(seed, { sessions: 8, procedures: 2 });
    const dealer = createDealer({ realm: 'realm1', random: randomFrom(seed), readings });
    const latest = new Map<string, number>();
    let count = 0;
    walk.lead((input) => {
      const came = play(dealer, input);
      for (const [pair, key] of given(dealer, came)) {
        if (key < (latest.get(pair) ?? 0)) count++;
        else latest.set(pair, key);
      }
      return came;
    }, 1_200);
    return count;
  }

  /** The calls that were given to a callee, each with its caller and callee. */
  function given(dealer: Dealer, came: Output[] | number): [string, number][] {
    if (typeof came === 'number') return [];
    const asked = came.filter(({ message }) => message?.[0] === INVOCATION);
    if (asked.length === 0) return [];
    const { calls } = dealer.snapshot();
    return asked.flatMap(({ session, message }) =>
      calls
        .filter(({ context }) => context.callee?.session === session && context.invocation === message?.[1])
        .map(({ key, context }): [string, number] => [`${context.caller} ${session}`, key]),
    );
  }

  test.each([1, 2, 3])('strict: no call reaches a callee after a later one, seed %i', (seed) => {
    const random = randomFrom(seed * 31);
    const others = Object.fromEntries(
      READING_IDS.map((id) => [id, READING_OPTIONS[id][Math.floor(random() * READING_OPTIONS[id].length)]]),
    ) as unknown as Readings;
    expect(overtaken(seed, { order: 'strict' })).toBe(0);
    expect(overtaken(seed, { ...others, order: 'strict' })).toBe(0);
  });

  test('relaxed: some do', () => {
    expect(Math.max(...[1, 2, 3].map((seed) => overtaken(seed, {})))).toBeGreaterThan(0);
  });
});
