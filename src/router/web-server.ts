/** The HTTP server below the router: its own, or one of the program. */
import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import type { Account, Holder } from './ledger.ts';
import { COSTS } from './limits.ts';

export interface WebServer {
  readonly server: Server;
  /**
   * The account of a connection that becomes a WebSocket, under the address of its client.
   *
   * @param party see `partyOf`
   * @returns undefined if the connection is not counted, and must be closed
   */
  admit(stream: Duplex, party: string): Account | undefined;
  /** Leaves the closing of the account to the WebSocket. */
  handOver(stream: Duplex): void;
  /** Accepts no more connections, and resolves when those of the router are closed. */
  close(): Promise<void>;
  /** Closes all connections of the router at once. */
  cutOff(): void;
}

/** Memory of a connection that is idle, in bytes. */
export const costOf = (stream: Duplex): number =>
  stream instanceof TLSSocket ? COSTS.connection + COSTS.tls : COSTS.connection;

/** Number of copies of a byte that waits to be taken: TLS keeps one that is encrypted. */
export const copiesOf = (stream: Duplex): number => (stream instanceof TLSSocket ? 2 : 1);

/**
 * Memory of a connection before it is a session.
 *
 * @param more further memory, in bytes
 */
export const holderOf = (
  stream: Duplex,
  cutOff: (reason: string) => void,
  more: () => number = () => 0,
): Holder => ({
  held: () => costOf(stream) + copiesOf(stream) * stream.writableLength + more(),
  imposed: () => 0,
  cutOff,
});
