/** Cache of short texts that occur in many messages: URIs, and keys. */
import { bufferOf } from './buffers.ts';

/**
 * Returns an ASCII text.
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

/** Few names have more bytes. */
const LONGEST = 48;

/** Size of the cache, a power of two. */
const PLACES = 512;

const names: string[] = Array(PLACES).fill('');

function isAt(name: string, bytes: Uint8Array, start: number, end: number): boolean {
  if (name.length !== end - start) return false;
  for (let index = 0; index < name.length; index++) {
    if (name.charCodeAt(index) !== bytes[start + index]) return false;
  }
  return true;
}
