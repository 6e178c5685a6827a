/** The HTTP side of the router: accepts WebSockets and answers all other requests. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { type WebSocket, WebSocketServer } from 'ws';
import { SERIALISATIONS } from '../wire/serialisations.ts';
import { partyOf } from './address.ts';
import type { Transport } from './authentication/authenticator.ts';
import type { Inspector } from './inspector/inspector.ts';
import type { Account, Ledger, Scope } from './ledger.ts';
import { FIXED_LIMITS, type LimitValues } from './limits.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Origins } from './origins.ts';
import { OwnServer } from './own-server.ts';
import type { Caller, Proxies } from './proxies.ts';
import type { Site } from './site.ts';
import type { StatusPages } from './status.ts';
import type { WebServer } from './web-server.ts';

export interface DoorOptions {
  /** The path of the WebSocket endpoint. */
  readonly path: string;
  readonly server: WebServer;
  readonly origins: Origins;
  readonly proxies: Proxies;
  readonly limits: LimitValues;
  readonly ledger: Ledger;
  readonly site: Site | undefined;
  readonly log: Log | undefined;
  readonly metrics: Metrics;
  readonly status: StatusPages;
  readonly inspector: Inspector | undefined;
  /** Called with each open WebSocket, the stream below it, its account, and the side of the client. */
  readonly welcome: (webSocket: WebSocket, stream: Duplex, account: Account, transport: Transport) => void;
}

export class Door {
  readonly sockets: WebSocketServer;
  /** False for a router that shuts down, which refuses new WebSockets. */
  isOpen = true;
  private readonly options: DoorOptions;
  private readonly onUpgrade = (request: IncomingMessage, stream: Duplex, head: Buffer): void => {
    if (this.takes(request)) this.upgrade(request, stream, head);
  };

  constructor(options: DoorOptions) {
    this.options = options;
    const { server, limits } = options;
    this.sockets = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      maxPayload: limits.maxMessageSize,
      maxFragments: FIXED_LIMITS.frames.value,
      ...PONGS,
      perMessageDeflate: false,
    });
    server.server.on('upgrade', this.onUpgrade);
    doorsOf(server.server).add(this);
    if (server instanceof OwnServer)
      server.server.on('request', (request, response) => this.answer(server, request, response));
  }

  /** Takes no more WebSockets of a server that continues. */
  close(): void {
    const { server } = this.options;
    if (server instanceof OwnServer) return;
    server.server.off('upgrade', this.onUpgrade);
    doorsOf(server.server).delete(this);
  }

  // --- internal ---

  /** True unless another listener of a server of the program may take the request. */
  private takes(request: IncomingMessage): boolean {
    const { server, path } = this.options;
    if (server instanceof OwnServer || pathOf(request) === path) return true;
    // Without an answer, the connection would stay open forever: the first of several routers refuses it.
    const doors = [...doorsOf(server.server)];
    const isForNone = doors.every(({ options }) => options.path !== pathOf(request));
    return isForNone && doors[0] === this && server.server.listenerCount('upgrade') === doors.length;
  }

  private upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { server, proxies, log, metrics } = this.options;
    socket.on('error', ignore);
    const caller = proxies.callerOf(request.socket.remoteAddress, request.headers);
    const account = server.admit(socket, partyOf(caller.address));
    if (account === undefined) return void socket.destroy();
    const refusal = this.refusalOf(request, account.party, caller);
    if (refusal !== undefined) {
      const { status, sentence } = refusal;
      log?.({ event: 'connection refused', address: caller.address, status, reason: sentence });
      metrics.handshakeRefused(Number.parseInt(status, 10));
      return refuse(socket, refusal);
    }
    // The library refuses a list with an empty place in it, which HTTP permits and autobahn-java sends.
    request.headers['sec-websocket-protocol'] = servedOf(offeredBy(request));
    this.sockets.handleUpgrade(request, socket, head, (webSocket) => {
      // From here on, the connection listens on the WebSocket.
      socket.off('error', ignore);
      server.handOver(socket);
      this.options.welcome(webSocket, socket, account, transportOf(request, caller));
    });
  }

  /** The reason to refuse a WebSocket; undefined if it is accepted. */
  private refusalOf(request: IncomingMessage, party: Scope, caller: Caller): Refusal | undefined {
    const { headers } = request;
    const { path, origins, limits, ledger } = this.options;
    if (!this.isOpen)
      return { status: '503 Service Unavailable', sentence: 'The router is shutting down. Connect again.' };
    const asked = pathOf(request);
    if (asked !== path)
      return { status: '404 Not Found', sentence: `Expected the path ${path}, but ${asked} came.` };
    const scheme = request.socket instanceof TLSSocket ? 'https' : undefined;
    if (!origins.admit(headers.origin, caller.host, caller.scheme ?? scheme)) {
      const sentence = `Pages of ${headers.origin} may not connect. To let them in, start the router with --origin.`;
      return { status: '403 Forbidden', sentence };
    }
    const offered = offeredBy(request);
    if (servedOf(offered) === undefined) {
      const served = [...SERIALISATIONS.keys()].join(', ');
      const came = offered.join(', ') || 'none';
      const sentence = `Expected one of the WebSocket subprotocols ${served}, but ${came} came.`;
      return { status: '400 Bad Request', sentence };
    }
    if (party.sessions >= limits.maxSessionsPerAddress) {
      const sentence = `There are ${limits.maxSessionsPerAddress} sessions of your address ${party.address}, as many as there may be.`;
      return { status: '429 Too Many Requests', sentence };
    }
    if (ledger.all.sessions >= limits.maxSessions) {
      const sentence = `There are ${limits.maxSessions} sessions, as many as there may be.`;
      return { status: '503 Service Unavailable', sentence };
    }
    return undefined;
  }

  private answer(server: OwnServer, request: IncomingMessage, response: ServerResponse): void {
    const { path, site, limits, status, inspector } = this.options;
    const { socket } = request;
    const account = server.begin(socket);
    if (account === undefined) return void socket.destroy();
    response.once('close', () => server.end(socket));
    if (Number.isFinite(limits.patience)) request.setTimeout(limits.patience);
    if (status(request, response) || inspector?.answer(request, response)) return;
    const isEndpoint = pathOf(request) === path;
    const hint = (): void => {
      response.statusCode = isEndpoint ? 426 : 404;
      response.setHeader('Content-Type', 'text/plain');
      response.end(`This is a WAMP router. Open a WebSocket at ${path}; /healthz says how it is.\n`);
    };
    if (site === undefined) {
      hint();
    } else {
      account.touch();
      void site(request, response, isEndpoint ? hint : undefined);
    }
  }
}

// --- internal ---

/** The doors of each server that is open, in the order of their routers. */
const DOORS = new WeakMap<Server, Set<Door>>();

function doorsOf(server: Server): Set<Door> {
  const doors = DOORS.get(server) ?? new Set();
  DOORS.set(server, doors);
  return doors;
}

/** An option that the types of the library do not have yet. */
const PONGS = { maxPendingAutoPongs: FIXED_LIMITS.pongs.value };

/** Errors of a peer that leaves before it is answered are ignored. */
const ignore = (): void => {};

const transportOf = ({ headers }: IncomingMessage, { address }: Caller): Transport => ({
  address: address ?? '',
  origin: headers.origin,
  headers,
});

interface Refusal {
  readonly status: string;
  readonly sentence: string;
}

/** The path of a request, without its query. */
const pathOf = ({ url }: IncomingMessage): string => (url ?? '').split('?')[0] as string;

/** Subprotocols offered by a client, in its order. */
const offeredBy = ({ headers }: IncomingMessage): string[] =>
  (headers['sec-websocket-protocol'] ?? '')
    .split(',')
    .map((protocol) => protocol.trim())
    .filter((protocol) => protocol !== '');

/** The first offered subprotocol that the router serves. */
function servedOf(offered: Iterable<string>): string | undefined {
  for (const protocol of offered) if (SERIALISATIONS.has(protocol)) return protocol;
  return undefined;
}

function refuse(socket: Duplex, { status, sentence }: Refusal): void {
  const body = `${sentence}\n`;
  const headers = `Connection: close\r\nContent-Type: text/plain\r\nContent-Length: ${Buffer.byteLength(body)}`;
  socket.end(`HTTP/1.1 ${status}\r\n${headers}\r\n\r\n${body}`, () => socket.destroy());
}
