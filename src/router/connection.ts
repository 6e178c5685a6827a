/** One WebSocket: its messages to the dealer of its realm, and the dealer's messages to it. */
import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import type { Obstacle, SessionKey } from '../../machines/vocabulary.ts';
import { CODES, type WireMessage } from '../wamp/messages.ts';
import type { Serialisation } from '../wire/serialisation.ts';
import { Backlog } from './backlog.ts';
import { Inflow } from './inflow.ts';
import type { Account, Holder } from './ledger.ts';
import { COSTS, HEAD_ALLOWANCE, type LimitValues } from './limits.ts';
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
  readonly limits: LimitValues;
  /** Says why a message cannot be delivered, though nothing is in its way; for tests. */
  readonly obstruct?: ((message: WireMessage) => Obstacle | undefined) | undefined;
}

export class Connection implements Peer, Holder {
  private readonly socket: WebSocket;
  private readonly stream: Duplex;
  private readonly options: ConnectionOptions;
  private readonly witnesses: readonly Witness[];
  private readonly inflow = new Inflow();
  private readonly backlog: Backlog;
  /** The largest message that may be sent, in bytes. */
  private readonly largest: number;
  private realm: Realm;
  private key: SessionKey;
  private isAlive = true;
  private isClosing = false;
  private isGone = false;
  private isHeld = false;
  /** What the names of procedures take that the dealer may hold for the session, in bytes; 0 once it holds nothing. */
  private names = 0;
  /** What the name of the realm takes, in bytes. */
  private realmName = 0;
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
    this.backlog = new Backlog(options.limits);
    this.largest = options.limits.maxMessageSize + HEAD_ALLOWANCE;
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
    const [code] = message;
    switch (this.backlog.judge(code)) {
      case 'backlog':
        return this.refuse(message, 'backlog');
      case 'cut-off':
        this.cutOff(`it does not take its own answers: ${this.backlog.answers} bytes wait`);
        return undefined;
    }
    for (const witness of this.witnesses) witness.sent(message);
    this.quiet = 0;
    this.hold();
    const { binary } = this.options.serialisation;
    this.socket.send(frame, { binary }, this.backlog.add(code, frame.length));
    if (isAnswer(code) || this.backlog.waiting >= COSTS.connection) this.options.account.touch();
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
    const { waiting } = this.backlog;
    // What costs no more than an idle connection is counted with that: nobody says when it has been taken.
    const backlog = waiting < COSTS.connection ? 0 : waiting;
    return COSTS.connection + this.inflow.held + backlog + this.heldBySession();
  }

  // --- internal ---

  /** What the dealer holds for its session, in bytes. */
  private heldBySession(): number {
    if (this.isGone) return 0;
    const { registrations, calls, bytes } = this.realm.dealer.held(this.key);
    if (registrations + calls === 0) this.names = 0;
    return COSTS.entry * (registrations + calls) + bytes + this.names + this.realmName;
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
      wire = this.options.serialisation.read(data);
    } catch (error) {
      this.reject(`a message in ${name}`, `something unreadable (${(error as Error).message})`);
      return;
    }
    for (const witness of this.witnesses) witness.received(wire);
    if (Array.isArray(wire) && isRequest(wire[0])) {
      this.names += costOf(wire[3]);
      this.options.account.touch();
    }
    if (this.realm === this.options.entrance.lobby) this.enterRealm(wire);
    this.realm.receive(this.key, wire);
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
    this.realmName = costOf(wire[1]);
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

/** Whether a message may lead to something that is held for its sender: a call, or a place under a name. */
const isRequest = (code: unknown): boolean => code === CODES.CALL || code === CODES.REGISTER;

/** Whether a message may end something that is held for its receiver. */
const isAnswer = (code: unknown): boolean =>
  code === CODES.RESULT || code === CODES.ERROR || code === CODES.UNREGISTERED;

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

/** What a name costs that the dealer keeps, in bytes; short ones are counted with what they are the names of. */
const costOf = (name: unknown): number =>
  typeof name === 'string' && name.length > COSTS.entry / 2 ? 2 * name.length : 0;
