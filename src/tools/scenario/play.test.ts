/** Matching of logs: ids, variables, alternatives, order, silence, and implied messages. */
import { describe, expect, test } from 'vitest';
import { page, playPage, RANDOM } from './page.test-helper.ts';
import { report } from './report.ts';

const PAIR = ['alice joins as callee', 'carol joins as caller', 'alice: REGISTER ?a {} com.add'];
const CALLED = [...PAIR, 'carol: CALL ?call {} com.add [2, 3]'];
const REGISTERED = '3 alice REGISTERED ?a ?r';
const INVOKED = '4 alice INVOCATION ?asked ?r {} [2, 3]';

/** The error for a script with this log, with its line alone; undefined if it passes. */
const said = async (script: readonly string[], log: readonly string[]): Promise<string | undefined> =>
  (await playPage(page(script, log)))?.error.message.replace(/^page\.md:(\d+):\d+/, '$1');

/** The words of the page that the error is about. */
async function pointedAt(script: readonly string[], log: readonly string[]): Promise<string | undefined> {
  const text = page(script, log);
  const { line = 0, column = 0, length = 0 } = (await playPage(text))?.error ?? {};
  return text.split('\n')[line - 1]?.slice(column - 1, column - 1 + length);
}

describe('an id', () => {
  test('is bound where it is seen first, and checked afterwards', async () => {
    expect(await said(CALLED, [REGISTERED, INVOKED])).toBeUndefined();
    const twice = [...CALLED, 'carol: CALL ?again {} com.add'];
    expect(await said(twice, [REGISTERED, INVOKED, '5 alice INVOCATION ?asked ?r {}'])).toBe(
      '15: Expected alice INVOCATION ?asked ?r {} (?asked is 1, ?r is 1), but alice INVOCATION 2 1 {} came.',
    );
  });

  test('that a client chooses is the next of its session', async () => {
    const steps = [
      ...PAIR,
      'alice: REGISTER ?b {} com.b',
      'alice: REGISTER 7 {} com.c',
      'alice: REGISTER ?d {} com.d',
    ];
    const log = [REGISTERED, '4 alice REGISTERED 2 _', '5 alice REGISTERED 7 _', '6 alice REGISTERED 8 _'];
    expect(await said(steps, log)).toBeUndefined();
    expect(await said(steps, [...log.slice(0, 3), '6 alice REGISTERED ?a _'])).toMatch(/^17: .*\(\?a is 1\)/);
  });

  test('begins anew with a new session', async () => {
    const steps = [...PAIR, 'alice leaves', 'alice joins as callee', 'alice: REGISTER ?b {} com.add'];
    expect(await said(steps, [REGISTERED, '6 alice REGISTERED 1 _'])).toBeUndefined();
  });

  test('that only an alternative would have bound is unknown', async () => {
    const log = [REGISTERED, INVOKED, 'or INTERRUPT ?other _'];
    expect(await said([...CALLED, 'alice: YIELD ?other {}'], log)).toBe(
      '10: Expected ?other to be known, but nothing that came has bound it.',
    );
  });
});

describe('a message', () => {
  test.each([
    '4 alice INVOCATION _ _ _ _',
    '4 alice INVOCATION ?asked ?r {...} [_, 3]',
    '4 alice INVOCATION 1 1 {} [2, ?three]',
  ])('may be said loosely: %s', async (line) => {
    expect(await said(CALLED, [REGISTERED, line])).toBeUndefined();
  });

  test.each([
    '4 alice INVOCATION ?asked ?r {} [3, 2]',
    '4 alice INVOCATION ?asked ?r {} [2]',
    '4 alice INVOCATION ?asked ?r {}',
    '4 alice INVOCATION ?asked ?r {} [2, 3] {}',
    '4 alice INVOCATION ?asked ?r {"receive_progress": true, ...} [2, 3]',
    '4 alice INTERRUPT ?asked ?r {} [2, 3]',
    '4 alice closed',
  ])('that is something else fails: %s', async (line) => {
    expect(await said(CALLED, [REGISTERED, line])).toBe(
      `13: Expected ${line.slice(2)}${line.includes('?asked') ? ' (?r is 1)' : ''}, but alice INVOCATION 1 1 {} [2, 3] came.`,
    );
  });

  test('that does not come fails', async () => {
    expect(await said(CALLED, [REGISTERED, INVOKED, '4 carol RESULT ?call {}'])).toBe(
      '14: Expected carol RESULT ?call {} (?call is 1), but nothing came.',
    );
  });

  test('that is not listed fails', async () => {
    expect(await said(CALLED, [REGISTERED])).toBe(
      '9: Expected nothing more for alice, but alice INVOCATION 1 1 {} [2, 3] came.',
    );
    expect(await said(CALLED, [REGISTERED, '4 alice receives nothing'])).toBe(
      '13: Expected nothing more for alice, but alice INVOCATION 1 1 {} [2, 3] came.',
    );
  });

  test('may be one of several', async () => {
    const either = ['4 alice INTERRUPT ?asked _', 'or INVOCATION ?asked _ _ [2, 3]', 'or closed'];
    expect(await said(CALLED, [REGISTERED, ...either])).toBeUndefined();
    expect(await said(CALLED, [REGISTERED, '4 alice closed', 'or INTERRUPT ?asked _'])).toBe(
      '13: Expected alice closed or INTERRUPT ?asked _, but alice INVOCATION 1 1 {} [2, 3] came.',
    );
  });
});

test('WELCOME, and GOODBYE with the end of the connection, may be said or left unsaid', async () => {
  const steps = ['alice joins as callee', 'alice leaves'];
  expect(await said(steps, [])).toBeUndefined();
  expect(
    await said(steps, ['1 alice WELCOME ?id _', '2 alice GOODBYE {} _', '2 alice closed']),
  ).toBeUndefined();
  expect(await said(steps, ['2 alice GOODBYE {} _'])).toBe(
    '10: Expected nothing more for alice, but alice closed came.',
  );
  expect(await said(steps, ['1 alice receives nothing'])).toMatch(/^10: .* alice WELCOME /);
});

test('what is lost is not sent anything, and neither is what has been closed', async () => {
  const gone = 'Expected alice to be connected, but its connection has ended.';
  expect(await said([...PAIR, 'alice is lost', 'alice leaves'], [REGISTERED])).toBe(`10: ${gone}`);
  const aborted = ['3 alice ABORT _ _', '3 alice closed'];
  expect(await said(['alice connects', '1 ms pass', 'alice: raw "?"', 'alice: raw []'], aborted)).toBe(
    `9: ${gone}`,
  );
  expect(await said(['alice connects', 'alice connects'], [])).toBe(
    '7: Expected alice to be gone before it comes again, but it is connected.',
  );
});

describe('lines with a star', () => {
  const calls = [...PAIR, 'carol: CALL ?one {} com.add', 'carol: CALL ?two {} com.add', 'alice is lost'];
  const before = [REGISTERED, '4 alice INVOCATION _ _ _', '5 alice INVOCATION _ _ _'];
  const [one, two] = ['carol ERROR CALL ?one {} _ _', 'carol ERROR CALL ?two {} _ _'];

  test('come in any order', async () => {
    expect(await said(calls, [...before, `6 *${two}`, `6 *${one}`])).toBeUndefined();
    expect(await said(calls, [...before, `6 *${one}`, `6 *${two}`])).toBeUndefined();
    expect(await said(calls, [...before, `6 ${one}`, `6 ${two}`])).toBeUndefined();
    expect(await said(calls, [...before, `6 ${two}`, `6 ${one}`])).toMatch(/^17: .* carol ERROR CALL 1 {} /);
  });

  test('stand for one message each', async () => {
    const either = 'carol ERROR CALL _ {} _ _';
    expect(await said(calls, [...before, `6 *${either}`, `6 *${one}`])).toBeUndefined();
    expect(await said(calls, [...before, `6 *${one}`, `6 *${one}`])).toMatch(
      /^18: Expected carol ERROR CALL \?one/,
    );
    expect(await said(calls, [...before, `6 *${either}`])).toMatch(/^17: Expected nothing more for carol/);
  });
});

describe('a variable', () => {
  const registered = ['4 alice REGISTERED ?a ?r', '5 bob REGISTERED ?b ?r'];
  const answered = [
    ...RANDOM,
    '?busy: ERROR INVOCATION ?i {} wamp.error.unavailable',
    '?other: YIELD ?j {} [5]',
  ];
  const asked = '6 ?busy(alice|bob) INVOCATION ?i ?r {} [2, 3]';

  test('stands for whoever got the message', async () => {
    const log = [
      ...registered,
      asked,
      '7 ?other(alice|bob) INVOCATION ?j ?r {} [2, 3]',
      '8 carol RESULT ?call {} [5]',
    ];
    expect(await said(answered, log)).toBeUndefined();
  });

  test('never stands for the client of another one', async () => {
    const log = [
      ...registered,
      asked,
      '7 ?other(alice|bob) INVOCATION ?j ?r {} [2, 3]',
      '7 ?busy receives nothing',
    ];
    expect(await said(answered.slice(0, 7), log)).toBeUndefined();
    const again = [...RANDOM, ...Array(9).fill('carol: CALL ?call2 {} com.add [2, 3]')].slice(0, 7);
    for (const draws of ['0 0', '0.9 0.9']) {
      const steps = [`random draws ${draws}`, ...again];
      expect(await said(steps, [...registered, asked, '7 ?other(alice|bob) INVOCATION ?j _ _ _'])).toMatch(
        /^19: /,
      );
      expect(await said(steps, [...registered, asked, '7 ?busy INVOCATION ?j _ _ _'])).toBeUndefined();
    }
  });

  test('fails where the message went to somebody else', async () => {
    const log = [...registered, '6 ?busy(alice) INVOCATION ?i ?r {} [2, 3]'];
    expect(await said(['random draws 0.9', ...RANDOM], log)).toBe(
      '17: Expected ?busy(alice) INVOCATION ?i ?r {} [2, 3] (?r is 1), but bob INVOCATION 1 1 {} [2, 3] came.',
    );
  });
});

test.each([
  ['4 carol INVOCATION ?asked ?r {} [2, 3]', '4 carol INVOCATION ?asked ?r {} [2, 3]'],
  ['4 ?who(carol) INVOCATION ?asked ?r {} [2, 3]', '?who(carol)'],
  ['4 alice INTERRUPT ?asked {}', 'INTERRUPT'],
  ['4 alice INVOCATION 9 ?r {} [2, 3]', '9'],
  ['4 alice INVOCATION ?asked ?r {} [3, 2]', '[3, 2]'],
  ['4 alice INVOCATION ?asked ?r {"x": 1} [2, 3]', '{"x": 1}'],
  ['4 alice INVOCATION ?asked ?r {} [2, 3] {}', '{}'],
  ['4 alice INVOCATION ?asked ?r {}', 'INVOCATION ?asked ?r {}'],
])('a line that does not fit, %s, is pointed at from its first wrong word', async (line, words) => {
  expect(await pointedAt(CALLED, ['3 alice REGISTERED 1 ?r', line])).toBe(words);
});

test('a step that is impossible is pointed at, and the log that cannot go on is named', async () => {
  const script = [...CALLED, 'alice leaves', '6 alice: YIELD ?asked {}'];
  const failure = await playPage(page(script, [REGISTERED, INVOKED, '5 carol ERROR CALL ?call {} _ _']));
  expect(failure && report(failure).split('\n').slice(1, 5)).toEqual([
    'page.md:11:3: Expected alice to be connected, but its connection has ended.',
    '  11 | 6 alice: YIELD ?asked {}',
    '     |   ^^^^^',
    'Step 6 is impossible under the plain log: an earlier step has another outcome there. Move it to a scenario of its own, since each log needs every step.',
  ]);
});

test('a report notes a message that was probably not meant to be malformed', async () => {
  const failure = await playPage(page(PAIR.with(2, 'alice: REGISTER ?a com.add'), [REGISTERED]));
  expect(failure && report(failure)).toContain(
    'Note: page.md:8:20: Expected REGISTER.Options to be a dictionary, but com.add came. Write {} if Options has no entries.\n',
  );
});

test('a failure is told as steps, with what was expected and what came, the seed and a command', async () => {
  const failure = await playPage(page(CALLED, [REGISTERED, '4 carol RESULT ?call {} [5]']));
  expect(failure && report(failure)).toBe(
    [
      'Title: failed on generated, seed 1',
      'page.md:13:1: Expected carol RESULT ?call {} [5] (?call is 1), but nothing came.',
      '  13 | 4 carol RESULT ?call {} [5]',
      '     | ^^^^^^^^^^^^^^^^^^^^^^^^^^^',
      ...CALLED.map((step, index) => `  ${index + 1} ${step}`),
      '    expected carol RESULT ?call {} [5]',
      '    came     alice INVOCATION 1 1 {} [2, 3]',
      'Again: npx dealerchart play page.md --on generated --seed 1',
    ].join('\n'),
  );
  expect(failure?.error).toMatchObject({
    file: 'page.md',
    line: 13,
    expected: 'carol RESULT ?call {} [5] (?call is 1)',
    came: 'nothing came',
  });
});
