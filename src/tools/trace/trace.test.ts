/** Traces of scenarios, in the words of the page. */
import { describe, expect, test } from 'vitest';
import { DEFAULT_READINGS } from '../../../machines/readings.ts';
import { nameOfEdge } from '../../compiler/chart/chart.ts';
import { readLibrary } from '../scenario/library/scenarios.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { trace } from './trace.ts';

const page = (name: string): Scenario => readLibrary().get(name) as Scenario;
const OPTIONS = { readings: DEFAULT_READINGS, seed: 1 };

test('a refusal is traced from the session to the call, to the registration, and to the next callee', async () => {
  const { steps, sessions } = await trace(page('cr-05-first-goes-forward'), OPTIONS);
  expect(sessions).toEqual(['alice', 'bob', 'dora', 'carol']);
  const refusal = steps[8];
  expect(refusal).toMatchObject({
    actor: 'alice',
    sent: ['ERROR', 'INVOCATION', '?toAlice', '{}', 'wamp.error.unavailable'],
  });
  const told = refusal?.events.map(({ chart, instance, from, to, edge, sent }) => [
    `${chart} ${instance}: ${from} -> ${to}`,
    edge && nameOfEdge(edge),
    sent.map((message) => `${message.to} ${message.words.join(' ')}`),
  ]);
  expect(told).toEqual([
    ['session alice: established -> established', 'established, ERROR, edge 7', []],
    ['call carol ?one: invoked.waiting -> rerouting', 'invoked, ERROR, edge 5', []],
    [
      'registration com.example.add: occupied.shared.first -> occupied.shared.first',
      'occupied.shared.first, select, edge 1',
      [],
    ],
    [
      'call carol ?one: rerouting -> invoked.waiting',
      'rerouting, select.member, edge 2',
      ['bob INVOCATION ?toBob ?registration {} [1]'],
    ],
  ]);
});

test('what cannot be done under other readings is marked, and what follows is traced all the same', async () => {
  const { steps } = await trace(page('reading-exclude-what-the-cap-says'), OPTIONS);
  const impossible = steps.filter((step) => step.impossible !== undefined);
  expect(impossible.map(({ number, events, received }) => [number, events, received])).toEqual(
    [9, 10, 15].map((number) => [number, [], []]),
  );
  expect(impossible[0]?.impossible).toBe(
    'Expected ?toAlice2 to be known, but nothing that came has bound it.',
  );
  expect(steps[10]?.received.map(({ words }) => words[0])).toEqual(['INVOCATION']);
});

describe('every message that is received belongs to the edge that sent it', () => {
  test.each([...readLibrary().keys()])('%s', async (name) => {
    const { steps } = await trace(page(name), OPTIONS);
    for (const { events, received, impossible } of steps) {
      const sent = events.flatMap((event) => event.sent);
      expect(sent).toHaveLength(received.length);
      expect(new Set(sent)).toEqual(new Set(received));
      if (page(name).logs.some(({ info }) => info === '')) expect(impossible).toBeUndefined();
    }
  });
});
