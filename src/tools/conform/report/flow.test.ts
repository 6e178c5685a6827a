/** Flows of cases: lifelines, messages and the first difference. */
import { describe, expect, test } from 'vitest';
import { drawAscii } from '../../draw/flow/ascii.ts';
import type { Flow } from '../../draw/flow/model.ts';
import type { Exchange } from '../result.ts';
import { flowsOf, stepOf } from './flow.ts';
import { faulty, passed } from './results.test-helper.ts';

type Words = readonly [step: number, session: string, from: 'client' | 'router', ...words: string[]];

const exchanges = (...all: readonly Words[]): readonly Exchange[] =>
  all.map(([step, session, from, ...words]) => ({ step, session, from, words }));

const differing = (all: readonly Exchange[]): readonly Exchange[] =>
  all.map((one, index) => (index === all.length - 1 ? { ...one, differs: true } : one));

const flowOf = (came: readonly Exchange[]): Flow =>
  flowsOf({ ...passed('cr-03-roundrobin-goes-on'), came }).came as Flow;

const drawn = (came: readonly Exchange[]): string => `\n${drawAscii(flowOf(came))}`;

test('a case without messages has no flows', () => {
  expect(flowsOf(passed('cr-03-roundrobin-goes-on'))).toEqual({ expected: undefined, came: undefined });
});

test('both flows have their sessions in the same order, and the difference is marked in each', async () => {
  const { expected, came } = flowsOf(
    await faulty('cr-03-roundrobin-goes-on', {
      at: 'INVOCATION',
      came: ['INVOCATION', '?toAlice', '?registration', '{}', '[2, 3]'],
      verdict: 'fail',
      rule: 'CR-3',
    }),
  );
  const columns = (flow: Flow | undefined) => flow?.lifelines.map(({ name, column }) => [name, column]);
  expect(columns(came)).toEqual(columns(expected));
  for (const flow of [expected, came]) {
    expect(flow?.rows.filter(({ differs }) => differs)).toMatchObject([
      { kind: 'message', step: 7, label: ['INVOCATION', '[2, 3]', '(re-routed)'] },
    ]);
  }
});

test('the roles of a session are those of its HELLO, which the beginning of its lifeline stands for', () => {
  const flow = flowOf(
    exchanges(
      [1, 'alice', 'client', 'HELLO', 'realm1', '{"roles": {"caller": {}, "callee": {}}}'],
      [1, 'alice', 'router', 'WELCOME', '17', '{}'],
      [2, 'bob', 'client', 'connects'],
    ),
  );
  expect(flow.lifelines.map(({ name, roles }) => [name, ...roles])).toEqual([
    ['router'],
    ['alice', 'caller', 'callee'],
    ['bob'],
  ]);
  expect(flow.rows.map(({ kind }) => kind)).toEqual(['begin', 'end']);
});

test('a missing message, a lost connection and a session that comes again are drawn', () => {
  const came = differing(
    exchanges(
      [1, 'alice', 'client', 'connects'],
      [2, 'alice', 'client', 'CALL', '?one', '{}', 'com.example.add'],
      [3, 'alice', 'client', 'lost'],
      [4, 'alice', 'client', 'connects'],
      [5, 'alice', 'client', 'CALL', '?two', '{}', 'com.example.add'],
      [5, 'alice', 'router', 'nothing'],
    ),
  );
  expect(drawn(came)).toMatchInlineSnapshot(`
    "
      ,-----.                     ,------.
      |alice|                     |router|
      \`--+--'                     \`--+---'
         | CALL ?one com.example.add |
         |-------------------------->|
         |                           |
         X                           |
       (lost)                        |
                                     |
      ,-----.                        |
      |alice|                        |
      \`--+--'                        |
         | CALL ?two com.example.add |
         |-------------------------->|
    !    :                           :
    !    :  alice receives nothing   :
    !    :                           :
      ,--+--.                     ,--+---.
      |alice|                     |router|
      \`-----'                     \`------'
    "
  `);
});

describe('an end of a connection that is the first difference', () => {
  test.each([
    ['closed', 'the router closes the connection of alice'],
    ['lost', 'the connection of alice is lost'],
  ])('%s: a note says so', (word, text) => {
    const { rows } = flowOf(
      differing(exchanges([1, 'alice', 'client', 'connects'], [2, 'alice', 'router', word])),
    );
    expect(rows).toMatchObject([
      { kind: 'begin' },
      { kind: 'note', step: 2, text, differs: true },
      { kind: 'end', isLost: word === 'lost' },
      { kind: 'end', isLost: false },
    ]);
  });

  test('and without a difference there is no note', () => {
    const { rows } = flowOf(exchanges([1, 'alice', 'client', 'connects'], [2, 'alice', 'router', 'closed']));
    expect(rows.map(({ kind }) => kind)).toEqual(['begin', 'end', 'end']);
  });
});

test('a WELCOME that differs has its details below the figure, since they are all there is to differ', () => {
  const came = differing(
    exchanges(
      [1, 'alice', 'client', 'HELLO', 'realm1', '{"roles": {"caller": {}}}'],
      [1, 'alice', 'router', 'WELCOME', '17', '{"roles": {"dealer": {}}}'],
    ),
  );
  const flow = flowOf(came);
  expect(flow.rows.find(({ differs }) => differs)).toMatchObject({ label: ['WELCOME', '(1)'] });
  expect(flow.footnotes).toEqual(['{"roles": {"dealer": {}}}']);
});

test('only an INVOCATION right after a refusal is re-routed', () => {
  const { rows } = flowOf(
    exchanges(
      [1, 'alice', 'client', 'ERROR', 'INVOCATION', '1', '{}', 'wamp.error.unavailable'],
      [1, 'bob', 'router', 'INVOCATION', '1', '2', '{}'],
      [2, 'carol', 'client', 'CALL', '2', '{}', 'com.example.add'],
      [2, 'bob', 'router', 'INVOCATION', '2', '2', '{}'],
    ),
  );
  const invocations = rows
    .flatMap((row) => (row.kind === 'message' ? [row] : []))
    .filter(({ words }) => words[0] === 'INVOCATION');
  expect(invocations.map(({ refusal }) => refusal)).toEqual([1, undefined]);
});

test('the messages of one step are drawn on lifelines that begin above it', async () => {
  const one = await faulty('bp-18-answer-to-nothing', {
    at: 'ABORT',
    came: ['closed'],
    verdict: 'router gone',
    rule: 'BP-18',
  });
  const { expected } = flowsOf({ ...one, expected: stepOf(one) });
  expect(expected?.rows.map(({ kind, step }) => [kind, step])).toEqual([
    ['begin', 0],
    ['message', 5],
    ['message', 5],
    ['message', 5],
    ['end', 5],
    ['end', 6],
  ]);
  expect(expected?.lifelines.map(({ name, roles }) => [name, ...roles])).toEqual([
    ['router'],
    ['alice', 'callee'],
    ['carol', 'caller'],
  ]);
});
