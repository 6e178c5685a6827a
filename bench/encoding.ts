/**
 * Serialisations for clients that only measure: they prepare their messages, and parse only the type and
 * the first id of the messages they receive.
 */
import { decode as decodeMsgpack, encode as encodeMsgpack } from '@msgpack/msgpack';
import { decode as decodeCbor, encode as encodeCbor } from 'cborg';

export interface Encoding {
  readonly name: 'JSON' | 'CBOR' | 'MessagePack';
  /** The WebSocket subprotocol. */
  readonly protocol: string;
  /** The opcode of its WebSocket messages. */
  readonly opcode: number;
  encode(value: unknown): Uint8Array;
  decode(bytes: Uint8Array): unknown;
  /** A message without one of its ids: the bytes before it, and those after it. */
  around(before: readonly number[], after: readonly unknown[]): readonly [Uint8Array, Uint8Array];
  /** The bytes of an id, to stand between those two. */
  id(id: number): Uint8Array;
  /** The first two fields of a message: its type and, for most, the bytes of an id. Ids of some routers exceed 2^53. */
  start(message: Buffer): readonly [type: number, id: Uint8Array];
}

export const JSON_ENCODING: Encoding = {
  name: 'JSON',
  protocol: 'wamp.2.json',
  opcode: 1,
  encode: (value) => Buffer.from(JSON.stringify(value, bytesAsText)),
  decode: (bytes) => JSON.parse(Buffer.from(bytes).toString()),
  around: (before, after) => [
    Buffer.from(`[${before.map((field) => `${field},`).join('')}`),
    Buffer.from(`${after.map((field) => `,${JSON.stringify(field, bytesAsText)}`).join('')}]`),
  ],
  id: (id) => Buffer.from(String(id), 'latin1'),
  start(message) {
    const comma = message.indexOf(COMMA);
    return [digitsAt(message, 1), message.subarray(comma + 1, endOfDigits(message, comma + 1))];
  },
};

const CBOR_ENCODING: Encoding = {
  name: 'CBOR',
  protocol: 'wamp.2.cbor',
  encode: encodeCbor,
  decode: (bytes) => decodeCbor(bytes),
  ...binary(encodeCbor, { list: 0x80, bits32: 0x1a, bits64: 0x1b }, (first) =>
    (first & 0x1f) < 0x18 ? 0 : 1 << ((first & 0x1f) - 0x18),
  ),
};

const MSGPACK_ENCODING: Encoding = {
  name: 'MessagePack',
  protocol: 'wamp.2.msgpack',
  encode: (value) => encodeMsgpack(value),
  // The decoder returns byte strings of the same class as its input, here `Uint8Array`.
  decode: (bytes) => decodeMsgpack(new Uint8Array(bytes)),
  ...binary(encodeMsgpack, { list: 0x90, bits32: 0xce, bits64: 0xcf }, (first) =>
    first < 0x80 ? 0 : 1 << (first & 3),
  ),
};

export const ENCODINGS: readonly Encoding[] = [JSON_ENCODING, CBOR_ENCODING, MSGPACK_ENCODING];

// --- internal ---

const COMMA = 0x2c;

/** Bytes as WAMP writes them in JSON. */
const bytesAsText = (_: string, value: unknown): unknown =>
  value instanceof Uint8Array ? `\0${Buffer.from(value).toString('base64')}` : value;

/** Digits as a number, after spaces if there are any. */
function digitsAt(text: Buffer, start: number): number {
  let at = start;
  while (text[at] === 0x20) at++;
  let value = 0;
  for (let digit = digitAt(text, at); digit >= 0 && digit <= 9; digit = digitAt(text, ++at)) {
    value = 10 * value + digit;
  }
  return value;
}

/** The place after digits, and after spaces before them. */
function endOfDigits(text: Buffer, start: number): number {
  let at = start;
  while (text[at] === 0x20) at++;
  while (digitAt(text, at) >= 0 && digitAt(text, at) <= 9) at++;
  return at;
}

const digitAt = (text: Buffer, at: number): number => (text[at] ?? 0) - 0x30;

/** The codes for the beginning of a list, whose low bits are its length, and of integers of 32 and 64 bits. */
interface Codes {
  readonly list: number;
  readonly bits32: number;
  readonly bits64: number;
}

/** @param bytesAfter number of bytes of an integer after its first one */
function binary(
  encode: (value: unknown) => Uint8Array,
  codes: Codes,
  bytesAfter: (first: number) => number,
): Pick<Encoding, 'opcode' | 'around' | 'id' | 'start'> {
  return {
    opcode: 2,
    around: (before, after) => [
      Buffer.concat([Uint8Array.of(codes.list | (before.length + 1 + after.length)), ...before.map(encode)]),
      Buffer.concat(after.map(encode)),
    ],
    id(id) {
      const isShort = id < 2 ** 32;
      const bytes = Buffer.allocUnsafe(isShort ? 5 : 9);
      bytes[0] = isShort ? codes.bits32 : codes.bits64;
      if (isShort) bytes.writeUInt32BE(id, 1);
      else bytes.writeBigUInt64BE(BigInt(id), 1);
      return bytes;
    },
    start(message) {
      const ofType = bytesAfter(message[1] as number);
      const id = 2 + ofType;
      const type = ofType === 0 ? (message[1] as number) : message.readUIntBE(2, Math.min(ofType, 6));
      return [type, message.subarray(id, id + 1 + bytesAfter(message[id] as number))];
    },
  };
}
