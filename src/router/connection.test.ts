/** Signs of life of a connection, and its behaviour when its client leaves or does not read. */
import { EventEmitter } from 'node:events';
import { type Duplex, PassThrough } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Serialisation } from '../wire/serialisation.ts';
import { SERIALISATIONS } from '../wire/serialisations.ts';
import type { Transport } from './authentication/authenticator.ts';
import { PROCESS_CLOCK } from './clock.ts';
import { Connection, type Surroundings } from './connection.ts';
import { Ledger } from './ledger.ts';
import { COSTS, limitsOf } from './limits.ts';
import { Metrics } from './metrics.ts';
import type { Observer } from './observer.ts';
import { Realms } from './realms.ts';

/** A WebSocket whose client takes nothing until a test says so. */
class Socket extends EventEmitter {
  readyState: number = WebSocket.OPEN;
  bufferedAmount = 0;
  pings = 0;
  isCutOff = false;
  /** Pieces that were written to its stream. */
  readonly sent: Uint8Array[] = [];

  constructor(stream: Duplex) {
    super();
    Object.assign(stream, { write: (piece: Uint8Array) => this.take(piece) });
  }

  close(): void {
    this.readyState = WebSocket.CLOSING;
  }

  ping(): void {
    this.pings++;
    this.bufferedAmount += 2;
  }

  terminate(): void {
    this.isCutOff = true;
  }

  private take(piece: Uint8Array): boolean {
    this.sent.push(piece);
    this.bufferedAmount += piece.length;
    return true;
  }
}

/** The end of a turn of the event loop. */
const endOfTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function connected(
  observers: readonly Observer[] = [],
  stream: Duplex = new PassThrough(),
  { login, headers = {} }: { login?: Surroundings['login']; headers?: Transport['headers'] } = {},
) {
  const limits = limitsOf({});
  const socket = new Socket(stream);
  const account = new Ledger(limits).open('an address', { held: () => 0, imposed: () => 0, cutOff() {} });
  const transport = { address: 'an address', origin: undefined, headers };
  const serialisation = SERIALISATIONS.get('wamp.2.json') as Serialisation;
  const entrance = new Realms({
    names: undefined,
    readings: undefined,
    authmethods: undefined,
    agent: undefined,
    limits,
    random: () => 0.5,
    clock: PROCESS_CLOCK,
    metrics: new Metrics(),
    isFollowed: false,
  });
  const connection = new Connection(
    { socket: socket as unknown as WebSocket, stream, serialisation, transport, account, observers },
    { entrance, login, limits, onClosed() {} },
  );
  return { socket, stream, connection, entrance };
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

test.each([
  ['TCP', (tcp: object) => tcp],
  ['TLS', (tcp: object) => ({ writeQueueSize: 2_000, _parent: tcp })],
])('a client that takes a part of one large message over %s is alive', (_, handleOver) => {
  const { socket, stream, connection } = connected();
  const handle = { writeQueueSize: 1_000_000 };
  Object.assign(stream, { _handle: handleOver(handle) });
  connection.send([50, 1, {}, ['x'.repeat(1_000)]]);
  for (let count = 1; count <= 10; count++) {
    connection.probe();
    expect([socket.pings, socket.isCutOff]).toEqual([count, false]);
    handle.writeQueueSize -= 3;
  }
});

describe('a client that has closed the WebSocket and keeps the connection', () => {
  const INVOCATION = [68, 1, 1, {}];

  test('is sent no calls: they are undeliverable, and its session ends', async () => {
    const { socket, connection, entrance } = connected();
    expect(entrance.sizes().sessions).toBe(1);
    socket.readyState = WebSocket.CLOSING;
    expect(connection.send(INVOCATION)).toEqual({ obstacle: 'backlog' });
    expect(connection.send([65, 1, 1])).toBeUndefined();
    await endOfTurn();
    expect(entrance.sizes().sessions).toBe(0);
    expect([socket.sent, socket.isCutOff]).toEqual([[], false]);
  });

  test('is still counted for what it sends', () => {
    const { stream, connection } = connected();
    connection.close();
    const before = connection.held();
    stream.emit('data', Buffer.alloc(1_000, 0x01));
    expect(connection.held()).toBeGreaterThanOrEqual(before + 1_000);
  });

  test('can still be cut off, and is so once', () => {
    const cutOffs: string[] = [];
    const observer = {
      received() {},
      sent() {},
      undelivered() {},
      closed() {},
      cutOff: (_: string, reason: string) => void cutOffs.push(reason),
      lost() {},
    };
    const { socket, connection } = connected([observer]);
    socket.emit('error', new Error('a frame that is none'));
    connection.cutOff('shutdown', 'the router is shutting down');
    connection.cutOff('shutdown', 'the router is shutting down');
    expect([socket.isCutOff, cutOffs]).toEqual([true, ['the router is shutting down']]);
  });
});

/** A frame as a client sends it, masked with zeros. */
const frameOf = (opcode: number, content = ''): Buffer =>
  Buffer.concat([Buffer.of(0x80 | opcode, 0x80 | content.length, 0, 0, 0, 0), Buffer.from(content)]);

describe('messages of one turn of the event loop', () => {
  const ERROR = [8, 48, 1, {}, 'com.error'];
  const FRAME = Buffer.concat([Buffer.of(0x81, 23), Buffer.from(JSON.stringify(ERROR))]);

  test('leave as one piece at its end', async () => {
    const { socket, connection } = connected();
    for (let count = 0; count < 3; count++) connection.send(ERROR);
    expect(socket.sent).toEqual([]);
    await endOfTurn();
    expect(socket.sent).toEqual([Buffer.concat([FRAME, FRAME, FRAME])]);
  });

  test('leave earlier if they are many', () => {
    const { socket, connection } = connected();
    for (let count = 0; count < 100; count++) connection.send(ERROR);
    expect(socket.sent.map(({ length }) => length)).toEqual([1_025, 1_025]);
  });

  test.each([
    ['a ping', 0x9],
    ['a Close frame', 0x8],
  ])('leave before the answer to %s', (_, opcode) => {
    const { socket, stream, connection } = connected();
    connection.send(ERROR);
    stream.emit('data', Buffer.concat([frameOf(0x1, '[]'), frameOf(opcode)]));
    expect(socket.sent).toEqual([FRAME]);
    connection.send(ERROR);
    expect(socket.sent).toEqual([FRAME, FRAME]);
  });

  test('leave before the connection is closed', () => {
    const { socket, connection } = connected();
    connection.send(ERROR);
    connection.close();
    expect(socket.sent).toEqual([FRAME]);
  });

  test('do not leave if the WebSocket is closed before its end', async () => {
    const { socket, connection } = connected();
    connection.send(ERROR);
    socket.readyState = WebSocket.CLOSING;
    await endOfTurn();
    expect(socket.sent).toEqual([]);
  });

  test('have memory of their own if others still wait', async () => {
    const { socket, connection } = connected();
    connection.send(ERROR);
    await endOfTurn();
    connection.send(ERROR);
    await endOfTurn();
    expect(socket.sent.map(({ length, buffer }) => buffer.byteLength === length)).toEqual([false, true]);
    expect(socket.sent[1]).toEqual(socket.sent[0]);
  });
});

describe('the header of a frame', () => {
  test.each([
    [125, '817d'],
    [126, '817e007e'],
    [65_535, '817effff'],
    [65_536, '817f0000000000010000'],
  ])('of %d bytes', async (length, header) => {
    const { socket, connection } = connected();
    const message = [50, 1, {}, ['']];
    connection.send([50, 1, {}, ['x'.repeat(length - JSON.stringify(message).length)]]);
    await endOfTurn();
    const sent = Buffer.concat(socket.sent);
    const end = header.length / 2;
    expect([sent.subarray(0, end).toString('hex'), sent.length - end]).toEqual([header, length]);
  });
});

test('over TLS, what waits is counted twice, and the connection costs more', () => {
  const [plain, secure] = [new PassThrough(), new TLSSocket(new PassThrough() as never)].map((stream) => {
    const { connection } = connected([], stream);
    const idle = connection.held();
    connection.send([50, 1, {}, ['x'.repeat(100_000)]]);
    const answered = connection.held();
    connection.send([68, 1, 1, {}, ['x'.repeat(100_000)]]);
    return { idle, waiting: answered - idle, imposed: connection.imposed() };
  });
  expect(secure).toEqual({
    idle: (plain?.idle ?? 0) + COSTS.tls,
    waiting: 2 * (plain?.waiting ?? 0),
    imposed: 2 * (plain?.imposed ?? 0),
  });
  expect(plain?.imposed).toBeGreaterThan(100_000);
});

test('the headers of a client are kept for its authentication only, and are counted then', () => {
  const held = (login: Surroundings['login'], headers: Transport['headers']): number =>
    connected([], undefined, { login, headers }).connection.held();
  const login: Surroundings['login'] = () => {
    throw new Error('nobody logs in');
  };
  const headers = { cookie: 'x'.repeat(10_000), 'set-cookie': ['y'.repeat(100), 'z'.repeat(100)] };
  expect(held(undefined, headers)).toBe(held(undefined, {}));
  expect(held(login, headers) - held(login, {})).toBeGreaterThan(COSTS.character * 10_200);
});
