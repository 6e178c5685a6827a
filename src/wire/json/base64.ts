/** Base64, RFC 4648, section 4: with padding, and only in its canonical form. */

/** Length of the text for so many bytes. */
export const lengthOf = (bytes: number): number => 4 * Math.ceil(bytes / 3);

/** Writes bytes as Base64 into a buffer with room for them. */
export function encode(bytes: Uint8Array, target: Uint8Array, start: number): void {
  let to = start;
  for (let from = 0; from < bytes.length; from += 3) {
    const left = bytes.length - from;
    const bits =
      ((bytes[from] as number) << 16) |
      ((bytes[from + 1] ?? 0) << 8) |
      (left > 2 ? (bytes[from + 2] as number) : 0);
    target[to++] = LETTERS[bits >> 18] as number;
    target[to++] = LETTERS[(bits >> 12) & 63] as number;
    target[to++] = left > 1 ? (LETTERS[(bits >> 6) & 63] as number) : PADDING;
    target[to++] = left > 2 ? (LETTERS[bits & 63] as number) : PADDING;
  }
}

/**
 * Reads a text.
 *
 * @param start offset of its first character
 * @returns its bytes; undefined unless `encode` writes this text for them
 */
export function decode(text: string, start: number): Uint8Array | undefined {
  const end = text.length;
  if ((end - start) % 4 !== 0) return undefined;
  const padding =
    end > start && text.charCodeAt(end - 1) === PADDING ? (text.charCodeAt(end - 2) === PADDING ? 2 : 1) : 0;
  const bytes = new Uint8Array(((end - start) / 4) * 3 - padding);
  let bits = 0;
  let to = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    const value = at >= end - padding ? 0 : code < 0x80 ? (VALUES[code] as number) : NONE;
    if (value === NONE) return undefined;
    bits = (bits << 6) | value;
    if ((at - start) % 4 < 3) continue;
    // The bits beyond the end must be zero.
    bytes[to++] = bits >> 16;
    bytes[to++] = bits >> 8;
    bytes[to++] = bits;
    if (at < end - 1) bits = 0;
  }
  return padding > 0 && (bits & (padding === 2 ? 0xffff : 0xff)) !== 0 ? undefined : bytes;
}

// --- internal ---

const LETTERS = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');
const PADDING = 0x3d;

/** Marks a character outside of the Base64 alphabet. */
const NONE = 0xff;
const VALUES = new Uint8Array(128).fill(NONE);
LETTERS.forEach((letter, value) => {
  VALUES[letter] = value;
});
