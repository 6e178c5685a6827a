/** An observer of all that passes on a connection. */
import type { Undelivered } from '../../machines/vocabulary.ts';
import type { WireMessage } from '../dealer/messages.ts';

export interface Observer {
  /** @param wire what the client sent, or in words what it was if nobody could read it */
  received(wire: unknown): void;
  sent(message: WireMessage): void;
  /** A message was not sent, for that reason. */
  undelivered(message: WireMessage, undelivered: Undelivered): void;
  /** The router ends the connection. */
  closed(): void;
  /** The router ends the connection at once, against the will of the client. */
  cutOff(reason: string): void;
  /**
   * The connection is gone.
   *
   * @param code the code with which the WebSocket was closed, if it was
   * @param reason what was said with it; empty if nothing was
   */
  lost(code: number | undefined, reason: string): void;
}
