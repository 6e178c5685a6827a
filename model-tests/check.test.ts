/** Everything that can happen in a small world is right, and what is wrong in one is found by a shortest way. */
import { describe, expect, test } from 'vitest';
import { explore, type Outcome } from '../src/check/explore.ts';
import { tell } from '../src/check/world.ts';
import type { Driver } from '../src/engine/driver.ts';
import { generated } from '../src/engine/generated.ts';
import { POLICIES, READING_OPTIONS } from '../src/index.ts';

const BOUNDS = { callees: 2, calls: 1 };

function outcomeOf(check: Parameters<typeof explore>[0]): Outcome {
  const exploration = explore(check);
  for (;;) {
    const { value, done } = exploration.next();
    if (done) return value;
  }
}

describe('among two callees and a caller, every rule holds in every situation', () => {
  test.each(POLICIES)('under %s', (policy) => {
    const { counterExample, situations } = outcomeOf({ policy, ...BOUNDS });
    expect(counterExample).toBeUndefined();
    expect(situations).toBeGreaterThan(10);
  });

  const readings = Object.entries(READING_OPTIONS).flatMap(([id, [, ...others]]) =>
    others.map((option) => [id, option] as const),
  );
  test.each(readings)('under roundrobin, with %s read as %s', (id, option) => {
    const check = { policy: 'roundrobin', ...BOUNDS, readings: { [id]: option } } as const;
    expect(outcomeOf(check).counterExample).toBeUndefined();
  });
});

/** A call chart that does something else with what `change` names. */
const faulty = (change: Partial<Driver['call']>): Driver => ({
  ...generated,
  call: { ...generated.call, ...change },
});

describe('a fault that is put in is found, by a way of a dozen steps at most', () => {
  test.each<[string, Driver, string[]]>([
    [
      'a refusal that is forgotten',
      faulty({
        step(instance, event, effects) {
          const edge = generated.call.step(instance, event, effects);
          if (instance.state === 'rerouting') instance.context = { ...instance.context, refusals: undefined };
          return edge;
        },
      }),
      ['CR-2', 'CR-5', 'CR-7', 'CR-8'],
    ],
    [
      'an answer that is swallowed',
      faulty({
        step: (instance, event, effects) =>
          event.type === 'YIELD' ? undefined : generated.call.step(instance, event, effects),
      }),
      ['BP-14'],
    ],
    [
      'a call that is re-routed after CANCEL',
      faulty({
        step(instance, event, effects) {
          if (instance.state === 'invoked.interrupted' && event.type === 'ERROR')
            instance.state = 'invoked.waiting';
          return generated.call.step(instance, event, effects);
        },
      }),
      ['CC-6', 'CC-3'],
    ],
  ])('%s', (_, driver, rules) => {
    const { counterExample } = outcomeOf({ policy: 'first', ...BOUNDS, driver });
    const steps = counterExample?.steps.map(({ input }) => tell(input, { policy: 'first', ...BOUNDS })) ?? [];
    expect(steps.length).toBeGreaterThan(0);
    expect(steps.length).toBeLessThanOrEqual(12);
    expect(rules).toContain(counterExample?.breaches[0]?.rule);
  });
});
