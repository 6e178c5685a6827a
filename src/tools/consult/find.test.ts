/** What is found by words. */
import { expect, test } from 'vitest';
import { readLibrary } from '../scenario/library/scenarios.ts';
import { find, type Hit } from './find.ts';

const named = (words: string, kind: Hit['kind']): string[] =>
  find(words, readLibrary()).flatMap((hit) => (hit.kind === kind ? hit.name : []));

test.each([
  ['no_available_callee', 'error', 'wamp.error.no_available_callee'],
  ['no_available_callee', 'scenario', 'cr-08-all-refuse'],
  ['register twice', 'reading', 'sameSession'],
  ['refused by all callees', 'rule', 'CR-8'],
  ['AFTERKILL', 'reading', 'afterKill'],
  ['CR-8', 'rule', 'CR-8'],
] as const)('%s finds the %s %s', (words, kind, name) => {
  expect(named(words, kind)).toContain(name);
});

test('words in another form find the same', () => {
  expect(named('cancelling', 'rule')).toEqual(named('canceled', 'rule'));
});

test('what has nothing to do with the words is not found', () => {
  expect(find('xyzzy', readLibrary())).toEqual([]);
  expect(find('the', readLibrary(), 2).length).toBeLessThanOrEqual(8);
});
