/**
 * A value in parts, one call for each, as readers of a serialisation find them and writers of another take them.
 *
 * The entries of a dictionary come as key, value, key, value. A sink throws `Unrepresentable` for what it has no form for.
 */
export interface Sink {
  null(): void;
  boolean(value: boolean): void;
  /** @param value a bigint where a number could not hold it exactly */
  integer(value: number | bigint): void;
  /** @param bits how many the sender spent on it; all of JSON's have 64 */
  float(value: number, bits: 16 | 32 | 64): void;
  text(value: string): void;
  bytes(value: Uint8Array): void;
  /** @param length how many items follow; undefined if that is not known before `end` */
  list(length?: number): void;
  /** @param length how many entries follow; undefined if that is not known before `end` */
  dict(length?: number): void;
  /** Ends the list or dictionary begun last. */
  end(): void;
  /** A point in time, since 1970-01-01T00:00:00Z. */
  instant(seconds: number | bigint, nanoseconds: number): void;
  /** The value that follows has this tag of CBOR, and is not what it would be without it. */
  tag(number: number | bigint): void;
  /** A simple value of CBOR other than false, true and null; 23 is `undefined`. */
  simple(number: number): void;
  /** An extension of MessagePack other than a timestamp. */
  extension(type: number, data: Uint8Array): void;
}
