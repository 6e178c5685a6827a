/** Observer of a dealer, attached and removed while the dealer runs. */
import type { Edge } from './engine/chart.ts';
import type { WireMessage } from './messages.ts';
import type { Call, Part, Session } from './parts.ts';
import type { Event } from './system.ts';

/**
 * Receives what happens in a dealer. The arguments are the dealer's own, to be read during the call and not kept: they
 * change with the next step, and messages hold the payload.
 */
export interface PartObserver {
  /**
   * An instance took a transition, whose effects are not processed yet.
   *
   * @param from the state before
   * @param now the time of the input, in milliseconds
   */
  stepped(part: Part, from: string, edge: Edge, event: Event, now: number): void;
  /** A message is to be sent to a session. */
  sent(session: Session, message: WireMessage, now: number): void;
  /** A call has ended, and is found no more. */
  ended(call: Call, now: number): void;
}
