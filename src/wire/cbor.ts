/** CBOR, RFC 8949, in all of its forms, without a library. */

import { begin, enter, expectBytes, expectOver } from './binary/bounds.ts';
import { fieldsOf } from './binary/fields.ts';
import type { Binary } from './binary.ts';
import { check, isBreak } from './cbor/check.ts';
import * as Head from './cbor/heads.ts';
import { read } from './cbor/read.ts';
import { CborWriter } from './cbor/writer.ts';
import { note } from './fields.ts';

/** See `Binary`. A message may have the tag for self-described CBOR. */
function elementsOf(frame: Uint8Array): number[] | undefined {
  begin(frame);
  const start = afterTag(frame);
  const info = Head.infoAt(frame, start);
  if (Head.kindAt(frame, start) !== Head.LIST || (info > Head.IN_8_BYTES && info !== Head.INDEFINITE)) {
    expectOver(frame, check(frame, 0, 1, 0));
    return undefined;
  }
  if (info === Head.INDEFINITE) return fieldsUntilBreak(frame, start + 1);
  const content = Head.contentAt(frame, start);
  expectBytes(frame, content, 0);
  return fieldsOf(frame, content, Head.argumentAt(frame, start), check);
}

export const CBOR: Binary = { elementsOf, read, Writer: CborWriter };

// --- internal ---

/** Offset of the value after the tag for self-described CBOR. */
function afterTag(frame: Uint8Array): number {
  const content = Head.contentAt(frame, 0);
  const isTagged = content < frame.length && Head.kindAt(frame, 0) === Head.TAG;
  return isTagged && Head.argumentAt(frame, 0) === Head.SELF_DESCRIBED ? content : 0;
}

function fieldsUntilBreak(frame: Uint8Array, start: number): number[] {
  const offsets = [start];
  let at = start;
  while (!isBreak(frame, at)) {
    enter(1, 1);
    at = check(frame, at, 1, 1);
    note(offsets, at);
  }
  expectOver(frame, at + 1);
  return offsets;
}
