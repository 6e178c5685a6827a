/** HTTP clients, whose connections never become an open WebSocket. */
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { type ClientOptions, WebSocket } from 'ws';
import { within } from './router.ts';

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** The answer to a refused WebSocket handshake. */
export async function handshake(
  url: string,
  protocols: readonly string[],
  options: ClientOptions = {},
): Promise<Answer> {
  const socket = new WebSocket(url, [...protocols], options);
  onTestFinished(() => socket.terminate());
  socket.on('error', () => {});
  const refused = new Promise<IncomingMessage>((resolve, reject) => {
    socket.on('unexpected-response', (_, response) => resolve(response));
    socket.on('open', () => reject(new Error(`The WebSocket was opened, with ${socket.protocol}.`)));
  });
  return read(await within(refused, 'the handshake to be refused'));
}

/** The answer to a plain request. */
export async function get(url: string, method = 'GET'): Promise<Answer> {
  const asked = request(url.replace(/^ws/, 'http'), { method, agent: false }).end();
  const [response] = await within(once(asked, 'response'), 'an answer over HTTP');
  return read(response as IncomingMessage);
}

/** The subprotocol that a router selects for a raw header, which no WebSocket library would send. */
export async function chosenFrom(url: string, offered: string): Promise<unknown> {
  const headers = {
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': Buffer.alloc(16).toString('base64'),
    'Sec-WebSocket-Protocol': offered,
  };
  const asked = request(url.replace(/^ws/, 'http'), { headers, agent: false }).end();
  const [response, socket] = await within(once(asked, 'upgrade'), 'the WebSocket to open');
  (socket as Socket).destroy();
  return (response as IncomingMessage).headers['sec-websocket-protocol'];
}

/** A silent TCP connection, which stays open when the other side ends. */
export async function dial(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => {});
  await within(once(socket, 'connect'), 'the connection');
  return socket;
}

// --- internal ---

async function read(response: IncomingMessage): Promise<Answer> {
  let body = '';
  for await (const chunk of response.setEncoding('utf8')) body += chunk;
  return { status: response.statusCode ?? 0, body };
}
