/** What a message carries for the peer at its other end. */

/**
 * `Arguments` and `ArgumentsKw` as they came from a client: the dealer passes them on unread.
 *
 * It stands in a message where `Arguments` would, and for both. Programs that embed the dealer may give plain values
 * instead.
 */
export abstract class Payload {
  /** How many fields of the message it is: `Arguments` alone, or both. */
  abstract readonly fields: 1 | 2;
  /** The memory it takes, in bytes. */
  abstract readonly size: number;

  /** `Arguments` and, if it is there, `ArgumentsKw`, as plain values. */
  abstract values(): readonly unknown[];
}
