/** Short texts, which come again and again in messages: URIs, and keys. Those that came last are not made again. */
import { bufferOf } from './buffers.ts';

/**
 * A text of ASCII.
 *
 * @returns undefined if it is not ASCII, or is longer than `LONGEST`
 */
export function nameAt(bytes: Uint8Array, start: number, end: number): string | undefined {
  if (end - start > LONGEST) return undefined;
  let hash = end - start;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte >= 0x80) return undefined;
    hash = (Math.imul(hash, 31) + byte) | 0;
  }
  const place = (hash ^ (hash >>> 15)) & (PLACES - 1);
  const name = names[place] as string;
  if (isAt(name, bytes, start, end)) return name;
  const made = bufferOf(bytes).toString('latin1', start, end);
  names[place] = made;
  return made;
}

// --- internal ---

/** Few names have more bytes than this. */
const LONGEST = 48;

/** How many names are kept, a power of two. */
const PLACES = 512;

const names: string[] = Array(PLACES).fill('');

function isAt(name: string, bytes: Uint8Array, start: number, end: number): boolean {
  if (name.length !== end - start) return false;
  for (let index = 0; index < name.length; index++) {
    if (name.charCodeAt(index) !== bytes[start + index]) return false;
  }
  return true;
}
