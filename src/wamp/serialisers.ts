/**
 * The three serialisations of WAMP, by their WebSocket subprotocol.
 *
 * Payloads come out as they went in, between clients of different serialisations too: bytes stay bytes (in JSON by
 * WAMP's convention, a string of a NUL character and Base64), and integers stay exact, as numbers up to 2^53 and as
 * bigints beyond.
 */
import { decode as decodeMsgpack, encode as encodeMsgpack } from '@msgpack/msgpack';
import { decode as decodeCbor, encode as encodeCbor, Tagged } from 'cborg';
import { parse as parseLossless, stringify as stringifyLossless } from 'lossless-json';
import { MAX_ID, type WireMessage } from './messages.ts';
import { deeper, type Leaf, MAX_DEPTH, rewrite } from './payload.ts';

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
    const plain = rewrite(message, forJson);
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
    encodeMsgpack(rewrite(message, forMsgpack), {
      useBigInt64: true,
      maxDepth: 4 * MAX_DEPTH,
    }),
  decode: (data) => rewrite(decodeMsgpack(viewOf(data), { useBigInt64: true }), narrow),
};

export const CBOR_SERIALISER: Serialiser = {
  protocol: 'wamp.2.cbor',
  name: 'CBOR',
  binary: true,
  encode: (message) => encodeCbor(rewrite(message, widenCbor), { mapSorter: () => 0 }),
  decode(data) {
    const value = decodeCbor(viewOf(data), { useMaps: true, tags: ANY_TAG });
    return rewrite(value, data.includes(REPLACEMENT) ? narrowCbor : narrowStrictCbor);
  },
};

/** All of them, by subprotocol, the one to prefer first. */
export const SERIALISERS: ReadonlyMap<string, Serialiser> = new Map(
  [JSON_SERIALISER, MSGPACK_SERIALISER, CBOR_SERIALISER].map((serialiser) => [
    serialiser.protocol,
    serialiser,
  ]),
);

// --- internal ---

/** Decoders for the tags of CBOR, by number: whatever is tagged is carried on with its tag. */
const ANY_TAG = new Proxy({} as Record<number, ReturnType<typeof Tagged.decoder>>, {
  get: (_, tag) => Tagged.decoder(Number(tag)),
});

/** Might hold an integer that a double cannot. */
const LONG_NUMBER = /\d{16}/;

function parseNumber(digits: string): number | bigint {
  const value = Number(digits);
  if (Math.abs(value) < MAX_ID || !/^-?\d+$/.test(digits)) return value;
  if (digits.length > 310) throw new RangeError(TOO_LONG);
  return narrow(BigInt(digits)) as number | bigint;
}

/** Of two values for one key the later counts, as with `JSON.parse`. */
const onDuplicateKey = ({ newValue }: { readonly newValue: unknown }): unknown => newValue;

/** Integers up to 2^53 as numbers; none that it would take long to write out. */
function narrow(value: unknown): unknown {
  if (typeof value !== 'bigint') return value;
  if (value >= MAX_INTEGER || value <= -MAX_INTEGER) throw new RangeError(TOO_LONG);
  return value <= MAX_ID && value >= -MAX_ID ? Number(value) : value;
}

/** In CBOR there are also tagged values, and dictionaries with other keys than strings. */
const narrowCbor: Leaf = (value, depth) => narrowTagged(value, narrowCbor, depth);

/** The library puts U+FFFD for bytes that are no UTF-8; in data without one, it tells that there were such. */
const narrowStrictCbor: Leaf = (value, depth) => {
  if (typeof value === 'string' && value.includes(REPLACEMENT))
    throw new RangeError('a string that is no UTF-8');
  return narrowTagged(value, narrowStrictCbor, depth);
};

const REPLACEMENT = '\uFFFD';

function narrowTagged(value: unknown, leaf: Leaf, depth: number): unknown {
  if (value instanceof Map) return narrowMap(value, leaf, deeper(depth));
  if (!(value instanceof Tagged)) return narrow(value);
  if (value.tag === 2) return narrow(bignum(value.value));
  if (value.tag === 3) return narrow(-1n - bignum(value.value));
  // Some libraries, wampy's among them, mark bytes as an array of them.
  if (value.tag === 64 && value.value instanceof Uint8Array) return value.value;
  return new Tagged(value.tag, rewrite(value.value, leaf, deeper(depth)));
}

function narrowMap(map: ReadonlyMap<unknown, unknown>, leaf: Leaf, depth: number): unknown {
  const entries = [...map].map(([key, item]) => [keyOf(key, leaf), rewrite(item, leaf, depth)] as const);
  return entries.every(([key]) => typeof key === 'string') ? Object.fromEntries(entries) : new Map(entries);
}

function keyOf(key: unknown, leaf: Leaf): unknown {
  if (typeof key !== 'object' || key === null) return leaf(key, 0);
  throw new RangeError('a dictionary with a key that is neither a string nor a number');
}

const MAX_INTEGER = 2n ** 1024n;
const TOO_LONG = 'an integer of more than 1024 bits';

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

/** The integer that these bytes are, in the way of CBOR's tags 2 and 3. */
function bignum(bytes: unknown): bigint {
  if (!(bytes instanceof Uint8Array)) throw new RangeError('a large integer without its bytes');
  if (bytes.length > 128) throw new RangeError(TOO_LONG);
  return BigInt(`0x0${Buffer.from(bytes).toString('hex')}`);
}

/** Beyond 64 bits, the same the other way. */
function widenCbor(value: unknown): unknown {
  if (typeof value !== 'bigint' || (value < 2n ** 64n && value >= -(2n ** 64n))) return widen(value);
  const digits = (value < 0n ? -1n - value : value).toString(16);
  return new Tagged(
    value < 0n ? 3 : 2,
    viewOf(Buffer.from(digits.padStart(2 * Math.ceil(digits.length / 2), '0'), 'hex')),
  );
}

/** For the others, what only CBOR can say is said as well as they can: keys as strings, values without their tags. */
function withoutCbor(leaf: Leaf): Leaf {
  const all: Leaf = (value, depth) => {
    if (value instanceof Tagged) return rewrite(value.value, all, depth);
    if (!(value instanceof Map)) return leaf(value, depth);
    const dict = Object.fromEntries([...value].map(([key, item]) => [String(key), item]));
    return rewrite(dict, all, depth);
  };
  return all;
}

const forJson = withoutCbor(bytesToText);
const forMsgpack = withoutCbor(widenTo64Bits);
