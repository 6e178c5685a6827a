/** Everything that can happen in a small world is right, and what is wrong in one is found by a shortest way. */
import { describe, expect, test } from 'vitest';
import { scenarioOf } from '../src/check/counterexample.ts';
import { type Breach, type Check, explore, type Outcome } from '../src/check/explore.ts';
import { THEOREM_IDS, type TheoremId } from '../src/check/theorems.ts';
import { Dealer } from '../src/dealer.ts';
import type { Driver } from '../src/engine/driver.ts';
import { generated } from '../src/engine/generated.ts';
import {
  DEFAULT_READINGS,
  POLICIES,
  type Policy,
  READING_OPTIONS,
  type ReadingId,
  type Readings,
} from '../src/index.ts';
import { parseScenario } from '../src/scenario/parse.ts';
import { type Failure, play } from '../src/scenario/play.ts';
import type { Scenario } from '../src/scenario/scenario.ts';
import { writeScenario } from '../src/scenario/write.ts';
import { DealerSubject } from '../src/subject/dealer.ts';

const SMALL = { callees: 2, calls: 1 };
/** What clients rarely do. */
const RARE = { plain: 1, progress: true, conflicts: true, rejoin: true };
/** What else some of the readings are about. */
const EXTRAS: { readonly [R in ReadingId]?: Partial<Check> } = {
  gate: { plain: 1 },
  afterProgress: { progress: true },
  conflictUri: { conflicts: true },
};

function outcomeOf(check: Check): Outcome {
  const exploration = explore(check);
  for (;;) {
    const { value, done } = exploration.next();
    if (done) return value;
  }
}

/** Every option of every reading but the default, with a policy under which it makes a difference. */
const OPTIONS = Object.entries(READING_OPTIONS).flatMap(([id, [, ...others]]) =>
  others.map((option) => [id as ReadingId, option, id === 'newcomer' ? 'last' : 'roundrobin'] as const),
);

describe('among two callees and a caller, all rules hold in every situation', () => {
  test.each(POLICIES)('under %s, and each theorem that it can put to the test', (policy) => {
    const { counterExample, theorems } = outcomeOf({ policy, ...SMALL });
    expect(counterExample).toBeUndefined();
    const untested = THEOREM_IDS.filter((id) => theorems[id] === 0);
    // With one callee there is nobody who could be asked a second time.
    expect(untested).toEqual(policy === 'single' ? ['asked-once'] : []);
  });

  test.each(POLICIES)('under %s, with all that clients rarely do', (policy) => {
    expect(outcomeOf({ policy, ...SMALL, ...RARE }).counterExample).toBeUndefined();
  });

  test.each(OPTIONS)('with %s read as %s, under %s', (id, option, policy) => {
    expect(
      outcomeOf({ policy, ...SMALL, ...EXTRAS[id], readings: { [id]: option } }).counterExample,
    ).toBeUndefined();
  });
});

test('a theorem about all who refused is not put to the test where a refusal holds for one re-route only', () => {
  const { theorems } = outcomeOf({ policy: 'first', ...SMALL, readings: { exclude: 'last-refused' } });
  expect(theorems).toMatchObject({ table: 0, 'asked-once': 0 });
  expect(theorems['one-answer']).toBeGreaterThan(0);
});

// --- what is wrong on purpose ---

/** A call chart that does something else with what `change` names. */
const faulty = (change: Partial<Driver['call']>): Driver => ({
  ...generated,
  call: { ...generated.call, ...change },
});

/** Charts that read an open question in another way than they were told to. */
function misreading(readings: Partial<Readings>): Driver {
  const misread = (instance: { context: object }): void => {
    if (!('readings' in instance.context)) return;
    instance.context = { ...instance.context, readings: { ...DEFAULT_READINGS, ...readings } };
  };
  return {
    ...generated,
    call: {
      ...generated.call,
      step(instance, event, effects) {
        misread(instance);
        return generated.call.step(instance, event, effects);
      },
    },
    registration: {
      ...generated.registration,
      step(instance, event, effects) {
        misread(instance);
        return generated.registration.step(instance, event, effects);
      },
    },
  };
}

const wrong = ({ counterExample }: Outcome): NonNullable<Outcome['counterExample']> => {
  if (counterExample === undefined) throw new Error('Expected something wrong to be found.');
  return counterExample;
};

test.each(OPTIONS)(
  'a dealer that reads %s as %s without being told is found, under %s',
  (id, option, policy) => {
    // Two callees take turns in the same order, wherever the position is.
    const bounds = { ...SMALL, ...EXTRAS[id], ...(id === 'position' && { callees: 3 }) };
    const driver = misreading({ [id]: option });
    expect(wrong(outcomeOf({ policy, ...bounds, driver })).breaches.length).toBeGreaterThan(0);
  },
);

const FAULTS: readonly [string, Policy, Driver, Breach['rule'][]][] = [
  [
    'a refusal that is forgotten',
    'first',
    faulty({
      step(instance, event, effects) {
        const edge = generated.call.step(instance, event, effects);
        if (instance.state === 'rerouting') instance.context = { ...instance.context, refusals: undefined };
        return edge;
      },
    }),
    ['CR-7', 'CR-8', 'table', 'asked-once'],
  ],
  [
    'a refusal that is forgotten by one throw of the dice',
    'random',
    {
      ...generated,
      registration: {
        ...generated.registration,
        step(instance, event, effects) {
          const isForgotten = event.type === 'SELECT' && event.draw > 0.5;
          const heard = isForgotten ? { ...event, call: { ...event.call, refusals: undefined } } : event;
          return generated.registration.step(instance, heard, effects);
        },
      },
    },
    ['CR-4', 'CR-7', 'table', 'asked-once'],
  ],
  [
    'an answer that is swallowed',
    'last',
    faulty({
      step: (instance, event, effects) =>
        event.type === 'YIELD' ? undefined : generated.call.step(instance, event, effects),
    }),
    ['BP-14', 'one-answer'],
  ],
  [
    'a call that is re-routed after CANCEL',
    'roundrobin',
    faulty({
      step(instance, event, effects) {
        if (instance.state === 'invoked.interrupted' && event.type === 'ERROR')
          instance.state = 'invoked.waiting';
        return generated.call.step(instance, event, effects);
      },
    }),
    ['CC-6', 'CC-3'],
  ],
];

describe('a fault that is put in', () => {
  const wrongOf = (policy: Policy, driver: Driver) => {
    const check = { policy, ...SMALL, driver };
    const counterExample = wrong(outcomeOf(check));
    return { counterExample, page: writeScenario(scenarioOf(counterExample, check, 'wrong.md')) };
  };
  const playOn = (scenario: Scenario, driver: Driver): Promise<Failure | undefined> =>
    play(
      scenario,
      async (options) => new DealerSubject('dealer', (given) => new Dealer(driver, given), options),
      { readings: DEFAULT_READINGS, seed: 1 },
    );

  test.each(FAULTS)(
    '%s: is found under %s, by a way of a dozen steps at most',
    (_, policy, driver, rules) => {
      const { steps, breaches } = wrongOf(policy, driver).counterExample;
      expect(steps.filter(({ input }) => input.what !== 'join').length).toBeLessThanOrEqual(12);
      expect(rules).toContain(breaches[0]?.rule);
    },
  );

  test.each(FAULTS)(
    '%s: is told as a page that plays on the faulty dealer only',
    async (_, policy, driver) => {
      const { counterExample, page } = wrongOf(policy, driver);
      const scenario = parseScenario(page, 'wrong.md');
      expect(await playOn(scenario, driver)).toBeUndefined();
      expect(await playOn(scenario, generated)).toMatchObject({ step: counterExample.steps.length });
      for (const { rule } of counterExample.breaches) expect(page).toContain(`\n${rule}: `);
    },
  );
});

describe('a theorem', () => {
  const breachesOf = (id: TheoremId, check: Check): string[] =>
    wrong(outcomeOf(check)).breaches.flatMap(({ rule, says }) => (rule === id ? [says] : []));

  test('is broken by an answer that is given twice', () => {
    const driver = faulty({
      step(instance, event, effects) {
        const edge = generated.call.step(instance, event, effects);
        if (event.type === 'YIELD')
          effects.push({
            type: 'RESULT',
            to: instance.context.caller,
            request: 1,
            progress: false,
            message: event,
          });
        return edge;
      },
    });
    expect(breachesOf('one-answer', { policy: 'first', ...SMALL, driver })).toEqual([
      expect.stringContaining('Expected one final answer'),
    ]);
  });

  test('is broken by whatever is left once everybody has gone', () => {
    const driver: Driver = {
      ...generated,
      registration: {
        ...generated.registration,
        step: (instance, event, effects) =>
          generated.registration.step(instance, event, event.type === 'session.left' ? [] : effects),
      },
    };
    expect(breachesOf('emptiness', { policy: 'first', callees: 1, calls: 0, driver })).toEqual([
      'Expected nothing to be held without sessions, but the number of things left is 1.',
    ]);
  });
});
