/** The three serialisations of WAMP, by their WebSocket subprotocol. */

import { fieldsBeforePayload } from '../../machines/layouts.ts';
import type { WireMessage } from '../dealer/messages.ts';
import { Payload } from '../dealer/payload.ts';
import { codecOf } from './binary/codec.ts';
import { bufferOf } from './buffers.ts';
import { DICT, kindAt, LIST } from './cbor/heads.ts';
import { CBOR } from './cbor.ts';
import type { Codec, Writer } from './codec.ts';
import { TooLong } from './faults.ts';
import { MOST_FIELDS } from './fields.ts';
import { JSON_CODEC } from './json.ts';
import { MESSAGE_LIMITS } from './limits.ts';
import { MSGPACK } from './msgpack.ts';
import type { Run } from './run.ts';
import type { Serialisation } from './serialisation.ts';
import { Slice } from './slice.ts';
import { Values, writeValue } from './values.ts';

const MSGPACK_CODEC: Codec = codecOf(MSGPACK, {
  protocol: 'wamp.2.msgpack',
  name: 'MessagePack',
  kindAt(frame, offset) {
    const head = frame[offset] as number;
    if ((head & 0xf0) === 0x90 || head === 0xdc || head === 0xdd) return 'list';
    return (head & 0xf0) === 0x80 || head === 0xde || head === 0xdf ? 'dict' : 'other';
  },
});

const CBOR_CODEC: Codec = codecOf(CBOR, {
  protocol: 'wamp.2.cbor',
  name: 'CBOR',
  kindAt(frame, offset) {
    const kind = kindAt(frame, offset);
    if (kind === LIST) return 'list';
    return kind === DICT ? 'dict' : 'other';
  },
});

export const CODECS: readonly Codec[] = [JSON_CODEC, MSGPACK_CODEC, CBOR_CODEC];

/** All serialisations by subprotocol, the preferred one first. */
export const SERIALISATIONS: ReadonlyMap<string, Serialisation> = new Map(
  CODECS.map((codec) => [codec.protocol, serialisationOf(codec)]),
);

// --- internal ---

function serialisationOf(codec: Codec): Serialisation {
  const { protocol, name, binary } = codec;
  return {
    protocol,
    name,
    binary,
    read: (frame) => read(codec, frame),
    write: (message, most = Number.POSITIVE_INFINITY) => write(codec, message, most),
    writeParts: (message, most = Number.POSITIVE_INFINITY) => writeParts(codec, message, most),
  };
}

function read(codec: Codec, bytes: Uint8Array): unknown {
  const frame = bufferOf(bytes);
  const offsets = codec.elementsOf(frame);
  if (offsets === undefined || offsets.length > MOST_FIELDS) return wholeOf(codec, frame);
  const count = offsets.length - 1;
  const before = count - payloadFields(codec, frame, offsets);
  const message = fieldsOf(codec, frame, offsets, before);
  if (before === count) return message;
  if (fieldsBeforePayload(message[0]) !== before - 1) return fieldsOf(codec, frame, offsets, count);
  const run = runOf(codec, frame, offsets, before, count);
  message.push(new Slice(codec, run, (count - before) as 1 | 2));
  return message;
}

/** Plain values of a frame that is no message, for the error about it. */
const wholeOf = (codec: Codec, frame: Buffer): unknown =>
  fieldsOf(codec, frame, [0, frame.length + codec.between], 1)[0];

/** The first elements as plain values, none of them rounded. */
function fieldsOf(codec: Codec, frame: Buffer, offsets: readonly number[], count: number): unknown[] {
  const values = new Values(MESSAGE_LIMITS.read);
  for (let index = 0; index < count; index++)
    codec.transcodeField(runOf(codec, frame, offsets, index, index + 1), values);
  return values.all;
}

/** The elements from one index until another. */
const runOf = (
  codec: Codec,
  bytes: Buffer,
  offsets: readonly number[],
  from: number,
  until: number,
): Run => ({
  bytes,
  start: offsets[from] as number,
  end: (offsets[until] as number) - codec.between,
});

/**
 * Number of fields at the end of a message that may be its payload: a list, or a list and a dictionary.
 *
 * No other field is a list, so the payload is found before the type code is known.
 */
function payloadFields(codec: Codec, frame: Buffer, offsets: readonly number[]): 0 | 1 | 2 {
  const count = offsets.length - 1;
  if (count < 2) return 0;
  const last = codec.kindAt(frame, offsets[count - 1] as number);
  if (last !== 'dict') return last === 'list' ? 1 : 0;
  return codec.kindAt(frame, offsets[count - 2] as number) === 'list' ? 2 : 0;
}

function write(codec: Codec, message: WireMessage, most: number): Buffer {
  const last = message[message.length - 1];
  if (!(last instanceof Payload)) return codec.write((writer) => writeValue(message, writer), most);
  const count = message.length - 1;
  if (!(last instanceof Slice)) return write(codec, [...message.slice(0, count), ...last.values()], most);
  const run = last.in(codec, most);
  return codec.write((writer) => {
    writeHead(message, last, writer);
    writer.run(run);
    writer.end();
  }, most);
}

function writeParts(codec: Codec, message: WireMessage, most: number): readonly Buffer[] {
  const last = message[message.length - 1];
  if (!(last instanceof Slice)) return [write(codec, message, most)];
  const { bytes, start, end } = last.in(codec, most);
  if (end - start < LARGE) return [write(codec, message, most)];
  const head = codec.write((writer) => writeHead(message, last, writer), most);
  const parts = [head, codec.comma, bytes.subarray(start, end), codec.close];
  if (sumOf(parts) > most) throw new TooLong(most);
  return parts;
}

/** Writes the fields before a payload. */
function writeHead(message: WireMessage, { fields }: Slice, writer: Writer): void {
  const count = message.length - 1;
  writer.list(count + fields);
  for (let index = 0; index < count; index++) writeValue(message[index], writer);
}

/** Size from which on copying a payload takes longer than sending it separately. */
const LARGE = 16 * 2 ** 10;

const sumOf = (parts: readonly Buffer[]): number => parts.reduce((sum, { length }) => sum + length, 0);
