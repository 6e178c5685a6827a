/** JSON transcoded and written: kinds are kept, and values without a form in JSON are refused. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Unrepresentable } from '../faults.ts';
import type { Sink } from '../sink.ts';
import { transcodeText } from './reader.ts';
import { WordsWriter } from './words.ts';
import { JsonWriter } from './writer.ts';

/** The calls of the sink for a text, as words. */
function told(text: string): string[] {
  const words: string[] = [];
  const say =
    (name: string) =>
    (...facts: unknown[]) => {
      words.push([name, ...facts.map(show)].join(' '));
    };
  const names = ['null', 'boolean', 'integer', 'float', 'text', 'bytes', 'list', 'dict', 'end'];
  transcodeText(text, Object.fromEntries(names.map((name) => [name, say(name)])) as unknown as Sink);
  return words;
}

const show = (fact: unknown): string =>
  Object.is(fact, -0) ? '-0' : fact instanceof Uint8Array ? `${[...fact]}` : `${fact}`;

const written = (write: (sink: Sink) => void, writer = new JsonWriter()): string => {
  write(writer);
  return writer.written().toString();
};
const rewritten = (text: string): string => written((sink) => transcodeText(text, sink));

describe('the reader tells', () => {
  test.each([
    ['0', 'integer 0'],
    ['-0', 'integer 0'],
    ['-17', 'integer -17'],
    ['9007199254740992', 'integer 9007199254740992'],
    ['9007199254740993', 'integer 9007199254740993'],
    ['-9007199254740993', 'integer -9007199254740993'],
    ['1.0', 'float 1 64'],
    ['-0.0', 'float -0 64'],
    ['1e2', 'float 100 64'],
    ['1E+2', 'float 100 64'],
    ['1e-400', 'float 0 64'],
    ['0.30000000000000004', 'float 0.30000000000000004 64'],
    ['"1234567890123456"', 'text 1234567890123456'],
    ['"\\"\\\\\\/\\b\\u00e9"', 'text "\\/\bé'],
    ['"\\u0000AQL/"', 'bytes 1,2,255'],
    ['"\\u0000"', 'bytes '],
    ['"\\u0000AQL"', 'text \0AQL'],
    ['"\\u0000AQ=="', 'bytes 1'],
    ['"\\u0000AR=="', 'text \0AR=='],
    ['"\\u0000AQL_"', 'text \0AQL_'],
    ['"\\u0000AQ L"', 'text \0AQ L'],
  ])('%s as %s', (text, word) => {
    expect(told(text)).toEqual([word]);
  });

  test('lists and dictionaries, with their keys in order, also those given twice', () => {
    expect(told(' [ {"b" : 1 , "a":[ ], "b":{}} , null,true,false ] ').join(', ')).toBe(
      'list, dict, text b, integer 1, text a, list, end, text b, dict, end, end, null, boolean true, boolean false, end',
    );
  });

  test('keys as text, also those that would be bytes as values', () => {
    expect(told('{"\\u0000AQ==":1}')).toEqual(['dict', 'text \0AQ==', 'integer 1', 'end']);
  });

  test('values one after the other, and none', () => {
    expect(told(' 1 , "a" ')).toEqual(['integer 1', 'text a']);
    expect(told(' ')).toEqual([]);
  });

  test('strings whatever backslashes are in and around them', () => {
    const text = fc
      .array(fc.constantFrom('\\', '"', 'a', '\n', 'é', ','), { maxLength: 12 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), (strings) => {
        expect(told(JSON.stringify(strings))).toEqual([
          'list',
          ...strings.map((each) => `text ${each}`),
          'end',
        ]);
      }),
      { seed: 20_261_128, numRuns: 2_000 },
    );
  });

  test('a million backslashes in one string, and a million strings with one, in time that grows with their length', () => {
    expect(told(JSON.stringify('\\'.repeat(1e6)))).toHaveLength(1);
    expect(told(JSON.stringify(Array(2e5).fill('\\"')))).toHaveLength(2e5 + 2);
  });

  test('no number that is told nowhere', () => {
    expect(told('9'.repeat(310))).toEqual([`integer ${'9'.repeat(310)}`]);
    for (const text of ['9'.repeat(311), `-${'9'.repeat(311)}`, '1e400', '-1e400', `${'9'.repeat(400)}.5`])
      expect(() => told(text), text).toThrow(Unrepresentable);
  });
});

describe('the writer', () => {
  test.each([
    [1, '1.0'],
    [-0, '-0.0'],
    [1e21, '1e+21'],
    [123456789012345680000, '123456789012345680000.0'],
    [1e-7, '1e-7'],
    [0.1, '0.1'],
    [Math.fround(0.1), '0.10000000149011612'],
  ])('gives the float %d as %s', (float, text) => {
    expect(written((sink) => sink.float(float, 64))).toBe(text);
  });

  test('gives integers of any size, bytes, and keys like __proto__', () => {
    expect(
      written((sink) => {
        sink.dict(2);
        sink.text('__proto__');
        sink.integer(2n ** 70n);
        sink.text('\0AQ==');
        sink.bytes(Uint8Array.of(1, 2, 255));
        sink.end();
        sink.integer(-0);
      }),
    ).toBe('{"__proto__":1180591620717411303424,"\\u0000AQ==":"\\u0000AQL/"},0');
  });

  const REFUSED: [string, (sink: Sink) => void][] = [
    ['the float NaN', (sink) => sink.float(Number.NaN, 64)],
    ['a text of NUL and Base64, which would be bytes', (sink) => sink.text('\0AQ==')],
    ['an instant', (sink) => sink.instant(1, 0)],
    ['the tag 5 of CBOR', (sink) => sink.tag(5)],
    ['undefined, of CBOR', (sink) => sink.simple(23)],
    ['an extension of MessagePack, type 7', (sink) => sink.extension(7, Uint8Array.of(1))],
  ];

  test.each(REFUSED)('refuses %s', (what, write) => {
    expect(() => written(write)).toThrow(new Unrepresentable(what));
  });

  test.each([
    ['an integer', (sink: Sink) => sink.integer(1)],
    ['a float', (sink: Sink) => sink.float(1, 64)],
    ['bytes', (sink: Sink) => sink.bytes(Uint8Array.of(1))],
    ['null', (sink: Sink) => sink.null()],
    ['a list', (sink: Sink) => sink.list(0)],
    ['a dictionary', (sink: Sink) => sink.dict(0)],
  ])('refuses a key that is %s', (kind, write) => {
    const asKey = (sink: Sink): void => {
      sink.dict(1);
      write(sink);
    };
    expect(() => written(asKey)).toThrow(new Unrepresentable(`a dictionary with a key that is ${kind}`));
  });

  test('gives what was read, but for escapes and numbers that are written otherwise', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const text = JSON.stringify(value);
        expect(JSON.parse(rewritten(text))).toEqual(JSON.parse(text));
        expect(rewritten(rewritten(text))).toBe(rewritten(text));
      }),
      { seed: 20_261_128, numRuns: 1_000 },
    );
  });

  test('for logs puts into words what JSON has no form for', () => {
    const all = (sink: Sink): void => {
      sink.list();
      for (const [, write] of REFUSED) write(sink);
      sink.dict();
      sink.integer(1);
      sink.null();
      sink.simple(23);
      sink.text('b');
      sink.end();
      sink.end();
    };
    expect(JSON.parse(written(all, new WordsWriter()))).toEqual([
      ...REFUSED.filter(([what]) => !what.startsWith('the tag')).map(([what]) => [what]),
      { 1: null, 'undefined, of CBOR': 'b' },
    ]);
  });
});
