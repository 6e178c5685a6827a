/** The application payload of a message, which the dealer forwards. */

/**
 * `Arguments` and `ArgumentsKw` as received from a client: the dealer forwards them unread.
 *
 * It stands in a message where `Arguments` would, and for both. Programs that embed the dealer may give plain values
 * instead.
 */
export abstract class Payload {
  /** Number of fields of the message: 1 for `Arguments` alone, 2 with `ArgumentsKw`. */
  abstract readonly fields: 1 | 2;
  /** The memory it takes, in bytes. */
  abstract readonly size: number;
  /** Called with the number of bytes by which the payload has grown; set while its size is counted. */
  onGrowth: ((bytes: number) => void) | undefined;

  /** `Arguments` and, if it is there, `ArgumentsKw`, as plain values. */
  abstract values(): readonly unknown[];
}

/** The memory that a message's payload takes, in bytes; 0 for plain values, which a program counts itself. */
export const sizeOf = (message: Carrier): number =>
  isCarried(message) ? (payloadOf(message)?.size ?? 0) : 0;

/** True if the payload of a message may be a `Payload`. */
export const isCarried = ({ args }: Carrier): boolean => args !== undefined && !Array.isArray(args);

/** The payload of a message, if it is not of plain values. */
export const payloadOf = ({ args }: Carrier): Payload | undefined =>
  args instanceof Payload ? args : undefined;

/** A message with its payload as plain values, for logs and tests. Any other value stays as it is. */
export function inFull<Message>(message: Message): Message | readonly unknown[] {
  if (!Array.isArray(message)) return message;
  const last: unknown = message.at(-1);
  return last instanceof Payload ? [...message.slice(0, -1), ...last.values()] : message;
}

// --- internal ---

interface Carrier {
  readonly args: unknown;
}
