/** First byte of a MessagePack value. */

/** Number of bytes of a number: float 32 and 64, then unsigned and signed integers of 8, 16, 32 and 64 bits. */
export function sizeOfNumber(head: number): number {
  if (head < 0xcc) return head === 0xca ? 4 : 8;
  return 1 << (head & 3);
}

/** Number of bytes of a length: 1, 2 or 4 for bytes, extensions and text, 2 or 4 for lists and dictionaries. */
export function sizeOfLength(head: number): number {
  if (head >= 0xdc) return head & 1 ? 4 : 2;
  if (head >= 0xd9) return 1 << (head - 0xd9);
  return head <= 0xc6 ? 1 << (head - 0xc4) : 1 << (head - 0xc7);
}

/** Number of bytes of an extension with a fixed size. */
export const sizeOfFixedExtension = (head: number): number => 1 << (head - 0xd4);
