/** The HTTP server that the router opens itself: all its connections are counted and have time limits. */
import { createServer, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type TLSSocket, Server as TlsServer } from 'node:tls';
import { Misuse } from '../dealer/misuse.ts';
import { partyOf } from './address.ts';
import type { Account, Cause, Ledger } from './ledger.ts';
import { COSTS, FIXED_LIMITS, type LimitValues } from './limits.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Proxies } from './proxies.ts';
import type { Tls } from './resources.ts';
import { holderOf } from './stream.ts';
import { checkTls, OLDEST_TLS } from './tls.ts';
import type { WebServer } from './web-server.ts';

export interface OwnServerOptions {
  readonly limits: LimitValues;
  readonly ledger: Ledger;
  readonly proxies: Proxies;
  readonly log: Log | undefined;
  readonly metrics: Metrics;
  readonly tls: Tls | undefined;
}

export class OwnServer implements WebServer {
  readonly server: Server;
  private readonly options: OwnServerOptions;
  private readonly accounts = new WeakMap<Duplex, Account>();
  /** Connections whose request is being answered. */
  private readonly busy = new WeakSet<Duplex>();
  /** TCP connections, by both of their ends, until their TLS handshake is done. */
  private readonly handshaking = new Map<string, Socket>();
  /** A listener that all connections share. */
  private readonly onClose: (this: Duplex) => void;

  /** @throws Misuse if the certificate or its key is wrong */
  constructor(options: OwnServerOptions) {
    const { limits, tls } = options;
    const { accounts } = this;
    this.options = options;
    this.onClose = function (this: Duplex) {
      accounts.get(this)?.close();
    };
    // Node takes whole numbers only, and none for 0.
    const patience = Number.isFinite(limits.patience) ? Math.ceil(limits.patience) : 0;
    const times = {
      headersTimeout: patience,
      requestTimeout: patience,
      connectionsCheckingInterval: Math.min(Math.max(Math.ceil(patience / 2), 50), 5_000),
    };
    if (tls !== undefined) checkTls(tls);
    this.server =
      tls === undefined
        ? createServer(times)
        : createSecureServer({ ...times, ...tls, minVersion: OLDEST_TLS, handshakeTimeout: patience });
    this.server.maxConnections = limits.maxSessions + FIXED_LIMITS.spareConnections.value;
    this.server.on('connection', (socket: Socket) => this.meet(socket));
    this.server.prependListener('secureConnection', (socket: TLSSocket) => this.secure(socket));
  }

  /** @throws the system's error if that is impossible */
  listen(host: string, port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, () => {
        this.server.off('error', reject);
        resolve();
      });
    });
  }

  /**
   * Uses another certificate for new connections.
   *
   * @throws Misuse if the server has no TLS, or the certificate or its key is wrong; the old one then stays
   */
  replaceCertificate(tls: Tls): void {
    if (!(this.server instanceof TlsServer))
      throw new Misuse('OPTION_INVALID', 'Expected a router that was started with the option tls.');
    checkTls(tls);
    this.server.setSecureContext({ ...tls, minVersion: OLDEST_TLS });
  }

  /**
   * Marks a connection whose request is being answered.
   *
   * @returns its account; undefined if it must be closed, since its last request is not answered yet: each request could
   *   make the router hold a page
   */
  begin(stream: Duplex): Account | undefined {
    if (this.busy.has(stream)) return undefined;
    this.busy.add(stream);
    return this.accounts.get(stream);
  }

  /** Marks a connection whose request is answered. */
  end(stream: Duplex): void {
    this.busy.delete(stream);
    this.accounts.get(stream)?.touch();
  }

  admit(stream: Duplex, party: string): Account | undefined {
    const account = this.accounts.get(stream);
    if (account === undefined || account.party.address === party) return account;
    return this.count(stream, party, account);
  }

  handOver(stream: Duplex): void {
    stream.off('close', this.onClose);
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.server.closeIdleConnections();
    await closed;
  }

  cutOff(): void {
    this.server.closeAllConnections();
    for (const socket of this.handshaking.values()) socket.destroy();
  }

  // --- internal ---

  /** Opens an account for a TCP connection, or closes it without an answer if its address has too many. */
  private meet(socket: Socket): void {
    const { limits, ledger, proxies, log, metrics } = this.options;
    const { remoteAddress } = socket;
    const party = partyOf(remoteAddress);
    const most = limits.maxSessionsPerAddress + FIXED_LIMITS.spareConnectionsPerAddress.value;
    // A proxy's connections count for its clients, once their requests name them.
    if (ledger.count(party) >= most && !proxies.trusts(remoteAddress)) {
      const reason = `there are as many connections of the address ${party} as there may be`;
      log?.({ event: 'connection cut off', cause: 'connections', reason });
      metrics.cutOff('connections');
      socket.destroy();
      return;
    }
    this.count(socket, party);
    if (!(this.server instanceof TlsServer)) return;
    const ends = endsOf(socket);
    this.handshaking.set(ends, socket);
    socket.once('close', () => this.handshaking.delete(ends));
  }

  /** Passes the account of a TCP connection to its TLS stream: no interface leads from one to the other. */
  private secure(stream: TLSSocket): void {
    const ends = endsOf(stream);
    const socket = this.handshaking.get(ends);
    const account = socket && this.accounts.get(socket);
    if (socket === undefined || account === undefined) return void stream.destroy();
    this.handshaking.delete(ends);
    socket.off('close', this.onClose);
    this.count(stream, `${account.party.address}`, account);
  }

  /** Opens an account, in place of an earlier one. */
  private count(stream: Duplex, party: string, earlier?: Account): Account {
    earlier?.close();
    const { ledger, log, metrics } = this.options;
    const cutOff = (cause: Cause, reason: string): void => {
      log?.({ event: 'connection cut off', cause, reason });
      metrics.cutOff(cause);
      stream.destroy();
    };
    const page = (): number => (this.busy.has(stream) ? COSTS.page : 0);
    const account = ledger.open(party, holderOf(stream, cutOff, page));
    this.accounts.set(stream, account);
    stream.off('close', this.onClose);
    stream.on('close', this.onClose);
    return account;
  }
}

// --- internal ---

const endsOf = ({ remoteAddress, remotePort, localAddress }: Socket): string =>
  `${remoteAddress} ${remotePort} ${localAddress}`;
