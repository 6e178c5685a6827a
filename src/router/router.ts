/** The router: WebSockets on a port, a dealer for each realm, and an orderly end. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Readings } from '../../machines/readings.ts';
import type { Obstacle } from '../../machines/vocabulary.ts';
import type { WireMessage } from '../dealer/messages.ts';
import type { Entry } from '../wire/entry.ts';
import type { Serialisation } from '../wire/serialisation.ts';
import { SERIALISATIONS } from '../wire/serialisations.ts';
import { type Clock, PROCESS_CLOCK } from './clock.ts';
import { Connection, type ConnectionOptions, type Surroundings } from './connection.ts';
import { Door } from './door.ts';
import { guardLog, guardRandom, guardRecord, reportTo } from './guard.ts';
import { Ledger } from './ledger.ts';
import { type LimitName, limitsOf } from './limits.ts';
import type { Log } from './log.ts';
import { type Hop, Logger } from './logger.ts';
import type { Observer } from './observer.ts';
import { checkRouterOptions } from './options.ts';
import { Origins } from './origins.ts';
import { secureRandom } from './random.ts';
import { Realms } from './realms.ts';
import { Recorder } from './recorder.ts';
import { openSite } from './site.ts';
import type { RouterSize } from './size.ts';

/** What a router is started with; each limit is described in `LIMITS`. */
export interface RouterOptions extends Partial<Readonly<Record<LimitName, number | undefined>>> {
  /** The address to listen on; 127.0.0.1 if left out. */
  readonly host?: string | undefined;
  /** The port; 8080 if left out, any free one if 0. */
  readonly port?: number | undefined;
  /** The path of the WebSocket endpoint; `/ws` if left out. */
  readonly path?: string | undefined;
  /** The realms to serve; any, if left out. */
  readonly realms?: readonly string[] | undefined;
  /** Which option of each open question holds. */
  readonly readings?: Partial<Readings> | undefined;
  /**
   * Origins of browser pages that may connect, such as `https://example.com`, besides the router's own; `*` for any.
   * Clients that are no browsers name no origin and need not be listed.
   */
  readonly origins?: readonly string[] | undefined;
  /** A folder with the pages of a site, for browsers that come to the port. */
  readonly site?: string | undefined;
  /** How the router calls itself in WELCOME. */
  readonly agent?: string | undefined;
  /** Takes what is worth telling. If it throws, that is said once as a warning of the process. */
  readonly log?: Log | undefined;
  /**
   * Takes all that passes between the router and its clients, as `dealerchart judge` reads it. If it throws, the log says
   * so once, and the recording ends.
   */
  readonly record?: ((entry: Entry) => void) | undefined;
  /**
   * Where every random choice comes from, session ids too; numbers that nobody can guess, if left out, and wherever it
   * throws.
   */
  readonly random?: (() => number) | undefined;
  /** The clock of patience and of call timeouts; that of the process, if left out. */
  readonly clock?: Clock | undefined;
}

export interface Router {
  /** Where to connect, such as `ws://127.0.0.1:8080/ws`. */
  readonly url: string;
  readonly port: number;
  /** How much there is of everything, over all realms. */
  size(): RouterSize;
  /**
   * Ends: GOODBYE to every session, then the port is free.
   *
   * @param grace how long to wait for the sessions' GOODBYE before they are cut off, in milliseconds; 2,000 if left out
   */
  close(grace?: number): Promise<void>;
}

/**
 * Starts a router.
 *
 * @param options see `RouterOptions`
 * @returns the running router, once it accepts connections
 * @throws Misuse if an option or a reading is unknown or makes no sense; the error of the system if it cannot listen
 *   there (such as EADDRINUSE), or cannot read the folder of the site
 */
export async function startRouter(options: RouterOptions = {}): Promise<Router> {
  checkRouterOptions(options);
  return openRouter(options);
}

/** Says why a message cannot be delivered to a connection; they are numbered as they come, from 1. */
export type Obstruct = (connection: number, message: WireMessage) => Obstacle | undefined;

/**
 * Starts a router whose options are known to be right.
 *
 * @param obstruct for tests, which cannot wait until a message really cannot be delivered
 */
export async function openRouter(options: RouterOptions, obstruct?: Obstruct): Promise<Router> {
  const { host = '127.0.0.1', port = 8080, path = '/ws', origins = [], clock = PROCESS_CLOCK } = options;
  const limits = limitsOf(options);
  const log = guardLog(options.log);
  const report = reportTo(log);
  const record = guardRecord(options.record, report);
  const random = options.random && guardRandom(options.random, secureRandom(), report);
  const realms = new Realms({
    names: options.realms,
    readings: options.readings,
    agent: options.agent,
    limits,
    random: random ?? secureRandom(),
    clock,
  });
  const connections = new Set<Connection>();
  const hop: Hop = {};
  const surroundings: Surroundings = {
    entrance: realms,
    limits,
    onClosed: (connection) => void connections.delete(connection),
  };
  let connected = 0;
  const observersOf = (protocol: string, connection: number): readonly Observer[] => {
    const observers: Observer[] = [];
    if (log !== undefined) observers.push(new Logger(log, protocol, hop));
    if (record !== undefined) observers.push(new Recorder(record, `c${connection}`, clock));
    return observers.length === 0 ? NONE : observers;
  };
  const door = new Door({
    path,
    origins: new Origins(origins, host),
    limits,
    ledger: new Ledger(limits),
    site: options.site === undefined ? undefined : openSite(options.site),
    log,
    sizes: () => realms.sizes(),
    welcome(socket, stream, account) {
      const serialisation = SERIALISATIONS.get(socket.protocol) as Serialisation;
      const number = ++connected;
      const options: ConnectionOptions = {
        socket,
        stream,
        serialisation,
        account,
        observers: observersOf(serialisation.protocol, number),
        obstruct: obstruct && ((message) => obstruct(number, message)),
      };
      connections.add(new Connection(options, surroundings));
    },
  });

  await listen(door.server, host, port);
  const stopLooking = [
    every(limits.pingInterval, () => {
      for (const connection of connections) connection.probe();
    }),
    every(limits.idleTimeout && limits.idleTimeout / IDLE_LOOKS, () => {
      for (const connection of connections) connection.endIfIdle(IDLE_LOOKS);
    }),
  ];
  const bound = (door.server.address() as AddressInfo).port;
  return {
    url: `ws://${host.includes(':') ? `[${host}]` : host}:${bound}${path}`,
    port: bound,
    size: () => realms.sizes(),
    async close(grace = 2_000) {
      for (const stop of stopLooking) stop();
      const closed = new Promise((resolve) => door.server.close(resolve));
      realms.close();
      const impatience = setTimeout(() => {
        for (const connection of connections) connection.cutOff('the router is shutting down');
        door.server.closeAllConnections();
      }, grace);
      door.server.closeIdleConnections();
      await closed;
      clearTimeout(impatience);
    },
  };
}

// --- internal ---

const NONE: readonly Observer[] = [];

/** How often it is looked within `idleTimeout` whether a connection is idle. */
const IDLE_LOOKS = 8;

/** Does something again and again, if there is an interval, in milliseconds; gives what stops it. */
function every(interval: number | undefined, act: () => void): () => void {
  if (interval === undefined) return () => {};
  const timer = setInterval(act, interval);
  return () => clearInterval(timer);
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
