/** Values as TLA+ writes them. */
import { expect, test } from 'vitest';
import { stringText, valueText } from './value.ts';

test('different texts are different strings, whatever their characters', () => {
  const texts = ['é', '{e9}', 'e9', '\\', '"', '\n'].map(stringText);
  expect(new Set(texts).size).toBe(texts.length);
  expect(stringText('a"b\\c é')).toBe('"a\\"b\\\\c {e9}"');
});

test('lists are sequences, and objects are records', () => {
  expect(valueText([1, true, { a: [], b: 'x' }])).toBe('<<1, TRUE, [a |-> <<>>, b |-> "x"]>>');
});
