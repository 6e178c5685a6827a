/** Memory counted for an unfinished message. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Inflow } from './inflow.ts';
import { COSTS } from './limits.ts';

const TEXT = 0x1;
const CONTINUATION = 0x0;
const PING = 0x9;

/** A frame as clients send it. */
function frameOf(opcode: number, length: number, isFinal = true): Buffer {
  const extension = length < 126 ? Buffer.alloc(0) : length < 65_536 ? Buffer.alloc(2) : Buffer.alloc(8);
  if (extension.length === 2) extension.writeUInt16BE(length);
  if (extension.length === 8) extension.writeBigUInt64BE(BigInt(length));
  const said = length < 126 ? length : extension.length === 2 ? 126 : 127;
  const head = Buffer.of((isFinal ? 0x80 : 0) | opcode, 0x80 | said);
  return Buffer.concat([head, extension, Buffer.alloc(4 + length, 0x85)]);
}

const heldAfter = (...pieces: readonly Buffer[]): number => {
  const inflow = new Inflow();
  for (const piece of pieces) inflow.take(piece);
  return inflow.held;
};

describe('nothing is held', () => {
  test('before anything has come', () => {
    expect(heldAfter()).toBe(0);
  });

  test.each([0, 1, 125, 126, 127, 65_535, 65_536, 100_000])('after a message of %d bytes', (length) => {
    expect(heldAfter(frameOf(TEXT, length))).toBe(0);
  });

  test('after a message in frames, with pings between them', () => {
    const frames = [frameOf(TEXT, 300, false), frameOf(PING, 5), frameOf(CONTINUATION, 0, false)];
    expect(heldAfter(...frames, frameOf(PING, 0), frameOf(CONTINUATION, 7))).toBe(0);
  });

  test('after many pings', () => {
    expect(heldAfter(...Array.from({ length: 1_000 }, () => frameOf(PING, 9)))).toBe(0);
  });

  test('after messages, however they are cut into pieces', () => {
    const lengths = fc.array(fc.integer({ min: 0, max: 70_000 }), { minLength: 1, maxLength: 5 });
    const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 });
    fc.assert(
      fc.property(lengths, cuts, (all, shares) => {
        const stream = Buffer.concat(all.map((length) => frameOf(TEXT, length)));
        const ends = [...shares.map((share) => Math.floor(share * stream.length)), stream.length];
        const places = [...new Set([0, ...ends.sort((a, b) => a - b)])];
        const inflow = new Inflow();
        for (const [index, place] of places.slice(1).entries())
          inflow.take(stream.subarray(places[index], place));
        expect(inflow.held).toBe(0);
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});

describe('an unfinished message holds', () => {
  test('its bytes, and something for each piece', () => {
    const frame = frameOf(TEXT, 1_000);
    expect(heldAfter(frame.subarray(0, 600))).toBe(600 + COSTS.piece);
    expect(heldAfter(frame.subarray(0, 600), frame.subarray(600, 900))).toBe(900 + 2 * COSTS.piece);
  });

  test('a header alone, of which not all has come', () => {
    expect(heldAfter(frameOf(TEXT, 70_000).subarray(0, 5))).toBe(5 + COSTS.piece);
  });

  test('something for each frame', () => {
    const frames = Array.from({ length: 100 }, () => frameOf(CONTINUATION, 1, false));
    const piece = Buffer.concat([frameOf(TEXT, 1, false), ...frames]);
    expect(heldAfter(piece)).toBe(piece.length + 102 * COSTS.piece);
  });

  test('the whole piece that it begins in, which is kept as long as a part of it is', () => {
    const piece = Buffer.concat([frameOf(TEXT, 50_000), frameOf(TEXT, 1_000).subarray(0, 20)]);
    expect(heldAfter(piece)).toBe(piece.length + COSTS.piece);
  });

  test('as much as before when a ping comes in the middle of it', () => {
    const begun = [frameOf(TEXT, 2_000, false)];
    expect(heldAfter(...begun, frameOf(PING, 0))).toBeGreaterThanOrEqual(heldAfter(...begun));
  });
});
