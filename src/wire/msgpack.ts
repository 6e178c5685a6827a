/** MessagePack, version 5, in all of its forms, without a library. */

import { begin, expectBytes, expectOver } from './binary/bounds.ts';
import { fieldsOf } from './binary/fields.ts';
import { byteAt, lengthAt } from './binary/numbers.ts';
import type { Binary } from './binary.ts';
import { check } from './msgpack/check.ts';
import { sizeOfLength } from './msgpack/heads.ts';
import { read } from './msgpack/read.ts';
import { MsgpackWriter } from './msgpack/writer.ts';

/** See `Binary`. */
function elementsOf(frame: Uint8Array): number[] | undefined {
  begin(frame);
  const head = byteAt(frame, 0);
  const short = (head & 0xf0) === 0x90;
  if (!short && head !== 0xdc && head !== 0xdd) {
    expectOver(frame, check(frame, 0, 1, 0));
    return undefined;
  }
  const size = short ? 0 : sizeOfLength(head);
  expectBytes(frame, 1, size);
  return fieldsOf(frame, 1 + size, short ? head & 0x0f : lengthAt(frame, 1, size), check);
}

export const MSGPACK: Binary = { elementsOf, read, Writer: MsgpackWriter };
