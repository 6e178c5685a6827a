/**
 * A log of what passes between a router and its clients, as anybody can see it who stands at the router's door.
 *
 * As a file it has one JSON object a line.
 */
import type { WireMessage } from '../dealer/messages.ts';

/** Something that passed, or happened to a connection. */
export type Entry = Meeting | Received | Sent | Undelivered;

/** A connection has opened; its client has gone without a word; or the router has ended it. */
export interface Meeting extends Place {
  readonly event: 'connected' | 'lost' | 'closed';
}

/** The router received a message from the client. */
export interface Received extends Place {
  readonly received: WireMessage;
}

/** The router sent a message to the client. */
export interface Sent extends Place {
  readonly sent: WireMessage;
}

/** Why a message could not be delivered. */
export const REASONS = ['too-large', 'untellable', 'backlog'] as const;
export type Reason = (typeof REASONS)[number];

/** The router had a message for the client that could not be delivered, and nothing of it was. */
export interface Undelivered extends Place {
  readonly undelivered: WireMessage;
  readonly reason: Reason;
}

interface Place {
  /** When, in milliseconds from any beginning. */
  readonly at: number;
  /** Which connection, by any name that no other one has in this log. */
  readonly session: string;
}

/** What the router did to a client: it sent a message, or ended the connection if there is none. */
export const outgoing = (at: number, session: string, message: WireMessage | undefined): Entry =>
  message === undefined ? { at, session, event: 'closed' } : { at, session, sent: message };

/** A stranger who comes and goes, half a millisecond later: whatever was due by then has to have come before. */
export function passerBy(now: number): Entry[] {
  const stranger = { at: now + 0.5, session: 'stranger' };
  return [
    { ...stranger, event: 'connected' },
    { ...stranger, event: 'lost' },
  ];
}
