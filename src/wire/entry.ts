/**
 * Log of the traffic between a router and its clients, as seen from outside of the router.
 *
 * As a file it has one JSON object a line.
 */
import type { WireMessage } from '../dealer/messages.ts';

/** A message or an event of a connection. */
export type Entry = Meeting | Received | Sent | Undelivered;

/** A connection was opened; it was lost; or the router closed it. */
export interface Meeting extends Place {
  readonly event: 'connected' | 'lost' | 'closed';
  /** With `connected`: the log is written between client and router, where messages may cross. */
  readonly via?: 'proxy';
}

/** The router received a message from the client. */
export interface Received extends Place {
  readonly received: WireMessage;
  /** Time at which a proxy saw the message, if it holds the line back until the router reacts. */
  readonly since?: number;
}

/** The router sent a message to the client. */
export interface Sent extends Place {
  readonly sent: WireMessage;
}

/** Reasons why a message is undeliverable. */
export const REASONS = ['too-large', 'untellable', 'backlog'] as const;
export type Reason = (typeof REASONS)[number];

/** The router could not deliver a message to the client, and sent no part of it. */
export interface Undelivered extends Place {
  readonly undelivered: WireMessage;
  readonly reason: Reason;
}

interface Place {
  /** Time in milliseconds, from an arbitrary origin. */
  readonly at: number;
  /** Name of the connection, unique in this log. */
  readonly session: string;
}

/** Entry for an output: the router sent a message, or closed the connection if there is none. */
export const outgoing = (at: number, session: string, message: WireMessage | undefined): Entry =>
  message === undefined ? { at, session, event: 'closed' } : { at, session, sent: message };

/** A connect and a disconnect 0.5 ms later, so that anything overdue counts as missing. */
export function passerBy(now: number): Entry[] {
  const stranger = { at: now + 0.5, session: 'stranger' };
  return [
    { ...stranger, event: 'connected' },
    { ...stranger, event: 'lost' },
  ];
}
