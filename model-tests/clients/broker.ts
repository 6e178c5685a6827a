/** The least broker that a program needs: sessions, subscriptions by exact topic, and acknowledged events, in JSON. */
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';

export interface Broker {
  readonly url: string;
  /** Topics of the events that were published. */
  readonly published: readonly string[];
}

/** Starts a broker on a free port, for one test. */
export async function withBroker(): Promise<Broker> {
  const published: string[] = [];
  const subscribers = new Map<string, Map<WebSocket, number>>();
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'wamp.2.json' });
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => {
    for (const socket of server.clients) socket.terminate();
    server.close();
  });
  const send = (to: WebSocket, ...message: unknown[]): void => to.send(JSON.stringify(message));

  server.on('connection', (socket) => {
    socket.on('message', (data) => {
      const [type, request, options, topic, args] = JSON.parse(String(data));
      switch (type) {
        case HELLO:
          return send(socket, WELCOME, server.clients.size, { roles: { broker: {} } });
        case SUBSCRIBE:
          if (!subscribers.has(topic)) subscribers.set(topic, new Map());
          subscribers.get(topic)?.set(socket, request);
          return send(socket, SUBSCRIBED, request, request);
        case PUBLISH:
          published.push(topic);
          for (const [subscriber, subscription] of subscribers.get(topic) ?? [])
            if (subscriber !== socket) send(subscriber, EVENT, subscription, published.length, {}, args);
          return options.acknowledge && send(socket, PUBLISHED, request, published.length);
        case GOODBYE:
          return send(socket, GOODBYE, {}, 'wamp.close.goodbye_and_out');
        default:
          throw new Error(`Expected a message for a broker, but ${data} came.`);
      }
    });
    socket.on('close', () => {
      for (const topic of subscribers.values()) topic.delete(socket);
    });
  });
  return { url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/ws`, published };
}

// --- internal ---

const HELLO = 1;
const WELCOME = 2;
const GOODBYE = 6;
const PUBLISH = 16;
const PUBLISHED = 17;
const SUBSCRIBE = 32;
const SUBSCRIBED = 33;
const EVENT = 36;
