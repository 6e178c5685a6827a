/** A serialisation of WAMP, as the router uses it. */
import type { WireMessage } from '../dealer/messages.ts';

export interface Serialisation {
  /** The WebSocket subprotocol. */
  readonly protocol: string;
  /** Name for error messages. */
  readonly name: string;
  /** True if its messages are binary WebSocket messages. */
  readonly binary: boolean;
  /**
   * Reads a message: fields are plain values, and `Arguments` and `ArgumentsKw` a `Payload`.
   *
   * @throws Unreadable if the frame is malformed, or exceeds a limit of `MESSAGE_LIMITS`
   */
  read(frame: Uint8Array): unknown;
  /**
   * Writes a message, text in UTF-8. A payload of the same serialisation is copied.
   *
   * @param most the greatest length, in bytes; any if omitted
   * @throws Unrepresentable if a value has no form in this serialisation
   * @throws TooLong if the message is longer
   */
  write(message: WireMessage, most?: number): Buffer;
  /** Writes a message in pieces, without a copy of a large payload. */
  writeParts(message: WireMessage, most?: number): readonly Buffer[];
}
