/** What a connection takes for a sign of life. */
import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import type { Serialisation } from '../wire/serialisation.ts';
import { SERIALISATIONS } from '../wire/serialisations.ts';
import { PROCESS_CLOCK } from './clock.ts';
import { Connection } from './connection.ts';
import { Ledger } from './ledger.ts';
import { limitsOf } from './limits.ts';
import { Realms } from './realms.ts';

/** A WebSocket whose client has not taken what it is sent before it is told to. */
class Socket extends EventEmitter {
  readonly readyState = 1;
  bufferedAmount = 0;
  pings = 0;
  isCutOff = false;

  send(frame: Uint8Array): void {
    this.bufferedAmount += frame.length;
  }

  ping(): void {
    this.pings++;
    this.bufferedAmount += 2;
  }

  terminate(): void {
    this.isCutOff = true;
  }
}

function connected() {
  const limits = limitsOf({});
  const socket = new Socket();
  const stream = new PassThrough();
  const account = new Ledger(limits).open('an address', { held: () => 0, imposed: () => 0, cutOff() {} });
  const serialisation = SERIALISATIONS.get('wamp.2.json') as Serialisation;
  const entrance = new Realms({
    names: undefined,
    readings: undefined,
    agent: undefined,
    limits,
    random: () => 0.5,
    clock: PROCESS_CLOCK,
  });
  const connection = new Connection(
    { socket: socket as unknown as WebSocket, stream, serialisation, account, witnesses: [] },
    { entrance, limits, onClosed() {} },
  );
  return { socket, stream, connection };
}

test('a client that gives no sign of life is cut off at the second ping', () => {
  const { socket, connection } = connected();
  connection.send([50, 1, {}, ['x'.repeat(1_000)]]);
  connection.probe();
  expect([socket.pings, socket.isCutOff]).toEqual([1, false]);
  connection.probe();
  expect([socket.pings, socket.isCutOff]).toEqual([1, true]);
});

test('a client that takes what it is sent, however slowly, is alive: the ping waits behind that', () => {
  const { socket, connection } = connected();
  connection.send([50, 1, {}, ['x'.repeat(1_000)]]);
  for (let count = 1; count <= 10; count++) {
    connection.probe();
    expect([socket.pings, socket.isCutOff]).toEqual([count, false]);
    socket.bufferedAmount -= 3;
  }
});

test('a client that sends anything, even a part of a message, is alive', () => {
  const { socket, stream, connection } = connected();
  for (let count = 1; count <= 10; count++) {
    connection.probe();
    expect([socket.pings, socket.isCutOff]).toEqual([count, false]);
    stream.emit('data', Buffer.of(0x81));
  }
});
