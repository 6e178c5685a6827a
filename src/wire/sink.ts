/**
 * Receiver of a value, one call for each part: readers of one serialisation call it, writers of another one implement
 * it.
 *
 * The entries of a dictionary come as key, value, key, value. A sink throws `Unrepresentable` for a value without a
 * form in its serialisation.
 */
export interface Sink {
  null(): void;
  boolean(value: boolean): void;
  /** @param value a bigint if a number would not be exact */
  integer(value: number | bigint): void;
  /** @param bits number of bits in the sender's form; 64 in JSON */
  float(value: number, bits: 16 | 32 | 64): void;
  text(value: string): void;
  bytes(value: Uint8Array): void;
  /** @param length number of items; undefined if it is not known before `end` */
  list(length?: number): void;
  /** @param length number of entries; undefined if it is not known before `end` */
  dict(length?: number): void;
  /** Ends the innermost list or dictionary. */
  end(): void;
  /** A point in time, since 1970-01-01T00:00:00Z. */
  instant(seconds: number | bigint, nanoseconds: number): void;
  /** The value that follows has this tag of CBOR, which changes its meaning. */
  tag(number: number | bigint): void;
  /** A simple value of CBOR other than false, true and null; 23 is `undefined`. */
  simple(number: number): void;
  /** An extension of MessagePack other than a timestamp. */
  extension(type: number, data: Uint8Array): void;
}
