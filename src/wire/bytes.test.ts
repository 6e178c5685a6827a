/** Writers that share a slab: written bytes stay, and lengths are limited. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Bytes } from './bytes.ts';
import { TooLong } from './faults.ts';

class Writer extends Bytes {
  add(byte: number, times: number): this {
    for (let count = 0; count < times; count++) this.byte(byte);
    return this;
  }
  addRun(bytes: Buffer): this {
    this.copy({ bytes, start: 0, end: bytes.length });
    return this;
  }
}

const length = fc.oneof(fc.nat(100), fc.nat(10_000), fc.constantFrom(8_191, 8_192, 8_193, 40_000));

test('messages stay as they were written, whatever is written, given up and begun beside them', () => {
  const step = fc.record({ first: length, second: length, isAbandoned: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), (steps) => {
      const kept: [number, number, Buffer][] = [];
      steps.forEach(({ first, second, isAbandoned }, index) => {
        const byte = index + 1;
        const [writer, other] = [new Writer(), new Writer()];
        writer.add(byte, first);
        other.add(0xff, second).written();
        writer.addRun(Buffer.alloc(second, byte));
        if (!isAbandoned) kept.push([byte, first + second, writer.written()]);
      });
      for (const [byte, size, message] of kept)
        expect(message.equals(Buffer.alloc(size, byte)), `${byte}`).toBe(true);
    }),
    { seed: 20_261_128, numRuns: 200 },
  );
});

test('no memory is taken for more bytes than there may be', () => {
  expect(new Writer(100).add(1, 100).written()).toHaveLength(100);
  expect(() => new Writer(100).add(1, 101).written()).toThrow(new TooLong(100));
  expect(new Writer(20_000).add(1, 20_000).written()).toHaveLength(20_000);
  const long = new Writer(20_000).add(1, 20_000);
  expect(() => long.add(1, 1)).toThrow(new TooLong(20_000));
  expect(() => new Writer(20_000).addRun(Buffer.alloc(20_001))).toThrow(TooLong);
});
