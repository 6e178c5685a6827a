/**
 * The three serialisations of WAMP, by their WebSocket subprotocol.
 *
 * Payloads come out as they went in, between clients of different serialisations too: bytes stay bytes (in JSON by
 * WAMP's convention, a string of a NUL character and Base64), and integers stay exact, as numbers up to 2^53 and as
 * bigints beyond.
 */
import { decode as decodeMsgpack, encode as encodeMsgpack } from '@msgpack/msgpack';
import { decode as decodeCbor, encode as encodeCbor } from 'cbor2';
import { parse as parseLossless, stringify as stringifyLossless } from 'lossless-json';
import { MAX_ID, type WireMessage } from './messages.ts';
import { MAX_DEPTH, rewrite } from './payload.ts';

export interface Serialiser {
  /** The WebSocket subprotocol. */
  readonly protocol: string;
  /** What it is called in a sentence. */
  readonly name: string;
  /** Whether its messages are binary WebSocket messages. */
  readonly binary: boolean;
  encode(message: WireMessage): string | Uint8Array;
  /** @throws any Error, if the bytes are none of this serialisation or are nested too deeply */
  decode(data: Buffer): unknown;
}

export const JSON_SERIALISER: Serialiser = {
  protocol: 'wamp.2.json',
  name: 'JSON',
  binary: false,
  encode(message) {
    const plain = rewrite(message, bytesToText);
    try {
      return JSON.stringify(plain);
    } catch {
      return stringifyLossless(plain) as string; // JSON.stringify knows no bigint.
    }
  },
  decode(data) {
    const text = data.toString();
    const value = LONG_NUMBER.test(text)
      ? parseLossless(text, null, { parseNumber, onDuplicateKey })
      : JSON.parse(text);
    return text.length > MAX_DEPTH || text.includes('\\u0000') ? rewrite(value, textToBytes) : value;
  },
};

export const MSGPACK_SERIALISER: Serialiser = {
  protocol: 'wamp.2.msgpack',
  name: 'MessagePack',
  binary: true,
  encode: (message) =>
    encodeMsgpack(rewrite(message, widenTo64Bits), { useBigInt64: true, maxDepth: 2 * MAX_DEPTH }),
  decode: (data) => rewrite(decodeMsgpack(viewOf(data), { useBigInt64: true }), narrow),
};

export const CBOR_SERIALISER: Serialiser = {
  protocol: 'wamp.2.cbor',
  name: 'CBOR',
  binary: true,
  encode: (message) => encodeCbor(rewrite(message, widen)),
  decode: (data) => rewrite(decodeCbor(viewOf(data), { maxDepth: MAX_DEPTH }), narrow),
};

/** All of them, by subprotocol, the one to prefer first. */
export const SERIALISERS: ReadonlyMap<string, Serialiser> = new Map(
  [JSON_SERIALISER, MSGPACK_SERIALISER, CBOR_SERIALISER].map((serialiser) => [
    serialiser.protocol,
    serialiser,
  ]),
);

// --- internal ---

/** Might hold an integer that a double cannot. */
const LONG_NUMBER = /\d{16}/;

function parseNumber(digits: string): number | bigint {
  const value = Number(digits);
  return Math.abs(value) >= MAX_ID && /^-?\d+$/.test(digits)
    ? (narrow(BigInt(digits)) as number | bigint)
    : value;
}

/** Of two values for one key the later counts, as with `JSON.parse`. */
const onDuplicateKey = ({ newValue }: { readonly newValue: unknown }): unknown => newValue;

/** Integers up to 2^53 as numbers. */
const narrow = (value: unknown): unknown =>
  typeof value === 'bigint' && value <= MAX_ID && value >= -MAX_ID ? Number(value) : value;

/** Integers of more than 32 bits as bigints: the libraries write some or all numbers of that size as floats. */
const widen = (value: unknown): unknown =>
  typeof value === 'number' && isLong(value) && Number.isInteger(value) ? BigInt(value) : value;

/** Beyond 32 bits, and still exact. */
const isLong = (value: number): boolean =>
  (value > 0xffff_ffff && value <= MAX_ID) || (value < -0x8000_0000 && value >= -MAX_ID);

/** MessagePack ends at 64 bits: beyond, a float is as near as it gets. */
const widenTo64Bits = (value: unknown): unknown =>
  typeof value === 'bigint' && (value >= 2n ** 64n || value < -(2n ** 63n)) ? Number(value) : widen(value);

const bytesToText = (value: unknown): unknown =>
  value instanceof Uint8Array ? `\0${Buffer.from(value).toString('base64')}` : value;

/** A string of NUL and Base64 as bytes, if writing them gives that string again. */
function textToBytes(value: unknown): unknown {
  if (typeof value !== 'string' || !value.startsWith('\0')) return value;
  const bytes = viewOf(Buffer.from(value.slice(1), 'base64'));
  return bytesToText(bytes) === value ? bytes : value;
}

/** The same bytes as a plain Uint8Array, which is what the libraries take for bytes. */
const viewOf = (data: Buffer): Uint8Array => new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
