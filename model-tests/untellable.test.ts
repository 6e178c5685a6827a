/** Values that a serialisation cannot express: the caller gets a description of the value. */
import { describe, expect, test } from 'vitest';
import { CODES } from '../machines/messages.ts';
import type { Obstacle } from '../machines/vocabulary.ts';
import { createDealer, type DealerOptions, Misuse } from '../src/dealer/index.ts';
import { randomFrom } from './random.ts';
import { type Client, Stage } from './stage.ts';

const NAN = 'the float NaN';
const INVALID = 'wamp.error.invalid_payload';
const BACKLOG = 'wamp.error.network_failure';
const CALL_HAS = 'This call has a value that the serialisation of the callee of com.add cannot express';
const ANSWER_HAS =
  'The answer to this call has a value that the serialisation of this session cannot express';

/** From now on, its serialisation cannot express a value in forwarded messages. */
function lack(client: Client, what: string | undefined, obstacle: Obstacle = 'untellable'): void {
  client.lacks = what;
  client.obstacleOf = ([type, , , , error]) =>
    type === 'INVOCATION' || type === 'RESULT' || error === 'com.example.error' ? obstacle : undefined;
}

/** URIs and sentences of the received ERRORs. */
const heard = (client: Client) =>
  client.received().map(([type, , , , error, args]) => [type, error, (args as unknown[])[0]]);

/** Callees of `com.add` that are invoked one after the other, and a caller. */
function staged(options?: Partial<DealerOptions>) {
  const stage = new Stage(options);
  const [alice, bob] = stage.callees(2, 'first', { callee: ['call_canceling', 'progressive_call_results'] });
  return { stage, alice, bob, carol: stage.join() };
}

describe('a value in a CALL that its callees have no form for', () => {
  test.each([
    [NAN, `${CALL_HAS}: the float NaN. Send one that both serialisations have.`],
    [undefined, `${CALL_HAS}. Send one that both serialisations have.`],
  ])('is named in the ERROR when nobody is left: %s', (what, sentence) => {
    const { alice, bob, carol } = staged();
    for (const callee of [alice, bob]) lack(callee, what);
    carol.call('com.add');
    expect(heard(carol)).toEqual([['ERROR', INVALID, sentence]]);
  });

  test('is named when the callee asked after it refuses', () => {
    const { alice, bob, carol } = staged();
    lack(alice, NAN);
    carol.call('com.add');
    bob.refuse(bob.invoked());
    expect(heard(carol)).toEqual([
      ['ERROR', INVALID, `${CALL_HAS}: the float NaN. Send one that both serialisations have.`],
    ]);
  });

  test('is named when the call ends at once, under the reading undeliverable: error', () => {
    const { alice, carol } = staged({ readings: { undeliverable: 'error' } });
    lack(alice, NAN);
    carol.call('com.add');
    expect(heard(carol)).toEqual([
      ['ERROR', INVALID, `${CALL_HAS}: the float NaN. Send one that both serialisations have.`],
    ]);
  });

  test('is not named if the last callee misses the call because of another one, or of its backlog', () => {
    for (const [obstacle, error] of [
      ['untellable', INVALID],
      ['backlog', BACKLOG],
    ] as const) {
      const { alice, bob, carol } = staged();
      lack(alice, NAN);
      lack(bob, undefined, obstacle);
      carol.call('com.add');
      expect(heard(carol)).toEqual([['ERROR', error, expect.not.stringContaining(NAN)]]);
    }
  });

  test('is named by a dealer that goes on from a snapshot', () => {
    const { stage, alice, bob, carol } = staged();
    lack(alice, NAN);
    carol.call('com.add');
    const snapshot = JSON.parse(JSON.stringify(stage.dealer.snapshot()));
    const dealer = createDealer({ realm: 'realm1', random: randomFrom(1), snapshot });
    const refusal = [CODES.ERROR, CODES.INVOCATION, bob.invoked(), {}, 'wamp.error.unavailable'];
    const [output] = dealer.receive(bob.session, refusal, 0);
    expect(output?.message?.[5]).toEqual([
      `${CALL_HAS}: the float NaN. Send one that both serialisations have.`,
    ]);
  });
});

describe('a value in an answer that its caller cannot express', () => {
  test.each<[string, (callee: Client, invocation: number) => void]>([
    ['a RESULT', (callee, invocation) => callee.yield(invocation, 1)],
    ['an ERROR', (callee, invocation) => callee.fail(invocation, 'com.example.error', [1])],
    ['a progressive RESULT', (callee, invocation) => callee.progress(invocation, 1)],
  ])('is named in the ERROR in place of %s', (_, answer) => {
    const { alice, carol } = staged();
    for (const [what, sentence] of [
      [NAN, `${ANSWER_HAS}: the float NaN. Use another serialisation.`],
      [undefined, `${ANSWER_HAS}. Use another serialisation.`],
    ]) {
      lack(carol, what);
      carol.call('com.add', { receive_progress: true });
      answer(alice, alice.invoked());
      expect(heard(carol)).toEqual([['ERROR', INVALID, sentence]]);
      alice.received();
    }
  });
});

describe('a value that is not in words', () => {
  test.each<[unknown, string]>([
    [5, '5'],
    [null, 'null'],
    [[NAN], '["the float NaN"]'],
  ])('is misuse: %j', (what, came) => {
    const { stage, carol } = staged();
    const report = () =>
      stage.dealer.undeliverable(carol.session, [CODES.RESULT, 1, {}], 'untellable', 0, what as string);
    const words = `Expected a description of the value as a string, but ${came} came.`;
    expect(report).toThrow(new Misuse('OPTION_INVALID', words));
  });

  test('is no part of a snapshot', () => {
    const { stage, alice, carol } = staged();
    lack(alice, NAN);
    carol.call('com.add');
    const snapshot = JSON.parse(JSON.stringify(stage.dealer.snapshot()));
    snapshot.calls[0].context.what = 5;
    expect(() => createDealer({ realm: 'realm1', random: randomFrom(1), snapshot })).toThrow(
      'calls[0].context.what, but 5 came',
    );
  });
});
