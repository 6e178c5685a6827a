/** Accepted pages, and the errors for malformed ones: always with file and line. */

import { describe, expect, test } from 'vitest';
import { READING_IDS } from '../../../machines/readings.ts';
import { ScenarioError } from './error.ts';
import { page } from './page.test-helper.ts';
import { parseScenario } from './parse.ts';
import { writeScenario } from './write.ts';

const CALL = ['alice joins as callee', 'carol joins as caller', 'alice: REGISTER ?a {} com.add'];

function complaint(text: string): string {
  try {
    parseScenario(text, 'page.md');
  } catch (error) {
    if (error instanceof ScenarioError) return error.message;
    throw error;
  }
  return 'nothing';
}

describe('a page', () => {
  test('is read with its title, steps, logs, rules and readings', () => {
    const text = page(CALL, ['3 alice REGISTERED ?a ?r'], 'Shows SR-1, CR-1\nand the reading `gate`.');
    const scenario = parseScenario(text, 'page.md');
    expect(scenario).toMatchObject({
      file: 'page.md',
      title: 'Title',
      draws: [],
      rules: ['SR-1', 'CR-1'],
      readings: ['gate'],
    });
    expect(scenario.steps.map(({ line, text }) => [line, text])).toEqual(
      CALL.map((line, index) => [6 + index, line]),
    );
    expect(scenario.logs.map(({ lines }) => lines.map(({ line, step }) => [line, step]))).toEqual([
      [[11, 3]],
    ]);
  });

  test('may leave out the numbers of its steps, and is written with them', () => {
    const lines = [...CALL, ...Array(7).fill('250 ms pass')];
    const numbered = lines.map((line, index) => `${`${index + 1}`.padStart(2)} ${line}`);
    const log = [' 3 alice REGISTERED ?a ?r'];
    const written = writeScenario(parseScenario(page(['random draws 0 0.5', '', ...lines], log), 'page.md'));
    expect(written).toBe(page(['random draws 0 0.5', ...numbered], log));
    expect(writeScenario(parseScenario(written, 'page.md'))).toBe(written);
  });

  test('may come with the line ends of Windows', () => {
    expect(complaint(page(CALL, []).replaceAll('\n', '\r\n'))).toBe('nothing');
  });

  test.each<[string, string, string]>([
    [
      'no heading',
      'Title\n',
      '1: Expected a heading "# ..." that says what the scenario shows, but there is none.',
    ],
    [
      'no paragraph',
      page(CALL, []).replace('Why it matters.', ''),
      '1: Expected a paragraph after the heading that says why it matters, but there is none.',
    ],
    [
      'no script',
      '# Title\n\nWhy.\n\n```log\n```\n\nShows CR-1.\n',
      '1: Expected a block ```script, but there is none.',
    ],
    [
      'two scripts',
      page(CALL, []).replace('```log', '```script\nalice connects\n```\n```log'),
      '11: Expected one script, but this is a second one.',
    ],
    ['an empty script', page([], []), '6: Expected a script with at least one step, but it is empty.'],
    [
      'no log',
      page(CALL, []).replace('```log\n```\n', ''),
      '1: Expected a block ```log, and one only for each option, but there is none.',
    ],
    [
      'two plain logs',
      page(CALL, []).replace('```log', '```log\n```\n```log'),
      '1: Expected a block ```log, and one only for each option, but there are two of "log".',
    ],
    [
      'another block',
      page(CALL, []).replace('```log', '```json'),
      '10: Expected ```script or ```log, but ```json came.',
    ],
    [
      'a block without an end',
      '# Title\n\nWhy.\n\n```script\nalice connects\n',
      '5: Expected an end of this block, but there is none.',
    ],
    [
      'no last line',
      page(CALL, [], 'The end.'),
      '14: Expected a last line "Shows ..." with rules, but there is none.',
    ],
    [
      'nothing shown',
      page(CALL, [], 'Shows a lot.'),
      '13: Expected at least one rule or reading, but none came.',
    ],
    [
      'an unknown rule',
      page(CALL, [], 'Shows CR-99.'),
      '13: Expected a rule (`dealerchart rules` lists them), but CR-99 came.',
    ],
    [
      'an unknown reading',
      page(CALL, [], 'Shows `gates`.'),
      `13: Expected one of the readings ${READING_IDS.join(', ')}, but gates came.`,
    ],
    [
      'a log for a reading that is not cited',
      page(CALL, []).replace('```log', '```log gate=announced'),
      '10: Expected a last line that cites `gate`, too, but it does not.',
    ],
    [
      'a log for an unknown option',
      page(CALL, [], 'Shows `gate`.').replace('```log', '```log gate=open'),
      '10: Expected any or announced for gate, but open came.',
    ],
  ])('with %s is not read', (_, text, message) => {
    expect(complaint(text)).toBe(`page.md:${message}`);
  });
});

const ANY_STEP =
  'Expected "alice joins as caller", "alice connects", "alice: CALL ...", "alice: raw ...", "alice leaves", "alice is lost", "alice takes nothing: backlog", "alice takes everything", "alice is challenged: ...", "alice is admitted: ...", "alice is denied", "alice cannot be checked", "100 ms pass" or "the router closes"';

test.each<[string, string]>([
  ['alice dances', `${ANY_STEP}, but "alice dances" came.`],
  ['alice joins', `${ANY_STEP}, but "alice joins" came.`],
  ['2 carol joins as caller', 'Expected step 1, but the line says that it is step 2.'],
  [
    'alice joins as worker',
    'Expected one of the roles caller, callee, publisher, subscriber, but worker came.',
  ],
  ['the connects', 'Expected a name for the session, but the came.'],
  ['?who connects', 'Expected a name for the session, but "?who" came.'],
  ['bob leaves', 'Expected a session that has come (nobody yet), but bob came.'],
  ['bob takes nothing: mood', 'Expected one of the reasons too-large, untellable, backlog, but mood came.'],
  ['random draws 0.5 1', 'Expected draws of at least 0 and less than 1, but 0.5 1 came.'],
])('a step "%s" is not read', (step, message) => {
  expect(complaint(page([step], []))).toBe(`page.md:6: ${message}`);
});

test.each<[string, string]>([
  ['alice: KALL ?call {}', 'Expected the name of a WAMP message in capital letters, but KALL ?call {} came.'],
  ['alice: CALL ?call {"a" 1} com.add', 'Expected a colon, but 1} com.add came.'],
  ['alice: CALL ?call {a: 1} com.add', 'Expected a key in double quotes, but a: 1} com.add came.'],
  [
    'alice: CALL ?call {"a": absent} com.add',
    'Expected "..." in a dictionary with an absent key, but com.add came.',
  ],
  [
    'alice: CALL ?call {"a": absent, ...} com.add',
    'Expected fields that can be sent, but {"a": absent, ...} came.',
  ],
  ['alice: CALL ?call [1 2]', 'Expected a comma or ], but 2] came.'],
  ['alice: CALL ?call [1, 2', 'Expected a comma or ], but the line ends.'],
  ['alice: CALL ?call {}com.add', 'Expected a blank after each word, but com.add came.'],
  ['alice: CALL ?call {} "com', 'Expected JSON, ?name or _, but "com came.'],
  ['alice: CALL ?call {} ["\\x"]', 'Expected a string as in JSON, but ] came.'],
  ['alice: CALL ?call- {}', 'Expected JSON, a URI, ?name or _, but ?call- {} came.'],
  ['alice: CALL ?call _ com.add', 'Expected fields that can be sent, but _ came.'],
  ['alice: CALL ?call {"a": [1, _]} com.add', 'Expected fields that can be sent, but {"a": [1, _]} came.'],
  ['alice: CALL ?call {...} com.add', 'Expected fields that can be sent, but {...} came.'],
  ['alice: raw [1, ?id]', 'Expected one value of JSON after "raw", but raw [1, ?id] came.'],
  ['alice: raw 1 2', 'Expected one value of JSON after "raw", but raw 1 2 came.'],
  ['alice: YIELD ?asked {}', 'Expected a name known by now (none), but ?asked came.'],
  ['alice: CANCEL ?call {}', 'Expected a name known by now (none), but ?call came.'],
  ['?who: CALL ?call {} com.add', 'Expected a name known by now (none), but ?who came.'],
  ['bob: CALL ?call {} com.add', 'Expected a session that has come (alice), but bob came.'],
])('a step "%s" is not read after Alice has joined', (step, message) => {
  expect(complaint(page(['alice joins as caller', step], []))).toBe(`page.md:7: ${message}`);
});

describe('a log', () => {
  test.each<[string, string]>([
    [
      'alice closed',
      'Expected the number of a step, a receiver and what it receives, but "alice closed" came.',
    ],
    ['3 alice', 'Expected the number of a step, a receiver and what it receives, but "3 alice" came.'],
    ['4 alice closed', 'Expected a step from 1 to 3, but step 4 came.'],
    ['0 alice closed', 'Expected a step from 1 to 3, but step 0 came.'],
    ['1 carol closed', 'Expected a session that has come by then, but carol came.'],
    ['3 ?who closed', 'Expected whom ?who may stand for, as in ?who(alice|bob), but nobody came.'],
    ['3 ?who(alice|bob) closed', 'Expected a session that has come by then, but bob came.'],
    ['3 alice(carol) closed', 'Expected a variable before (carol), but alice came.'],
    ['3 alice hears', 'Expected the name of a WAMP message in capital letters, but hears came.'],
    ['or closed', 'Expected a line before the one with "or", but it is the first.'],
  ])('with a line "%s" is not read', (line, message) => {
    expect(complaint(page(CALL, [line]))).toBe(`page.md:11: ${message}`);
  });

  test('has its steps in their order', () => {
    expect(complaint(page(CALL, ['3 alice closed', '2 alice closed']))).toBe(
      'page.md:12: Expected the steps in their order, but step 2 came after step 3.',
    );
  });

  test('does not say that somebody receives nothing and something', () => {
    for (const lines of [
      ['3 alice receives nothing', '3 alice closed'],
      ['3 alice receives nothing', 'or closed'],
    ]) {
      expect(complaint(page(CALL, lines))).toBe(
        'page.md:11: Expected nothing for alice, but something else is listed too.',
      );
    }
  });

  test('binds ids for the steps after it, not for its own', () => {
    const steps = [...CALL, 'alice: UNREGISTER ?u ?r'];
    expect(complaint(page(steps, ['3 alice REGISTERED ?a ?r']))).toBe('nothing');
    expect(complaint(page(steps, ['4 alice REGISTERED ?a ?r']))).toBe(
      'page.md:9: Expected a name known by now (?a), but ?r came.',
    );
  });
});

test('a draft may use ids that its logs do not bind yet', () => {
  const draft = page([...CALL, 'alice: YIELD ?asked {}'], []);
  expect(parseScenario(draft, 'page.md', { draft: true }).steps).toHaveLength(4);
  expect(complaint(draft)).toBe('page.md:9: Expected a name known by now (?a), but ?asked came.');
});
