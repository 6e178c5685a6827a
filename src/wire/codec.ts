/** What is particular to each serialisation: where the values of a message are, and how they are told and written. */
import type { Run } from './run.ts';
import type { Sink } from './sink.ts';

/** A serialisation by its parts. */
export interface Codec {
  /** The WebSocket subprotocol. */
  readonly protocol: string;
  /** What it is called in a sentence. */
  readonly name: string;
  /** Whether its messages are binary WebSocket messages. */
  readonly binary: boolean;
  /** How many bytes stand behind each element of an array, before the next one or the end. */
  readonly between: 0 | 1;
  /** What stands behind the last element of a list that another one follows, and of one that ends. */
  readonly comma: Buffer;
  readonly close: Buffer;
  /**
   * Checks a frame.
   *
   * @returns of an array, where each of its elements begins, and at last where one more would, but no more of these than
   *   `MOST_FIELDS + 1`; undefined for any other value
   * @throws Unreadable if it is none of this serialisation, or exceeds a limit of `MESSAGE_LIMITS`
   */
  elementsOf(frame: Buffer): readonly number[] | undefined;
  /** Whether the value that begins there is a list or a dictionary. */
  kindAt(frame: Buffer, offset: number): 'list' | 'dict' | 'other';
  /**
   * Tells a value that is not in the payload of its message.
   *
   * @param run this value alone
   * @throws Unreadable if there is an integer that would take long to read
   */
  transcodeField(run: Run, sink: Sink): void;
  /**
   * Tells values for another serialisation.
   *
   * @throws Unrepresentable if there is a value that is told in no serialisation, or that the sink has no form for
   */
  transcode(run: Run, sink: Sink): void;
  /** Values as plain ones, the nearest there are. */
  valuesOf(run: Run): unknown[];
  /**
   * Writes values.
   *
   * @param fill writes them
   * @param most the greatest length that they may have, in bytes; any if it is left out
   * @throws Unrepresentable if there is no form for one of them
   * @throws TooLong if they are longer, soon after that shows
   */
  write(fill: (writer: Writer) => void, most?: number): Buffer;
}

/** Writes the values that it is given one after another. */
export interface Writer extends Sink {
  /** Takes values that are in its serialisation already. */
  run(run: Run): void;
  /**
   * All values. Ends the writer: it takes no more.
   *
   * @throws TooLong if they are longer than they may be
   */
  written(): Buffer;
}
