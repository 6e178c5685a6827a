/** A WebSocket message that is sent again and again, each time with another id in it. */
import type { Encoding } from './encoding.ts';

export class Template {
  private readonly encoding: Encoding;
  private readonly before: Uint8Array;
  /** The bytes after the id, masked for each offset in the mask at which they may begin. */
  private readonly after: readonly Uint8Array[];

  /**
   * @param before the fields before the id
   * @param after the fields after it
   */
  constructor(encoding: Encoding, before: readonly number[], after: readonly unknown[]) {
    this.encoding = encoding;
    const [start, rest] = encoding.around(before, after);
    this.before = start;
    this.after = MASK.map((_, place) => masked(rest, place));
  }

  /**
   * The frame with an id, in two parts; all frames share the second one, which must not be changed.
   *
   * @param id a number, or its bytes in this encoding
   */
  frame(id: number | Uint8Array): readonly [Uint8Array, Uint8Array] {
    const bytes = typeof id === 'number' ? this.encoding.id(id) : id;
    const place = (this.before.length + bytes.length) % MASK.length;
    const after = this.after[place] as Uint8Array;
    const length = this.before.length + bytes.length + after.length;
    const header = headerOf(this.encoding.opcode, length);
    const head = Buffer.allocUnsafe(header.length + this.before.length + bytes.length);
    head.set(header);
    head.set(this.before, header.length);
    head.set(bytes, header.length + this.before.length);
    mask(head.subarray(header.length), 0);
    return [head, after];
  }
}

/** A frame with any message, or with none for a pong. */
export function frame(opcode: number, message: Uint8Array): Uint8Array {
  return Buffer.concat([headerOf(opcode, message.length), masked(message, 0)]);
}

// --- internal ---

/**
 * The mask of all frames. It is not zero, since a router may skip the unmasking for zeros, while browsers
 * and libraries send masks that have to be removed byte by byte.
 */
const MASK = [0x5a, 0xc3, 0x17, 0x9e];

function masked(bytes: Uint8Array, place: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  mask(copy, place);
  return copy;
}

function mask(bytes: Uint8Array, place: number): void {
  for (let at = 0; at < bytes.length; at++) {
    (bytes[at] as number) ^= MASK[(place + at) % MASK.length] as number;
  }
}

function headerOf(opcode: number, length: number): Uint8Array {
  const first = 0x80 | opcode;
  if (length < 126) return Uint8Array.of(first, 0x80 | length, ...MASK);
  if (length < 2 ** 16) return Uint8Array.of(first, 0x80 | 126, length >> 8, length & 0xff, ...MASK);
  const header = Buffer.from([first, 0x80 | 127, 0, 0, 0, 0, 0, 0, 0, 0, ...MASK]);
  header.writeUInt32BE(length, 6);
  return header;
}
