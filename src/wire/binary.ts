/** Interface of a binary serialisation: MessagePack and CBOR. */
import type { Writer } from './codec.ts';
import type { Sink } from './sink.ts';

export interface Binary {
  /**
   * Checks a whole frame in one pass, and finds the fields of its message. It allocates nothing for declared lengths:
   * only the offsets of the fields, and a view of each long text.
   *
   * @returns the offset of each field, followed by the end of the last one; at most `MOST_FIELDS` of them. Undefined if
   *   the frame is no list.
   * @throws Unreadable if the frame is not exactly one well-formed value, or exceeds a limit of `MESSAGE_LIMITS`
   */
  elementsOf(frame: Uint8Array): number[] | undefined;
  /**
   * Reads one value out of a frame that `elementsOf` has checked. Bytes and extensions are views of the frame.
   *
   * @param start offset of the value
   * @returns the end of the value
   * @throws any error of the sink
   */
  read(bytes: Uint8Array, start: number, sink: Sink): number;
  /** @param most the greatest number of bytes; see `Bytes` */
  readonly Writer: new (
    most?: number,
  ) => Writer;
}
