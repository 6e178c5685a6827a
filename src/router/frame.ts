/** Headers of the frames that a server sends: each is a whole message (RFC 6455, section 5.2). */

/** Length of the header of a message of that length, in bytes. */
export const headerLength = (length: number): number => (length < LENGTH_16 ? 2 : length < 2 ** 16 ? 4 : 10);

/**
 * Writes the header of a frame.
 *
 * @param at offset of its first byte
 * @param binary whether the message is binary or text
 * @param length of the message, in bytes
 * @returns the offset after it
 */
export function writeHeader(target: Buffer, at: number, binary: boolean, length: number): number {
  target[at] = FINAL | (binary ? BINARY : TEXT);
  if (length < LENGTH_16) target[at + 1] = length;
  else if (length < 2 ** 16) {
    target[at + 1] = LENGTH_16;
    target.writeUInt16BE(length, at + 2);
  } else {
    target[at + 1] = LENGTH_64;
    target.writeUInt16BE(0, at + 2);
    target.writeUIntBE(length, at + 4, 6);
  }
  return at + headerLength(length);
}

// --- internal ---

const FINAL = 0x80;
const TEXT = 0x1;
const BINARY = 0x2;
/** Marks of lengths that follow. */
const LENGTH_16 = 126;
const LENGTH_64 = 127;
