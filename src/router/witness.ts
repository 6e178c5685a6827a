/** Who is told of all that passes on a connection. */
import type { WireMessage } from '../wamp/messages.ts';

export interface Witness {
  /** @param wire what the client sent, or in words what it was if nobody could read it */
  received(wire: unknown): void;
  sent(message: WireMessage): void;
  /** The router ends the connection. */
  closed(): void;
  /** The connection is gone. */
  lost(): void;
}
