/** Plain values of JavaScript: built by a sink, and written to one. */
import { Unreadable, Unrepresentable } from './faults.ts';
import { textOfInstant } from './instants.ts';
import { isExactInteger, MAX_EXACT } from './integers.ts';
import { BEYOND, MESSAGE_LIMITS } from './limits.ts';
import type { Sink } from './sink.ts';

/**
 * Builds plain values: integers and floats are numbers, integers beyond 2^53 bigints, bytes a Uint8Array.
 *
 * A dictionary is an object, or a Map if one of its keys is not text; of equal keys the last one counts. A point in
 * time is a Date if it is one of whole milliseconds, else a text: that of RFC 3339 up to the year 9999. Of an extension
 * of MessagePack only the bytes are kept, and of a value with a tag of CBOR only the value; a simple value of CBOR is
 * undefined.
 */
export class Values implements Sink {
  /** The complete values outside of any container. */
  readonly all: unknown[] = [];
  private inner: List | Dictionary = new List(this.all, undefined);
  /** Number of values still accepted. */
  private left: number;

  /** @param most the greatest number of values, keys included; beyond it, `Unreadable` is thrown */
  constructor(most = Number.POSITIVE_INFINITY) {
    this.left = most;
  }

  null(): void {
    this.add(null);
  }

  boolean(value: boolean): void {
    this.add(value);
  }

  integer(value: number | bigint): void {
    const isExact = value <= MAX_EXACT && value >= -MAX_EXACT;
    this.add(isExact ? Number(value) : value);
  }

  float(value: number): void {
    this.add(value);
  }

  text(value: string): void {
    this.add(value);
  }

  bytes(value: Uint8Array): void {
    this.add(plainBytes(value));
  }

  list(): void {
    this.begin(new List([], this.inner));
  }

  dict(): void {
    this.begin(new Dictionary(this.inner));
  }

  end(): void {
    const { value, outer } = this.inner;
    this.inner = outer as List | Dictionary;
    this.inner.add(value);
  }

  instant(seconds: number | bigint, nanoseconds: number): void {
    const milliseconds = Number(seconds) * 1_000 + nanoseconds / 1e6;
    const date = new Date(milliseconds);
    const isDate = Number.isInteger(milliseconds) && date.getTime() === milliseconds;
    this.add(isDate ? date : (textOfInstant(seconds, nanoseconds) ?? secondsOf(seconds, nanoseconds)));
  }

  tag(): void {}

  simple(): void {
    this.add(undefined);
  }

  extension(_type: number, data: Uint8Array): void {
    this.add(plainBytes(data));
  }

  // --- internal ---

  private add(value: unknown): void {
    this.count();
    this.inner.add(value);
  }

  private count(): void {
    if (--this.left < 0) throw new Unreadable(BEYOND.read);
  }

  private begin(collection: List | Dictionary): void {
    this.count();
    this.inner = collection;
  }
}

/**
 * Writes a plain value.
 *
 * Integers up to 2^53 are written as integers, other numbers, -0 among them, as floats of 64 bits; `undefined` as the
 * value of CBOR for it. Properties that are undefined are omitted, and objects of unknown classes are dictionaries of
 * their own properties.
 *
 * @throws Unrepresentable if it is no value of any serialisation, or nested deeper than `MESSAGE_LIMITS.depth`
 */
export function writeValue(value: unknown, sink: Sink, depth = 0): void {
  switch (typeof value) {
    case 'string':
      return sink.text(value);
    case 'number':
      return isExactInteger(value) ? sink.integer(value) : sink.float(value, 64);
    case 'boolean':
      return sink.boolean(value);
    case 'bigint':
      return sink.integer(value);
    case 'undefined':
      return sink.simple(UNDEFINED);
    case 'object':
      return value === null ? sink.null() : writeObject(value, sink, depth);
    default:
      throw new Unrepresentable(`a ${typeof value} of JavaScript`);
  }
}

// --- internal ---

/** The simple value of CBOR for `undefined`. */
const UNDEFINED = 23;

class List {
  readonly value: unknown[];
  readonly outer: List | Dictionary | undefined;

  constructor(items: unknown[], outer: List | Dictionary | undefined) {
    this.value = items;
    this.outer = outer;
  }

  add(item: unknown): void {
    this.value.push(item);
  }
}

class Dictionary {
  value: Record<string, unknown> | Map<unknown, unknown> = {};
  readonly outer: List | Dictionary;
  private key: unknown;
  private hasKey = false;

  constructor(outer: List | Dictionary) {
    this.outer = outer;
  }

  /** Takes keys and their values in turn. */
  add(item: unknown): void {
    if (this.hasKey) this.set(this.key, item);
    else this.key = item;
    this.hasKey = !this.hasKey;
  }

  private set(key: unknown, item: unknown): void {
    if (this.value instanceof Map) this.value.set(key, item);
    else if (typeof key !== 'string')
      this.value = new Map<unknown, unknown>(Object.entries(this.value)).set(key, item);
    else if (key !== '__proto__') this.value[key] = item;
    // An assignment would call the setter.
    else Object.defineProperty(this.value, key, { value: item, ...ORDINARY });
  }
}

/** Not a Buffer of Node, which is printed differently. */
const plainBytes = ({ buffer, byteOffset, length }: Uint8Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, length);

const ORDINARY = { configurable: true, enumerable: true, writable: true };

const secondsOf = (seconds: number | bigint, nanoseconds: number): string =>
  `${seconds} s and ${nanoseconds} ns since 1970-01-01T00:00:00Z`;

function writeObject(value: object, sink: Sink, depth: number): void {
  if (value.constructor === Object) return writeDict(entriesOf(value), sink, depth + 1);
  if (Array.isArray(value)) return writeList(value, sink, depth + 1);
  if (value instanceof Map) return writeDict([...value], sink, depth + 1);
  if (value instanceof Uint8Array) return sink.bytes(value);
  if (value instanceof Date) return writeDate(value, sink);
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer || value instanceof Set)
    throw new Unrepresentable(`a ${Object.prototype.toString.call(value).slice(8, -1)} of JavaScript`);
  writeDict(Object.entries(value), sink, depth + 1);
}

function writeList(items: readonly unknown[], sink: Sink, depth: number): void {
  expectDepth(depth);
  sink.list(items.length);
  for (const item of items) writeValue(item, sink, depth);
  sink.end();
}

function writeDict(entries: readonly Entry[], sink: Sink, depth: number): void {
  expectDepth(depth);
  const given = entries.length === 0 ? entries : entries.filter(([, value]) => value !== undefined);
  sink.dict(given.length);
  for (const [key, value] of given) {
    writeValue(key, sink, depth);
    writeValue(value, sink, depth);
  }
  sink.end();
}

type Entry = readonly [unknown, unknown];

/** Most dictionaries of messages are empty, and need no list of their entries. */
function entriesOf(value: object): readonly Entry[] {
  for (const _ in value) return Object.entries(value);
  return NONE;
}

const NONE: readonly Entry[] = [];

function expectDepth(depth: number): void {
  if (depth > MESSAGE_LIMITS.depth) throw new Unrepresentable(BEYOND.depth);
}

function writeDate(date: Date, sink: Sink): void {
  const time = date.getTime();
  if (Number.isNaN(time)) throw new Unrepresentable('a Date of JavaScript that is invalid');
  const seconds = Math.floor(time / 1_000);
  sink.instant(seconds, (time - seconds * 1_000) * 1e6);
}
