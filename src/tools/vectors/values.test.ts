/** Values of all kinds survive the way to a vector and back. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readWords, type Term, writeJson, writeWord } from '../scenario/words.ts';
import { readValue, writeValue } from './values.ts';

const PLACE = { file: 'page.md', line: 1 };
const termOf = (text: string): Term => readWords(text, PLACE)[0]?.term as Term;
const fail = (path: string, expected: string, came: string): never => {
  throw new Error(`${path}: ${expected}, ${came}`);
};
const again = (text: string): string =>
  readValue(JSON.parse(JSON.stringify(writeValue(termOf(text)))), '', fail);

/** Strings that look like another kind of value, among any others. */
const string = fc.oneof(
  fc.string(),
  fc.constantFrom(
    'call|id',
    'who|session',
    '$any',
    '$$any',
    '$literal',
    '$',
    '?call',
    '_',
    '...',
    'true',
    '1',
    '',
  ),
);
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    string,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(string, tie('value'), { maxKeys: 3 }),
  ),
})).value;

test('any JSON comes back as it was', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(again(writeWord(value))).toBe(writeWord(value));
      expect(again(`[${writeJson(value)}]`)).toBe(`[${writeJson(value)}]`);
    }),
  );
});

test.each([
  '?call',
  '_',
  '[?a, _, {"b": ?c, ...}]',
  '{...}',
  '{"a": {"$any": _, ...}, ...}',
  '{"a": absent, ...}',
  '{"b": [{"$c": absent, ...}], "a": absent, "d": absent, ...}',
  '"?call"',
  '"_"',
])('what a log leaves open comes back as it was: %s', (text) => expect(again(text)).toBe(text));

test.each([
  ['"call"', 'call'],
  ['{"a":[ 1,2 ] , ... }', '{"a": [1, 2], ...}'],
  ['1.50', '1.5'],
])('what can be written in several ways comes back in one: %s', (text, normal) => {
  expect(again(text)).toBe(normal);
});
