/** The HTTP side of the router: accepts WebSockets and answers all other requests. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { SERIALISATIONS } from '../wire/serialisations.ts';
import { partyOf } from './address.ts';
import type { Account, Cause, Ledger, Scope } from './ledger.ts';
import { COSTS, FIXED_LIMITS, type LimitValues } from './limits.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Origins } from './origins.ts';
import type { Site } from './site.ts';
import type { StatusPages } from './status.ts';

export interface DoorOptions {
  /** The path of the WebSocket endpoint. */
  readonly path: string;
  readonly origins: Origins;
  readonly limits: LimitValues;
  readonly ledger: Ledger;
  readonly site: Site | undefined;
  readonly log: Log | undefined;
  readonly metrics: Metrics;
  readonly status: StatusPages;
  /** Called with each open WebSocket, the stream below it and its account. */
  readonly welcome: (webSocket: WebSocket, stream: Duplex, account: Account) => void;
}

export class Door {
  readonly server: Server;
  readonly sockets: WebSocketServer;
  /** False for a router that shuts down, which refuses new WebSockets. */
  isOpen = true;
  private readonly options: DoorOptions;
  private readonly accounts = new WeakMap<Duplex, Account>();
  /** Connections whose request is being answered. */
  private readonly busy = new WeakSet<Duplex>();
  /** A listener that all TCP connections share. */
  private readonly onClose: (this: Socket) => void;

  constructor(options: DoorOptions) {
    this.options = options;
    const { accounts } = this;
    this.onClose = function (this: Socket) {
      accounts.get(this)?.close();
    };
    const { limits } = options;
    const patience = Number.isFinite(limits.patience) ? limits.patience : 0;
    this.sockets = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      maxPayload: limits.maxMessageSize,
      maxFragments: FIXED_LIMITS.frames.value,
      ...PONGS,
      perMessageDeflate: false,
    });
    this.server = createServer(
      {
        headersTimeout: patience,
        requestTimeout: patience,
        connectionsCheckingInterval: Math.min(Math.max(patience / 2, 50), 5_000),
      },
      (request, response) => this.answer(request, response),
    );
    this.server.maxConnections = limits.maxSessions + FIXED_LIMITS.spareConnections.value;
    this.server.on('connection', (socket: Socket) => this.meet(socket));
    this.server.on('upgrade', (request, socket, head) => this.upgrade(request, socket, head));
  }

  // --- internal ---

  /** Opens an account for a TCP connection, or closes it without an answer if its address has too many. */
  private meet(socket: Socket): void {
    const party = partyOf(socket.remoteAddress);
    const { limits, ledger, log, metrics } = this.options;
    const cutOff = (cause: Cause, reason: string): void => {
      log?.({ event: 'connection cut off', cause, reason });
      metrics.cutOff(cause);
      socket.destroy();
    };
    if (ledger.count(party) >= limits.maxSessionsPerAddress + FIXED_LIMITS.spareConnectionsPerAddress.value)
      return cutOff('connections', `there are as many connections of the address ${party} as there may be`);
    const held = (): number => COSTS.connection + socket.writableLength;
    const account = ledger.open(party, { held, imposed: () => 0, cutOff });
    this.accounts.set(socket, account);
    socket.on('close', this.onClose);
  }

  private upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', ignore);
    const account = this.accounts.get(socket);
    if (account === undefined) return void socket.destroy();
    const refusal = this.refusalOf(request, account.party);
    if (refusal !== undefined) {
      this.options.metrics.handshakeRefused(Number.parseInt(refusal.status, 10));
      return refuse(socket, refusal);
    }
    // The library refuses a list with an empty place in it, which HTTP permits and autobahn-java sends.
    request.headers['sec-websocket-protocol'] = servedOf(offeredBy(request));
    this.sockets.handleUpgrade(request, socket, head, (webSocket) => {
      // From here on, the connection listens on the WebSocket.
      socket.off('error', ignore);
      socket.off('close', this.onClose);
      this.options.welcome(webSocket, socket, account);
    });
  }

  /** The reason to refuse a WebSocket; undefined if it is accepted. */
  private refusalOf(request: IncomingMessage, party: Scope): Refusal | undefined {
    const { url, headers } = request;
    const { path, origins, limits, ledger } = this.options;
    if (!this.isOpen)
      return { status: '503 Service Unavailable', sentence: 'The router is shutting down. Connect again.' };
    const [asked] = (url ?? '').split('?');
    if (asked !== path)
      return { status: '404 Not Found', sentence: `Expected the path ${path}, but ${asked} came.` };
    if (!origins.admit(headers.origin, headers.host)) {
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
      const sentence = `There are ${limits.maxSessionsPerAddress} sessions of your address, as many as there may be.`;
      return { status: '429 Too Many Requests', sentence };
    }
    if (ledger.all.sessions >= limits.maxSessions) {
      const sentence = `There are ${limits.maxSessions} sessions, as many as there may be.`;
      return { status: '503 Service Unavailable', sentence };
    }
    return undefined;
  }

  /**
   * Answers a request. The next one of that connection is refused until then: each could make the router hold a page.
   */
  private answer(request: IncomingMessage, response: ServerResponse): void {
    const { path, site, limits, status } = this.options;
    const { url, socket } = request;
    const account = this.accounts.get(socket);
    if (account === undefined || this.busy.has(socket)) return void socket.destroy();
    this.busy.add(socket);
    response.once('close', () => this.busy.delete(socket));
    if (Number.isFinite(limits.patience)) request.setTimeout(limits.patience);
    if (status(request, response)) return;
    if (site !== undefined && url !== path) {
      void site(request, response).then(() => account.touch());
    } else {
      response.statusCode = url === path ? 426 : 404;
      response.setHeader('Content-Type', 'text/plain');
      response.end(`This is a WAMP router. Open a WebSocket at ${path}; /healthz says how it is.\n`);
    }
  }
}

// --- internal ---

/** An option that the types of the library do not have yet. */
const PONGS = { maxPendingAutoPongs: FIXED_LIMITS.pongs.value };

/** Errors of a peer that leaves before it is answered are ignored. */
const ignore = (): void => {};

interface Refusal {
  readonly status: string;
  readonly sentence: string;
}

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
