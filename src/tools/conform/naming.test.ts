/** The rule that a failure is named by, where the judge finds several broken, finds none, or must not be asked. */
import { expect, test } from 'vitest';
import { AT } from '../../../machines/layouts.ts';
import { CODES } from '../../../machines/messages.ts';
import { DEFAULT_READINGS } from '../../../machines/readings.ts';
import type { RuleId } from '../../../machines/rules.ts';
import { createDealer } from '../../dealer/index.ts';
import type { WireMessage } from '../../dealer/messages.ts';
import type { Entry } from '../../wire/entry.ts';
import { readLibrary } from '../scenario/library/scenarios.ts';
import { page } from '../scenario/page.test-helper.ts';
import { parseScenario } from '../scenario/parse.ts';
import { settingOf } from '../scenario/play.ts';
import { Rewriter } from '../scenario/rewriter.ts';
import { logFor, type Scenario } from '../scenario/scenario.ts';
import { DealerUnderTest } from '../scenario/systems/dealer.ts';
import type { Received } from '../scenario/systems/system.ts';
import { compare } from './comparison.ts';
import { Expectations } from './expectation.ts';
import { type Named, type NamingOptions, nameRule } from './naming.ts';
import { nothingSeen, type Observation } from './observation.ts';

/** The messages that a client gets in place of one, in a step. */
type Spoil = (message: WireMessage, step: number) => readonly (readonly unknown[])[];

/** Milliseconds between two steps: what is missing in one is overdue in the next. */
const APART = 2_000;

/** A right dealer whose messages are spoilt on their way, and what its clients see. */
class Spoilt extends DealerUnderTest {
  readonly log: Entry[] = [];
  readonly steps: (readonly Received[])[] = [];
  /** Number of entries of the log at the end of each step. */
  readonly ends: number[] = [];
  private readonly spoil: Spoil;

  constructor(scenario: Scenario, spoil: Spoil) {
    super('spoilt', createDealer, settingOf(scenario, { readings: DEFAULT_READINGS, seed: 1 }));
    this.spoil = spoil;
  }

  override connect(session: string): void {
    super.connect(session);
    this.log.push({ at: this.time, session, event: 'connected', via: 'proxy' });
  }

  override send(session: string, wire: unknown): void {
    this.log.push({ at: this.time, session, received: wire as WireMessage });
    super.send(session, wire);
  }

  override lose(session: string): void {
    this.log.push({ at: this.time, session, event: 'lost' });
    super.lose(session);
  }

  /** @returns the right messages, so that the script goes on */
  override received(): readonly Received[] {
    const received = super.received();
    const step = this.steps.length + 1;
    const seen = received.flatMap((one): readonly Received[] => {
      if ('closed' in one) return [one];
      return this.spoil(one.message, step).map((message) => ({ ...one, message: message as WireMessage }));
    });
    for (const one of seen) {
      const { session } = one;
      const at = this.time;
      this.log.push('closed' in one ? { at, session, event: 'closed' } : { at, session, sent: one.message });
    }
    this.steps.push(seen);
    this.ends.push(this.log.length);
    return received;
  }

  private get time(): number {
    return this.steps.length * APART;
  }
}

interface Options extends Partial<Omit<NamingOptions, 'readings'>> {
  /** True for the first difference from what a text fixes. */
  readonly isLenient?: boolean;
}

const libraryPage = (id: string): Scenario => readLibrary().get(id) as Scenario;

/** The rule by which a scenario fails whose messages are spoilt. */
async function named(
  scenario: Scenario,
  spoil: Spoil,
  { isLenient = false, ...options }: Options = {},
): Promise<Named | undefined> {
  const router = new Spoilt(scenario, spoil);
  const rewriter = new Rewriter(scenario, router);
  const lines = logFor(scenario, DEFAULT_READINGS)?.lines ?? [];
  for (const step of scenario.steps.keys())
    await rewriter.take(
      step + 1,
      lines.filter((line) => line.step === step + 1),
    );
  const observation: Observation = {
    ...nothingSeen(DEFAULT_READINGS),
    received: router.steps,
    log: router.log,
    ends: router.ends,
  };
  const expectation = await new Expectations().of(scenario, DEFAULT_READINGS);
  const difference = compare(scenario, observation, expectation, isLenient);
  const naming = { readings: DEFAULT_READINGS, common: new Set<RuleId>(), ...options };
  return difference && nameRule(scenario, observation, difference, naming);
}

/** Changes the messages of a type, in one step. */
const changing =
  (
    type: keyof typeof CODES,
    at: number,
    change: (message: WireMessage) => readonly (readonly unknown[])[],
  ): Spoil =>
  (message, step) =>
    step === at && message[0] === CODES[type] ? change(message) : [message];

const losing = (type: keyof typeof CODES, at: number): Spoil => changing(type, at, () => []);

test.each<readonly [string, RuleId, string, Spoil]>([
  ['of two at its request, that of the case', 'SR-3', 'sr-03-single-is-exclusive', losing('ERROR', 5)],
  [
    'of the edges of its step, that of the case',
    'CR-3',
    'cr-03-roundrobin-from-the-end',
    losing('INVOCATION', 6),
  ],
  ['of the edge that sends it, not of another one', 'BP-15', 'bp-18-answer-to-nothing', losing('ERROR', 5)],
  [
    'of the steps whose effects a call shows',
    'SR-3',
    'sr-03-what-is-refused-changes-nothing',
    losing('INVOCATION', 12),
  ],
  ['of a choice, not that of its answer', 'SR-13', 'sr-13-last-is-the-youngest', losing('INVOCATION', 7)],
  // Alice answers what she did not get, as the script says.
  [
    'of its step, not of what comes of it later',
    'SR-12',
    'sr-12-first-is-the-oldest',
    losing('INVOCATION', 6),
  ],
])('a missing message breaks the rule %s', async (_, rule, id, spoil) => {
  expect((await named(libraryPage(id), spoil))?.rule).toBe(rule);
});

test.each<readonly [string, RuleId, Spoil, string]>([
  ['sr-07-unregister-leaves-the-list', 'SR-7', losing('UNREGISTERED', 6), 'UNREGISTERED after step 6'],
  // A judge could not tell this from a log of messages that may have crossed.
  ['bp-20-request-ids-are-used-once', 'BP-20', losing('ABORT', 7), 'call 1 is still in flight'],
])(
  'what is overdue after a step of %s counts in that step, in the words of the judge',
  async (id, rule, spoil, words) => {
    expect(await named(libraryPage(id), spoil)).toEqual({ rule, says: expect.stringContaining(words) });
  },
);

test('a wrong answer to a call breaks the rule about answers, in the words of the judge', async () => {
  const wrong = changing('RESULT', 7, (message) => [message.with(AT.RESULT.args, ['other'])]);
  expect(await named(libraryPage('sr-12-first-is-the-oldest'), wrong)).toEqual({
    rule: 'BP-14',
    says: expect.stringMatching(/^Expected RESULT as the callee yielded it/),
  });
});

test('an ERROR with another URI does not blame the INTERRUPT that belongs to the right one', async () => {
  const scenario = libraryPage('mix-own-call-is-canceled');
  const odd = changing('ERROR', 6, (message) => [message.with(AT.ERROR.error, 'com.router.other')]);
  expect((await named(scenario, odd))?.rule).toBe('CT-2');
});

test('what is broken before a difference that matters does not count for it', async () => {
  const scenario = libraryPage('reading-gone-uri');
  const odd = changing('ERROR', 6, (message) => [message.with(AT.ERROR.error, 'com.router.other')]);
  const lost = losing('ERROR', 7);
  const spoil: Spoil = (message, step) => (step === 7 ? lost(message, step) : odd(message, step));
  expect((await named(scenario, spoil))?.rule).toBe('CC-1');
  expect((await named(scenario, spoil, { isLenient: true, after: 6 }))?.rule).toBe('BP-15');
});

test('a rule that is broken in cases that pass is only named in cases about it', async () => {
  const spoil: Spoil = (message) => {
    if (message[0] === CODES.WELCOME) return [message.with(AT.WELCOME.id, 2 ** 60)];
    return [message[0] === CODES.INVOCATION ? message.with(AT.INVOCATION.args, ['other']) : message];
  };
  const common = new Set<RuleId>(['BP-3']);
  const call = libraryPage('bp-14-one-answer');
  expect((await named(call, spoil))?.rule).toBe('BP-3');
  expect((await named(call, spoil, { common }))?.rule).toBe('CR-10');
  expect(await named(libraryPage('au-01-no-methods'), spoil, { common })).toEqual({
    rule: 'BP-3',
    says: expect.stringMatching(/^Expected WELCOME with a session id of its own/),
  });
});

/** A null in the payload of the call and of its result. */
const NULL = parseScenario(
  page(
    [
      'alice joins as callee',
      'carol joins as caller',
      'alice: REGISTER ?a {} com.add',
      'carol: CALL ?call {} com.add [null] {"x": null}',
      'alice: YIELD ?asked {} [null] {"x": null}',
    ],
    [
      '3 alice REGISTERED ?a ?r',
      '4 alice INVOCATION ?asked ?r {} [null] {"x": null}',
      '5 carol RESULT ?call {} [null] {"x": null}',
    ],
    'Shows OP-1 and BP-14.',
  ),
  'page.md',
);

const DECIDED = libraryPage('mix-own-call-is-withdrawn');
const EMPTY = libraryPage('op-01-cancel-without-a-word');

test.each<readonly [string, RuleId, Scenario, Spoil]>([
  ['is named in a case about nothing else', 'BP-22', DECIDED, losing('REGISTERED', 2)],
  [
    'is not named for a message that nothing leads to',
    'BP-14',
    DECIDED,
    changing('INVOCATION', 3, (message) => [message, [CODES.RESULT, 2, {}]]),
  ],
  ['is named in the step of an option without a value', 'OP-1', EMPTY, losing('ERROR', 5)],
  ['is not named in a step before that', 'SR-1', EMPTY, losing('REGISTERED', 3)],
  [
    'is not named for a payload without a value',
    'BP-14',
    NULL,
    changing('RESULT', 5, (message) => [message.with(AT.RESULT.args, [0])]),
  ],
])('a decision of this project %s', async (_, rule, scenario, spoil) => {
  expect((await named(scenario, spoil))?.rule).toBe(rule);
});
