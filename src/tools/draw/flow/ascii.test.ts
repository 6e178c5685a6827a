/** Figures in the style of the WAMP text: narrow, plain, and with every arrow from lifeline to lifeline. */
import { describe, expect, test } from 'vitest';
import { drawAscii } from './ascii.ts';
import { flowOf } from './flow.ts';
import { drawFlow } from './index.ts';
import { allTraces, messagesOf, traceOf, traceScript } from './traces.test-helper.ts';

const TRACES = await allTraces();

test('the first of two callees refuses, and the second answers', async () => {
  const trace = await traceScript(
    [
      'alice joins as callee',
      'bob joins as callee',
      'carol joins as caller',
      'alice: REGISTER ?a {"invoke": "first"} com.example.add',
      'bob: REGISTER ?b {"invoke": "first"} com.example.add',
      'carol: CALL ?call {} com.example.add [2, 3]',
      'alice: ERROR INVOCATION ?toAlice {} wamp.error.unavailable',
      'bob: YIELD ?toBob {} [5]',
    ],
    ['6 alice INVOCATION ?toAlice _ {} [2, 3]', '7 bob INVOCATION ?toBob _ {} [2, 3]'],
  );
  expect(drawFlow(trace, 'ascii').split('\n')).toEqual([
    ',------.               ,------.                        ,------. ,------.',
    '|carol |               |dealer|                        |alice | | bob  |',
    '|caller|               |      |                        |callee| |callee|',
    "`--+---'               `--+---'                        `--+---' `--+---'",
    '   |                      |   REGISTER com.example.add,   |        |',
    '   |                      |         invoke=first          |        |',
    '   |                      |<------------------------------|        |',
    '   |                      |--------- REGISTERED --------->|        |',
    '   |                      |   REGISTER com.example.add,   |        |',
    '   |                      |         invoke=first          |        |',
    '   |                      |<---------------------------------------|',
    '   |                      |--------- REGISTERED ------------------>|',
    '   |                      |                               |        |',
    '   | CALL com.example.add |                               |        |',
    '   |        [2, 3]        |                               |        |',
    '   |--------------------->|                               |        |',
    '   |                      |       INVOCATION [2, 3]       |        |',
    '   |                      |------------------------------>|        |',
    '   |                      |                               |        |',
    '   |                      | ERROR wamp.error.unavailable  |        |',
    '   |                      |<------------------------------|        |',
    '   |                      | INVOCATION [2, 3] (re-routed) |        |',
    '   |                      |=======================================>|',
    '   |                      |                               |        |',
    '   |                      |           YIELD [5]           |        |',
    '   |                      |<---------------------------------------|',
    '   |      RESULT [5]      |                               |        |',
    '   |<---------------------|                               |        |',
    ',--+---.               ,--+---.                        ,--+---. ,--+---.',
    '|carol |               |dealer|                        |alice | | bob  |',
    "`------'               `------'                        `------' `------'",
    '',
  ]);
});

test('time passes, what comes late is discarded, and a callee is lost', async () => {
  const trace = await traceScript(
    [
      'alice joins as callee',
      'carol joins as caller',
      'alice: REGISTER ?a {} com.example.add',
      'carol: CALL ?call {"timeout": 50} com.example.add',
      '50 ms pass',
      'alice: YIELD ?toAlice {} [5]',
      'alice is lost',
    ],
    ['4 alice INVOCATION ?toAlice _ {}'],
  );
  expect(drawFlow(trace, 'ascii').split('\n')).toEqual([
    ',------.                   ,------.                   ,------.',
    '|carol |                   |dealer|                   |alice |',
    '|caller|                   |      |                   |callee|',
    "`--+---'                   `--+---'                   `--+---'",
    '   |                          | REGISTER com.example.add |',
    '   |                          |<-------------------------|',
    '   |                          |------- REGISTERED ------>|',
    '   |                          |                          |',
    '   |  CALL com.example.add,   |                          |',
    '   |        timeout=50        |                          |',
    '   |------------------------->|                          |',
    '   |                          |        INVOCATION        |',
    '   |                          |------------------------->|',
    '   :                          :                          :',
    '   :        50 ms pass        :                          :',
    '   :                          :                          :',
    '   | ERROR wamp.error.timeout |                          |',
    '   |<-------------------------|                          |',
    '   |                          |                          |',
    '   |                          |  YIELD [5] (discarded)   |',
    '   |                          |<-------------------------|',
    '   |                          |                          |',
    '   |                          |                          X',
    '   |                          |                        (lost)',
    ',--+---.                   ,--+---.',
    '|carol |                   |dealer|',
    "`------'                   `------'",
    '',
  ]);
});

test('a session that comes later begins where it comes, and calls itself from the left', async () => {
  const trace = await traceScript([
    'alice joins as caller and callee',
    'alice: REGISTER ?a {"invoke": "last"} com.example.add',
    'bob joins as callee',
    'bob: REGISTER ?b {"invoke": "last"} com.example.add',
    'alice: CALL ?call {} com.example.add',
    'bob leaves',
  ]);
  expect(drawFlow(trace, 'ascii').split('\n')).toEqual([
    ',------.                    ,------.',
    '|alice |                    |dealer|',
    '|caller|                    |      |',
    '|callee|                    |      |',
    "`--+---'                    `--+---'",
    '   | REGISTER com.example.add, |',
    '   |        invoke=last        |',
    '   |-------------------------->|',
    '   |<------ REGISTERED --------|',
    '   |                           |',
    '   |                           |                             ,------.',
    '   |                           |                             | bob  |',
    '   |                           |                             |callee|',
    "   |                           |                             `--+---'",
    '   |                           |   REGISTER com.example.add,    |',
    '   |                           |          invoke=last           |',
    '   |                           |<-------------------------------|',
    '   |                           |---------- REGISTERED --------->|',
    '   |                           |                                |',
    '   |   CALL com.example.add    |                                |',
    '   |-------------------------->|                                |',
    '   |                           |           INVOCATION           |',
    '   |                           |------------------------------->|',
    '   |                           |                                |',
    '   |                           | GOODBYE wamp.close.close_realm |',
    '   |                           |<-------------------------------|',
    '   |                           |            GOODBYE             |',
    '   |                           |   wamp.close.goodbye_and_out   |',
    '   |                           |------------------------------->|',
    '   | ERROR wamp.error.canceled |                                |',
    '   |<--------------------------|                                |',
    '   |                           |                             ,--+---.',
    '   |                           |                             | bob  |',
    "   |                           |                             `------'",
    ',--+---.                    ,--+---.',
    '|alice |                    |dealer|',
    "`------'                    `------'",
    '',
  ]);
});

describe('is at most 72 columns of 7 bits, and each arrow is from lifeline to lifeline', () => {
  test.each([...TRACES])('%s', (_, trace) => {
    const figure = drawFlow(trace, 'ascii');
    expect(figure).toMatch(/^[\n -~]*[^\n]\n$/);
    const lines = figure.split('\n');
    expect(lines.filter((line) => line.length > 72 || line.endsWith(' '))).toEqual([]);
    const arrows = lines.flatMap((line) => [...line.matchAll(ARROW)]);
    const messages = messagesOf(trace);
    expect(arrows).toHaveLength(messages.length);
    // No other line has an arrowhead.
    const others = lines.slice(0, lines.indexOf('')).map((line) => line.replace(ARROW, ''));
    expect(others.filter((line) => /<[-=]|[-=]>/.test(line))).toEqual([]);
    // Each session has its own column, unless there are so many that some share one.
    if (trace.sessions.length > 5) return;
    const places = new Map<string, number>();
    for (const [index, found] of arrows.entries()) {
      const ends = [found.index, found.index + found[0].length - 1];
      if (/^\|[<x]/.test(found[0])) ends.reverse();
      for (const [end, name] of messages[index]?.split(' ', 2).entries() ?? []) {
        expect(places.get(name) ?? ends[end], name).toBe(ends[end]);
        places.set(name, ends[end] as number);
      }
    }
    expect(new Set(places.values()).size).toBe(places.size);
  });
});

/** An arrow between two lifelines, with or without a label on it; an x if the message is undelivered. */
const ARROW = /\|([<x][-=]+( [^|<>]+ [-=]+)?|[-=]+( [^|<>]+ [-=]+)?[>x])\|/g;

test('as many sessions as there may be: names become numbers, and then all clients are one lifeline', async () => {
  const callees = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((letter) => letter.repeat(8));
  const script = (names: readonly string[]): string[] => [
    'carol joins as caller',
    ...names.map((name) => `${name} joins as callee`),
    ...names.map((name) => `${name}: REGISTER ?${name} {"invoke": "last"} com.example.add`),
    'carol: CALL ?call {} com.example.add',
    'carol is lost',
  ];
  const five = drawFlow(await traceScript(script(callees.slice(0, 4))), 'ascii');
  expect(five).toContain('|aaaaaaaa|');
  const eight = drawFlow(await traceScript(script(callees.slice(0, 6))), 'ascii');
  expect(eight).toContain('|[2] |');
  expect(eight).toContain('\n[2] aaaaaaaa (callee)\n');
  const twenty = drawFlow(await traceScript(script([...'abcdefghijklmnopqrs'])), 'ascii');
  expect(twenty).toContain('to s: INVOCATION');
  for (const figure of [five, eight]) expect(figure).toMatch(/\n ?\(lost\)/);
  expect(twenty).toContain(' lost: carol ');
  for (const figure of [five, eight, twenty]) {
    expect(Math.max(...figure.split('\n').map((line) => line.length))).toBeLessThanOrEqual(72);
  }
});

test('a figure is as narrow as is asked for', () => {
  for (const width of [24, 40, 64]) {
    for (const trace of TRACES.values()) {
      const lines = drawFlow(trace, 'ascii', { width }).split('\n');
      expect(lines.filter((line) => line.length > width)).toEqual([]);
    }
  }
});

test('a marked row has a sign in the margin, which the width includes', async () => {
  const flow = flowOf(await traceOf('cr-03-roundrobin-goes-on'));
  const rows = flow.rows.map((row, index) => (index === 6 ? ({ ...row, differs: true } as const) : row));
  const figure = drawAscii({ ...flow, rows }, 72, 3)
    .trimEnd()
    .split('\n');
  expect(figure.filter((line) => line.length > 72)).toEqual([]);
  const marked = figure.filter((line) => line.startsWith('   ! '));
  expect(marked).toHaveLength(2);
  expect(marked[0]).toContain('INVOCATION [2, 3]');
  expect(marked[1]).toContain('--->|');
  expect(figure.filter((line) => line !== '' && !/^ {3}[ !] /.test(line))).toEqual([]);
  expect(drawAscii(flow)).not.toContain('!');
});

test('what is not ASCII is escaped', async () => {
  const trace = await traceScript(['alice joins as caller', 'alice: CALL ?call {} com.example.añadir ["🌧"]']);
  const figure = drawFlow(trace, 'ascii');
  expect(figure).toContain(String.raw`CALL com.example.a\u00f1adir`);
  expect(figure).toContain(String.raw`["\ud83c\udf27"]`);
});

test('the same trace gives the same bytes', async () => {
  const [one, other] = [await traceOf('mix-calls-cross'), await traceOf('mix-calls-cross')];
  expect(drawFlow(one, 'ascii')).toBe(drawFlow(other, 'ascii'));
});
