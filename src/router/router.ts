/** The router: WebSockets on a port, a dealer for each realm, and an orderly end. */
import type { Server } from 'node:http';
import { Server as TlsServer } from 'node:tls';
import type { Readings } from '../../machines/readings.ts';
import type { Obstacle } from '../../machines/vocabulary.ts';
import type { WireMessage } from '../dealer/messages.ts';
import { Misuse } from '../dealer/misuse.ts';
import type { Entry } from '../wire/entry.ts';
import type { Serialisation } from '../wire/serialisation.ts';
import { SERIALISATIONS } from '../wire/serialisations.ts';
import type { Authenticator } from './authentication/authenticator.ts';
import { Login } from './authentication/login.ts';
import { type Clock, PROCESS_CLOCK } from './clock.ts';
import { Connection, type ConnectionOptions, type Surroundings } from './connection.ts';
import { Door } from './door.ts';
import type { Ending } from './ending.ts';
import { GivenServer } from './given-server.ts';
import { guardLog, guardRandom, guardRecord, reportTo } from './guard.ts';
import { Inspector } from './inspector/inspector.ts';
import { Ledger } from './ledger.ts';
import { type LimitName, limitsOf } from './limits.ts';
import type { Log } from './log.ts';
import { Metrics } from './metrics.ts';
import { Observers } from './observers.ts';
import { checkRouterOptions, checkWait } from './options.ts';
import { Origins } from './origins.ts';
import { OwnServer } from './own-server.ts';
import { Proxies } from './proxies.ts';
import { secureRandom } from './random.ts';
import { Realms } from './realms.ts';
import type { ProgramServer, SiteOptions, Tls } from './resources.ts';
import { Shutdown } from './shutdown.ts';
import { openSite } from './site.ts';
import type { RouterSize } from './size.ts';
import { statusPages } from './status.ts';

/** Options of a router; `LIMITS` describes each limit. */
export interface RouterOptions extends Partial<Readonly<Record<LimitName, number | undefined>>> {
  /** Address to listen on; 127.0.0.1 if omitted. */
  readonly host?: string | undefined;
  /** Port; 8080 if omitted, any free one if 0. */
  readonly port?: number | undefined;
  /** Path of the WebSocket endpoint; `/ws` if omitted. */
  readonly path?: string | undefined;
  /** Realms to serve; any, if omitted. */
  readonly realms?: readonly string[] | undefined;
  /** The options that differ from the default readings. */
  readonly readings?: Partial<Readings> | undefined;
  /**
   * Origins of browser pages that may connect, such as `https://example.com`, besides the router's own; `*` for any.
   * Clients other than browsers send no origin and need not be listed.
   */
  readonly origins?: readonly string[] | undefined;
  /** Authenticates clients; if omitted, all are anonymous and may do everything. */
  readonly authenticator?: Authenticator | undefined;
  /** Certificate and key for TLS, as texts in PEM; clients then use `wss://`. Without it, there is no encryption. */
  readonly tls?: Tls | undefined;
  /**
   * Reverse proxies whose `X-Forwarded-For`, `-Host` and `-Proto` are believed: addresses, networks such as
   * `10.0.0.0/8`, `loopback`, `linklocal` or `uniquelocal`. None, if omitted.
   */
  readonly trustProxy?: readonly string[] | undefined;
  /** Folder with the pages of a site, served to browsers, or that folder with more about it. */
  readonly site?: string | SiteOptions | undefined;
  /**
   * Serves the inspector, a page that shows the router live, at `/inspect/`: `true` for browsers on this machine, if the
   * router listens on loopback; with a token of at least 16 characters for browsers that have it. Off, if omitted.
   */
  readonly inspect?: boolean | { readonly token: string } | undefined;
  /**
   * Server of the program, whose upgrades at `path` the router takes, and nothing else. It cannot be combined with
   * `host`, `port`, `tls`, `site` and `inspect`. The limits on connections that are not WebSockets are then up to the program.
   */
  readonly server?: ProgramServer | undefined;
  /** Name of the router in WELCOME. */
  readonly agent?: string | undefined;
  /** Receives the events of the log. Its first exception is reported as a warning of the process. */
  readonly log?: Log | undefined;
  /** True to log the start, each INVOCATION and the end of every call, and not only of those that fail. */
  readonly logCalls?: boolean | undefined;
  /**
   * Receives all traffic between the router and its clients, in the format of `dealerchart judge`. If it throws, the
   * log reports that once, and the recording ends.
   */
  readonly record?: ((entry: Entry) => void) | undefined;
  /**
   * The end of sessions when the router closes: `restart`, if omitted, closes their WebSockets with code 1012, after
   * which clients connect again; `goodbye` sends GOODBYE, after which some libraries never do.
   */
  readonly onShutdown?: Ending | undefined;
  /** Source of all random numbers, including session ids. If it is omitted or throws, unpredictable ones are used. */
  readonly random?: (() => number) | undefined;
  /** Clock of all deadlines; that of the process, if omitted. */
  readonly clock?: Clock | undefined;
}

export interface Router {
  /** URL for clients, such as `ws://127.0.0.1:8080/ws`. */
  readonly url: string;
  /** Port; 0 while a server of the program does not listen yet. */
  readonly port: number;
  /** Numbers of sessions, registrations and calls, over all realms. */
  size(): RouterSize;
  /**
   * Uses another certificate for new connections; the open ones keep theirs.
   *
   * @throws Misuse if the router was started without the option `tls`, or the certificate or its key is wrong; the
   *   earlier one then stays in use
   */
  replaceCertificate(tls: Tls): void;
  /**
   * Refuses new connections, and waits until no call is in flight. Clients without registrations are not read meanwhile.
   *
   * @param limit time to wait at most, in milliseconds; 5,000 if omitted
   * @returns the number of calls that are still in flight
   * @throws Misuse if the limit is not a number, or below 0; the router then goes on as before
   */
  drain(limit?: number): Promise<number>;
  /**
   * Ends every session as the option `onShutdown` says, and frees the port. A server of the program stays open.
   *
   * @param grace time to wait until clients have closed their connections before they are cut off, in milliseconds;
   *   2,000 if omitted. A second call may shorten it.
   * @throws Misuse if it is not a number, or below 0; the router then goes on as before
   */
  close(grace?: number): Promise<void>;
}

/**
 * Starts a router.
 *
 * @param options see `RouterOptions`
 * @returns the running router, once it accepts connections
 * @throws Misuse if an option or a reading is unknown or invalid; the system's error if it cannot listen there (such as
 *   EADDRINUSE)
 */
export async function startRouter(options: RouterOptions = {}): Promise<Router> {
  checkRouterOptions(options);
  return openRouter(options);
}

/** Reason why a message is undeliverable to a connection; connections are numbered from 1. */
export type Obstruct = (connection: number, message: WireMessage) => Obstacle | undefined;

/**
 * Starts a router with validated options.
 *
 * @param obstruct for tests: makes messages undeliverable
 */
export async function openRouter(options: RouterOptions, obstruct?: Obstruct): Promise<Router> {
  const { host = '127.0.0.1', port = 8080, path = '/ws', origins = [], clock = PROCESS_CLOCK } = options;
  const { authenticator } = options;
  const limits = limitsOf(options);
  const log = guardLog(options.log);
  const ledger = new Ledger(limits);
  const proxies = new Proxies(options.trustProxy ?? []);
  const { site, tls } = options;
  const metrics = new Metrics();
  const own =
    options.server === undefined ? new OwnServer({ limits, ledger, proxies, log, metrics, tls }) : undefined;
  const web = own ?? new GivenServer(options.server as Server, ledger);
  const report = reportTo(log);
  const record = guardRecord(options.record, report);
  const random = options.random && guardRandom(options.random, secureRandom(), report);
  const realms = new Realms({
    names: options.realms,
    readings: options.readings,
    authmethods: authenticator?.methods,
    agent: options.agent,
    limits,
    random: random ?? secureRandom(),
    clock,
    metrics,
    isFollowed: log !== undefined,
  });
  const { inspect = false } = options;
  const inspector = inspect
    ? new Inspector({
        token: inspect === true ? undefined : inspect.token,
        host,
        agent: options.agent ?? 'dealerchart',
        readings: options.readings ?? {},
        realms,
        metrics,
        clock,
        report,
      })
    : undefined;
  const connections = new Set<Connection>();
  const surroundings: Surroundings = {
    entrance: realms,
    login:
      authenticator &&
      ((realm, key, transport) => new Login({ authenticator, realm, key, transport, report })),
    limits,
    onClosed: (connection) => void connections.delete(connection),
  };
  let connected = 0;
  const observers = new Observers({ metrics, log, logCalls: options.logCalls === true, record, clock });
  const door: Door = new Door({
    path,
    server: web,
    origins: new Origins(origins, host),
    proxies,
    limits,
    ledger,
    metrics,
    site: site === undefined ? undefined : openSite(typeof site === 'string' ? { folder: site } : site),
    log,
    inspector,
    status: statusPages({
      sizes: () => realms.sizes(),
      isOpen: () => door.isOpen,
      metrics: () =>
        metrics.write({
          ...realms.sizes(),
          connections: ledger.all.accounts.size,
          bytes: ledger.all.bytes,
        }),
    }),
    welcome(socket, stream, account, transport) {
      const serialisation = SERIALISATIONS.get(socket.protocol) as Serialisation;
      const number = ++connected;
      const options: ConnectionOptions = {
        socket,
        stream,
        serialisation,
        transport,
        account,
        ...observers.of({ protocol: serialisation.protocol, connection: number, address: transport.address }),
        obstruct: obstruct && ((message) => obstruct(number, message)),
      };
      connections.add(new Connection(options, surroundings));
    },
  });

  await own?.listen(host, port);
  const stopLooking = [
    every(limits.pingInterval, () => {
      for (const connection of connections) connection.probe();
    }),
    every(limits.idleTimeout && limits.idleTimeout / IDLE_LOOKS, () => {
      for (const connection of connections) connection.endIfIdle(IDLE_LOOKS);
    }),
  ];
  const shutdown = new Shutdown({
    door,
    web,
    realms,
    connections,
    clock,
    ending: options.onShutdown ?? 'restart',
  });
  return {
    get url() {
      return urlOf(web.server, own === undefined ? undefined : host, path);
    },
    get port() {
      return portOf(web.server);
    },
    size: () => realms.sizes(),
    replaceCertificate(tls) {
      if (own === undefined)
        throw new Misuse(
          'OPTION_INVALID',
          'Expected a router with its own server: the program has this one.',
        );
      own.replaceCertificate(tls);
    },
    async drain(limit = 5_000) {
      checkWait('limit', limit);
      return shutdown.drain(limit);
    },
    async close(grace = 2_000) {
      checkWait('grace', grace);
      for (const stop of stopLooking) stop();
      inspector?.close();
      return shutdown.close(grace);
    },
  };
}

// --- internal ---

/** Number of idle checks within `idleTimeout`. */
const IDLE_LOOKS = 8;

/** Repeats an action, if there is an interval, in milliseconds; returns a function that stops it. */
function every(interval: number | undefined, act: () => void): () => void {
  if (interval === undefined) return () => {};
  const timer = setInterval(act, interval);
  return () => clearInterval(timer);
}

function portOf(server: Server): number {
  const address = server.address();
  return address === null || typeof address === 'string' ? 0 : address.port;
}

/** @param host the one to show, if it is not the address that the server listens on */
function urlOf(server: Server, host: string | undefined, path: string): string {
  const address = server.address();
  const name = host ?? (typeof address === 'string' ? undefined : address?.address) ?? 'localhost';
  const scheme = server instanceof TlsServer ? 'wss' : 'ws';
  return `${scheme}://${name.includes(':') ? `[${name}]` : name}:${portOf(server)}${path}`;
}
