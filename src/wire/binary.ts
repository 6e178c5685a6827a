/** A binary serialisation: what MessagePack and CBOR have in common, seen from outside. */
import type { Sink } from './sink.ts';

export interface Binary {
  /**
   * Checks a whole frame in one pass, and finds the fields of its message. Nothing is allocated for what a frame
   * declares; only a long text costs a view of it.
   *
   * @returns where each field begins, followed by the place where the last one ends; of a message with more than 16
   * fields, only the first 16. Undefined if the frame is no list.
   * @throws Unreadable if the frame is not exactly one well-formed value, or exceeds a limit of `MESSAGE_LIMITS`
   */
  elementsOf(frame: Uint8Array): number[] | undefined;
  /**
   * Reads one value out of a frame that `elementsOf` has checked. Bytes and extensions are views of the frame.
   *
   * @param start where the value begins
   * @returns where it ends
   * @throws what the sink throws
   */
  read(bytes: Uint8Array, start: number, sink: Sink): number;
  readonly Writer: new () => BinarySink;
  /** The byte that begins a message of up to 15 fields. */
  headOf(fields: number): number;
}

/** Writes the values that it is given one after another. */
export interface BinarySink extends Sink {
  /** All values, in bytes of their own. Ends the writer: it takes no more. */
  written(): Uint8Array;
}
