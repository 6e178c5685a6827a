/** Messages written in parts: the same bytes as in one piece, without a copy of a large payload. */
import { describe, expect, test } from 'vitest';
import { TooLong } from './faults.ts';
import { SERIALISATIONS } from './serialisations.ts';
import type { Slice } from './slice.ts';

const serialisations = [...SERIALISATIONS.values()];

describe.each(serialisations)('in $name', (serialisation) => {
  /** The payload of a received CALL, with a text of so many characters in it. */
  const payloadOf = (length: number, from = serialisation): Slice => {
    const call = from.write([48, 1, {}, 'com.add', ['x'.repeat(length), 7], { key: [true] }]);
    return (from.read(call) as unknown[])[4] as Slice;
  };

  test.each([0, 1_000, 16_000, 20_000, 70_000])('a payload of about %d bytes', (length) => {
    for (const from of serialisations) {
      for (const head of [
        [68, 9, 3, {}],
        [50, 2 ** 40, { progress: true }],
      ]) {
        const message = [...head, payloadOf(length, from)];
        const parts = serialisation.writeParts(message);
        expect(Buffer.concat(parts)).toEqual(serialisation.write(message));
        expect(parts.length > 1).toBe(length > 16_384);
      }
    }
  });

  test('a large payload is not copied', () => {
    const message = [68, 9, 3, {}, payloadOf(20_000)];
    const [first, second] = [serialisation.writeParts(message), serialisation.writeParts(message)];
    expect(
      first.filter(({ buffer }) => second.some((part) => part.buffer === buffer && part.length > 16_384)),
    ).toEqual([expect.objectContaining({ length: expect.any(Number) })]);
  });

  test('a message without a payload', () => {
    expect(serialisation.writeParts([65, 1, 2])).toEqual([serialisation.write([65, 1, 2])]);
  });

  test('a message may be as long as it is, and no longer', () => {
    const message = [68, 9, 3, {}, payloadOf(20_000)];
    const { length } = serialisation.write(message);
    expect(Buffer.concat(serialisation.writeParts(message, length))).toHaveLength(length);
    expect(() => serialisation.writeParts(message, length - 1)).toThrow(new TooLong(length - 1));
  });
});
