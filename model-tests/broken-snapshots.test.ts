/** Broken snapshots: each is refused with a place and an expectation, or a dealer works with it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CODES } from '../machines/messages.ts';
import { UNAVAILABLE } from '../machines/vocabulary.ts';
import {
  createDealer,
  type DealerSnapshot,
  Misuse,
  READING_OPTIONS,
  type Readings,
} from '../src/dealer/index.ts';
import { JsonPayload } from '../src/tools/scenario/systems/json-payload.ts';
import { randomFrom } from './random.ts';
import { play } from './recorder.ts';
import { Walk } from './walk.ts';

type Json = { [key: string]: Json } | Json[] | string | number | boolean | null | undefined;

const RUNS = Number(process.env.SNAPSHOTS ?? 3_000);

/** A snapshot with a session of each kind: in a re-routed call, in an interrupted one, alone, and before HELLO. */
function everything(): DealerSnapshot {
  const dealer = createDealer({ realm: 'realm1', random: randomFrom(1) });
  const features = { call_canceling: true, progressive_call_results: true };
  const send = (key: number, ...wire: unknown[]) => dealer.receive(key, wire, 0);
  for (let key = 1; key <= 5; key++) {
    dealer.connect(0);
    send(key, CODES.HELLO, 'realm1', { roles: { caller: {}, callee: { features } } });
    if (key <= 3) send(key, CODES.REGISTER, 1, { invoke: 'roundrobin' }, 'com.add');
  }
  send(4, CODES.REGISTER, 1, {}, 'com.alone');
  send(5, CODES.CALL, 1, { timeout: 100, receive_progress: true }, 'com.add', [1], { two: 2 });
  send(1, CODES.ERROR, CODES.INVOCATION, 1, {}, UNAVAILABLE);
  send(5, CODES.CALL, 2, {}, 'com.add');
  send(5, CODES.CANCEL, 2, { mode: 'kill' });
  send(4, CODES.CALL, 2, { timeout: null }, 'com.alone');
  dealer.connect(0);
  return dealer.snapshot();
}

const isolated = (): Json => JSON.parse(JSON.stringify(everything()));
const goOn = (snapshot: unknown) =>
  createDealer({ realm: 'realm1', random: randomFrom(1), snapshot: snapshot as DealerSnapshot });
const refused = (message: string) =>
  expect.objectContaining({ name: 'Misuse', code: 'SNAPSHOT_INVALID', message });

/** Paths to all places in a value, as lists of keys. */
const placesOf = (value: Json): string[][] =>
  typeof value !== 'object' || value === null
    ? [[]]
    : [[], ...Object.entries(value).flatMap(([key, inner]) => placesOf(inner).map((way) => [key, ...way]))];

/** Changes the value at a place. */
function change(root: Json, [key, ...way]: readonly string[], to: (value: Json) => Json): Json {
  if (key === undefined) return to(root);
  const dict = root as { [key: string]: Json };
  dict[key] = change(dict[key], way, to);
  return root;
}

const valueAt = (root: Json, way: readonly string[]): Json =>
  way.reduce<Json>((value, key) => (value as { [key: string]: Json })[key], root);

/** Uses a dealer in all ways, with clients from its snapshot and new ones. */
function use(snapshot: unknown, seed: number): void {
  const dealer = goOn(snapshot);
  const { last, sessions, now } = dealer.snapshot();
  dealer.nextDeadline();
  for (const { context } of sessions) dealer.held(context.session);
  const walk = new Walk(seed);
  for (let step = 0; step < 15; step++) {
    const input = walk.next();
    const key = 'session' in input ? (input.session % (last.session + 1)) + 1 : 0;
    const later = { ...input, ...('session' in input ? { session: key } : {}), now: now + step * 40 };
    if (later.what === 'connect') walk.learn(dealer.connect(later.now));
    else if (key <= last.session) play(dealer, later as never);
  }
  dealer.tick(now + 1_000_000);
  dealer.close(now + 1_000_000);
  for (const { context } of sessions) dealer.disconnect(context.session, now + 1_000_000);
}

describe('a snapshot that was changed somewhere', () => {
  const whole = isolated();
  const places = placesOf(whole).filter(
    (way) => way.length > 0 && !way.includes('args') && !way.includes('kwargs'),
  );
  const odd: fc.Arbitrary<Json> = fc.oneof(
    fc.constantFrom<Json[]>(
      null,
      undefined,
      '',
      'occupied.single',
      'vacant',
      'closed',
      'issued',
      true,
      {},
      [],
      [[]],
    ),
    fc.constantFrom(-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 0.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY),
    fc.constantFrom(...places.map((way) => valueAt(whole, way))),
    fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
  );
  const changes = fc.array(
    fc.record({
      way: fc.constantFrom(...places),
      to: fc.oneof({ arbitrary: odd, weight: 4 }, fc.constant('DROP')),
    }),
    { minLength: 1, maxLength: 3 },
  );

  test(`is refused, or leads to a dealer that works (${RUNS} of them)`, () => {
    let taken = 0;
    fc.assert(
      fc.property(changes, fc.integer({ min: 1, max: 1_000 }), (all, seed) => {
        const snapshot = isolated();
        for (const { way, to } of all) {
          // An earlier change may have removed the place.
          try {
            change(snapshot, way, (value) => (to === 'DROP' ? undefined : structuredClone(to ?? value)));
          } catch {
            return;
          }
        }
        try {
          goOn(snapshot);
        } catch (error) {
          if (error instanceof Misuse && error.code === 'SNAPSHOT_INVALID') return;
          throw error;
        }
        taken++;
        use(snapshot, seed);
      }),
      { numRuns: RUNS, seed: 11 },
    );
    expect(taken).toBeGreaterThan(0);
  });

  test.each(
    placesOf(isolated())
      .filter((way) => way.length > 0)
      .map((way) => [way.join('.'), way] as const),
  )(
    'is refused, or leads to a dealer that works, with null, a number, a word, a list or a dictionary at %s',
    (_, way) => {
      for (const odd of [null, undefined, -1, 1e9, 'none', [], {}]) {
        const snapshot = isolated();
        change(snapshot, way, () => odd);
        try {
          use(snapshot, 1);
        } catch (error) {
          expect(error).toEqual(
            refused(expect.stringMatching(/^Expected .+ at snapshot\S*, but .+ came\.$/)),
          );
        }
      }
    },
  );
});

describe('a snapshot is refused with the place, what was expected there, and what came:', () => {
  test.each<[string, string[], Json, string]>([
    ['no reading', ['readings', 'gate'], 5, 'any or announced at snapshot.readings.gate, but 5 came.'],
    [
      'a reading that there is not',
      ['readings', 'mood'],
      'good',
      'no such reading at snapshot.readings.mood, but "good" came.',
    ],
    ['no time', ['now'], 'noon', 'a number at snapshot.now, but "noon" came.'],
    [
      'an unknown state',
      ['sessions', '0', 'state'],
      'asleep',
      'opening or challenging.pending or challenging.challenged or established or closing at snapshot.sessions[0].state, but "asleep" came.',
    ],
    [
      'a session that has said nothing, with an id',
      ['sessions', '5', 'context', 'id'],
      7,
      '0 at snapshot.sessions[5].context.id, but 7 came.',
    ],
    [
      'a session twice',
      ['sessions', '1', 'context', 'session'],
      1,
      'a number above 1 at snapshot.sessions[1].context.session, but 1 came.',
    ],
    [
      'a session beyond the last',
      ['last', 'session'],
      5,
      'a whole number from 1 to 5 at snapshot.sessions[5].context.session, but 6 came.',
    ],
    [
      'a member that does not know',
      ['sessions', '0', 'registrations'],
      [],
      'a session of the snapshot that lists registration 1 at snapshot.registrations[0].context.members[0].session, but 1 came.',
    ],
    [
      'a registration that is not there',
      ['sessions', '4', 'registrations'],
      [3],
      'a registration that session 5 is a member of at snapshot.sessions[4].registrations[0], but 3 came.',
    ],
    [
      'a vacant registration',
      ['registrations', '0', 'state'],
      'vacant',
      'occupied.single or occupied.shared.roundrobin or occupied.shared.random or occupied.shared.first or occupied.shared.last at snapshot.registrations[0].state, but "vacant" came.',
    ],
    [
      'a policy that the state has not',
      ['registrations', '0', 'context', 'policy'],
      'first',
      'roundrobin at snapshot.registrations[0].context.policy, but "first" came.',
    ],
    [
      'nobody on a list',
      ['registrations', '1', 'context', 'members'],
      [],
      'as many members as its policy has at snapshot.registrations[1].context.members, but [] came.',
    ],
    [
      'a member with another id than the rest',
      ['registrations', '0', 'context', 'members', '1', 'registration'],
      7,
      '1 at snapshot.registrations[0].context.members[1].registration, but 7 came.',
    ],
    [
      'a member with the id of another registration',
      ['registrations', '0', 'context', 'members', '1', 'registration'],
      2,
      'one that no other has at snapshot.registrations[1].context.registration, but 2 came.',
    ],
    [
      'a callee that was told another id',
      ['calls', '0', 'context', 'callee', 'registration'],
      7,
      '1 at snapshot.calls[0].context.callee.registration, but 7 came.',
    ],
    [
      'callees with one id where each has its own',
      ['readings', 'registrationId'],
      'own',
      'one that no other has at snapshot.registrations[0].context.members[1].registration, but 1 came.',
    ],
    [
      'a call in no state to rest in',
      ['calls', '0', 'state'],
      'selecting',
      'invoked.waiting or invoked.interrupted at snapshot.calls[0].state, but "selecting" came.',
    ],
    [
      'a caller that is not there',
      ['calls', '0', 'context', 'caller'],
      99,
      'an established session of the snapshot at snapshot.calls[0].context.caller, but 99 came.',
    ],
    [
      'a callee that was sent less',
      ['calls', '0', 'context', 'invocation'],
      9,
      'one of the 1 that session 2 was sent at snapshot.calls[0].context.invocation, but 9 came.',
    ],
    [
      'a call of another procedure',
      ['calls', '2', 'context', 'message', 'procedure'],
      'com.add',
      'the procedure com.alone at snapshot.calls[2].context.message.procedure, but "com.add" came.',
    ],
    ['no deadline', ['deadlines'], [], 'a deadline for session 6 at snapshot.deadlines, but [] came.'],
    [
      'a deadline for a call without a timeout',
      ['deadlines', '0', 'call'],
      2,
      'a call that has a time limit, once at snapshot.deadlines[0].call, but 2 came.',
    ],
  ])('%s', (_, way, to, words) => {
    const snapshot = isolated();
    change(snapshot, way, () => to);
    expect(() => goOn(snapshot)).toThrow(refused(`Expected ${words}`));
  });
});

test.each(Object.entries(READING_OPTIONS).flatMap(([id, options]) => options.map((option) => [id, option])))(
  'a snapshot of any moment of a random walk is one, where %s is read as %s',
  (id, option) => {
    const readings = { [id as string]: option } as Partial<Readings>;
    const walk = new Walk(5);
    const dealer = createDealer({ realm: 'realm1', random: randomFrom(5), readings });
    for (let step = 0; step < 300; step++) {
      walk.learn(play(dealer, walk.next()));
      goOn(dealer.snapshot());
      if (step % 20 === 0) goOn(JSON.parse(JSON.stringify(dealer.snapshot())));
    }
  },
);

test('a payload in a snapshot is the same object, and counts as it did', () => {
  const dealer = createDealer({ realm: 'realm1', random: randomFrom(1) });
  const hello = [1, 'realm1', { roles: { caller: {}, callee: {} } }];
  const key = dealer.connect(0);
  dealer.receive(key, hello, 0);
  dealer.receive(key, [64, 1, {}, 'com.add'], 0);
  const payload = new JsonPayload([['one', 2]]);
  dealer.receive(key, [48, 2, {}, 'com.add', payload], 0);
  const twin = goOn(dealer.snapshot());
  expect(twin.snapshot().calls[0]?.context.message.args).toBe(payload);
  expect(twin.held(key)).toEqual({ registrations: 1, calls: 1, bytes: payload.size, names: 14 });
});
