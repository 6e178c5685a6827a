/** Observer of the traffic of a connection. */
import type { Undelivered } from '../../machines/vocabulary.ts';
import type { WireMessage } from '../dealer/messages.ts';
import type { Cause } from './ledger.ts';

export interface Observer {
  /** @param wire the message, or a description of an unreadable one */
  received(wire: unknown): void;
  sent(message: WireMessage): void;
  /** A message was not sent. */
  undelivered(message: WireMessage, undelivered: Undelivered): void;
  /** The router ends the connection. */
  closed(): void;
  /** The router cuts the connection off. */
  cutOff(cause: Cause, reason: string): void;
  /**
   * The connection is gone.
   *
   * @param code close code of the WebSocket, if it had one
   * @param reason close reason; empty if there was none
   */
  lost(code: number | undefined, reason: string): void;
}
