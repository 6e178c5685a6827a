/**
 * A proxy between WAMP clients and their router, which records what passes.
 *
 * The HTTP request for a WebSocket goes to the router with the client's headers, and the answer back as it is. Then bytes
 * are passed on, whatever they are. The frames are decoded beside that.
 */
import { createServer, type IncomingMessage, request as requestPlain, type ServerResponse } from 'node:http';
import { request as requestSecure } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Clock } from '../../router/clock.ts';
import type { Entry } from '../../wire/entry.ts';
import { SERIALISATIONS } from '../../wire/serialisations.ts';
import { headersFor, refuse, statusOf } from './handshake.ts';
import { type Recording, recordingOf } from './recording.ts';
import { Tap } from './tap.ts';
import { Tunnel } from './tunnel.ts';

export interface ProxyOptions {
  /** Address of the router's WebSocket endpoint, `ws:` or `wss:`. */
  readonly router: URL;
  /** Address and port to listen on; 0 for any free one. */
  readonly host: string;
  readonly port: number;
  /** Certificates of authorities, in PEM, in place of those that Node trusts. */
  readonly ca?: string | undefined;
  /** True if the router's certificate is not checked. */
  readonly insecure?: boolean | undefined;
  /** Number of connections that may be open. */
  readonly maxConnections: number;
  /** Size of the largest message that is decoded, in bytes. */
  readonly maxMessageSize: number;
  /** How long to wait for the router's answer to a request, and for one side once the other has ended, in ms. */
  readonly patience: number;
  /** How long the last message of a session is held back until the router reacts, in ms. */
  readonly settling: number;
  readonly clock: Clock;
  /** Receives each line of the log. */
  readonly record: (entry: Entry) => void;
  /** Receives a sentence about a connection that is passed on, but not recorded as a whole. */
  readonly remark: (sentence: string) => void;
}

export interface RunningProxy {
  /** Address for clients. */
  readonly url: string;
  /** Number of open connections. */
  readonly size: () => number;
  /** Reads no more of any client, or reads on. */
  hold(isHeld: boolean): void;
  /** Accepts no more connections. */
  stop(): void;
  /** Cuts all connections off; resolves once they are closed. */
  close(): Promise<void>;
}

/**
 * Starts a proxy.
 *
 * @throws the error of the system if it cannot listen
 */
export async function startProxy(options: ProxyOptions): Promise<RunningProxy> {
  const { router, host, port } = options;
  const tunnels = new Set<Tunnel>();
  const waiting = new Set<Duplex>();
  let [sessions, isHeld] = [0, false];
  const server = createServer({ requestTimeout: options.patience, headersTimeout: options.patience }, hint);
  server.on('upgrade', (asked: IncomingMessage, client: Duplex, head: Buffer) => {
    client.on('error', () => {}); // 'close' follows.
    if (tunnels.size + waiting.size >= options.maxConnections)
      return refuse(client, 503, `There are ${options.maxConnections} connections, as many as there may be.`);
    waiting.add(client);
    const request = router.protocol === 'wss:' ? requestSecure : requestPlain;
    const onward = request({
      host: router.hostname.replace(/^\[(.*)\]$/, '$1'),
      port: router.port || (router.protocol === 'wss:' ? 443 : 80),
      path: pathFor(asked, router),
      headers: headersFor(asked, router) as never,
      agent: false,
      timeout: options.patience,
      ca: options.ca,
      rejectUnauthorized: options.insecure !== true,
    });
    const leave = (): void => void onward.destroy();
    client.once('close', leave);
    client.once('close', () => waiting.delete(client));
    onward.on('timeout', () => {
      refuse(client, 504, `The router did not answer within ${options.patience} ms.`);
      onward.destroy();
    });
    onward.on('error', ({ message }) =>
      refuse(client, 502, `The router at ${router} cannot be reached: ${message}`),
    );
    onward.on('response', (answer) => {
      client.write(statusOf(answer));
      answer.pipe(client);
    });
    onward.on('upgrade', (answer, stream, first) => {
      waiting.delete(client);
      client.off('close', leave);
      if (client.destroyed) return void stream.destroy();
      stream.setTimeout(0);
      client.write(statusOf(answer));
      const recording = recordTo(answer.headers['sec-websocket-protocol'], `c${++sessions}`, options);
      const tunnel = new Tunnel({
        client,
        router: stream,
        patience: options.patience,
        onClientData: (bytes) => recording?.client.take(bytes),
        onRouterData: (bytes) => recording?.router.take(bytes),
        onEnd: (side) => recording?.tap.ended(side === 'client' ? 'lost' : 'closed'),
        onClosed: () => void tunnels.delete(tunnel),
      });
      tunnels.add(tunnel);
      if (isHeld) tunnel.hold(true);
      if (first.length > 0) stream.unshift(first);
      if (head.length > 0) client.unshift(head);
    });
    onward.end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { address, family, port: actual } = server.address() as AddressInfo;
  return {
    url: `ws://${family === 'IPv6' ? `[${address}]` : address}:${actual}${router.pathname}`,
    size: () => tunnels.size,
    hold(held) {
      isHeld = held;
      for (const tunnel of tunnels) tunnel.hold(held);
    },
    stop: () => void server.close(),
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const client of waiting) client.destroy();
      for (const tunnel of tunnels) tunnel.destroy();
      server.closeAllConnections();
      await closed;
    },
  };
}

// --- internal ---

/** Records a connection whose subprotocol can be decoded. */
function recordTo(
  protocol: string | undefined,
  session: string,
  { record, clock, settling, maxMessageSize, remark }: ProxyOptions,
): (Recording & { readonly tap: Tap }) | undefined {
  const serialisation = SERIALISATIONS.get(protocol ?? '');
  if (serialisation === undefined) {
    remark(`Connection ${session} is passed on, but not recorded: its subprotocol is ${protocol ?? 'none'}.`);
    return undefined;
  }
  const tap = new Tap({ session, record, clock, patience: settling });
  const onSkipped = (sentence: string): void => remark(`Connection ${session}: ${sentence}.`);
  return { tap, ...recordingOf({ tap, serialisation, maxMessageSize, onSkipped }) };
}

/** The path of the request, unless it is the root: then that of the router. */
function pathFor({ url = '/' }: IncomingMessage, { pathname, search }: URL): string {
  if (url === '/') return pathname + search;
  return url.startsWith('/?') ? pathname + url.slice(1) : url;
}

function hint(_: IncomingMessage, response: ServerResponse): void {
  response.statusCode = 426;
  response.setHeader('Content-Type', 'text/plain');
  response.end('This is a proxy before a WAMP router. Open a WebSocket here.\n');
}
