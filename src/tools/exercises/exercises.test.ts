/** Exercises: each scenario exercises its rule, and the log that shows it is that of the dealer. */
import { expect, test } from 'vitest';
import { createDealer, type Output } from '../../dealer/index.ts';
import type { Entry } from '../../wire/entry.ts';
import { judge, RULE_IDS } from '../judge/judge.ts';
import { readLibrary } from '../scenario/library/scenarios.ts';
import { exercisesFor } from './exercises.ts';
import { recording } from './recording.ts';

test('every rule has a scenario of the library, one of its own if there is any that exercises it', async () => {
  const exercises = await exercisesFor(RULE_IDS);
  expect(RULE_IDS.filter((rule) => !exercises.has(rule))).toEqual([]);
  expect([...exercises.values()].filter((name) => !readLibrary().has(name))).toEqual([]);
  expect(exercises.get('CR-6')).toBe('cr-06-last-goes-back');
  expect(exercises.get('BP-15')).toBe('bp-15-callee-leaves');
  expect(exercises.get('SR-10')).toBe('sr-10-roundrobin-goes-around');
});

test('only the rules that are asked for are looked up', async () => {
  expect([...(await exercisesFor(['CR-8'])).keys()]).toEqual(['CR-8']);
  expect((await exercisesFor([])).size).toBe(0);
});

test('a log has everything that the dealer received and sent, and what was undeliverable instead of sent', () => {
  const log: Entry[] = [];
  const dealer = recording(createDealer({ realm: 'realm1', random: () => 0.5 }), log);
  const key = dealer.connect(1);
  dealer.receive(key, [1, 'realm1', { roles: { caller: {}, callee: {} } }], 2);
  dealer.receive(key, [64, 1, {}, 'com.example.p'], 3);
  const outputs: Output[] = dealer.receive(key, [48, 2, {}, 'com.example.p'], 4);
  const [invocation] = outputs.map(({ message }) => message);
  dealer.undeliverable(key, invocation as never, 'backlog', 4);
  dealer.reject(key, 'a message', 'nonsense', 5);
  dealer.disconnect(key, 6);
  const session = `s${key}`;
  const violation = [3, expect.any(Object), 'wamp.error.protocol_violation'];
  expect(log).toEqual([
    { at: 1, session, event: 'connected' },
    { at: 2, session, received: [1, 'realm1', { roles: { caller: {}, callee: {} } }] },
    { at: 2, session, sent: [2, expect.any(Number), expect.any(Object)] },
    { at: 3, session, received: [64, 1, {}, 'com.example.p'] },
    { at: 3, session, sent: [65, 1, 1] },
    { at: 4, session, received: [48, 2, {}, 'com.example.p'] },
    { at: 4, session, undelivered: [68, 1, 1, {}], reason: 'backlog' },
    { at: 4, session, sent: [8, 48, 2, {}, 'wamp.error.network_failure', expect.any(Array)] },
    { at: 5, session, received: 'nonsense' },
    { at: 5, session, sent: violation },
    { at: 5, session, event: 'closed' },
    { at: 6, session, event: 'lost' },
  ]);
  expect(judge(log).filter(({ broken }) => broken.length > 0)).toEqual([]);
});
