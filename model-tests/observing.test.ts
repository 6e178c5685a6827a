/** Observers of a dealer: what they are told while they are attached, and that nobody else notices. */
import { expect, test } from 'vitest';
import { createDealer, type DealerOptions } from '../src/dealer/index.ts';
import type { PartObserver } from '../src/dealer/observer.ts';
import { randomFrom } from './random.ts';

const HELLO = [1, 'realm1', { roles: { caller: {}, callee: {} } }];

/** A dealer with a caller and a callee, and an observer that is not attached yet; `facts` has what it was told. */
function observed(options: Partial<DealerOptions> = {}) {
  const facts: unknown[] = [];
  const dealer = createDealer({ realm: 'realm1', random: randomFrom(1), ...options });
  const [caller, callee] = [1, 2].map(() => {
    const session = dealer.connect(0);
    dealer.receive(session, HELLO, 0);
    return session;
  }) as [number, number];
  dealer.receive(callee, [64, 1, {}, 'com.add'], 0);
  const observer: PartObserver = {
    stepped: (part, from, { event, rules }, { type }, now) => {
      facts.push(['stepped', part.chart, from, event, type, rules.length > 0, now]);
    },
    sent: ({ key }, [code], now) => void facts.push(['sent', key, code, now]),
    ended: ({ caller: { key } }, now) => void facts.push(['ended', key, now]),
  };
  return { dealer, caller, callee, observer, facts };
}

test('an observer is told the transitions, messages and ends of calls, with their times', () => {
  const { dealer, caller, callee, observer, facts } = observed();
  const parts = dealer.observe(observer);
  expect([...parts.sessions.values()].map(({ key }) => key)).toEqual([caller, callee]);
  dealer.receive(caller, [48, 1, {}, 'com.add'], 10);
  expect(facts.splice(0)).toEqual(
    expect.arrayContaining([
      ['stepped', 'session', 'established', 'CALL', 'CALL', true, 10],
      ['sent', callee, 68, 10],
    ]),
  );
  dealer.receive(callee, [70, 1, {}], 20);
  expect(facts).toEqual(
    expect.arrayContaining([
      ['sent', caller, 50, 20],
      ['ended', caller, 20],
    ]),
  );
});

test('an observer that is removed is told nothing, and inspect is told what it was before', () => {
  const charts: string[] = [];
  const { dealer, caller, observer, facts } = observed({ inspect: ({ chart }) => void charts.push(chart) });
  const told = (): number => charts.splice(0).length;
  expect(told()).toBeGreaterThan(0);
  dealer.observe(observer);
  dealer.receive(caller, [48, 1, {}, 'com.add'], 10);
  const each = told();
  expect(each).toBeGreaterThan(0);
  expect(facts.splice(0).length).toBeGreaterThan(0);
  dealer.observe(undefined);
  dealer.receive(caller, [48, 2, {}, 'com.add'], 20);
  expect([told(), facts]).toEqual([each, []]);
});

test('an observer that throws fails the input that it was told of, and no other', () => {
  for (const name of ['stepped', 'sent', 'ended'] as const) {
    const { dealer, caller, callee, observer } = observed();
    dealer.observe({
      ...observer,
      [name]: () => {
        throw new Error(`${name} fails`);
      },
    });
    expect(() => {
      dealer.receive(caller, [48, 1, {}, 'com.add'], 10);
      dealer.receive(callee, [70, 1, {}], 10);
    }).toThrow(`${name} fails`);
    dealer.observe(undefined);
    expect(dealer.receive(caller, [48, 2, {}, 'com.none'], 20).at(-1)?.message?.slice(0, 3)).toEqual([
      8, 48, 2,
    ]);
  }
});
