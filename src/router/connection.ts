/** One WebSocket: its messages to the dealer of its realm, and the dealer's messages to it. */
import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import type { Obstacle, SessionKey } from '../../machines/vocabulary.ts';
import { CODES, type WireMessage } from '../wamp/messages.ts';
import type { Serialisation } from '../wire/serialisation.ts';
import type { Backlog } from './backlog.ts';
import { Inflow } from './inflow.ts';
import type { Account, Holder } from './ledger.ts';
import { COSTS, HEAD_ALLOWANCE } from './limits.ts';
import type { Peer, Realm } from './realm.ts';
import type { Witness } from './witness.ts';

/** Where a connection starts, and where its HELLO may lead it. */
export interface Entrance {
  /** The realm of those who have not said HELLO; it admits nobody. */
  readonly lobby: Realm;
  /** The realm of that name, if the router serves it. */
  realmOf(name: string): Realm | undefined;
}

export interface ConnectionOptions {
  readonly serialisation: Serialisation;
  readonly entrance: Entrance;
  /** Observers of all that passes. */
  readonly witnesses: readonly Witness[];
  /** Where the memory that it holds is counted. */
  readonly account: Account;
  readonly backlog: Backlog;
  /** Says why a message cannot be delivered, though nothing is in its way; for tests. */
  readonly obstruct?: ((message: WireMessage) => Obstacle | undefined) | undefined;
  /** The largest message that may be sent to it, in bytes, but for what the router adds. */
  readonly maxMessageSize: number;
}

export class Connection implements Peer, Holder {
  private readonly socket: WebSocket;
  private readonly stream: Duplex;
  private readonly options: ConnectionOptions;
  private readonly witnesses: readonly Witness[];
  private readonly inflow = new Inflow();
  private readonly largest: number;
  private realm: Realm;
  private key: SessionKey;
  /** How many messages the stream has not taken yet. */
  private pending = 0;
  private isAlive = true;
  private isClosing = false;
  private isGone = false;
  private isHeld = false;
  /** How often it was looked whether it is idle since the last message. */
  private quiet = 0;

  /**
   * @param socket the WebSocket
   * @param stream what it sends its frames by
   */
  constructor(socket: WebSocket, stream: Duplex, options: ConnectionOptions) {
    this.socket = socket;
    this.stream = stream;
    this.options = options;
    this.witnesses = options.witnesses;
    this.largest = options.maxMessageSize + HEAD_ALLOWANCE;
    this.realm = options.entrance.lobby;
    this.key = this.realm.enter(this);
    socket.on('message', (data, isBinary) => this.receive(data as Buffer, isBinary));
    socket.on('pong', () => {
      this.isAlive = true;
    });
    socket.on('error', (error) => this.leave(undefined, error.message));
    socket.on('close', (code, reason) => this.leave(code, reason.toString()));
    // The WebSocket listens already, and has read what it can when this is called.
    stream.on('data', (piece: Buffer) => this.take(piece));
    stream.on('drain', () => options.account.touch());
    options.account.pass(this);
  }

  send(message: WireMessage): Obstacle | undefined {
    const obstacle = this.options.obstruct?.(message);
    if (obstacle !== undefined) return this.refuse(message, obstacle);
    const frame = this.write(message);
    if (frame === undefined) return this.refuse(message, 'untellable');
    if (isLonger(frame, this.largest)) return this.refuse(message, 'too-large');
    const waiting = this.waiting();
    switch (this.options.backlog.judge(message[0], waiting)) {
      case 'backlog':
        return this.refuse(message, 'backlog');
      case 'cut-off':
        this.cutOff(`it does not take its own answers: ${waiting} bytes wait`);
        return undefined;
    }
    for (const witness of this.witnesses) witness.sent(message);
    this.quiet = 0;
    this.hold();
    this.pending++;
    this.socket.send(frame, this.onTaken);
    this.options.account.touch();
    return undefined;
  }

  close(): void {
    this.isClosing = true;
    for (const witness of this.witnesses) witness.closed();
    this.socket.close(1000);
  }

  cutOff(reason: string): void {
    if (this.socket.readyState === WebSocket.CLOSED) return;
    for (const witness of this.witnesses) witness.cutOff(reason);
    this.socket.terminate();
  }

  /** Asks for a sign of life; a client that gave none since the last time is cut off. */
  probe(): void {
    if (!this.isAlive) return this.cutOff('it has not answered the last ping');
    this.isAlive = false;
    this.socket.ping();
  }

  /**
   * Ends the connection if no message has passed since the last times that this was asked.
   *
   * @param times how often it has to have been asked
   */
  endIfIdle(times: number): void {
    if (this.isClosing || ++this.quiet <= times) return;
    const reason = 'idle for too long';
    this.leave(1001, reason);
    this.socket.close(1001, reason);
  }

  /** What the router holds for it, in bytes. */
  held(): number {
    const waiting = this.waiting();
    // What costs no more than an idle connection is counted with that: nobody says when it has been taken.
    const backlog = waiting < COSTS.connection ? 0 : waiting;
    const session = this.isGone ? 0 : this.realm.held(this.key);
    return COSTS.connection + this.inflow.held + backlog + session;
  }

  // --- internal ---

  private readonly onTaken = (): void => {
    this.pending--;
  };

  /** What the stream has not taken yet, in bytes. */
  private waiting(): number {
    return this.socket.bufferedAmount + COSTS.message * this.pending;
  }

  /** The message in the serialisation of the client; undefined if that has no form for it. */
  private write(message: WireMessage): string | Uint8Array | undefined {
    try {
      return this.options.serialisation.write(message);
    } catch {
      return undefined;
    }
  }

  /** Does not send a message. Only calls have a way to end that is known to work then. */
  private refuse(message: WireMessage, obstacle: Obstacle): Obstacle | undefined {
    for (const witness of this.witnesses) witness.undelivered(message, obstacle);
    if (isOfCall(message)) return obstacle;
    this.cutOff(`it cannot be sent an answer: ${obstacle}`);
    return undefined;
  }

  /** Lets the messages that one incoming packet leads to leave in one packet as well. */
  private hold(): void {
    if (this.isHeld) return;
    this.isHeld = true;
    this.stream.cork();
    process.nextTick(() => {
      this.isHeld = false;
      this.stream.uncork();
    });
  }

  private take(piece: Buffer): void {
    if (this.socket.readyState !== WebSocket.OPEN) return; // It is read and thrown away.
    const before = this.inflow.held;
    this.inflow.take(piece);
    if (this.inflow.held !== before) this.options.account.touch();
  }

  private receive(data: Buffer, isBinary: boolean): void {
    if (this.isClosing || this.isGone) return; // What was under way when the session ended is of no session.
    this.quiet = 0;
    const { name, binary } = this.options.serialisation;
    if (isBinary !== binary) {
      const [expected, came] = binary ? ['binary', 'a text'] : ['text', 'a binary'];
      this.reject(`${expected} WebSocket messages of ${name}`, `${came} message`);
      return;
    }
    let wire: unknown;
    try {
      wire = this.options.serialisation.read(alone(data));
    } catch (error) {
      this.reject(`a message in ${name}`, `something unreadable (${(error as Error).message})`);
      return;
    }
    for (const witness of this.witnesses) witness.received(wire);
    if (this.realm === this.options.entrance.lobby) this.enterRealm(wire);
    this.realm.receive(this.key, wire);
    this.options.account.touch();
  }

  private reject(expected: string, came: string): void {
    for (const witness of this.witnesses) witness.received(came);
    this.realm.reject(this.key, expected, came);
  }

  /** A HELLO for a realm that is served leads there; the lobby's dealer answers everything else. */
  private enterRealm(wire: unknown): void {
    if (!Array.isArray(wire) || wire[0] !== CODES.HELLO || typeof wire[1] !== 'string') return;
    const realm = this.options.entrance.realmOf(wire[1]);
    if (realm === undefined) return;
    this.realm.leave(this.key);
    this.realm = realm;
    this.key = realm.enter(this);
  }

  private leave(code: number | undefined, reason: string): void {
    if (this.isGone) return;
    this.isGone = true;
    for (const witness of this.witnesses) witness.lost(code, reason);
    this.realm.leave(this.key);
  }
}

// --- internal ---

/** Whether the message belongs to a call, which the dealer can end or give to another callee. */
function isOfCall([code, of]: WireMessage): boolean {
  if (code === CODES.ERROR) return of === CODES.CALL;
  return code === CODES.INVOCATION || code === CODES.RESULT;
}

/** Whether a frame has more bytes than that; a character of a string is at most three. */
function isLonger(frame: string | Uint8Array, most: number): boolean {
  if (typeof frame !== 'string') return frame.length > most;
  return frame.length * 3 > most && Buffer.byteLength(frame) > most;
}

/** The bytes without the rest of the packet that they came in, all of which would be kept as long as they are. */
function alone(data: Buffer): Buffer {
  if (data.buffer.byteLength - data.length <= COSTS.entry) return data;
  const copy = Buffer.allocUnsafeSlow(data.length);
  data.copy(copy);
  return copy;
}
