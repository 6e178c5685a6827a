/** Cache of short texts: each text is that of its bytes, whichever came before. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameAt } from './names.ts';

test('is the text of its bytes, be it of another one with the same length or one that came before', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '\0', '~'), maxLength: 48 });
  fc.assert(
    fc.property(fc.array(text, { minLength: 2, maxLength: 20 }), fc.nat(9), (texts, before) => {
      for (const each of [...texts, ...texts]) {
        const bytes = Buffer.from(`${'x'.repeat(before)}${each}x`);
        expect(nameAt(bytes, before, before + each.length)).toBe(each);
      }
    }),
    { seed: 20_261_128, numRuns: 2_000 },
  );
});

test('a text of bytes that change later stays', () => {
  const bytes = Buffer.from('com.example.add');
  const name = nameAt(bytes, 0, bytes.length);
  bytes.fill('x');
  expect(name).toBe('com.example.add');
  expect(nameAt(Buffer.from('com.example.add'), 0, 15)).toBe('com.example.add');
});

test('is none if a byte is not ASCII, or if there are many', () => {
  expect(nameAt(Buffer.from('é'), 0, 2)).toBeUndefined();
  expect(nameAt(Buffer.alloc(48, 'a'), 0, 48)).toBe('a'.repeat(48));
  expect(nameAt(Buffer.alloc(49, 'a'), 0, 49)).toBeUndefined();
});
