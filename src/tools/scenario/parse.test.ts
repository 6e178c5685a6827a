/** Accepted pages, and the errors for malformed ones: always with file and line. */

import { describe, expect, test } from 'vitest';
import { READING_IDS } from '../../../machines/readings.ts';
import { complaint, errorIn, pointedAt } from './errors.test-helper.ts';
import { page } from './page.test-helper.ts';
import { parseScenario } from './parse.ts';
import { writeScenario } from './write.ts';

const CALL = ['alice joins as callee', 'carol joins as caller', 'alice: REGISTER ?a {} com.add'];

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
      '10: Expected one script, but this is a second one.',
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
      '5: Expected an end of this block, but there is none. End it with a line ```.',
    ],
    [
      'no last line',
      page(CALL, [], 'The end.'),
      '14: Expected a last line "Shows ..." with rules, but there is none.',
    ],
    [
      'nothing shown',
      page(CALL, [], 'Shows a lot.'),
      '13: Expected at least one rule or reading, but none came. Write "Shows CR-1 and `newcomer`.", with the rules and readings of the page.',
    ],
    [
      'a reading without backticks',
      page(CALL, [], 'Shows CR-6 and newcomer.'),
      '13: Expected `newcomer` in backticks, but newcomer came.',
    ],
    [
      'a rule in small letters',
      page(CALL, [], 'Shows cr-6.'),
      '13: Expected a rule (`dealerchart rules` lists them), but cr-6 came. Did you mean CR-6?',
    ],
    [
      'a block that is nearly a log',
      page(CALL, []).replace('```log', '```lgo'),
      '10: Expected ```script or ```log, but ```lgo came. Did you mean log?',
    ],
    [
      'an option that is nearly one',
      page(CALL, [], 'Shows `gate`.').replace('```log', '```log gate=announce'),
      '10: Expected any or announced for gate, but announce came. Did you mean announced?',
    ],
    [
      'an unknown rule',
      page(CALL, [], 'Shows CR-99.'),
      '13: Expected a rule (`dealerchart rules` lists them), but CR-99 came. Did you mean CR-9?',
    ],
    [
      'an unknown reading',
      page(CALL, [], 'Shows `gates`.'),
      `13: Expected one of the readings ${READING_IDS.join(', ')}, but gates came. Did you mean gate?`,
    ],
    [
      'a log for a reading that is not cited',
      page(CALL, []).replace('```log', '```log gate=announced'),
      '10: Expected a last line that cites `gate`, too, but it does not. Cite it there in backticks.',
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

describe('a log', () => {
  test.each<[string, string, string]>([
    [
      'alice closed',
      'alice closed',
      'Expected the number of a step, a receiver and what it receives, but "alice closed" came.',
    ],
    [
      '3 alice',
      '3 alice',
      'Expected the number of a step, a receiver and what it receives, but "3 alice" came.',
    ],
    ['4 alice closed', '4', 'Expected a step from 1 to 3, but step 4 came.'],
    ['0 alice closed', '0', 'Expected a step from 1 to 3, but step 0 came.'],
    ['1 carol closed', 'carol', 'Expected a session that has come by then, but carol came.'],
    ['3 ?who closed', '?who', 'Expected whom ?who may stand for, as in ?who(alice|bob), but nobody came.'],
    ['3 ?who(alice|bob) closed', 'bob', 'Expected a session that has come by then, but bob came.'],
    ['3 alice(carol) closed', 'alice(carol)', 'Expected a variable before (carol), but alice came.'],
    [
      '3 alice hears',
      'hears',
      'Expected the name of a WAMP message in capital letters, "closed" or "receives nothing", but hears came.',
    ],
    [
      '3 alice recieves nothing',
      'recieves',
      'Expected the name of a WAMP message in capital letters, "closed" or "receives nothing", but recieves nothing came. Did you mean receives nothing?',
    ],
    [
      '3 alice REGISTRED ?a ?r',
      'REGISTRED',
      'Expected the name of a WAMP message in capital letters, "closed" or "receives nothing", but REGISTRED ?a ?r came. Did you mean REGISTERED?',
    ],
    [
      '3 alcie closed',
      'alcie',
      'Expected a session that has come by then, but alcie came. Did you mean alice?',
    ],
    ['or closed', 'or closed', 'Expected a line before the one with "or", but it is the first.'],
  ])('with a line "%s" is not read', (line, words, message) => {
    expect(complaint(page(CALL, [line]))).toBe(`page.md:11: ${message}`);
    expect(pointedAt(page(CALL, [line]))).toBe(words);
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

test('an error has its column, and an excerpt of the page with the words that are wrong', () => {
  const error = errorIn(page(['1 alice joins as callee', ' 2 alice: REGSTER ?a {} com.add'], []));
  expect(error?.message).toMatch(/^page\.md:7:11: Expected /);
  expect(error?.excerpt).toBe('  7 |  2 alice: REGSTER ?a {} com.add\n    |           ^^^^^^^');
});

test('an excerpt of a long line has the part with the mistake', () => {
  const error = errorIn(page(['alice connects', `alice: CALL ?call {} com.${'a'.repeat(500)} [1 2]`], []));
  const [line = '', carets = ''] = error?.excerpt.split('\n') ?? [];
  expect(line).toMatch(/^ {2}7 \| \.\.\. a{36} \[1 2]$/);
  expect(line.slice(carets.indexOf('^'))).toBe('2]');
  expect(carets).toMatch(/^ +\| +\^\^$/);
});

test('a draft may use ids that its logs do not bind yet', () => {
  const draft = page([...CALL, 'alice: YIELD ?asked {}'], []);
  expect(parseScenario(draft, 'page.md', { draft: true }).steps).toHaveLength(4);
  expect(complaint(draft)).toBe('page.md:9: Expected a name known by now (?a), but ?asked came.');
});
