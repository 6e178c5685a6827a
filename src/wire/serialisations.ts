/** The three serialisations of WAMP, by their WebSocket subprotocol. */

import { Payload } from '../payload.ts';
import { fieldsBeforePayload, type WireMessage } from '../wamp/messages.ts';
import { codecOf } from './binary/codec.ts';
import { DICT, kindAt, LIST } from './cbor/heads.ts';
import { CBOR } from './cbor.ts';
import type { Codec } from './codec.ts';
import { TooLong } from './faults.ts';
import { JSON_CODEC } from './json.ts';
import { MESSAGE_LIMITS } from './limits.ts';
import { MSGPACK } from './msgpack.ts';
import type { Serialisation } from './serialisation.ts';
import { Slice } from './slice.ts';

export const MSGPACK_CODEC: Codec = codecOf(MSGPACK, {
  protocol: 'wamp.2.msgpack',
  name: 'MessagePack',
  kindAt(frame, offset) {
    const head = frame[offset] as number;
    if ((head & 0xf0) === 0x90 || head === 0xdc || head === 0xdd) return 'list';
    return (head & 0xf0) === 0x80 || head === 0xde || head === 0xdf ? 'dict' : 'other';
  },
});

export const CBOR_CODEC: Codec = codecOf(CBOR, {
  protocol: 'wamp.2.cbor',
  name: 'CBOR',
  kindAt(frame, offset) {
    const kind = kindAt(frame, offset);
    if (kind === LIST) return 'list';
    return kind === DICT ? 'dict' : 'other';
  },
});

export const CODECS: readonly Codec[] = [JSON_CODEC, MSGPACK_CODEC, CBOR_CODEC];

/** All of them, by subprotocol, the one to prefer first. */
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
    write: (message, most = Number.POSITIVE_INFINITY) => limited(write(codec, message, most), most),
  };
}

function read(codec: Codec, bytes: Uint8Array): unknown {
  const frame = bufferOf(bytes);
  const offsets = codec.elementsOf(frame);
  if (offsets === undefined || offsets.length > MOST_FIELDS)
    return codec.valuesOf(frame, MESSAGE_LIMITS.read)[0];
  const count = offsets.length - 1;
  const before = count - payloadFields(codec, frame, offsets);
  const message = codec.fieldsOf(frame, offsets, before);
  if (before === count) return message;
  if (fieldsBeforePayload(message[0]) !== before - 1) return codec.fieldsOf(frame, offsets, count);
  const run = codec.runOf(frame, offsets[before] as number, offsets[count] as number);
  message.push(new Slice(codec, run, (count - before) as 1 | 2));
  return message;
}

/** More than any message has: what is longer is read whole, for somebody to say what is wrong with it. */
const MOST_FIELDS = 8;

/**
 * How many fields at the end of a message may be its payload: a list, or a list and a dictionary.
 *
 * No other field is a list, so they are found before the type code is known.
 */
function payloadFields(codec: Codec, frame: Buffer, offsets: readonly number[]): 0 | 1 | 2 {
  const count = offsets.length - 1;
  if (count < 2) return 0;
  const last = codec.kindAt(frame, offsets[count - 1] as number);
  if (last !== 'dict') return last === 'list' ? 1 : 0;
  return codec.kindAt(frame, offsets[count - 2] as number) === 'list' ? 2 : 0;
}

const bufferOf = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);

function write(codec: Codec, message: WireMessage, most: number): string | Buffer {
  const last = message[message.length - 1];
  if (!(last instanceof Payload)) return codec.message(message, undefined, 0);
  const fields = message.slice(0, -1);
  return last instanceof Slice
    ? codec.message(fields, last.in(codec, most), last.fields)
    : codec.message([...fields, ...last.values()], undefined, 0);
}

function limited(message: string | Buffer, most: number): string | Buffer {
  if (isLonger(message, most)) throw new TooLong(most);
  return message;
}

/** Whether a message has more bytes than that; a character of a string is at most three. */
function isLonger(message: string | Buffer, most: number): boolean {
  if (typeof message !== 'string') return message.length > most;
  return message.length * 3 > most && Buffer.byteLength(message) > most;
}
