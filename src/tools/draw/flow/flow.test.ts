/** A flow has every message once, between existing lifelines. */
import { describe, expect, test } from 'vitest';
import { flowOf } from './flow.ts';
import { drawFlow } from './index.ts';
import type { Flow, MessageRow } from './model.ts';
import { afterSetup } from './setup.ts';
import { allTraces, messagesOf, traceOf, traceScript } from './traces.test-helper.ts';

const TRACES = await allTraces();

const messagesIn = ({ rows }: Flow): MessageRow[] => rows.filter((row) => row.kind === 'message');
const labelsIn = (flow: Flow): string[] => messagesIn(flow).map(({ label }) => label.join(' '));
const placesIn = ({ lifelines }: Flow): string[] =>
  [...lifelines].sort((a, b) => a.column - b.column).map(({ name, roles }) => [name, ...roles].join(' '));

describe('each message of the trace is in the flow once', () => {
  test.each([...TRACES])('%s', (_, trace) => {
    const flow = flowOf(trace);
    const nameOf = (lifeline: number) =>
      lifeline === flow.dealer ? 'dealer' : flow.lifelines[lifeline]?.name;
    const told = messagesIn(flow).map(
      ({ from, to, words }) => `${nameOf(from)} ${nameOf(to)} ${words.join(' ')}`,
    );
    expect(told).toEqual(messagesOf(trace));
  });
});

test('nothing happens to a lifeline before it begins, or after it has ended', () => {
  for (const [name, trace] of TRACES) {
    const { rows, lifelines, dealer } = flowOf(trace);
    const alive = new Set<number>();
    const seen = new Set<number>();
    for (const row of rows) {
      if (row.kind === 'note') continue;
      const used = row.kind === 'message' ? [row.from, row.to] : row.lifelines;
      for (const one of used) {
        expect(alive.has(one), `${name}, step ${row.step}`).toBe(row.kind !== 'begin');
        if (row.kind === 'begin') alive.add(one);
        if (row.kind === 'end') alive.delete(one);
        seen.add(one);
      }
      if (row.kind === 'message') expect([row.from, row.to].filter((one) => one === dealer)).toHaveLength(1);
    }
    expect([alive.size, seen.size]).toEqual([0, lifelines.length]);
  }
});

test('two sessions that are there at the same time have different columns', () => {
  for (const [name, trace] of TRACES) {
    const { rows, lifelines } = flowOf(trace);
    const taken = new Set<number>();
    for (const row of rows) {
      if (row.kind !== 'begin' && row.kind !== 'end') continue;
      for (const one of row.lifelines) {
        const { column } = lifelines[one] as Flow['lifelines'][number];
        expect(taken.has(column), name).toBe(row.kind === 'end');
        if (row.kind === 'begin') taken.add(column);
        else taken.delete(column);
      }
    }
  }
});

describe('the lifelines', () => {
  test('are callers, the dealer, and callees in the order in which they register', async () => {
    const flow = flowOf(
      await traceScript([
        'bob joins as callee',
        'alice joins as callee',
        'carol joins as caller',
        'dora joins as callee and caller',
        'dora: CALL ?early {} com.example.add',
        'alice: REGISTER ?a {"invoke": "first"} com.example.add',
        'bob: REGISTER ?b {"invoke": "first"} com.example.add',
      ]),
    );
    expect(placesIn(flow)).toEqual([
      'carol caller',
      'dora callee caller',
      'dealer',
      'alice callee',
      'bob callee',
    ]);
  });

  test('have a session that calls itself on the left if nobody else is there', async () => {
    expect(placesIn(flowOf(await traceOf('mix-caller-is-callee')))).toEqual([
      'alice caller callee',
      'dealer',
      'bob callee',
    ]);
  });

  test('share columns if there are more than five sessions, which are not there at one time', async () => {
    const { lifelines } = flowOf(await traceOf('bp-05-what-an-abort-says'));
    expect(lifelines.length).toBeGreaterThan(14);
    expect(new Set(lifelines.map(({ column }) => column)).size).toBe(4);
  });

  test('begin anew where a session comes back', async () => {
    const { lifelines, rows } = flowOf(await traceOf('mix-refused-and-come-again'));
    const [first, second] = lifelines.flatMap(({ name }, index) => (name === 'alice' ? [index] : []));
    expect(lifelines[first as number]?.column).toBe(lifelines[second as number]?.column);
    expect(rows).toContainEqual({ kind: 'end', step: 8, lifelines: [first], isLost: true });
  });
});

describe('a label', () => {
  test('names a call only where there are several', async () => {
    expect(labelsIn(flowOf(await traceOf('mix-next-callee-leaves')))).toContain('CALL com.example.add');
    expect(labelsIn(flowOf(await traceOf('cr-05-first-goes-forward')))).toContain(
      'CALL ?one com.example.add [1]',
    );
  });

  test('has options after a comma, and says of a message about what it is where that could be unclear', async () => {
    const labels = labelsIn(flowOf(await traceOf('bp-13-what-an-error-says')));
    expect(labels).toContain('REGISTER com.example.busiest, invoke=busiest');
    expect(labels).toContain('ERROR UNREGISTER wamp.error.no_such_registration (6)');
    expect(labels).toContain('CANCEL ?canceled, mode=skip');
  });

  test('keeps apart what is a number and what is written like one', async () => {
    const labels = labelsIn(flowOf(await traceOf('ct-03-timeouts-that-are-none')));
    expect(labels).toContain('CALL ?three com.example.add, timeout="100"');
    expect(labels).toContain('CALL ?four com.example.add, timeout=0');
  });

  test('leaves what the dealer says to people to a footnote if the log spells it out, and out if not', async () => {
    const spelled = flowOf(await traceOf('bp-05-what-an-abort-says'));
    expect(labelsIn(spelled)).toContain('ABORT wamp.error.no_such_realm (6)');
    expect(spelled.footnotes[5]).toBe(
      String.raw`message="There is no realm \"realm2\" here. Ask for one that the router serves."`,
    );
    const other = flowOf(await traceOf('bp-09-no-such-realm'));
    expect(labelsIn(other)).toContain('ABORT wamp.error.no_such_realm');
    expect(other.footnotes).toEqual([]);
  });

  test('says that a message is discarded, or sent because of a refusal', async () => {
    const flow = flowOf(await traceOf('bp-17-refused-is-refused'));
    expect(labelsIn(flow).slice(-6)).toEqual([
      'ERROR wamp.error.unavailable',
      'INVOCATION [2, 3] (re-routed)',
      'ERROR wamp.error.unavailable (discarded)',
      'YIELD ["too late"] (discarded)',
      'YIELD [5]',
      'RESULT [5]',
    ]);
    const rerouted = messagesIn(flow).filter(({ refusal }) => refusal !== undefined);
    expect(rerouted.map(({ refusal }) => flow.rows[refusal as number])).toMatchObject([
      { words: ['ERROR', 'INVOCATION', '?toAlice', '{}', 'wamp.error.unavailable'] },
    ]);
  });
});

describe('a message that cannot be delivered', () => {
  test('says so, and the call that goes on because of it is re-routed from there', async () => {
    const flow = flowOf(await traceOf('ud-01-next-callee-is-asked'));
    const missed = messagesIn(flow).findIndex(({ isMissed }) => isMissed);
    const [lost, next] = messagesIn(flow).slice(missed);
    expect(lost?.label).toEqual(['INVOCATION', '?toAlice2', '[2]', '(missed: backlog)']);
    expect(next?.label).toEqual(['INVOCATION', '?toBob', '[2]', '(re-routed)']);
    expect(flow.rows[next?.refusal as number]).toBe(lost);
    expect(messagesIn(flow).filter(({ isMissed }) => isMissed)).toHaveLength(1);
  });

  test('ends in an x', async () => {
    const trace = await traceOf('ud-01-next-callee-is-asked');
    expect(drawFlow(trace, 'mermaid')).toMatch(/p1-xp2: INVOCATION .*backlog/);
    expect(drawFlow(trace, 'ascii').match(/-x\|/g)).toHaveLength(1);
  });

  test('comes after a note that says from when on that is so', async () => {
    const notes = flowOf(await traceOf('ud-01-next-callee-is-asked')).rows.filter(
      ({ kind }) => kind === 'note',
    );
    expect(notes).toMatchObject([
      { text: 'alice takes nothing: backlog' },
      { text: 'alice takes everything' },
    ]);
  });
});

test('HELLO and WELCOME are there if the log says what they lead to, or the page sends HELLO itself', async () => {
  expect(labelsIn(flowOf(await traceOf('fa-01-dealer-announces')))).toEqual([
    'HELLO realm1, roles={"caller": {}}',
    'WELCOME (1)',
  ]);
  expect(labelsIn(flowOf(await traceOf('bp-09-no-such-realm')))[0]).toMatch(/^HELLO realm2/);
  expect(labelsIn(flowOf(await traceOf('cr-05-first-goes-forward')))[0]).toMatch(/^REGISTER/);
});

test('a step that cannot be taken is a note', async () => {
  const flow = flowOf(
    await traceScript(['alice joins as caller', 'alice is lost', 'alice: CALL ?call {} com.example.add']),
  );
  expect(flow.rows).toContainEqual({
    kind: 'note',
    step: 3,
    text: 'step 3 cannot be taken: alice: CALL ?call {} com.example.add',
  });
});

test('a dealer that is alone has a flow too', async () => {
  const trace = await traceScript(['50 ms pass']);
  expect(drawFlow(trace, 'ascii').split('\n').slice(3, 6)).toEqual(['   :', '   :      50 ms pass', '   :']);
  expect(drawFlow(trace, 'mermaid')).toContain('Note over p0: 50 ms pass');
  expect(drawFlow(trace, 'svg')).toContain('>50 ms pass</text>');
});

describe('a flow that begins with a later step', () => {
  test.each([...TRACES])('%s: has the rest of the rows, and the sessions that are there', (_, trace) => {
    const whole = flowOf(trace);
    const last = trace.steps.length;
    for (const from of [Math.min(2, last), Math.ceil(last / 2), last]) {
      const part = flowOf(trace, { from });
      const [begin, ...rows] = part.rows;
      expect(begin?.kind).toBe('begin');
      const wordsIn = (all: Flow['rows']): string[] =>
        all.flatMap((row) => (row.kind === 'message' ? [`${row.step} ${row.words.join(' ')}`] : []));
      expect(wordsIn(rows)).toEqual(wordsIn(whole.rows.filter(({ step }) => step >= from)));
      const used = rows.flatMap((row) => {
        if (row.kind === 'message') return [row.from, row.to];
        return row.kind === 'note' ? [] : row.lifelines;
      });
      expect(Math.max(...used)).toBeLessThan(part.lifelines.length);
    }
  });

  test('leaves out the sessions that are gone, and keeps the sides of the others', async () => {
    const trace = await traceScript([
      'dora joins as caller',
      'alice joins as callee',
      'carol joins as caller',
      'alice: REGISTER ?a {} com.example.add',
      'dora leaves',
      'carol: CALL ?call {} com.example.add',
    ]);
    const { lifelines, dealer } = flowOf(trace, { from: 6 });
    const byColumn = [...lifelines].sort((one, other) => one.column - other.column);
    expect(byColumn.map(({ name }) => name)).toEqual(['carol', 'dealer', 'alice']);
    expect(lifelines[dealer]?.name).toBe('dealer');
  });
});

test('the setup is over with the first step that is more than a join or a REGISTER', async () => {
  expect(afterSetup(await traceOf('cr-05-first-goes-forward'))).toBe(8);
  // A session that joins during a call is not part of it.
  expect(afterSetup(await traceOf('reading-newcomer'))).toBe(7);
  const refused = await traceScript([
    'alice joins as callee',
    'bob joins as callee',
    'alice: REGISTER ?a {} com.example.add',
    'bob: REGISTER ?b {} com.example.add',
  ]);
  expect(afterSetup(refused)).toBe(4);
  expect(afterSetup(await traceOf('fa-01-dealer-announces'))).toBeUndefined();
});
