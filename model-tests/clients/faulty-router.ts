/** A router for tests over WebSocket and JSON, with a dealer that may be faulty, on a free port. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Output } from '../../src/dealer/index.ts';
import { SERIALISATIONS } from '../../src/wire/serialisations.ts';
import type { Create } from '../mutants/mutant.ts';
import { randomFrom } from '../random.ts';

/** Starts a router; returns its address. */
export async function withFaultyRouter(create: Create): Promise<string> {
  const json = SERIALISATIONS.get('wamp.2.json');
  if (json === undefined) throw new Error('Expected a serialisation in JSON.');
  const dealer = create({ realm: 'realm1', random: randomFrom(1) });
  const sockets = new Map<number, WebSocket>();
  const tell = (outputs: readonly Output[]): void => {
    for (const { session, message, close } of outputs) {
      if (message !== undefined) sockets.get(session)?.send(json.write(message).toString());
      if (close) sockets.get(session)?.close();
    }
  };
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', path: '/ws' });
  onTestFinished(() => {
    for (const socket of sockets.values()) socket.terminate();
    server.close();
  });
  server.on('connection', (socket) => {
    const key = dealer.connect(performance.now());
    sockets.set(key, socket);
    socket.on('message', (data) => tell(dealer.receive(key, json.read(data as Buffer), performance.now())));
    socket.on('close', () => tell(dealer.disconnect(key, performance.now())));
  });
  await once(server, 'listening');
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}/ws`;
}
