/** A serialisation of WAMP, as the router uses it. */
import type { WireMessage } from '../dealer/messages.ts';

export interface Serialisation {
  /** The WebSocket subprotocol. */
  readonly protocol: string;
  /** What it is called in a sentence. */
  readonly name: string;
  /** Whether its messages are binary WebSocket messages. */
  readonly binary: boolean;
  /**
   * Reads a message: plain values, but for `Arguments` and `ArgumentsKw`, which stay a `Payload`.
   *
   * @throws Unreadable if the frame is none of this serialisation, or exceeds a limit of `MESSAGE_LIMITS`
   */
  read(frame: Uint8Array): unknown;
  /**
   * Writes a message, text in UTF-8, with its payload as it came if that was in this serialisation.
   *
   * @param most the greatest length that it may have, in bytes; any if it is left out
   * @throws Unrepresentable if a value has no form in this serialisation
   * @throws TooLong if the message is longer
   */
  write(message: WireMessage, most?: number): Buffer;
  /** Does the same without a copy of a large payload: its bytes are a part between others. */
  writeParts(message: WireMessage, most?: number): readonly Buffer[];
}
