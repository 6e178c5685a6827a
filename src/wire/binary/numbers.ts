/** Numbers of both binary serialisations, in big-endian order. */

export const byteAt = (bytes: Uint8Array, at: number): number => bytes[at] as number;

/** Reads an unsigned integer of 1, 2, 4 or 8 bytes; not exact beyond 2^53. */
export function lengthAt(bytes: Uint8Array, at: number, size: number): number {
  if (size === 1) return byteAt(bytes, at);
  if (size === 2) return (byteAt(bytes, at) << 8) | byteAt(bytes, at + 1);
  if (size === 4) return wordAt(bytes, at);
  return wordAt(bytes, at) * WORD + wordAt(bytes, at + 4);
}

/** Reads an unsigned integer of 1, 2, 4 or 8 bytes, as a bigint beyond 2^53. */
export function unsignedAt(bytes: Uint8Array, at: number, size: number): number | bigint {
  const value = lengthAt(bytes, at, size);
  return value <= Number.MAX_SAFE_INTEGER ? value : scratch(bytes, at).getBigUint64(0);
}

/** Reads a signed integer of 8 bytes, as a bigint beyond 2^53. */
export function signedAt(bytes: Uint8Array, at: number): number | bigint {
  const value = (wordAt(bytes, at) | 0) * WORD + wordAt(bytes, at + 4);
  return Number.isSafeInteger(value) ? value : scratch(bytes, at).getBigInt64(0);
}

/** Reads a floating-point number of 2, 4 or 8 bytes. */
export function floatAt(bytes: Uint8Array, at: number, size: number): number {
  if (size === 2) return half((byteAt(bytes, at) << 8) | byteAt(bytes, at + 1));
  if (size === 8) return scratch(bytes, at).getFloat64(0);
  SCRATCH.setUint32(0, wordAt(bytes, at));
  return SCRATCH.getFloat32(0);
}

/** The 16 bits of a number that half precision can express; undefined for others. */
export function halfOf(value: number): number {
  if (Number.isNaN(value)) return 0x7e00;
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const magnitude = Math.abs(value);
  if (magnitude === Number.POSITIVE_INFINITY) return sign | 0x7c00;
  if (magnitude < LEAST_NORMAL) return sign | (magnitude / LEAST_HALF);
  SCRATCH.setFloat32(0, magnitude);
  // Single precision biases exponents by 127 and has 13 more bits of fraction; half precision biases them by 15.
  return sign | ((SCRATCH.getUint32(0) >>> 13) - ((127 - 15) << 10));
}

export const WORD = 2 ** 32;

/** View of some bytes of a frame, without a copy: a plain Uint8Array even if the frame is a Buffer. */
export const viewOf = (bytes: Uint8Array, at: number, length: number): Uint8Array =>
  new Uint8Array(bytes.buffer, bytes.byteOffset + at, length);

// --- internal ---

/** The least normal and the least subnormal number of half precision. */
const LEAST_NORMAL = 2 ** -14;
const LEAST_HALF = 2 ** -24;

const SCRATCH = new DataView(new ArrayBuffer(8));

function wordAt(bytes: Uint8Array, at: number): number {
  const high = (byteAt(bytes, at) << 24) | (byteAt(bytes, at + 1) << 16);
  return (high | (byteAt(bytes, at + 2) << 8) | byteAt(bytes, at + 3)) >>> 0;
}

/** Eight bytes for conversions between bytes and numbers. */
function scratch(bytes: Uint8Array, at: number): DataView {
  SCRATCH.setUint32(0, wordAt(bytes, at));
  SCRATCH.setUint32(4, wordAt(bytes, at + 4));
  return SCRATCH;
}

function half(bits: number): number {
  const [sign, exponent, fraction] = [bits & 0x8000 ? -1 : 1, (bits >> 10) & 0x1f, bits & 0x3ff];
  if (exponent === 0) return sign * fraction * LEAST_HALF;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
