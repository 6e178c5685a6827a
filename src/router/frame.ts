/** Frames of messages: the header of one that is sent in pieces, and the memory of one that waits. */

/**
 * Writes the header of a frame that is a whole message of a server (RFC 6455, section 5.2). The WebSocket library would
 * have to copy the pieces into one.
 *
 * @param binary whether the message is binary or text
 * @param length of the message, in bytes
 */
export function headerOf(binary: boolean, length: number): Buffer {
  const header = Buffer.alloc(length < 2 ** 16 ? 4 : 10);
  header[0] = FINAL | (binary ? BINARY : TEXT);
  if (length < 2 ** 16) {
    header[1] = LENGTH_16;
    header.writeUInt16BE(length, 2);
  } else {
    header[1] = LENGTH_64;
    header.writeUIntBE(length, 4, 6);
  }
  return header;
}

/** Copies the bytes into memory of their own: a short message that waits long would keep its shared slab. */
export function detached(frame: Buffer): Buffer {
  if (2 * frame.length >= frame.buffer.byteLength) return frame;
  const own = Buffer.allocUnsafeSlow(frame.length);
  frame.copy(own);
  return own;
}

// --- internal ---

const FINAL = 0x80;
const TEXT = 0x1;
const BINARY = 0x2;
const LENGTH_16 = 126;
const LENGTH_64 = 127;
