/** Text of both binary serialisations: UTF-8 after its length. */
import { isUtf8 } from 'node:buffer';
import { bufferOf } from '../buffers.ts';
import { nameAt } from '../names.ts';
import { byteAt } from './numbers.ts';

/** True if the bytes from `start` until `end` are UTF-8: no overlong form, no surrogate, nothing beyond U+10FFFF. */
export function isText(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start >= WORTH_A_CALL) return isUtf8(bytes.subarray(start, end));
  for (let at = start; at < end; at++) {
    if (byteAt(bytes, at) >= 0x80) return isTextBeyondAscii(bytes, at, end);
  }
  return true;
}

/** Decodes the UTF-8 from `start` until `end`. */
export function textAt(bytes: Uint8Array, start: number, end: number): string {
  return nameAt(bytes, start, end) ?? longText(bytes, start, end);
}

// --- internal ---

/** Length from which on the platform's check, with the view that it needs, is faster than a loop. */
const WORTH_A_CALL = 48;

function isTextBeyondAscii(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  while (at < end) {
    const lead = byteAt(bytes, at++);
    if (lead < 0x80) continue;
    if (lead < 0xc2 || lead > 0xf4) return false;
    const more = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    if (at + more > end || !isSecond(lead, byteAt(bytes, at))) return false;
    for (let next = at + 1; next < at + more; next++) {
      if ((byteAt(bytes, next) & 0xc0) !== 0x80) return false;
    }
    at += more;
  }
  return true;
}

/**
 * True if `second` may follow `lead`: the second byte shows overlong forms, surrogates, and code points that are too
 * large.
 */
function isSecond(lead: number, second: number): boolean {
  const least = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const most = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  return second >= least && second <= most;
}

function longText(bytes: Uint8Array, start: number, end: number): string {
  return bufferOf(bytes).toString('utf8', start, end);
}
