/** What the first byte of a value of MessagePack says. */

/** The bytes of a number: float 32 and 64, then unsigned and signed integers of 8, 16, 32 and 64 bits. */
export function sizeOfNumber(head: number): number {
  if (head < 0xcc) return head === 0xca ? 4 : 8;
  return 1 << (head & 3);
}

/** The bytes of a length: of 8, 16 and 32 bits for bytes, extensions and text, of 16 and 32 for lists and dictionaries. */
export function sizeOfLength(head: number): number {
  if (head >= 0xdc) return head & 1 ? 4 : 2;
  if (head >= 0xd9) return 1 << (head - 0xd9);
  return head <= 0xc6 ? 1 << (head - 0xc4) : 1 << (head - 0xc7);
}

/** The bytes of an extension whose first byte says how many there are. */
export const sizeOfFixedExtension = (head: number): number => 1 << (head - 0xd4);
