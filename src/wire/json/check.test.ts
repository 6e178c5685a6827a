/** Validity of JSON and offsets of elements, compared with the platform's parser, and limits. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Unreadable } from '../faults.ts';
import { elementsOf } from './check.ts';

const offsetsOf = (text: string): number[] | undefined => elementsOf(Buffer.from(text));

/** The elements between their offsets, each with the byte that ends it. */
function partsOf(text: string): string[] {
  const offsets = offsetsOf(text) as number[];
  return offsets.slice(1).map((end, index) => text.slice(offsets[index], end));
}

function isRead(text: string): boolean {
  try {
    offsetsOf(text);
    return true;
  } catch (error) {
    if (error instanceof Unreadable) return false;
    throw error;
  }
}

function isParsed(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('the elements of an array', () => {
  test.each([
    ['[]', []],
    [' [ ] ', []],
    ['[1]', ['1]']],
    ['[1,"a,]",[2,3],{"b":[4]}]', ['1,', '"a,]",', '[2,3],', '{"b":[4]}]']],
    [' [ 1 , 2 ] ', [' 1 ,', ' 2 ]']],
    ['[[],[]]', ['[],', '[]]']],
    ['["\\"",1]', ['"\\"",', '1]']],
  ])('%s', (text, parts) => {
    expect(partsOf(text)).toEqual(parts);
  });

  test('beyond the eighth are not looked for', () => {
    const array = (length: number): string => JSON.stringify(Array.from({ length }, (_, index) => index));
    expect(partsOf(array(7))).toHaveLength(7);
    expect(partsOf(array(8))).toHaveLength(8);
    expect(partsOf(array(1_000))).toHaveLength(8);
  });

  test.each(['{}', '{"a":[1,2]}', '"[]"', '1', 'null', ' true '])('are none in %s', (text) => {
    expect(offsetsOf(text)).toBeUndefined();
  });
});

describe('it agrees with the parser of the platform', () => {
  const PIECES = [
    ...'[]{},:"\\ \t\n\r\v\f-+.eE0123456789tfn/ubx',
    ...[
      'true',
      'false',
      'null',
      '""',
      '"a"',
      '\\u0000',
      '\\ud800',
      '\\"',
      '\\\\',
      '1e5',
      '-0',
      '0.5',
      '\u00a0',
      'é',
      '😀',
    ],
    ...['\u0000', '\u001f', '\ufeff', 'nul', 'NaN', '01', '1.', '.5', '{"a":1}', '[1,2]', '"a":', ',]', ',}'],
  ];

  test('about texts of pieces of JSON', () => {
    const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, (piece) => {
        for (const each of [piece, `[${piece}]`, `{"a":${piece}}`, `["${piece}"]`])
          expect(isRead(each), each).toBe(isParsed(each));
      }),
      { seed: 20_261_128, numRuns: 5_000 },
    );
  });

  test('about JSON in which something was changed', () => {
    const change = fc.tuple(fc.nat(), fc.nat(2), fc.constantFrom(...PIECES));
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 4 }),
        fc.boolean(),
        change,
        (json, isSpaced, [where, length, piece]) => {
          const text = isSpaced ? JSON.stringify(JSON.parse(json), null, '\t') : json;
          expect(isRead(text), text).toBe(true);
          const at = where % (text.length + 1);
          const changed = text.slice(0, at) + piece + text.slice(at + length);
          expect(isRead(changed), changed).toBe(isParsed(changed));
        },
      ),
      { seed: 20_261_128, numRuns: 5_000 },
    );
  });

  test('about every character after a backslash, in a string, and on its own', () => {
    for (let code = 0; code < 0x180; code++) {
      const character = String.fromCharCode(code);
      for (const text of [`"\\${character}"`, `"${character}"`, character, `[1${character}2]`])
        expect(isRead(text), JSON.stringify(text)).toBe(isParsed(text));
    }
  });

  test('about everything that a text is too short by', () => {
    const text = '[{"a":[true,false,null,-1.5e-7,"\\u00e9\\n"]},""]';
    for (let length = 0; length < text.length; length++)
      expect(isRead(text.slice(0, length)), text.slice(0, length)).toBe(isParsed(text.slice(0, length)));
  });
});

describe('refused are', () => {
  const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
  const inDicts = (levels: number): string => '{"a":'.repeat(levels) + 1 + '}'.repeat(levels);

  test('lists and dictionaries more than 500 levels deep', () => {
    for (const text of [nested, inDicts]) {
      expect(isRead(text(500))).toBe(true);
      for (const levels of [501, 100_000])
        expect(() => offsetsOf(text(levels))).toThrow('nested deeper than 500');
    }
  });

  test('more than two million values, keys among them', () => {
    const list = (length: number): string => `[${'1,'.repeat(length - 1)}1]`;
    const dict = (length: number): string => `{${'"":1,'.repeat(length - 1)}"":1}`;
    const lists = (length: number): string => `[${'[],'.repeat(length - 1)}[]]`;
    for (const [text, most] of [
      [list, 1_999_999],
      [lists, 1_999_999],
      [dict, 999_999],
    ] as const) {
      expect(isRead(text(most))).toBe(true);
      expect(() => offsetsOf(text(most + 1))).toThrow('more than 2,000,000 values');
    }
  });

  test.each(['c328', '80', 'eda080', 'c080', 'f4908080', 'e282'])('bytes that are no UTF-8: %s', (hex) => {
    const frame = Buffer.concat([Buffer.from('["'), Buffer.from(hex, 'hex'), Buffer.from('"]')]);
    expect(() => elementsOf(frame)).toThrow(new Unreadable('text that is no UTF-8'));
  });

  test.each([
    ['[1,]', 'no JSON: ] at byte 3'],
    ['[1', 'no JSON: it ends too early, after 2 bytes'],
    ['', 'no JSON: it ends too early, after 0 bytes'],
    ['["\n"]', 'no JSON: the byte 0x0a at byte 2'],
    ['[1] 2', 'no JSON: 2 at byte 4'],
    ['{"a" 1}', 'no JSON: 1 at byte 5'],
    ['["\\x"]', 'no JSON: x at byte 3'],
    ['nonsense', 'no JSON: n at byte 0'],
  ])('%j, with what is wrong where', (text, sentence) => {
    expect(() => offsetsOf(text)).toThrow(new Unreadable(sentence));
  });
});
