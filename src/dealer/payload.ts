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
export const sizeOf = (message: Carrier): number => payloadOf(message)?.size ?? 0;

/** The payload of a message, if it is not of plain values. */
export const payloadOf = ({ args }: Carrier): Payload | undefined =>
  // Lists are told apart faster than classes.
  args === undefined || Array.isArray(args) || !(args instanceof Payload) ? undefined : args;

/**
 * A message with a payload as received: fields that were left out stay left out.
 *
 * @param message a new one, which is added to: nothing is copied for each message that goes out
 */
export function withPayload(
  message: unknown[],
  { args, kwargs }: Carrier & { readonly kwargs: unknown },
): unknown[] {
  if (kwargs !== undefined) message.push(args, kwargs);
  else if (args !== undefined) message.push(args);
  return message;
}

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
