/** What is particular to each serialisation: where the values of a message are, and how they are told and written. */
import type { Sink } from './sink.ts';

/** A serialisation by its parts. A run is some whole values, one after the other as they stand in a list. */
export interface Codec {
  /** The WebSocket subprotocol. */
  readonly protocol: string;
  /** What it is called in a sentence. */
  readonly name: string;
  /** Whether its messages are binary WebSocket messages. */
  readonly binary: boolean;
  /**
   * Checks a frame.
   *
   * @returns of an array, where each of its first elements begins, and at last where one more would; undefined for any
   *   other value
   * @throws Unreadable if it is none of this serialisation, or exceeds a limit of `MESSAGE_LIMITS`
   */
  elementsOf(frame: Buffer): readonly number[] | undefined;
  /** Whether the value that begins there is a list or a dictionary. */
  kindAt(frame: Buffer, offset: number): 'list' | 'dict' | 'other';
  /**
   * The first elements as plain values, of which none is rounded.
   *
   * @param offsets from `elementsOf`
   * @param count how many
   * @throws Unreadable if there is an integer that would take long to read, or more than `MESSAGE_LIMITS.read` values
   */
  fieldsOf(frame: Buffer, offsets: readonly number[], count: number): unknown[];
  /** The run from one element to another one, by their offsets. */
  runOf(frame: Buffer, start: number, end: number): Buffer;
  /**
   * Tells a run.
   *
   * @throws Untellable if there is a value that is told in no serialisation, or that the sink has no form for
   */
  tell(run: Buffer, sink: Sink): void;
  /**
   * A run as plain values.
   *
   * @param most how many it may be in all, with those inside of others; any number if it is left out
   * @throws Unreadable if there are more
   */
  valuesOf(run: Buffer, most?: number): unknown[];
  /**
   * Writes a run.
   *
   * @param tell tells its values
   * @param most the greatest length that it may have, in bytes; any if it is left out
   * @throws Untellable if there is no form for one of them
   * @throws TooLong if it is longer, as soon as that shows
   */
  write(tell: (sink: Sink) => void, most?: number): Buffer;
  /**
   * Writes a message.
   *
   * @param fields its first fields, as plain values
   * @param run its other ones
   * @param more how many those are
   * @throws Untellable if there is no form for one of the fields
   */
  message(fields: readonly unknown[], run: Buffer | undefined, more: number): string | Buffer;
}
