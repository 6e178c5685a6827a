/** Reader of checked CBOR. */
import { byteAt, floatAt } from '../binary/numbers.ts';
import { instantOfNumber, instantOfText } from '../instants.ts';
import { integerOf } from '../integers.ts';
import type { Sink } from '../sink.ts';
import * as Head from './heads.ts';
import { bytesOf, endOfString, inChunks, isStringAt, textOf } from './strings.ts';

/** See `Binary`. */
export function read(bytes: Uint8Array, at: number, sink: Sink): number {
  switch (Head.kindAt(bytes, at)) {
    case Head.UNSIGNED:
    case Head.NEGATIVE:
      sink.integer(integerAt(bytes, at));
      return Head.contentAt(bytes, at);
    case Head.BYTES:
      sink.bytes(bytesOf(bytes, at));
      return endOfString(bytes, at);
    case Head.TEXT:
      sink.text(textOf(bytes, at));
      return endOfString(bytes, at);
    case Head.LIST:
      return readList(bytes, at, sink);
    case Head.DICT:
      return readDict(bytes, at, sink);
    case Head.TAG:
      return readTagged(bytes, Head.contentAt(bytes, at), Head.exactArgumentAt(bytes, at), sink);
    default:
      return readOther(bytes, at, sink);
  }
}

// --- internal ---

/** The longest integer that is read as a number; longer ones stay bytes with a tag, since converting them is slow. */
const LONGEST_INTEGER = 1024 / 8;

const isIntegerAt = (bytes: Uint8Array, at: number): boolean => Head.kindAt(bytes, at) <= Head.NEGATIVE;

function integerAt(bytes: Uint8Array, at: number): number | bigint {
  const value = Head.exactArgumentAt(bytes, at);
  if (Head.kindAt(bytes, at) === Head.UNSIGNED) return value;
  return integerOf(typeof value === 'bigint' ? -1n - value : -1 - value);
}

function readList(bytes: Uint8Array, start: number, sink: Sink): number {
  if (Head.infoAt(bytes, start) === Head.INDEFINITE) {
    sink.list();
    return readUntilBreak(bytes, start + 1, sink);
  }
  const count = Head.argumentAt(bytes, start);
  sink.list(count);
  return readItems(bytes, Head.contentAt(bytes, start), count, sink);
}

function readDict(bytes: Uint8Array, start: number, sink: Sink): number {
  if (Head.infoAt(bytes, start) === Head.INDEFINITE) {
    sink.dict();
    return readUntilBreak(bytes, start + 1, sink);
  }
  const count = Head.argumentAt(bytes, start);
  sink.dict(count);
  return readItems(bytes, Head.contentAt(bytes, start), count * 2, sink);
}

function readItems(bytes: Uint8Array, start: number, count: number, sink: Sink): number {
  let at = start;
  for (let left = count; left > 0; left--) at = read(bytes, at, sink);
  sink.end();
  return at;
}

function readUntilBreak(bytes: Uint8Array, start: number, sink: Sink): number {
  let at = start;
  while (byteAt(bytes, at) !== Head.BREAK) at = read(bytes, at, sink);
  sink.end();
  return at + 1;
}

function readOther(bytes: Uint8Array, at: number, sink: Sink): number {
  const size = Head.sizeOf(Head.infoAt(bytes, at));
  const value = Head.argumentAt(bytes, at);
  if (size === 2) sink.float(floatAt(bytes, at + 1, 2), 16);
  else if (size === 4) sink.float(floatAt(bytes, at + 1, 4), 32);
  else if (size === 8) sink.float(floatAt(bytes, at + 1, 8), 64);
  else if (value === Head.FALSE || value === Head.TRUE) sink.boolean(value === Head.TRUE);
  else if (value === Head.NULL) sink.null();
  else sink.simple(value);
  return at + 1 + size;
}

/** Reads a tagged value: converted, if the tag is known, else the tag followed by the plain value. */
function readTagged(bytes: Uint8Array, at: number, tag: number | bigint, sink: Sink): number {
  if (tag === Head.SELF_DESCRIBED) return read(bytes, at, sink);
  if (tag === Head.DATE_TEXT && isStringAt(bytes, at, Head.TEXT)) return readDate(bytes, at, sink);
  if (tag === Head.EPOCH && readEpoch(bytes, at, sink)) return Head.contentAt(bytes, at);
  if ((tag === Head.POSITIVE_BIGNUM || tag === Head.NEGATIVE_BIGNUM) && isStringAt(bytes, at, Head.BYTES)) {
    return readBignum(bytes, at, tag, sink);
  }
  const isPlain = tag === Head.BYTE_ARRAY && isStringAt(bytes, at, Head.BYTES) && !inChunks(bytes, at);
  if (!isPlain) sink.tag(tag);
  return read(bytes, at, sink);
}

function readDate(bytes: Uint8Array, at: number, sink: Sink): number {
  const text = textOf(bytes, at);
  const instant = instantOfText(text);
  if (instant === undefined) {
    sink.tag(Head.DATE_TEXT);
    sink.text(text);
  } else {
    sink.instant(instant.seconds, instant.nanoseconds);
  }
  return endOfString(bytes, at);
}

/** Reads a number of seconds as an instant; true if it is one. */
function readEpoch(bytes: Uint8Array, at: number, sink: Sink): boolean {
  if (isIntegerAt(bytes, at)) {
    sink.instant(integerAt(bytes, at), 0);
    return true;
  }
  const size = Head.sizeOf(Head.infoAt(bytes, at));
  if (Head.kindAt(bytes, at) !== Head.OTHER || size < 2) return false;
  const instant = instantOfNumber(floatAt(bytes, at + 1, size));
  if (instant === undefined) return false;
  sink.instant(instant.seconds, instant.nanoseconds);
  return true;
}

function readBignum(bytes: Uint8Array, at: number, tag: number, sink: Sink): number {
  const digits = bytesOf(bytes, at);
  if (digits.length > LONGEST_INTEGER) {
    sink.tag(tag);
    sink.bytes(digits);
  } else {
    sink.integer(bignum(digits, tag === Head.NEGATIVE_BIGNUM));
  }
  return endOfString(bytes, at);
}

function bignum(digits: Uint8Array, negative: boolean): number | bigint {
  const magnitude = BigInt(`0x0${Buffer.from(digits).toString('hex')}`);
  return integerOf(negative ? -1n - magnitude : magnitude);
}
