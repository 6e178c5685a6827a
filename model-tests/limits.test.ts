/** Limits of each session, their accounting, and their options. */
import { describe, expect, test } from 'vitest';
import { LIMITS } from '../machines/limits.ts';
import { CODES } from '../machines/messages.ts';
import { createDealer, type DealerOptions, type Limits, type Readings } from '../src/dealer/index.ts';
import { JsonPayload } from '../src/tools/scenario/systems/json-payload.ts';
import { randomFrom } from './random.ts';
import { play } from './recorder.ts';
import { textOf } from './repository/blocks.ts';
import { asked, failed, Stage } from './stage.ts';
import { Walk } from './walk.ts';

const LIMIT = 'dealerchart.error.limit_exceeded';
const SENTENCE = [expect.any(String)];
const NOTHING = { registrations: 0, calls: 0, bytes: 0, names: 0 };

/**
 * A dealer with a caller and a callee of `com.add`, and functions that send a message and return the types of the
 * answers.
 */
function pair(limits: Partial<Limits>, onGrowth?: (session: number) => void) {
  const dealer = createDealer({ realm: 'realm1', random: randomFrom(1), limits, onGrowth });
  const [callee, caller] = [dealer.connect(0), dealer.connect(0)];
  const send = (key: number, ...wire: unknown[]) =>
    dealer.receive(key, wire, 0).map(({ message }) => message?.[0] ?? 'closed');
  for (const key of [callee, caller]) send(key, CODES.HELLO, 'realm1', { roles: { caller: {}, callee: {} } });
  send(callee, CODES.REGISTER, 1, {}, 'com.add');
  return { dealer, callee, caller, send };
}

describe('the payload of a call', () => {
  const payload = (text: string) => new JsonPayload([[text]]);

  test('may be as large as the limit, and not a byte larger', () => {
    const { dealer, caller, send } = pair({ bytes: 10 });
    expect(send(caller, CODES.CALL, 1, {}, 'com.add', payload('1234567'))).toEqual([CODES.ERROR]);
    expect(dealer.held(caller)).toEqual(NOTHING);
    expect(send(caller, CODES.CALL, 2, {}, 'com.add', payload('123456'))).toEqual([CODES.INVOCATION]);
    expect(dealer.held(caller)).toEqual({ registrations: 0, calls: 1, bytes: 10, names: 7 });
    expect(send(caller, CODES.CALL, 3, {}, 'com.add', payload(''))).toEqual([CODES.ERROR]);
    expect(send(caller, CODES.CALL, 4, {}, 'com.add')).toEqual([CODES.INVOCATION]);
  });

  test('of plain values counts for nothing', () => {
    const { dealer, caller, send } = pair({ bytes: 0 });
    expect(send(caller, CODES.CALL, 1, {}, 'com.add', ['x'.repeat(1_000)])).toEqual([CODES.INVOCATION]);
    expect(dealer.held(caller)).toEqual({ registrations: 0, calls: 1, bytes: 0, names: 7 });
  });

  test('counts as large as it has grown, until the call ends', () => {
    const grown: number[] = [];
    const { dealer, callee, caller, send } = pair({}, (session) => grown.push(session));
    const growing = payload('1');
    send(caller, CODES.CALL, 1, {}, 'com.add', growing);
    growing.onGrowth?.(1_000);
    expect(dealer.held(caller).bytes).toBe(1_005);
    expect(grown).toEqual([caller]);
    send(callee, CODES.YIELD, 1, {});
    expect(dealer.held(caller)).toEqual(NOTHING);
    growing.onGrowth?.(1_000);
    expect(dealer.held(caller)).toEqual(NOTHING);
  });

  test.each<[string, (pair: ReturnType<typeof pairInCall>) => unknown]>([
    ['RESULT', ({ callee, send }) => send(callee, CODES.YIELD, 1, {})],
    ['ERROR', ({ callee, send }) => send(callee, CODES.ERROR, CODES.INVOCATION, 1, {}, 'com.error')],
    [
      'refusal by all',
      ({ callee, send }) => send(callee, CODES.ERROR, CODES.INVOCATION, 1, {}, 'wamp.error.unavailable'),
    ],
    ['CANCEL', ({ caller, send }) => send(caller, CODES.CANCEL, 1, {})],
    ['timeout', ({ dealer }) => dealer.tick(100)],
    ['loss of the callee', ({ dealer, callee }) => dealer.disconnect(callee, 0)],
    ['loss of the caller', ({ dealer, caller }) => dealer.disconnect(caller, 0)],
    [
      'undeliverable INVOCATION',
      ({ dealer, callee, sent }) => dealer.undeliverable(callee, sent, 'too-large', 0),
    ],
  ])('is given back by a %s', (_, end) => {
    const busy = pairInCall();
    expect(busy.dealer.held(busy.caller)).toEqual({ registrations: 0, calls: 1, bytes: 5, names: 7 });
    end(busy);
    expect(busy.dealer.held(busy.caller)).toEqual(NOTHING);
  });

  function pairInCall() {
    const both = pair({});
    const { dealer, caller } = both;
    const call = [CODES.CALL, 1, { timeout: 100 }, 'com.add', payload('1')];
    const sent = dealer.receive(caller, call, 0)[0]?.message as readonly unknown[];
    return { ...both, sent };
  }
});

test('the payload of a call that has ended is kept by nothing, however long its timeout was', () => {
  const { dealer, callee, caller, send } = pair({});
  const [standing, ended] = [new JsonPayload([['standing']]), new JsonPayload([['ended']])];
  const call = (request: number, timeout: number, payload: unknown) =>
    send(caller, CODES.CALL, request, { timeout }, 'com.add', payload);
  for (let request = 1; request <= 20; request++) call(request, 3_600_000, standing);
  for (let request = 21; request <= 40; request++) call(request, 7_200_000, ended);
  expect([reaches(dealer, standing), reaches(dealer, ended)]).toEqual([true, true]);
  for (let request = 21; request <= 40; request++) {
    send(caller, CODES.CANCEL, request, { mode: 'skip' });
    send(callee, CODES.YIELD, request, {});
  }
  expect([reaches(dealer, standing), reaches(dealer, ended)]).toEqual([true, false]);
});

describe('a limit', () => {
  test('that is reached is told with the number, and Details stay empty', () => {
    const stage = new Stage({ limits: { registrations: 1, calls: 1 } });
    const [[alice], carol] = [stage.callees(1), stage.join()];
    alice.send('REGISTER', 2, {}, 'com.more');
    expect(alice.received()).toEqual([
      ['ERROR', 'REGISTER', 2, {}, LIMIT, [expect.stringContaining('at most 1 registration per session')]],
    ]);
    carol.call('com.add');
    const two = carol.call('com.add');
    expect(carol.received()).toEqual([
      failed(two, LIMIT, [expect.stringContaining('at most 1 call in flight per session')]),
    ]);
    expect(asked([alice]).invocation).toBe(1);
  });

  test('is looked at after the role, where a CALL outside of the role is refused', () => {
    const stage = new Stage({ readings: { roles: 'refuse' }, limits: { calls: 0 } });
    const client = stage.connect();
    client.send('HELLO', 'realm1', { roles: { callee: {} } });
    client.received();
    const call = client.call('com.add');
    expect(client.received()).toEqual([failed(call, 'wamp.error.not_authorized', SENTENCE)]);
  });

  test('is looked at after the permission, so that it tells nothing to a client that may not call', () => {
    const dealer = createDealer({
      realm: 'realm1',
      random: randomFrom(1),
      limits: { calls: 0 },
      authmethods: ['ticket'],
    });
    const key = dealer.connect(0);
    const hello = { roles: { caller: {} }, authmethods: ['ticket'] };
    dealer.receive(key, [CODES.HELLO, 'realm1', hello], 0);
    dealer.admit(key, { authid: 'carol', authrole: 'frontend', permissions: [] }, 0);
    const [output] = dealer.receive(key, [CODES.CALL, 1, {}, 'com.add'], 0);
    expect(output?.message?.[4]).toBe('wamp.error.not_authorized');
  });

  test('of nothing lets nothing pass', () => {
    const stage = new Stage({ limits: { registrations: 0, calls: 0 } });
    const [alice, carol] = [stage.join(), stage.join()];
    alice.send('REGISTER', 1, {}, 'com.add');
    const call = carol.call('com.add');
    expect(alice.received()).toEqual([['ERROR', 'REGISTER', 1, {}, LIMIT, SENTENCE]]);
    expect(carol.received()).toEqual([failed(call, LIMIT, SENTENCE)]);
    expect(stage.holds()).toMatchObject({ registrations: 0, calls: 0 });
  });

  test.each([
    [2, 2],
    [3, 3],
    [undefined, 40],
  ])('of %s tries gives a call that none of 40 callees can be told of to %i of them', (tries, asked) => {
    const stage = new Stage({ limits: tries === undefined ? {} : { tries } });
    const [callees, carol] = [stage.callees(40, 'first'), stage.join()];
    let untold = 0;
    for (const callee of callees)
      callee.obstacleOf = ([type]) => {
        if (type !== 'INVOCATION') return undefined;
        untold++;
        return 'backlog';
      };
    const call = carol.call('com.add');
    expect(untold).toBe(asked);
    expect(carol.received()).toEqual([failed(call, 'wamp.error.network_failure', SENTENCE)]);
    expect(stage.holds()).toMatchObject({ registrations: 1, calls: 0 });
  });

  test('of tries does not keep a call from callees after any number of refusals', () => {
    const stage = new Stage({ limits: { tries: 2 } });
    const [callees, carol] = [stage.callees(5, 'first'), stage.join()];
    carol.call('com.add');
    for (const callee of callees.slice(0, 4)) callee.refuse(callee.invoked());
    expect(callees.at(-1)?.received()).toHaveLength(1);
    expect(carol.received()).toEqual([]);
  });

  test('that is not set is none', () => {
    const stage = new Stage({ limits: {} });
    const alice = stage.join();
    for (let count = 0; count < 1_000; count++) alice.register(`com.add${count}`);
    expect(stage.dealer.held(alice.session)).toMatchObject({ registrations: 1_000, calls: 0, bytes: 0 });
  });

  test('may be another one after a snapshot: what is there stays, and nothing is added', () => {
    const first = pair({});
    first.send(first.caller, CODES.CALL, 1, {}, 'com.add');
    first.send(first.caller, CODES.CALL, 2, {}, 'com.add');
    const dealer = createDealer({
      realm: 'realm1',
      random: randomFrom(1),
      snapshot: first.dealer.snapshot(),
      limits: { calls: 1 },
    });
    expect(dealer.held(first.caller).calls).toBe(2);
    expect(dealer.receive(first.caller, [CODES.CALL, 3, {}, 'com.add'], 0)[0]?.message?.[4]).toBe(LIMIT);
    expect(dealer.receive(first.callee, [CODES.YIELD, 1, {}], 0)[0]?.message?.[0]).toBe(CODES.RESULT);
  });
});

test.each<Partial<Readings>>([
  { sameSession: 'idempotent' },
  { sameSession: 'second-place' },
  { sameSession: 'refuse' },
  { sameSession: 'second-place', registrationId: 'own' },
])(
  'what a session holds is what the dealer holds of it, on a random walk where the readings are %o',
  (readings) => {
    const walk = new Walk(3);
    const dealer = createDealer({ realm: 'realm1', random: randomFrom(3), readings });
    for (let step = 0; step < 1_500; step++) {
      walk.learn(play(dealer, walk.next()));
      const { sessions, registrations, calls } = dealer.snapshot();
      for (const { context } of sessions) {
        const key = context.session;
        const places = registrations.flatMap(({ context: { members } }) =>
          members.filter(({ session }) => session === key),
        );
        const own = calls.filter((call) => call.context.caller === key);
        const names = own.reduce((sum, call) => sum + call.context.message.procedure.length, 0);
        const namesOfPlaces = registrations.reduce(
          (sum, { context: { procedure, members } }) =>
            sum + procedure.length * members.filter(({ session }) => session === key).length,
          0,
        );
        expect(dealer.held(key)).toEqual({
          registrations: places.length,
          calls: own.length,
          bytes: 0,
          names: names + namesOfPlaces,
        });
      }
    }
  },
);

test('a session that has been closed holds nothing, and one that there never was is misuse', () => {
  const { dealer, callee } = pair({});
  expect(dealer.held(callee)).toEqual({ registrations: 1, calls: 0, bytes: 0, names: 7 });
  dealer.disconnect(callee, 0);
  expect(dealer.held(callee)).toEqual(NOTHING);
  expect(() => dealer.held(9)).toThrow(expect.objectContaining({ name: 'Misuse', code: 'SESSION_UNKNOWN' }));
});

test.each<[unknown, string]>([
  [null, 'OPTION_INVALID'],
  [5, 'OPTION_INVALID'],
  [{ calls: -1 }, 'OPTION_INVALID'],
  [{ calls: 1.5 }, 'OPTION_INVALID'],
  [{ bytes: '5' }, 'OPTION_INVALID'],
  [{ bytes: Number.NaN }, 'OPTION_INVALID'],
  [{ callees: 5 }, 'OPTION_UNKNOWN'],
])('limits of %j make no sense', (limits, code) => {
  const options = { realm: 'realm1', random: randomFrom(1), limits } as DealerOptions;
  expect(() => createDealer(options)).toThrow(expect.objectContaining({ name: 'Misuse', code }));
});

test('docs/embed.md has the table of limits', () => {
  const rows = Object.entries(LIMITS).map(
    ([id, { unit, counts, refuses, chart, rule }]) =>
      `| \`${id}\` | ${unit} | ${counts} | ${refuses} | ${chart} chart | ${rule} |`,
  );
  expect(textOf('docs/embed.md')).toContain(`| --- |\n${rows.join('\n')}\n\n`);
});

/** True if garbage collection would keep one object because of another. */
function reaches(from: unknown, to: unknown, seen = new Set<unknown>()): boolean {
  if (from === to) return true;
  if (typeof from !== 'object' || from === null || seen.has(from)) return false;
  seen.add(from);
  const entries = from instanceof Map || from instanceof Set ? [...from].flat() : [];
  const fields = Reflect.ownKeys(from).map((key) => Reflect.get(from, key));
  return [...entries, ...fields].some((one) => reaches(one, to, seen));
}
