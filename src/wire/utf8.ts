/** Short texts in UTF-8, which a loop writes faster than the platform. */

/** Up to how many characters it does. */
export const SHORT_TEXT = 48;

/** How many bytes a text has; undefined if it has half of a surrogate pair. */
export function sizeOf(text: string): number | undefined {
  let size = text.length;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x80) continue;
    size += code < 0x800 ? 1 : 2;
    if (!isSurrogate(code)) continue;
    // Of a pair the two characters have two bytes each.
    if (code >= FIRST_LOW || text.charCodeAt(index + 1) >> 10 !== FIRST_LOW >> 10) return undefined;
    index++;
  }
  return size;
}

/**
 * Writes a text without halves of pairs to a place in bytes that have room for it.
 *
 * @returns where it ends
 */
export function write(text: string, target: Uint8Array, start: number): number {
  let at = start;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x80) target[at++] = code;
    else {
      const point = isSurrogate(code) ? (text.codePointAt(index++) as number) : code;
      if (point < 0x800) target[at++] = 0xc0 | (point >> 6);
      else {
        if (point < 0x10000) target[at++] = 0xe0 | (point >> 12);
        else {
          target[at++] = 0xf0 | (point >> 18);
          target[at++] = 0x80 | ((point >> 12) & 0x3f);
        }
        target[at++] = 0x80 | ((point >> 6) & 0x3f);
      }
      target[at++] = 0x80 | (point & 0x3f);
    }
  }
  return at;
}

// --- internal ---

/** The first surrogate that may only be the second of a pair; there are 1,024 of these. */
const FIRST_LOW = 0xdc00;

const isSurrogate = (code: number): boolean => code >> 11 === 0xd800 >> 11;
