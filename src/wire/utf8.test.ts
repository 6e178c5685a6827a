/** Short UTF-8 texts, compared with the platform. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sizeOf, write } from './utf8.ts';

const RUNS = { seed: 20_261_128, numRuns: 3_000 };

function written(text: string): Buffer {
  const target = Buffer.alloc(300, 0xff);
  const end = write(text, target, 3);
  expect(target.subarray(end).every((byte) => byte === 0xff)).toBe(true);
  return target.subarray(3, end);
}

test('a text is the bytes that the platform makes of it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 48 }), (text) => {
      expect(written(text)).toEqual(Buffer.from(text));
      expect(sizeOf(text)).toBe(Buffer.byteLength(text));
    }),
    RUNS,
  );
});

test('the first and the last of each length are', () => {
  for (const point of [0, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff]) {
    const text = `a${String.fromCodePoint(point)}z`;
    expect(written(text)).toEqual(Buffer.from(text));
    expect(sizeOf(text)).toBe(Buffer.byteLength(text));
  }
});

test('half of a surrogate pair has no size, wherever it is', () => {
  const half = fc.integer({ min: 0xd800, max: 0xdfff }).map((code) => String.fromCharCode(code));
  const unit = fc.oneof(half, fc.constantFrom('a', 'é', '😀'));
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 5 }), (units) => {
      const text = units.join('');
      const isWellFormed = Buffer.from(text).toString() === text;
      expect(sizeOf(text)).toBe(isWellFormed ? Buffer.byteLength(text) : undefined);
    }),
    RUNS,
  );
});
