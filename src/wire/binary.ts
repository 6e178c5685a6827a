/** A binary serialisation: what MessagePack and CBOR have in common, seen from outside. */
import type { Writer } from './codec.ts';
import type { Sink } from './sink.ts';

export interface Binary {
  /**
   * Checks a whole frame in one pass, and finds the fields of its message. Nothing is allocated for what a frame
   * declares: only the places of its fields, and a view of each long text.
   *
   * @returns where each field begins, followed by the place where the last one ends; of a message with more than
   * `MOST_FIELDS`, only of so many. Undefined if the frame is no list.
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
  /** @param most of how many bytes it may make; see `Bytes` */
  readonly Writer: new (
    most?: number,
  ) => Writer;
}
