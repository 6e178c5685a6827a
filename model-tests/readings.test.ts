/** Outcome of the same story under each option of each reading. */
import { describe, expect, test } from 'vitest';
import { READINGS } from '../machines/readings/index.ts';
import { DEFAULT_READINGS, POLICIES, type Policy, type Readings } from '../src/dealer/index.ts';
import { type Announced, asked, failed, refusals, Stage, turns } from './stage.ts';

const REROUTING: Announced = { callee: ['call_reroute'] };
const PROGRESSIVE: Announced = { callee: ['call_canceling', 'progressive_call_results'] };
const SENTENCE = [expect.any(String)];

const exhausted = (call: number, tries: number) => {
  const words = `${tries} ${tries === 1 ? 'was' : 'were'} asked and refused.`;
  return failed(call, 'wamp.error.no_available_callee', [
    `No callee of com.add is left for this call; ${words}`,
  ]);
};
const capped = (call: number, tries: number) => {
  const words = `Re-route limit reached: the callees of com.add refused this call ${tries} times.`;
  return failed(call, 'wamp.error.no_available_callee', [words]);
};

const stageOf = (readings: Partial<Readings>): Stage => new Stage({ readings });

test('the defaults are one option of each reading', () => {
  expect(DEFAULT_READINGS).toEqual({
    gate: 'any',
    ended: 'procedure',
    nobody: 'no_such_procedure',
    next: 'turn',
    refusals: 'session',
    position: 'after-last',
    rerouteMoves: 'yes',
    order: 'relaxed',
    exclude: 'all-refused',
    newcomer: 'candidate',
    afterProgress: 'end',
    refusedLate: 'no_available_callee',
    afterKill: 'canceled',
    sameSession: 'refuse',
    unknownPolicy: 'invalid_argument',
    unknownMatch: 'feature_not_supported',
    withdrawn: 'finish',
    conflictUri: 'procedure_already_exists',
    registrationId: 'shared',
    undeliverable: 'next',
    goneUri: 'canceled',
    unaskedProgress: 'drop',
    details: 'all',
    interruptAgain: 'yes',
    requestIds: 'in-flight',
    late: 'discard',
    invocationIds: 'one',
    roles: 'take',
    cancelDefault: 'killnowait',
    cancelUnknown: 'default',
    badUri: 'pass',
  });
  expect(Object.keys(DEFAULT_READINGS).sort()).toEqual(Object.keys(READINGS).sort());
});

describe('gate', () => {
  test.each<[Readings['gate'], Announced]>([
    ['any', REROUTING],
    ['any', {}],
    ['announced', REROUTING],
  ])('%s: the refusal of a callee that announced %j re-routes the call', (gate, announced) => {
    const stage = stageOf({ gate });
    const callees = [...stage.callees(1, 'first', announced), ...stage.callees(1, 'first')];
    stage.join().call('com.add');
    expect(refusals(callees.slice(0, 1))).toBe('A');
    expect(asked(callees).name).toBe('B');
  });

  test('announced: the refusal of a callee that did not announce call_reroute goes to the caller', () => {
    const stage = stageOf({ gate: 'announced' });
    const [alice, bob] = [...stage.callees(1, 'first'), ...stage.callees(1, 'first', REROUTING)];
    const carol = stage.join();
    const call = carol.call('com.add');
    alice?.fail(alice.invoked(), 'wamp.error.unavailable', ['busy']);
    expect(carol.received()).toEqual([failed(call, 'wamp.error.unavailable', ['busy'])]);
    expect(bob?.received()).toEqual([]);
  });

  test('announced: after a re-route it depends on the callee that refuses then', () => {
    const stage = stageOf({ gate: 'announced' });
    const callees = [...stage.callees(1, 'first', REROUTING), ...stage.callees(2, 'first')];
    const carol = stage.join();
    const call = carol.call('com.add');
    expect(refusals(callees)).toBe('AB');
    expect(carol.received()).toEqual([failed(call, 'wamp.error.unavailable')]);
  });

  test.each<[Readings['gate'], Announced, string]>([
    ['any', {}, 'wamp.error.no_available_callee'],
    ['announced', REROUTING, 'wamp.error.no_available_callee'],
    ['announced', {}, 'wamp.error.unavailable'],
  ])('%s: the only callee of a single procedure announced %j and refuses: %s', (gate, announced, error) => {
    const stage = stageOf({ gate });
    const [callees, carol] = [stage.callees(1, 'single', announced), stage.join()];
    carol.call('com.add');
    refusals(callees);
    expect(carol.received().map((message) => message[4])).toEqual([error]);
  });
});

describe('position', () => {
  /** Callees invoked in a story, in which `.` is a call, `-B` the loss of B, and `+` a newcomer. */
  function story(position: Readings['position'], count: number, script: string): string {
    const stage = stageOf({ position });
    const [callees, carol] = [stage.callees(count, 'roundrobin'), stage.join()];
    return (script.match(/\.|-.|\+/g) ?? [])
      .map((event) => {
        if (event === '.') return turns(carol, callees, 1);
        if (event === '+') callees.push(...stage.callees(1, 'roundrobin'));
        else callees['ABCD'.indexOf(event.charAt(1))]?.disconnect();
        return event;
      })
      .join('');
  }

  test.each<[Readings['position'], string]>([
    ['after-last', 'ABCA-ABC'],
    ['after-last', 'ABCA-BCA'],
    ['after-last', 'ABCA-CBA'],
    ['index', 'ABCA-ACB'],
    ['index', 'ABCA-BCA'],
    ['index', 'ABCA-CBA'],
    ['counter', 'ABCA-ABC'],
    ['counter', 'ABCA-BAC'],
    ['counter', 'ABCA-CAB'],
  ])('%s, with the last but two lost: %s', (position, expected) => {
    expect(story(position, 3, expected.replace(/(?<!-)[A-D]/g, '.'))).toBe(expected);
  });

  test.each<[string, Readings['position'], number, string]>([
    ['the one asked last leaves', 'index', 3, 'ABCAB-BACA'],
    ['the one asked last leaves', 'counter', 3, 'ABCAB-BCAC'],
    ['the one asked last leaves', 'after-last', 3, 'ABCAB-BCAC'],
    ['the first leaves after its turn', 'index', 3, 'A-ACBC'],
    ['the first leaves after its turn', 'counter', 3, 'A-ACBC'],
    ['the first leaves after its turn', 'after-last', 3, 'A-ABCB'],
    ['one joins', 'index', 2, 'AB+CAB'],
    ['one joins', 'counter', 2, 'AB+CAB'],
    ['one joins', 'after-last', 2, 'AB+CAB'],
    ['one leaves, and later another joins', 'index', 2, 'A-BAAA+CAC'],
    ['one leaves, and later another joins', 'counter', 2, 'A-BAAA+ACA'],
    ['one leaves, and later another joins', 'after-last', 2, 'A-BAAA+CAC'],
    ['two that had their turn leave', 'index', 4, 'ABC-A-BCDC'],
    ['two that had their turn leave', 'counter', 4, 'ABC-A-BDCD'],
    ['two that had their turn leave', 'after-last', 4, 'ABC-A-BDCD'],
  ])('when %s, %s with %i callees: %s', (_, position, count, expected) => {
    expect(story(position, count, expected.replace(/(?<!-)[A-D]/g, '.'))).toBe(expected);
  });
});

test.each<[Readings['rerouteMoves'], Readings['position'], string]>([
  ['yes', 'after-last', 'CAB'],
  ['yes', 'index', 'CAB'],
  ['yes', 'counter', 'CAB'],
  ['no', 'after-last', 'BCA'],
  ['no', 'index', 'BCA'],
  ['no', 'counter', 'BCA'],
])(
  'rerouteMoves %s, position %s: after A has refused and B answered comes %s',
  (rerouteMoves, position, names) => {
    const stage = stageOf({ rerouteMoves, position });
    const [callees, carol] = [stage.callees(3, 'roundrobin'), stage.join()];
    carol.call('com.add');
    expect(refusals(callees.slice(0, 1))).toBe('A');
    const { name, callee, invocation } = asked(callees);
    callee.yield(invocation);
    carol.received();
    expect(name + turns(carol, callees, 3)).toBe(`B${names}`);
  },
);

test('rerouteMoves no: a call that all refuse still goes around once', () => {
  const stage = stageOf({ rerouteMoves: 'no' });
  const [callees, carol] = [stage.callees(3, 'roundrobin'), stage.join()];
  const call = carol.call('com.add');
  expect(refusals(callees)).toBe('ABC');
  expect(carol.received()).toEqual([exhausted(call, 3)]);
});

describe('exclude', () => {
  test.each<[Policy, number, string]>([
    ['roundrobin', 2, 'ABAB'],
    ['roundrobin', 3, 'ABCABC'],
    ['first', 3, 'ABABAB'],
    ['last', 3, 'CBCBCB'],
  ])(
    'last-refused: %s hands a call to and fro among %i callees, but not for ever: %s',
    (policy, count, names) => {
      const stage = stageOf({ exclude: 'last-refused' });
      const [callees, carol] = [stage.callees(count, policy), stage.join()];
      const call = carol.call('com.add');
      expect(refusals(callees)).toBe(names);
      expect(carol.received()).toEqual([capped(call, names.length)]);
    },
  );

  test('last-refused: random asks nobody twice in a row', () => {
    const stage = stageOf({ exclude: 'last-refused' });
    const [callees, carol] = [stage.callees(4, 'random'), stage.join()];
    for (let round = 0; round < 20; round++) {
      const call = carol.call('com.add');
      const names = refusals(callees);
      expect(names).toHaveLength(8);
      expect(names).not.toMatch(/(.)\1/);
      expect(carol.received()).toEqual([capped(call, 8)]);
    }
  });

  test.each(POLICIES)('last-refused: the only callee under %s is not asked again', (policy) => {
    const stage = stageOf({ exclude: 'last-refused' });
    const [callees, carol] = [stage.callees(1, policy), stage.join()];
    const call = carol.call('com.add');
    expect(refusals(callees)).toBe('A');
    expect(carol.received()).toEqual([exhausted(call, 1)]);
  });
});

describe('newcomer', () => {
  test.each<[Readings['newcomer'], string]>([
    ['candidate', 'CDBA'],
    ['ignored', 'CBA'],
  ])('%s: under last, a call made before D joined goes to %s; the next begins with D', (newcomer, names) => {
    const stage = stageOf({ newcomer });
    const [callees, carol] = [stage.callees(3, 'last'), stage.join()];
    const call = carol.call('com.add');
    const everybody = [...callees, ...stage.callees(1, 'last')];
    expect(refusals(everybody)).toBe(names);
    expect(carol.received()).toEqual([exhausted(call, names.length)]);
    carol.call('com.add');
    expect(refusals(everybody)).toBe('DCBA');
  });

  test.each(['roundrobin', 'random', 'first'])('ignored: %s asks the newcomer none the less', (policy) => {
    const stage = stageOf({ newcomer: 'ignored' });
    const [callees, carol] = [stage.callees(2, policy), stage.join()];
    carol.call('com.add');
    expect(refusals([...callees, ...stage.callees(1, policy)])).toHaveLength(3);
  });
});

test.each<[Readings['afterProgress'], number]>([
  ['end', 1],
  ['reroute', 2],
])('afterProgress %s: a call refused after a progressive result is given to %i', (afterProgress, tries) => {
  const stage = stageOf({ afterProgress });
  const [callees, carol] = [stage.callees(2, 'first', PROGRESSIVE), stage.join()];
  const call = carol.call('com.add', { receive_progress: true, timeout: 100 });
  const { callee, invocation } = asked(callees);
  callee.progress(invocation, 1);
  callee.refuse(invocation);
  expect(refusals(callees)).toBe(tries === 1 ? '' : 'B');
  expect(carol.received()).toEqual([
    ['RESULT', call, { progress: true }, [1]],
    tries === 1 ? failed(call, 'wamp.error.no_available_callee', SENTENCE) : exhausted(call, 2),
  ]);
});

describe('sameSession', () => {
  test.each<[Readings['sameSession'], string]>([
    ['idempotent', 'ABAB'],
    ['second-place', 'ABAA'],
  ])('%s: a callee that registers again gets the same id; the turns are %s', (sameSession, names) => {
    const stage = stageOf({ sameSession });
    const [callees, carol] = [stage.callees(2, 'roundrobin'), stage.join()];
    expect(callees[0].register('com.add', 'roundrobin')).toBe(1);
    expect(turns(carol, callees, 4)).toBe(names);
  });

  test.each(POLICIES.slice(1))(
    'refuse: a callee that registers again with %s gets an error and keeps its place',
    (invoke) => {
      const stage = stageOf({ sameSession: 'refuse' });
      const [alice] = stage.callees(1, invoke);
      const before = stage.known();
      alice.send('REGISTER', 9, { invoke }, 'com.add');
      expect(alice.received()).toEqual([
        ['ERROR', 'REGISTER', 9, {}, 'wamp.error.procedure_already_exists', SENTENCE],
      ]);
      expect(stage.known()).toEqual(before);
    },
  );

  test('second-place: a refusal, and UNREGISTER, count for both places', () => {
    const stage = stageOf({ sameSession: 'second-place' });
    const [callees, carol] = [stage.callees(2, 'roundrobin'), stage.join()];
    callees[0].register('com.add', 'roundrobin');
    carol.call('com.add');
    expect(refusals(callees)).toBe('AB');
    carol.received();
    callees[0].unregister(1);
    expect(turns(carol, callees, 2)).toBe('BB');
    callees[1].unregister(1);
    expect(stage.holds().registrations).toBe(0);
  });
});

test('interruptAgain no: a killed call goes on after UNREGISTER where calls are finished', () => {
  const stage = stageOf({ interruptAgain: 'no', withdrawn: 'finish' });
  const [[alice], carol] = [stage.callees(1, 'first', { callee: ['call_canceling'] }), stage.join()];
  const call = carol.call('com.add');
  const invocation = alice.invoked();
  carol.cancel(call, 'kill');
  alice.unregister(1);
  expect(carol.received()).toEqual([]);
  alice.yield(invocation, 5);
  expect(carol.received()).toEqual([['RESULT', call, {}, [5]]]);
});

describe('conflictUri', () => {
  const differing = 'procedure_exists_with_different_invocation_policy';
  const cases = POLICIES.flatMap((existing) =>
    POLICIES.filter((requested) => requested !== existing || existing === 'single').map(
      (requested) => [existing, requested] as const,
    ),
  );

  test.each(cases)('a registration with %s, and a REGISTER with %s: either option', (existing, requested) => {
    const errors = (['procedure_already_exists', differing] as const).map((conflictUri) => {
      const stage = stageOf({ conflictUri });
      const [, bob] = [stage.callees(1, existing), stage.join()];
      bob.send('REGISTER', 9, { invoke: requested }, 'com.add');
      return bob.received();
    });
    expect(errors).toEqual(
      ['procedure_already_exists', existing === requested ? 'procedure_already_exists' : differing].map(
        (error) => [
          [
            'ERROR',
            'REGISTER',
            9,
            { _existing: existing, _requested: requested },
            `wamp.error.${error}`,
            SENTENCE,
          ],
        ],
      ),
    );
  });
});
