/**
 * The orderly end of a router: no new connections, a wait for calls in flight, and the end of all sessions.
 *
 * Decision 0031 has the reasons.
 */
import { type Clock, LONGEST_DELAY } from './clock.ts';
import type { Connection } from './connection.ts';
import type { Door } from './door.ts';
import type { Ending } from './ending.ts';
import type { Realms } from './realms.ts';
import type { WebServer } from './web-server.ts';

export interface ShutdownOptions {
  readonly door: Door;
  readonly web: WebServer;
  readonly realms: Realms;
  readonly connections: ReadonlySet<Connection>;
  readonly clock: Clock;
  readonly ending: Ending;
}

export class Shutdown {
  private readonly options: ShutdownOptions;
  private closed: Promise<void> | undefined;
  /** The number of calls that were in flight when the sessions ended. */
  private interrupted: number | undefined;

  constructor(options: ShutdownOptions) {
    this.options = options;
  }

  /**
   * Refuses new WebSockets, and waits until no call is in flight. Clients without registrations are not read any more, so
   * that no calls are added but those of callees, which may need them to answer.
   *
   * @param limit time to wait at most, in milliseconds
   * @returns the number of calls that are still in flight, or were when the sessions ended
   */
  drain(limit: number): Promise<number> {
    const { door, realms, connections, clock } = this.options;
    door.isOpen = false;
    for (const connection of connections) if (connection.holding().registrations === 0) connection.pause();
    const end = clock.now() + limit;
    return new Promise((resolve) => {
      const look = (): void => {
        const calls = this.interrupted ?? realms.sizes().calls;
        if (calls === 0 || clock.now() >= end || this.closed !== undefined) resolve(calls);
        else clock.wake(Math.min(clock.now() + LOOK, end), look);
      };
      look();
    });
  }

  /**
   * Ends all sessions, and frees the port.
   *
   * @param grace time to wait for the clients to close their connections, in milliseconds; a later call can shorten it
   */
  async close(grace: number): Promise<void> {
    const { web, connections } = this.options;
    this.closed ??= this.end();
    // Node takes a longer delay for none.
    const delay = Math.min(grace, LONGEST_DELAY);
    const impatience = setTimeout(() => {
      for (const connection of connections) connection.cutOff('shutdown', 'the router is shutting down');
      web.cutOff();
    }, delay);
    await this.closed;
    clearTimeout(impatience);
    // The last WebSockets report their end after their streams have ended.
    while (connections.size > 0) await new Promise((resolve) => setImmediate(resolve));
  }

  // --- internal ---

  /** @returns a promise that resolves once all connections are closed */
  private end(): Promise<void> {
    const { door, web, realms, connections, ending } = this.options;
    door.isOpen = false;
    this.interrupted = realms.sizes().calls;
    door.close();
    const closed = web.close();
    if (ending === 'goodbye') realms.close();
    else this.restart();
    for (const connection of connections) connection.resume();
    return closed;
  }

  /**
   * Ends callees before their callers: a caller whose callee is gone still gets the ERROR that ends its call, and does
   * not wait for an answer that cannot come.
   */
  private restart(): void {
    const { connections } = this.options;
    const inOrder = [...connections].sort((one, other) => rankOf(one) - rankOf(other));
    for (const connection of inOrder) connection.end(RESTART.code, RESTART.reason);
  }
}

// --- internal ---

/** Interval between two looks at the calls in flight, in milliseconds. */
const LOOK = 10;

/** Close code of RFC 6455's registry for a service that restarts. */
const RESTART = { code: 1012, reason: 'The router restarts. Connect again.' } as const;

/** Place in the order: sessions that wait for nothing, callees that call others, and the other callers. */
function rankOf(connection: Connection): number {
  const { registrations, calls } = connection.holding();
  if (calls === 0) return 0;
  return registrations > 0 ? 1 : 2;
}
