/** Words: a written value is read as the same value, and a pattern matches only its values. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate, isOpen, matchTerm, namesIn, readWords, type Term, writeWord } from './words.ts';

const PLACE = { file: 'page.md', line: 1 };
const none = new Map<string, number>();

const read = (text: string): Term => {
  const [word, ...others] = readWords(text, PLACE);
  expect(others).toEqual([]);
  return (word as { term: Term }).term;
};

const value = fc.oneof(fc.jsonValue({ noUnicodeString: false }), fc.string(), fc.webUrl());

test('every value is written as one word that means it and nothing else', () => {
  fc.assert(
    fc.property(value, value, (one, other) => {
      const term = read(writeWord(one));
      expect(isOpen(term)).toBe(false);
      expect(namesIn(term)).toEqual([]);
      expect(matchTerm(term, one, none)).toBe(none);
      expect(JSON.stringify(evaluate(term, () => 0))).toBe(JSON.stringify(one));
      expect(matchTerm(term, other, none) !== undefined).toBe(JSON.stringify(one) === JSON.stringify(other));
    }),
  );
});

test.each([
  ['com.example.add', 'com.example.add'],
  ['two words', '"two words"'],
  ['', '""'],
  ['true', '"true"'],
  ['5', '"5"'],
  ['?id', '"?id"'],
  ['_', '"_"'],
  ['a]', '"a]"'],
  [{ a: ['b', 1.5, null] }, '{"a": ["b", 1.5, null]}'],
])('%j is written %s', (given, written) => {
  expect(writeWord(given)).toBe(written);
});

test.each<[string, unknown, boolean]>([
  ['_', { a: 1 }, true],
  ['[_]', [{ a: 1 }], true],
  ['[_]', [1, 2], false],
  ['[_]', { 0: 1 }, false],
  ['{"a": absent, ...}', {}, true],
  ['{"a": absent, ...}', { b: 1 }, true],
  ['{"a": absent, ...}', { a: false }, true],
  ['{"a": absent, ...}', { a: true }, false],
  ['{"a": absent, ...}', { a: null }, true],
  ['{"a": absent, ...}', { a: 0 }, false],
  ['{"b": 1, "a": absent, ...}', { b: 1, c: 2 }, true],
  ['{"b": 1, "a": absent, ...}', { a: false }, false],
  ['{}', {}, true],
  ['{}', [], false],
  ['{}', null, false],
  ['{}', { a: 1 }, false],
  ['{...}', { a: 1 }, true],
  ['{"a": 1, ...}', { a: 1, b: 2 }, true],
  ['{"a": 1, ...}', { b: 2 }, false],
  ['{"a": {"b": _}}', { a: { b: [] } }, true],
  ['?id', 7, true],
  ['?id', '7', false],
  ['[?id, ?id]', [7, 7], true],
  ['[?id, ?id]', [7, 8], false],
  ['[?id, ?other]', [7, 7], true],
])('%s fits %j: %s', (written, given, fits) => {
  expect(matchTerm(read(written), given, none) !== undefined).toBe(fits);
});
