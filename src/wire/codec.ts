/** The parts that differ between serialisations: finding, reading, transcoding and writing the values of a message. */
import type { Run } from './run.ts';
import type { Sink } from './sink.ts';

/** A serialisation as functions on frames. */
export interface Codec {
  /** The WebSocket subprotocol. */
  readonly protocol: string;
  /** Name for error messages. */
  readonly name: string;
  /** True if its messages are binary WebSocket messages. */
  readonly binary: boolean;
  /** Number of bytes between an element of an array and the next one, or the end. */
  readonly between: 0 | 1;
  /** Bytes after the last element of a list if another one follows, and if the list ends. */
  readonly comma: Buffer;
  readonly close: Buffer;
  /**
   * Checks a frame.
   *
   * @returns for an array, the offset of each of its elements and the offset after the last one, at most `MOST_FIELDS +
   *   1` in all; undefined for any other value
   * @throws Unreadable if the frame is malformed, or exceeds a limit of `MESSAGE_LIMITS`
   */
  elementsOf(frame: Buffer): readonly number[] | undefined;
  /** The kind of the value at this offset: a list, a dictionary, or another one. */
  kindAt(frame: Buffer, offset: number): 'list' | 'dict' | 'other';
  /**
   * Transcodes a value outside of the payload.
   *
   * @param run this value alone
   * @throws Unreadable for an integer that would take long to read
   */
  transcodeField(run: Run, sink: Sink): void;
  /**
   * Transcodes values for another serialisation.
   *
   * @throws Unrepresentable if the sink's serialisation, or every one, lacks a form for a value
   */
  transcode(run: Run, sink: Sink): void;
  /** Reads plain values, the nearest that JavaScript has. */
  valuesOf(run: Run): unknown[];
  /**
   * Writes values.
   *
   * @param fill writes them
   * @param most the greatest length, in bytes; any if omitted
   * @throws Unrepresentable if a value has no form in this serialisation
   * @throws TooLong if they are longer, soon after that shows
   */
  write(fill: (writer: Writer) => void, most?: number): Buffer;
}

/** Sink that writes its values one after another. */
export interface Writer extends Sink {
  /** Copies values that are already in its serialisation. */
  run(run: Run): void;
  /**
   * Returns all values. Ends the writer.
   *
   * @throws TooLong if they are longer than the limit
   */
  written(): Buffer;
}
