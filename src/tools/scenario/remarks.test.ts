/** Remarks on malformed messages that a page does not expect to be refused. */
import { expect, test } from 'vitest';
import { readCasePages, readLibrary } from './library/scenarios.ts';
import { page } from './page.test-helper.ts';
import { parseScenario } from './parse.ts';
import { remarksOn } from './remarks.ts';

const remarks = (step: string, log: readonly string[] = []): string[] => {
  const text = page(['alice joins as callee and caller', step], log);
  return remarksOn(parseScenario(text, 'page.md', { draft: true })).map(({ message }) => message);
};

test.each([
  [
    'alice: REGISTER ?a com.add',
    'page.md:7:20: Expected REGISTER.Options to be a dictionary, but com.add came. Write {} if Options has no entries.',
  ],
  ['alice: CALL ?c {}', 'page.md:7:1: Expected CALL.Procedure to be a URI, a string, but the line ends.'],
  [
    'alice: YIELD ?toAlice [5]',
    'page.md:7:23: Expected YIELD.Options to be a dictionary, but [5] came. Write {} if Options has no entries.',
  ],
  [
    'alice: CALL ?c {} com.add {"a": 1}',
    'page.md:7:27: Expected CALL.Arguments to be a list, but {"a": 1} came.',
  ],
])('%s is remarked on', (step, remark) => {
  expect(remarks(step)).toEqual([remark]);
});

test('a message with the fields of WAMP is not remarked on, nor one that the log expects to be refused', () => {
  expect(remarks('alice: REGISTER ?a {} com.add')).toEqual([]);
  expect(remarks('alice: CALL ?c {} com.add [1] {"a": 1}')).toEqual([]);
  expect(
    remarks('alice: REGISTER ?a com.add', ['2 alice ABORT {"message": _} wamp.error.protocol_violation']),
  ).toEqual([]);
});

test('no scenario of the library is remarked on', () => {
  const all = [...readLibrary().values(), ...readCasePages().values()];
  expect(all.flatMap(remarksOn)).toEqual([]);
});
