/** The dealer as a function: equal inputs give equal outputs, from the start and from any snapshot. */
import { describe, expect, test } from 'vitest';
import { createDealer, READING_OPTIONS, type Readings } from '../src/dealer/index.ts';
import { randomFrom } from './random.ts';
import { play, type Timed } from './recorder.ts';
import { asked, Stage } from './stage.ts';
import { Walk } from './walk.ts';

type Dealer = ReturnType<typeof createDealer>;

/** Random numbers that depend on the input alone, so that a second dealer can start at any of them. */
class Draws {
  private draws = randomFrom(0);

  /** Selects the numbers for the next input. */
  begin(input: number): void {
    this.draws = randomFrom(input * 7_919);
  }

  readonly random = (): number => this.draws();
}

/** Readings for a seed: the option at the same index of each list. */
const readingsOf = (seed: number): Readings =>
  Object.fromEntries(
    Object.entries(READING_OPTIONS).map(([id, options]) => [id, options[seed % options.length]]),
  ) as Readings;

/** Clients authenticate, and take procedures away from each other. */
const authmethods = ['ticket'];

/** The inputs of the seeded walk. */
function inputsOf(seed: number, count: number, readings: Readings): Timed[] {
  const dealer = createDealer({ realm: 'realm1', random: randomFrom(seed), readings, authmethods });
  const bounds = { sessions: 8, procedures: 3, forcing: true };
  return new Walk(seed, bounds).lead((input) => play(dealer, input), count);
}

/** A second dealer, restored from a snapshot of the stage's dealer. */
const twinOf = (stage: Stage): Dealer =>
  createDealer({
    realm: 'realm1',
    random: randomFrom(1),
    snapshot: structuredClone(stage.dealer.snapshot()),
  });

describe('the same inputs', () => {
  test.each([1, 2, 3])('give the same outputs, byte for byte (seed %i)', (seed) => {
    const readings = readingsOf(seed);
    const inputs = inputsOf(seed, 400, readings);
    const [one, two] = [1, 2].map(() => {
      const dealer = createDealer({ realm: 'realm1', random: randomFrom(seed), readings, authmethods });
      return JSON.stringify([inputs.map((input) => play(dealer, input)), dealer.snapshot()]);
    });
    expect(two).toBe(one);
  });

  test('differ in what is drawn, and in nothing else, with another source of randomness', () => {
    const inputs: Timed[] = [
      { what: 'connect', now: 0 },
      { what: 'receive', session: 1, wire: [1, 'realm1', { roles: { caller: {} } }], now: 0 },
      { what: 'receive', session: 1, wire: [48, 1, {}, 'com.add'], now: 0 },
    ];
    const [one, two] = [1, 2].map((seed) => {
      const dealer = createDealer({ realm: 'realm1', random: randomFrom(seed) });
      return inputs.map((input) => JSON.stringify(play(dealer, input)));
    });
    const withoutId = (lines: string[] | undefined) =>
      lines?.map((line) => line.replace(/\[2,\d+,/, '[2,ID,').replace(/anonymous-\d+/, 'anonymous-ID'));
    expect(one).not.toEqual(two);
    expect(withoutId(one)).toEqual(withoutId(two));
  });
});

describe('a dealer started from a snapshot goes on exactly as the first', () => {
  test.each([1, 2, 3, 4])('on a random walk, from wherever it sets in (seed %i)', (seed) => {
    const readings = readingsOf(seed);
    const draws = new Draws();
    const dealers = [createDealer({ realm: 'realm1', random: draws.random, readings, authmethods })];
    for (const [number, input] of inputsOf(seed, 400, readings).entries()) {
      const outputs = dealers.map((dealer) => {
        draws.begin(number);
        return JSON.stringify(play(dealer, input));
      });
      expect(outputs, `input ${number}: ${JSON.stringify(input)}`).toEqual(outputs.map(() => outputs[0]));
      if (number % 100 === 99) {
        const snapshot = structuredClone(dealers[0]?.snapshot());
        dealers.push(createDealer({ realm: 'realm1', random: draws.random, authmethods, snapshot }));
      }
    }
    const [first, ...others] = dealers.map((dealer) => dealer.snapshot());
    for (const other of others) expect(other).toEqual(first);
  });

  test('when two things are due at the same time', () => {
    const stage = new Stage({ patience: 100 });
    const [, carol] = [stage.callees(1), stage.join()];
    carol.call('com.add', { timeout: 100 });
    stage.connect();
    const twin = twinOf(stage);
    expect(twin.tick(100)).toEqual(stage.dealer.tick(100));
  });

  test('when a timeout that was restarted is due together with a later one', () => {
    const stage = new Stage();
    const callee = ['call_canceling', 'progressive_call_results'];
    const [[alice], carol] = [stage.callees(1, 'single', { callee }), stage.join()];
    carol.call('com.add', { timeout: 100, receive_progress: true });
    stage.pass(50);
    carol.call('com.add', { timeout: 100 });
    alice.progress(1);
    const twin = twinOf(stage);
    expect(twin.tick(150)).toEqual(stage.dealer.tick(150));
  });

  test('when a callee leaves that was given a new call before one that was re-routed to it', () => {
    const stage = new Stage();
    const [callees, carol] = [stage.callees(2, 'roundrobin'), stage.join()];
    carol.call('com.add');
    const { callee, invocation } = asked(callees);
    carol.call('com.add');
    callee.refuse(invocation);
    const twin = twinOf(stage);
    const gone = callees[1].session;
    expect(twin.disconnect(gone, 0)).toEqual(stage.dealer.disconnect(gone, 0));
  });

  test('when something fell due as a client connected', () => {
    const stage = new Stage();
    const [, carol] = [stage.callees(1), stage.join()];
    carol.call('com.add', { timeout: 100 });
    stage.dealer.connect(200);
    const twin = twinOf(stage);
    expect(twin.tick(200)).toEqual(stage.dealer.tick(200));
  });

  test('when the snapshot was kept as JSON', () => {
    const stage = new Stage();
    const [callees, carol] = [stage.callees(2, 'first'), stage.join()];
    carol.call('com.add', { timeout: 100 }, [1], { two: 2 });
    const { callee, invocation } = asked(callees);
    const snapshot = JSON.parse(JSON.stringify(stage.dealer.snapshot()));
    const twin = createDealer({ realm: 'realm1', random: randomFrom(1), snapshot });
    const refusal = [8, 68, invocation, {}, 'wamp.error.unavailable'];
    expect(twin.receive(callee.session, refusal, 1)).toEqual(
      stage.dealer.receive(callee.session, refusal, 1),
    );
    expect(twin.tick(100)).toEqual(stage.dealer.tick(100));
  });
});

describe('a snapshot', () => {
  test('stays as it is while the dealer goes on', () => {
    const stage = new Stage();
    const [callees, carol] = [stage.callees(2, 'roundrobin'), stage.join()];
    carol.call('com.add', { timeout: 100 });
    const snapshot = stage.dealer.snapshot();
    const before = structuredClone(snapshot);
    const { callee, invocation } = asked(callees);
    callee.refuse(invocation);
    carol.call('com.add');
    callee.disconnect();
    stage.pass(100);
    expect(snapshot).toEqual(before);
  });

  test('lists who refused a call and for which place, in the order in which they did', () => {
    const stage = new Stage();
    const [callees, carol] = [stage.callees(3, 'last'), stage.join()];
    carol.call('com.add');
    // Under `last`, the member with the greatest order number is invoked first.
    const refused = [3, 2].map((order) => {
      const { callee, invocation } = asked(callees);
      callee.refuse(invocation);
      return { session: callee.session, registration: 1, order };
    });
    const refusalsIn = (dealer: Dealer) => dealer.snapshot().calls.map(({ context }) => context.refusals);
    expect(refusalsIn(stage.dealer)).toEqual([refused]);
    expect(refusalsIn(twinOf(stage))).toEqual([refused]);
  });

  test('brings its readings along', () => {
    const stage = new Stage({ readings: { position: 'counter' } });
    expect(twinOf(stage).snapshot().readings.position).toBe('counter');
  });

  test('in which somebody is missing cannot be started from', () => {
    const stage = new Stage();
    const [, carol] = [stage.callees(1), stage.join()];
    carol.call('com.add');
    const snapshot = stage.dealer.snapshot();
    for (const missing of snapshot.sessions) {
      const sessions = snapshot.sessions.filter((session) => session !== missing);
      expect(() =>
        createDealer({ realm: 'realm1', random: randomFrom(1), snapshot: { ...snapshot, sessions } }),
      ).toThrow(expect.objectContaining({ name: 'Misuse', code: 'SNAPSHOT_INVALID' }));
    }
  });
});

test('a session that may keep the dealer waiting for ever may do so after a snapshot that was kept as JSON', () => {
  const stage = new Stage({ patience: Number.POSITIVE_INFINITY });
  stage.join();
  const snapshot = JSON.parse(JSON.stringify(stage.dealer.snapshot()));
  const twin = createDealer({ realm: 'realm1', random: randomFrom(1), snapshot });
  twin.close(0);
  expect([twin.nextDeadline(), twin.size().sessions]).toEqual([undefined, 1]);
});

test('a session id that was in use when the snapshot was taken is not given out again', () => {
  const stage = new Stage({ random: () => 0 }, ['BP-3']);
  stage.join();
  const twin = createDealer({ realm: 'realm1', random: () => 0, snapshot: stage.dealer.snapshot() });
  const key = twin.connect(0);
  const [output] = twin.receive(key, [1, 'realm1', { roles: { caller: {} } }], 0);
  expect(output?.message?.slice(0, 2)).toEqual([2, 2]);
});

test('a source of randomness that always says the same still gives every session an id of its own', () => {
  const stage = new Stage({ random: () => 0 }, ['BP-3']);
  const ids = [stage.join(), stage.join(), stage.join()].map((_, index) => {
    const { sessions } = stage.dealer.snapshot();
    return sessions[index]?.context.id;
  });
  expect(ids).toEqual([1, 2, 3]);
});
