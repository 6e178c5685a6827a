/** A process that serves the floor over WebSocket: JSON in, JSON out, and nothing checked. Prints its URL. */
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { CODES } from '../machines/messages.ts';
import { Floor } from './floor.ts';

const sockets: WebSocket[] = [];
const floor = new Floor((session, message) => sockets[session]?.send(JSON.stringify(message)));

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
server.on('connection', (socket) => {
  const session = sockets.push(socket) - 1;
  socket.on('message', (data) => {
    const message = JSON.parse(String(data));
    if (message[0] === CODES.HELLO) socket.send(JSON.stringify([CODES.WELCOME, session + 1, {}]));
    else floor.receive(session, message);
  });
});
server.on('listening', () => console.log(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`));
