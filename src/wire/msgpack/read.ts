/** Reader of checked MessagePack. */
import { byteAt, floatAt, lengthAt, signedAt, unsignedAt, viewOf } from '../binary/numbers.ts';
import { textAt } from '../binary/text.ts';
import type { Sink } from '../sink.ts';
import { sizeOfFixedExtension, sizeOfLength, sizeOfNumber } from './heads.ts';

/** See `Binary`. */
export function read(bytes: Uint8Array, start: number, sink: Sink): number {
  const head = byteAt(bytes, start);
  const at = start + 1;
  if (head < 0x80) return readInteger(head, at, sink);
  if (head >= 0xe0) return readInteger(head - 0x100, at, sink);
  if (head >= 0xc0) return readSized(bytes, at, head, sink);
  if (head >= 0xa0) return readText(bytes, at, head & 0x1f, sink);
  if (head >= 0x90) return readList(bytes, at, head & 0x0f, sink);
  return readDict(bytes, at, head & 0x0f, sink);
}

// --- internal ---

/** Type of the timestamp extension. */
const TIMESTAMP = -1;
const BILLION = 1_000_000_000;

function readSized(bytes: Uint8Array, at: number, head: number, sink: Sink): number {
  if (head <= 0xc3) return readNullOrBoolean(at, head, sink);
  if (head >= 0xca && head <= 0xd3) return readNumber(bytes, at, head, sink);
  if (head >= 0xd4 && head <= 0xd8) return readExtension(bytes, at, sizeOfFixedExtension(head), sink);
  const size = sizeOfLength(head);
  const length = lengthAt(bytes, at, size);
  const content = at + size;
  if (head <= 0xc6) return readBytes(bytes, content, length, sink);
  if (head <= 0xc9) return readExtension(bytes, content, length, sink);
  if (head <= 0xdb) return readText(bytes, content, length, sink);
  if (head <= 0xdd) return readList(bytes, content, length, sink);
  return readDict(bytes, content, length, sink);
}

function readNullOrBoolean(at: number, head: number, sink: Sink): number {
  if (head === 0xc0) sink.null();
  else sink.boolean(head === 0xc3);
  return at;
}

function readInteger(value: number, at: number, sink: Sink): number {
  sink.integer(value);
  return at;
}

function readNumber(bytes: Uint8Array, at: number, head: number, sink: Sink): number {
  const size = sizeOfNumber(head);
  if (head <= 0xcb) sink.float(floatAt(bytes, at, size), size === 4 ? 32 : 64);
  else if (head <= 0xcf) sink.integer(unsignedAt(bytes, at, size));
  else if (size === 8) sink.integer(signedAt(bytes, at));
  else sink.integer((lengthAt(bytes, at, size) << (32 - size * 8)) >> (32 - size * 8));
  return at + size;
}

function readText(bytes: Uint8Array, at: number, length: number, sink: Sink): number {
  sink.text(textAt(bytes, at, at + length));
  return at + length;
}

function readBytes(bytes: Uint8Array, at: number, length: number, sink: Sink): number {
  sink.bytes(viewOf(bytes, at, length));
  return at + length;
}

function readList(bytes: Uint8Array, start: number, count: number, sink: Sink): number {
  let at = start;
  sink.list(count);
  for (let left = count; left > 0; left--) at = read(bytes, at, sink);
  sink.end();
  return at;
}

function readDict(bytes: Uint8Array, start: number, count: number, sink: Sink): number {
  let at = start;
  sink.dict(count);
  for (let left = count; left > 0; left--) at = read(bytes, read(bytes, at, sink), sink);
  sink.end();
  return at;
}

function readExtension(bytes: Uint8Array, at: number, length: number, sink: Sink): number {
  const type = (byteAt(bytes, at) << 24) >> 24;
  const data = at + 1;
  if (type !== TIMESTAMP || !readTimestamp(bytes, data, length, sink)) {
    sink.extension(type, viewOf(bytes, data, length));
  }
  return data + length;
}

/**
 * Reads an extension as a timestamp; true if it is one: it has one of three lengths, and less than a second of
 * nanoseconds.
 */
function readTimestamp(bytes: Uint8Array, at: number, length: number, sink: Sink): boolean {
  if (length !== 4 && length !== 8 && length !== 12) return false;
  const first = lengthAt(bytes, at, 4);
  // The form of 64 bits has 30 bits of nanoseconds before 34 bits of seconds.
  const nanoseconds = length === 4 ? 0 : length === 8 ? first >>> 2 : first;
  if (nanoseconds >= BILLION) return false;
  if (length === 4) sink.instant(first, 0);
  else if (length === 8) sink.instant((first & 3) * 2 ** 32 + lengthAt(bytes, at + 4, 4), nanoseconds);
  else sink.instant(signedAt(bytes, at + 4), nanoseconds);
  return true;
}
