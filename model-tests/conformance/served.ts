/** A router for tests: WebSockets in front of one dealer, which may be faulty, and whose messages may be spoilt. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import type { WireMessage } from '../../src/dealer/messages.ts';
import { inFull } from '../../src/dealer/payload.ts';
import { PROCESS_CLOCK } from '../../src/router/clock.ts';
import { secureRandom } from '../../src/router/random.ts';
import { type Peer, Realm } from '../../src/router/realm.ts';
import { Unrepresentable } from '../../src/wire/faults.ts';
import { SERIALISATIONS } from '../../src/wire/serialisations.ts';
import type { Create } from '../mutants/mutant.ts';

/** A message with plain values. */
export type Wire = readonly unknown[];

/** A client of the router. */
export interface Client {
  /** Number of its connection, from 1. */
  readonly number: number;
  send(message: Wire): void;
  close(): void;
}

/** Changes messages between the dealer and its clients. */
export interface Spoiler {
  /** The values that the dealer gets in place of one that a client sent. */
  readonly receive?: (wire: unknown, client: Client) => readonly unknown[];
  /** The messages that a client gets in place of one of the dealer. */
  readonly send?: (message: Wire, client: Client) => readonly Wire[];
  /** False to leave a connection open whose session has ended. */
  readonly closes?: boolean;
}

export interface Served {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts a router on a free port.
 *
 * @param create constructor of its dealer, which serves `realm1`
 * @param spoil the changes to messages; called once for the whole router
 */
export async function serve(create: Create, spoil: () => Spoiler = () => ({})): Promise<Served> {
  const dealer = create({ realm: 'realm1', random: secureRandom() });
  const realm = new Realm(dealer, PROCESS_CLOCK, () => {});
  const server = new WebSocketServer({
    host: '127.0.0.1',
    port: 0,
    handleProtocols: (protocols) => [...protocols].find((one) => SERIALISATIONS.has(one)) ?? false,
  });
  await once(server, 'listening');
  const spoiler = spoil();
  let connections = 0;
  server.on('connection', (socket) => accept(socket, realm, spoiler, ++connections));
  const { port } = server.address() as AddressInfo;
  return {
    url: `ws://127.0.0.1:${port}/ws`,
    async close() {
      for (const socket of server.clients) socket.terminate();
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
}

// --- internal ---

function accept(socket: WebSocket, realm: Realm, spoiler: Spoiler, number: number): void {
  const serialisation = SERIALISATIONS.get(socket.protocol);
  if (serialisation === undefined) return socket.terminate();
  const { send = (message) => [message], receive = (wire) => [wire], closes = true } = spoiler;
  let isGone = false;
  const client: Client = {
    number,
    send(message) {
      if (socket.readyState !== WebSocket.OPEN) return;
      socket.send(serialisation.write(message as WireMessage), { binary: serialisation.binary });
    },
    close: () => socket.close(1000),
  };
  const peer: Peer = {
    send(message) {
      try {
        for (const one of send(inFull(message), client)) client.send(one);
        return undefined;
      } catch (error) {
        if (error instanceof Unrepresentable) return { obstacle: 'untellable', what: error.message };
        throw error;
      }
    },
    ask: () => {},
    grow: () => {},
    close() {
      isGone = true;
      if (closes) client.close();
    },
    cutOff: () => socket.terminate(),
  };
  const key = realm.enter(peer);
  socket.on('message', (data: Buffer) => {
    if (isGone) return;
    let wire: unknown;
    try {
      wire = inFull(serialisation.read(data));
    } catch (error) {
      return realm.reject(key, `a message in ${serialisation.name}`, (error as Error).message);
    }
    for (const one of receive(wire, client)) attempt(() => realm.receive(key, one));
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    if (!isGone) attempt(() => realm.leave(key));
    isGone = true;
  });
}

/** A faulty dealer may throw: its router then says nothing, and goes on. */
function attempt(step: () => void): void {
  try {
    step();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}
