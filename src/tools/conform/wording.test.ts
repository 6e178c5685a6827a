/** The judge's sentences in the words of a case. */
import { expect, test } from 'vitest';
import { inWords, stepOf } from './wording.ts';

test('lines of a log become steps, and sessions the clients of the script', () => {
  const says =
    'Expected INVOCATION to go to fe0a4350231 bob2, but it went to fe0a4350231 alice1: the one of line 7 was not answered after line 12.';
  expect(inWords(says, (line) => (line === 7 ? 'step 3' : undefined))).toBe(
    'Expected INVOCATION to go to bob, but it went to alice: the one of step 3 was not answered after line 12.',
  );
});

test('a line belongs to the first step that ends at it or after it, and one after all of them to the last', () => {
  const ends = [2, 2, 5];
  expect([1, 2, 3, 5, 6].map((line) => stepOf(line, ends))).toEqual([1, 1, 3, 3, 3]);
  expect(stepOf(1, [])).toBe(0);
});
