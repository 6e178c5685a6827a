/** The HTTP server below the router: its own, or one of the program. */
import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Account } from './ledger.ts';

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
