/** Base64 as the platform writes it; only the canonical text of some bytes is read. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decode, encode, lengthOf } from './base64.ts';

const RUNS = { seed: 20_261_128, numRuns: 3_000 };

function encoded(bytes: Uint8Array): string {
  const length = lengthOf(bytes.length);
  const target = new Uint8Array(length + 5);
  encode(bytes, target, 2);
  expect([target[0], target[1], ...target.subarray(length + 2)]).toEqual([0, 0, 0, 0, 0]);
  return Buffer.from(target.subarray(2, length + 2)).toString('latin1');
}

/** The bytes that the platform reads, if it writes the same text for them. */
function expected(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? new Uint8Array(bytes) : undefined;
}

test('bytes are the text that the platform makes of them, and are read from it', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(5), (bytes, before) => {
      const text = Buffer.from(bytes).toString('base64');
      expect(encoded(bytes)).toBe(text);
      expect(decode('-'.repeat(before) + text, before)).toEqual(bytes);
    }),
    RUNS,
  );
});

test('texts that are almost Base64 are read if the platform writes just them', () => {
  const character = fc.constantFrom(...'AQgwIEZaz09+/=-_ \n\0é😀');
  fc.assert(
    fc.property(fc.array(character, { maxLength: 9 }), (characters) => {
      const text = characters.join('');
      expect(decode(text, 0)).toEqual(expected(text));
    }),
    { ...RUNS, numRuns: 20_000 },
  );
});

test.each(['=', '==', '===', '====', 'A===', 'AA=A', 'AB==', 'AAB=', 'AA==AAAA', 'AAA', 'A'])(
  '%s is the text of no bytes',
  (text) => {
    expect(decode(text, 0)).toBeUndefined();
  },
);
