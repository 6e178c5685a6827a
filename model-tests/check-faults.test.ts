/** Exhaustive exploration finds a shortest path to the violation of a faulty dealer. */
import { describe, expect, test } from 'vitest';
import { CODES } from '../machines/messages.ts';
import { Dealer } from '../src/dealer/dealer.ts';
import type { DealerOptions } from '../src/dealer/dealer-options.ts';
import { generatedCharts as generated } from '../src/dealer/engine/collected.ts';
import { createDealer, DEFAULT_READINGS, POLICIES, type Policy } from '../src/dealer/index.ts';
import type { Breach, Check } from '../src/tools/check/explore.ts';
import type { TheoremId } from '../src/tools/check/theorems.ts';
import { parseScenario } from '../src/tools/scenario/parse.ts';
import { type Open, play } from '../src/tools/scenario/play.ts';
import { report } from '../src/tools/scenario/report.ts';
import type { Scenario } from '../src/tools/scenario/scenario.ts';
import { DealerUnderTest } from '../src/tools/scenario/systems/dealer.ts';
import { faultyCalls, faultyRegistrations, forgetful } from './faulty.ts';
import { type Create, creatorOf } from './mutants/mutant.ts';
import { allMutants } from './mutants/mutants.ts';
import { NAMED } from './mutants/named.ts';
import { pageOf, SMALL, wrong, wrongIn } from './small-worlds.ts';

/**
 * The world in which each named fault is found, and the rule that it breaks; no client can tell `random` from `first`.
 */
const FOUND: Readonly<Record<string, readonly [Policy, Partial<Check>, Breach['rule']] | undefined>> = {
  'a refusal is forgotten': ['first', {}, 'asked-once'],
  'candidates are not less refusals': ['last', {}, 'asked-once'],
  'a refusal is passed on': ['roundrobin', {}, 'CR-8'],
  'a refusal ends the call': ['random', {}, 'one-answer'],
  'what is no refusal is re-routed': ['first', {}, 'CR-9'],
  'what is no refusal is re-routed, and what is one is not': ['single', {}, 'CR-2'],
  'a call is re-routed after CANCEL': ['roundrobin', {}, 'table'],
  // Only so can half of a timeout pass before the refusal, and half of it after.
  'the clock starts anew on a re-route': ['first', { progress: true }, 'CT-1'],
  'the payload is not carried on a re-route': ['last', {}, 'CR-10'],
  'a call is answered twice': ['first', {}, 'one-answer'],
  'the first is asked where it is the turn of the last': ['last', {}, 'SR-13'],
  'the last is asked where it is the turn of the first': ['first', {}, 'SR-12'],
  // Any selection may be the first callee: oracles do not see the random number.
  'random is first': undefined,
  'the position of round-robin is not moved': ['roundrobin', {}, 'SR-10'],
  'a registration outlives its last member': ['last', {}, 'crash'],
  'a registration is not deleted': ['single', {}, 'crash'],
  'a member that leaves stays on the list': ['first', {}, 'crash'],
  'an answer is matched by its request id only': ['roundrobin', { calls: 2 }, 'one-answer'],
  'ids of invocations are used again': ['first', {}, 'BP-26'],
  'INTERRUPT goes to whoever was asked first': ['last', {}, 'CC-7'],
};

/** Facts that a page does not show: sizes of a dealer, failed restores, and ids given out. */
const UNSEEN = [
  'a registration outlives its last member',
  'a registration is not deleted',
  'a member that leaves stays on the list',
  'ids of invocations are used again',
];

/** A fault, the constructor of dealers with it, the world in which it is found, and the rule that it breaks. */
type Fault = readonly [string, () => Create, Check, Breach['rule']];

const mutants = allMutants();
const faultOf = (name: string): Create => {
  const mutant = mutants.find(({ id }) => id === NAMED[name]);
  if (mutant === undefined) throw new Error(`Expected a mutant "${NAMED[name]}", but there is none.`);
  return creatorOf(mutant);
};

const FAULTS: readonly Fault[] = [
  ...Object.entries(FOUND).flatMap(([name, found]): Fault[] => {
    if (found === undefined) return [];
    const [policy, bounds, rule] = found;
    return [[name, () => faultOf(name), { policy, ...SMALL, ...bounds }, rule]];
  }),
  [
    'a refusal is forgotten by one throw of the dice',
    () =>
      faultyRegistrations((instance, event, effects) => {
        const isForgotten = event.type === 'select' && event.draw > 0.5;
        const heard = isForgotten ? { ...event, call: { ...event.call, refusals: undefined } } : event;
        return generated.registration.step(instance, heard, effects);
      }),
    { policy: 'random', ...SMALL },
    'asked-once',
  ],
  [
    'an answer is swallowed',
    () =>
      faultyCalls((instance, event, effects) =>
        event.type === 'YIELD' ? undefined : generated.call.step(instance, event, effects),
      ),
    { policy: 'last', ...SMALL },
    'one-answer',
  ],
  [
    'the dealer throws',
    () =>
      faultyCalls((instance, event, effects) => {
        if (event.type === 'CANCEL') throw new RangeError('no such mode');
        return generated.call.step(instance, event, effects);
      }),
    { policy: 'first', ...SMALL },
    'crash',
  ],
];

describe('a fault that is put in', () => {
  /** The failing step and the reason, as text. */
  const playOn = async (scenario: Scenario, create: Create) => {
    const open: Open = async (options) => new DealerUnderTest('dealer', create, options);
    const failure = await play(scenario, open, { readings: DEFAULT_READINGS, seed: 1 });
    return failure && { step: failure.step, says: report(failure) };
  };

  test('is each of those that dealers are known to have', () => {
    expect(Object.keys(FOUND)).toEqual(Object.keys(NAMED));
  });

  test('is not found if all that is wrong is what was drawn', () => {
    const create = faultOf('random is first');
    for (const policy of POLICIES) expect(wrongIn({ policy, ...SMALL, create })).toBeUndefined();
  });

  test.each(FAULTS)(
    '%s: is found by a way of a dozen steps at most, and told',
    async (name, make, world, rule) => {
      const create = make();
      const check = { ...world, create };
      const counterExample = wrong(check);
      const { steps, breaches } = counterExample;
      expect(breaches.map((breach) => breach.rule)).toContain(rule);
      // Including the steps in which everybody joins.
      expect(steps.length).toBeLessThanOrEqual(12);
      expect(steps.filter(({ input }) => input.what === 'join').length).toBe(check.callees + 1);

      const page = pageOf(counterExample, check);
      for (const breach of breaches) expect(page).toContain(`\n${breach.rule}: `);
      const scenario = parseScenario(page, 'wrong.md');
      if (breaches[0]?.says.startsWith('Expected the dealer to process the input'))
        await expect(playOn(scenario, create)).rejects.toThrow();
      else expect(await playOn(scenario, create)).toBeUndefined();
      const failure = await playOn(scenario, createDealer);
      if (UNSEEN.includes(name)) expect(failure).toBeUndefined();
      else expect(failure).toMatchObject({ step: steps.length });
    },
  );
});

describe('a dealer that throws', () => {
  const breachesOf = (create: Create) => wrong({ policy: 'first', ...SMALL, create }).breaches;

  test('is told with what it threw', () => {
    const create = faultyCalls((instance, event, effects) => {
      if (event.type === 'timer.fired') throw new RangeError('a `line`\n\n# and another');
      return generated.call.step(instance, event, effects);
    });
    expect(breachesOf(create)).toEqual([
      {
        rule: 'crash',
        says: 'Expected the dealer to process the input, but it threw: RangeError: a line # and another',
      },
    ]);
  });

  test('is found while everybody joins', () => {
    const create = (options: DealerOptions): Dealer => {
      const dealer = createDealer(options);
      dealer.connect = () => {
        throw new Error('full');
      };
      return dealer;
    };
    const { steps, breaches } = wrong({ policy: 'first', ...SMALL, create });
    expect(steps.length).toBe(1);
    expect(breaches).toEqual([
      { rule: 'crash', says: 'Expected the dealer to process the input, but it threw: Error: full' },
    ]);
  });

  test('is found at its own snapshot', () => {
    const create = (options: DealerOptions): Dealer => {
      if (options.snapshot?.calls.length) throw new Error('no calls, please');
      return createDealer(options);
    };
    expect(breachesOf(create)).toEqual([
      {
        rule: 'crash',
        says: 'Expected the dealer to start from its own snapshot, but it threw: Error: no calls, please',
      },
    ]);
  });
});

test('a dealer that has forgotten a call is sent the answer to it', () => {
  const create = (options: DealerOptions): Dealer => {
    const dealer = createDealer(options);
    dealer.snapshot = () => ({ ...Dealer.prototype.snapshot.call(dealer), calls: [], deadlines: [] });
    return dealer;
  };
  const { steps, breaches } = wrong({ policy: 'first', ...SMALL, create });
  expect(steps.at(-1)?.input).toMatchObject({ what: 'receive', wire: [CODES.YIELD, 1, {}, ['done']] });
  expect(breaches).toContainEqual(expect.objectContaining({ rule: 'one-answer' }));
});

describe('a theorem', () => {
  const breachesOf = (id: TheoremId, check: Check): string[] =>
    wrong(check).breaches.flatMap(({ rule, says }) => (rule === id ? [says] : []));

  /** Re-routes calls as another policy does. */
  const reroutingBy = (other: Policy): Create =>
    faultyRegistrations((instance, event, effects) => {
      if (event.type !== 'select' || event.call.refusals === undefined || instance.state === 'vacant')
        return generated.registration.step(instance, event, effects);
      const { state } = instance;
      instance.state = `occupied.shared.${other}`;
      const edge = generated.registration.step(instance, event, effects);
      instance.state = state;
      return edge;
    });

  test.each([
    ['single', forgetful, 'Expected ERROR wamp.error.no_available_callee', 'calleeA'],
    ['roundrobin', reroutingBy('last'), 'Expected INVOCATION for calleeB', 'calleeC'],
    ['random', forgetful, 'Expected ERROR wamp.error.no_available_callee', 'calleeA'],
    ['first', reroutingBy('last'), 'Expected INVOCATION for calleeB', 'calleeC'],
    ['last', reroutingBy('first'), 'Expected INVOCATION for calleeB', 'calleeA'],
  ] as const)('is broken by another re-route than the row of %s says', (policy, create, expected, came) => {
    expect(breachesOf('table', { policy, callees: 3, calls: 1, create })).toEqual([
      `${expected} according to the row of ${policy}, but ${came} was asked.`,
    ]);
  });

  test('is broken by a callee that is asked again for a call that it has refused', () => {
    expect(breachesOf('asked-once', { policy: 'first', ...SMALL, create: forgetful })).toEqual([
      'Expected no second INVOCATION of one call for calleeA.',
    ]);
  });

  test('is broken by an answer that is given twice', () => {
    const create = faultyCalls((instance, event, effects) => {
      const edge = generated.call.step(instance, event, effects);
      if (event.type === 'YIELD') {
        const { args, kwargs } = event;
        effects.push({ type: 'RESULT', to: instance.context.caller, request: 1, details: {}, args, kwargs });
      }
      return edge;
    });
    expect(breachesOf('one-answer', { policy: 'first', ...SMALL, create })).toEqual([
      expect.stringContaining('Expected one final answer'),
    ]);
  });

  test('is broken by whatever is left once everybody has gone', () => {
    const create = (options: DealerOptions): Dealer => {
      const dealer = createDealer(options);
      dealer.snapshot = () => {
        const snapshot = Dealer.prototype.snapshot.call(dealer);
        if (snapshot.last.session === 0 || snapshot.sessions.length > 0) return snapshot;
        return { ...snapshot, deadlines: [{ session: 1, at: 0 }] };
      };
      return dealer;
    };
    expect(breachesOf('emptiness', { policy: 'first', callees: 1, calls: 0, create })).toEqual([
      'Expected no registrations, calls and deadlines without sessions, but 1 remained.',
    ]);
  });
});
