/** Writer of short UTF-8 texts, faster than the platform. */

/** Number of characters up to which it is faster. */
export const SHORT_TEXT = 48;

/** Number of bytes of a text; undefined if it has a lone surrogate. */
export function sizeOf(text: string): number | undefined {
  let size = text.length;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x80) continue;
    size += code < 0x800 ? 1 : 2;
    if (!isSurrogate(code)) continue;
    // The two characters of a pair take two bytes each.
    if (code >= FIRST_LOW || text.charCodeAt(index + 1) >> 10 !== FIRST_LOW >> 10) return undefined;
    index++;
  }
  return size;
}

/**
 * Writes a well-formed text into a buffer with room for it.
 *
 * @returns the end of the text
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

/** The first of the 1,024 low surrogates. */
const FIRST_LOW = 0xdc00;

const isSurrogate = (code: number): boolean => code >> 11 === 0xd800 >> 11;
