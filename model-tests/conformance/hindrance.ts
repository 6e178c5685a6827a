/** Hindrances between the suite and a right router: connections that are slow, refused, or cut off. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Hindrance {
  /** Milliseconds that all bytes take in each direction; 0 if omitted. */
  readonly delay?: number;
  /** Number of connections at once, beyond which they get HTTP 503; any number if omitted. */
  readonly most?: number;
  /** Number of the connection with which all of them are cut off, once; none if omitted. */
  readonly cutOffAt?: number;
}

/** Stands between the suite and a router. */
export async function hinder(
  url: string,
  { delay = 0, most = Number.POSITIVE_INFINITY, cutOffAt }: Hindrance,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const { hostname, port, pathname } = new URL(url);
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((client) => {
    client.on('error', () => {});
    if (++connections === cutOffAt) for (const socket of sockets) socket.destroy();
    if (sockets.size >= most) {
      client.write('HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
      return client.destroySoon();
    }
    sockets.add(client);
    client.on('close', () => sockets.delete(client));
    const router = connect(Number(port), hostname);
    carry(client, router, delay);
    carry(router, client, delay);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}${pathname}`,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

// --- internal ---

/** Carries bytes and the end of a connection, each some milliseconds later. */
function carry(from: Socket, to: Socket, delay: number): void {
  const later = (what: () => void): void => void (delay === 0 ? what() : setTimeout(what, delay));
  from.setNoDelay(true);
  from.on('error', () => {});
  from.on('data', (data) => later(() => to.writable && to.write(data)));
  from.on('close', () => later(() => to.destroy()));
}
