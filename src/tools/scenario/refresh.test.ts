/** Rewritten logs: correct lines stay, missing ones are added, and ids have the names of the script. */
import { expect, test } from 'vitest';
import { openDealer, page } from './page.test-helper.ts';
import { parseScenario } from './parse.ts';
import { refreshScenario } from './refresh.ts';

const refresh = (text: string): Promise<string> =>
  refreshScenario(parseScenario(text, 'page.md', { draft: true }), openDealer, 1);

const SCRIPT = [
  '1 alice joins as callee with call_reroute',
  '2 bob joins as callee with call_reroute',
  '3 carol joins as caller',
  '4 alice: REGISTER ?a {"invoke": "first"} com.add',
  '5 bob: REGISTER ?b {"invoke": "first"} com.add',
  '6 carol: CALL ?call {} com.add ["two words", null]',
  '7 alice: ERROR INVOCATION ?first {} wamp.error.unavailable',
  '8 bob: ERROR INVOCATION ?second {} com.error ["why"]',
  '9 alice: UNREGISTER ?u ?r',
];

const LOG = [
  '4 alice REGISTERED ?a ?r',
  '5 bob   REGISTERED ?b ?r',
  '6 alice INVOCATION ?first ?r {} ["two words", null]',
  '7 bob   INVOCATION ?second ?r {} ["two words", null]',
  '8 carol ERROR CALL ?call {} com.error ["why"]',
  '9 alice UNREGISTERED ?u',
];

test('an empty log is filled in, with the names that the script uses later', async () => {
  expect(await refresh(page(SCRIPT, []))).toBe(page(SCRIPT, LOG));
});

test('a log that is right stays as it is written', async () => {
  const log = ['4 alice REGISTERED ?a _', ...LOG.slice(1, 3), '6 bob   receives nothing', ...LOG.slice(3)];
  expect(await refresh(page(SCRIPT, log))).toBe(page(SCRIPT, log));
});

test('of a line that is wrong, the right words stay', async () => {
  const log = [...LOG.slice(0, 2), '6 alice INVOCATION ?first ?r _ ["two"]', ...LOG.slice(3)];
  const right = [...LOG.slice(0, 2), '6 alice INVOCATION ?first ?r _ ["two words", null]', ...LOG.slice(3)];
  expect(await refresh(page(SCRIPT, log))).toBe(page(SCRIPT, right));
});

test('what does not come any more goes, and silence stays', async () => {
  const log = [...LOG.slice(0, 3), '6 alice closed', '6 bob   receives nothing', ...LOG.slice(3)];
  const right = [...LOG.slice(0, 3), '6 bob   receives nothing', ...LOG.slice(3)];
  expect(await refresh(page(SCRIPT, log))).toBe(page(SCRIPT, right));
});

test('the sentences of the router are not written down, and ids have names that tell them apart', async () => {
  const script = [
    '1 alice joins as callee',
    '2 carol connects',
    '3 carol: HELLO realm1 {"roles": {"caller": {}}}',
    '4 alice: REGISTER ?a {} com.add',
    '5 alice: REGISTER ?b {} com.multiply',
    '6 carol: CALL ?one {} com.add',
    '7 carol: CALL ?two {} com.multiply',
    '8 carol: CALL 7 {} com.divide',
    '9 carol: raw []',
  ];
  const log = [
    '3 carol WELCOME ?session _',
    '4 alice REGISTERED ?a ?registration',
    '5 alice REGISTERED ?b ?registration2',
    '6 alice INVOCATION ?toAlice ?registration {}',
    '7 alice INVOCATION ?toAlice2 ?registration2 {}',
    '8 carol ERROR CALL 7 {} wamp.error.no_such_procedure [_]',
    '9 carol ABORT {"message": _} wamp.error.protocol_violation',
    '9 carol closed',
  ];
  expect(await refresh(page(script, []))).toBe(page(script, log));
});

test('each log comes out under its own option', async () => {
  const script = SCRIPT.slice(0, 7);
  const both = (plain: string[], other: string[]): string =>
    page(script, plain, 'Shows `gate`.').replace(
      /```\n\nShows/,
      ['```', '', 'Strictly:', '', '```log gate=announced|any', ...other, '```', '', 'Shows'].join('\n'),
    );
  const strict = script.map((line) => line.replace(' with call_reroute', ''));
  const withoutFeatures = (text: string): string => text.replace(script.join('\n'), strict.join('\n'));
  const started = LOG.slice(0, 3);
  const plain = [...started.slice(0, 2), '6 alice INVOCATION ?first ?r {} ["two words", null]'];
  const filled = withoutFeatures(
    both(
      [...plain, '7 bob   INVOCATION ?toBob ?r {} ["two words", null]'],
      [...plain, '7 carol ERROR CALL ?call {} wamp.error.unavailable'],
    ),
  ).replaceAll('?r', '?registration');
  expect(await refresh(withoutFeatures(both([], [])))).toBe(filled);
});

test('a step that is impossible under one log is left out there, with the place, the log and the reason', async () => {
  const script = [
    ...SCRIPT.slice(0, 7).map((line) => line.replace(' with call_reroute', '')),
    '8 bob: YIELD ?toBob {} [5]',
    '9 carol leaves',
  ];
  const text = page(script, [], 'Shows `gate`.').replace(
    /```\n\nShows/,
    ['```', '', 'Strictly:', '', '```log gate=announced', '```', '', 'Shows'].join('\n'),
  );
  const skipped: string[] = [];
  const scenario = parseScenario(text, 'page.md', { draft: true });
  const written = await refreshScenario(scenario, openDealer, 1, (error, { info }, step) =>
    skipped.push(`${step} under "${info}": ${error.message}`, error.excerpt),
  );
  expect(skipped).toEqual([
    '8 under "gate=announced": page.md:13:14: Expected ?toBob to be known, but nothing that came has bound it.',
    '  13 | 8 bob: YIELD ?toBob {} [5]\n     |              ^^^^^^',
  ]);
  const [, plain, strict] = written.split('```log');
  expect(plain).toContain('\n8 carol RESULT ?call {} [5]\n');
  expect(strict).toMatch(/\n7 carol ERROR CALL \?call \{} wamp\.error\.unavailable\n```/);
  await expect(refreshScenario(scenario, openDealer, 1)).rejects.toThrow('Expected ?toBob to be known');
});
