/** The router: WebSockets on a port, a dealer for each realm, and an orderly end. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Limits, ROUTER_LIMITS } from '../../machines/limits.ts';
import type { Readings } from '../../machines/readings.ts';
import { isWellFormed } from '../../machines/steps/uri.ts';
import type { Dealer } from '../dealer.ts';
import { createDealer } from '../index.ts';
import type { Entry } from '../judge/entry.ts';
import { SERIALISERS, type Serialiser } from '../wamp/serialisers.ts';
import { type Clock, PROCESS_CLOCK } from './clock.ts';
import { Connection, type Entrance } from './connection.ts';
import { Journal } from './journal.ts';
import type { Log } from './log.ts';
import { checkRouterOptions } from './options.ts';
import { secureRandom } from './random.ts';
import { Realm } from './realm.ts';
import { openSite } from './site.ts';
import { Tape } from './tape.ts';
import type { Witness } from './witness.ts';

export interface RouterOptions {
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
   * How much each session may hold: places on lists of registrations (10,000 where nothing is said), calls in flight
   * (10,000), and payload of those calls in bytes (64 MiB). `Infinity` for no limit.
   */
  readonly limits?: Partial<Limits> | undefined;
  /** The largest message to accept, in bytes; 16 MiB if left out. Larger ones close the WebSocket with code 1009. */
  readonly maxMessageSize?: number | undefined;
  /** How long to wait for HELLO, and for the answer to GOODBYE, in milliseconds; 10,000 if left out. */
  readonly patience?: number | undefined;
  /** How often to ask each peer for a sign of life, in milliseconds; 30,000 if left out. */
  readonly pingInterval?: number | undefined;
  /** A folder with the pages of a site, for browsers that come to the port. */
  readonly site?: string | undefined;
  /** How the router calls itself in WELCOME. */
  readonly agent?: string | undefined;
  /** Takes what is worth telling. */
  readonly log?: Log | undefined;
  /** Takes all that passes between the router and its clients, as `dealerchart judge` reads it. */
  readonly record?: ((entry: Entry) => void) | undefined;
  /** Where every random choice comes from, session ids too; numbers that nobody can guess, if left out. */
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

export interface RouterSize {
  /** The realms that somebody is in. */
  readonly realms: number;
  readonly sessions: number;
  readonly registrations: number;
  readonly calls: number;
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
  const { host = '127.0.0.1', port = 8080, path = '/ws', pingInterval = 30_000 } = options;
  const realms = new Realms(options);
  const connections = new Set<Connection>();
  let connected = 0;
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: options.maxMessageSize ?? 16 * 2 ** 20,
    perMessageDeflate: false,
    handleProtocols: (offered) => serialiserOf(offered)?.protocol ?? false,
  });
  const site = options.site === undefined ? undefined : openSite(options.site);
  const server = createServer((request, response) => {
    const isForSite = site !== undefined && request.url !== '/healthz' && request.url !== path;
    if (isForSite) void site(request, response);
    else answer(request, response, path, realms);
  });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => {}); // A peer that is gone before it is answered is none of our concern.
    const refusal = refusalOf(request, path);
    if (refusal !== undefined) return refuse(socket, refusal);
    sockets.handleUpgrade(request, socket, head, (webSocket) => connect(webSocket, socket));
  });

  const connect = (webSocket: WebSocket, stream: Duplex): void => {
    const serialiser = SERIALISERS.get(webSocket.protocol) as Serialiser;
    const witnesses: Witness[] = [];
    if (options.log) witnesses.push(new Journal(options.log, serialiser.protocol));
    if (options.record) witnesses.push(new Tape(options.record, `c${++connected}`, realms.clock));
    const connection = new Connection(webSocket, stream, serialiser, realms, witnesses);
    connections.add(connection);
    webSocket.on('close', () => connections.delete(connection));
  };

  await listen(server, host, port);
  const pinging = setInterval(() => {
    for (const connection of connections) connection.probe();
  }, pingInterval);
  const bound = (server.address() as AddressInfo).port;
  return {
    url: `ws://${host.includes(':') ? `[${host}]` : host}:${bound}${path}`,
    port: bound,
    size: () => realms.sizes(),
    async close(grace = 2_000) {
      clearInterval(pinging);
      const closed = new Promise((resolve) => server.close(resolve));
      realms.close();
      const impatience = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
        server.closeAllConnections();
      }, grace);
      server.closeIdleConnections();
      await closed;
      clearTimeout(impatience);
    },
  };
}

// --- internal ---

/** The dealers, by realm. A realm is there as long as somebody is in it. */
class Realms implements Entrance {
  readonly lobby: Realm;
  private readonly options: RouterOptions;
  private readonly random: () => number;
  readonly clock: Clock;
  private readonly byName = new Map<string, Realm>();

  constructor(options: RouterOptions) {
    this.options = options;
    this.random = options.random ?? secureRandom();
    this.clock = options.clock ?? PROCESS_CLOCK;
    this.lobby = new Realm(this.dealer([]), this.clock, () => {});
  }

  realmOf(name: string): Realm | undefined {
    const known = this.byName.get(name);
    if (known !== undefined) return known;
    const isServed = this.options.realms?.includes(name) ?? isWellFormed(name);
    if (!isServed) return undefined;
    const realm: Realm = new Realm(this.dealer([name]), this.clock, () => {
      // The last of a realm may go a second time, when there is a new realm of that name.
      if (this.byName.get(name) === realm) this.byName.delete(name);
    });
    this.byName.set(name, realm);
    return realm;
  }

  sizes(): RouterSize {
    const size = { realms: this.byName.size, sessions: 0, registrations: 0, calls: 0 };
    for (const { dealer } of [this.lobby, ...this.byName.values()]) {
      const { sessions, registrations, calls } = dealer.size();
      size.sessions += sessions;
      size.registrations += registrations;
      size.calls += calls;
    }
    return size;
  }

  close(): void {
    for (const realm of [this.lobby, ...this.byName.values()]) realm.close();
  }

  private dealer(realms: readonly string[]): Dealer {
    const { readings, patience, agent } = this.options;
    const limits = { ...ROUTER_LIMITS, ...this.options.limits };
    return createDealer({ random: this.random, realms, readings, limits, patience, agent });
  }
}

/** The first subprotocol offered that is served. */
function serialiserOf(offered: Iterable<string>): Serialiser | undefined {
  for (const protocol of offered) {
    const serialiser = SERIALISERS.get(protocol);
    if (serialiser !== undefined) return serialiser;
  }
  return undefined;
}

/** Why a WebSocket is not opened, as status line and sentence. */
function refusalOf({ url, headers }: IncomingMessage, path: string): readonly [string, string] | undefined {
  const [asked] = (url ?? '').split('?');
  if (asked !== path) return ['404 Not Found', `Expected the path ${path}, but ${asked} came.`];
  const offered = (headers['sec-websocket-protocol'] ?? '').split(',').map((protocol) => protocol.trim());
  if (serialiserOf(offered) !== undefined) return undefined;
  const served = [...SERIALISERS.keys()].join(', ');
  const came = offered.join(', ') || 'none';
  return ['400 Bad Request', `Expected a WebSocket subprotocol out of ${served}, but ${came} came.`];
}

function refuse(socket: Duplex, [status, sentence]: readonly [string, string]): void {
  const body = `${sentence}\n`;
  const headers = `Connection: close\r\nContent-Type: text/plain\r\nContent-Length: ${Buffer.byteLength(body)}`;
  socket.end(`HTTP/1.1 ${status}\r\n${headers}\r\n\r\n${body}`, () => socket.destroy());
}

/** Plain HTTP: whether the router is well, and where the WebSocket is. */
function answer({ url }: IncomingMessage, response: ServerResponse, path: string, realms: Realms): void {
  if (url === '/healthz') {
    response.setHeader('Content-Type', 'application/json');
    response.end(`${JSON.stringify({ status: 'ok', ...realms.sizes() })}\n`);
    return;
  }
  response.statusCode = url === path ? 426 : 404;
  response.setHeader('Content-Type', 'text/plain');
  response.end(`This is a WAMP router. Open a WebSocket at ${path}; /healthz says how it is.\n`);
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
