/** Flows of recorded logs. */
import { expect, test } from 'vitest';
import { DEFAULT_READINGS } from '../../../../machines/readings.ts';
import type { Entry } from '../../../wire/entry.ts';
import { logOf } from '../../exercises/recording.ts';
import { readLibrary } from '../../scenario/library/scenarios.ts';
import { elementsIn, readXml } from './dom.test-helper.ts';
import { flowOfEntries } from './entries.ts';
import { drawSvg } from './svg.ts';

const ENTRIES: readonly Entry[] = [
  { at: 0, session: 'c1', event: 'connected' },
  { at: 1, session: 'c1', received: [1, 'realm1', { roles: { callee: {} } }] },
  { at: 1, session: 'c1', sent: [2, 7, {}] },
  { at: 2, session: 'c1', received: [64, 1, {}, 'com.example.work'] },
  { at: 2, session: 'c1', sent: [65, 1, 9] },
  { at: 3, session: 'c2', received: [48, 1, {}, 'com.example.work', [7]] },
  { at: 3, session: 'c1', undelivered: [68, 1, 9, {}, [7]], reason: 'backlog' },
  { at: 4, session: 'c1', event: 'lost' },
  { at: 5, session: 'c2', sent: [8, 48, 1, {}, 'wamp.error.canceled'] },
] as readonly Entry[];

test('each message of a log is a row with the number of its line', () => {
  const { lifelines, rows } = flowOfEntries(ENTRIES, { name: 'router.jsonl', marked: new Set([9]) });
  expect(lifelines.map(({ name, roles }) => [name, ...roles])).toEqual([
    ['router'],
    ['c2'],
    ['c1', 'callee'],
  ]);
  const messages = rows.filter((row) => row.kind === 'message');
  expect(messages.map(({ step, words, isMissed }) => [step, words[0], isMissed])).toEqual([
    [2, 'HELLO', false],
    [3, 'WELCOME', false],
    [4, 'REGISTER', false],
    [5, 'REGISTERED', false],
    [6, 'CALL', false],
    [7, 'INVOCATION', true],
    [9, 'ERROR', false],
  ]);
  expect(messages.at(-1)?.words.slice(0, 2)).toEqual(['ERROR', 'CALL']);
  expect(rows.filter(({ differs }) => differs).map(({ step }) => step)).toEqual([9]);
});

test('a part of a log is drawn, with the sessions that are there already', () => {
  const flow = flowOfEntries(ENTRIES, { name: 'router.jsonl', from: 5, count: 2 });
  expect(flow.lifelines.map(({ name }) => name)).toEqual(['router', 'c1', 'c2']);
  expect(flow.rows.map(({ kind, step }) => `${kind} ${step}`)).toEqual([
    'begin 4',
    'message 5',
    'message 6',
    'end 7',
  ]);
});

test('a message after the end of its connection begins it again', () => {
  const late = [...ENTRIES, { at: 6, session: 'c1', sent: [50, 1, {}] }] as readonly Entry[];
  const { rows } = flowOfEntries(late, { name: 'router.jsonl' });
  expect(rows.slice(-3).map(({ kind }) => kind)).toEqual(['begin', 'message', 'end']);
});

test('every scenario of the library can be drawn from its log, whatever it contains', async () => {
  for (const scenario of readLibrary().values()) {
    const entries = await logOf(scenario, DEFAULT_READINGS);
    const picture = readXml(drawSvg(flowOfEntries(entries, { name: 'a log' })));
    const messages = entries.filter((entry) => !('event' in entry));
    const drawn = ['message', 'discarded', 'rerouted'].flatMap((kind) => elementsIn(picture, 'g', kind));
    expect(drawn).toHaveLength(messages.length);
  }
});
