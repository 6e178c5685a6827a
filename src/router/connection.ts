/** One WebSocket: its messages to the dealer of its realm, and the dealer's messages to it. */
import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import { AT } from '../../machines/layouts.ts';
import { CODES } from '../../machines/messages.ts';
import type { Obstacle, SessionKey, Undelivered } from '../../machines/vocabulary.ts';
import type { WireMessage } from '../dealer/messages.ts';
import type { Held, Question } from '../dealer/parts.ts';
import { TooLong, Unrepresentable } from '../wire/faults.ts';
import type { Serialisation } from '../wire/serialisation.ts';
import type { Transport } from './authentication/authenticator.ts';
import type { Login } from './authentication/login.ts';
import type { Backlog } from './backlog.ts';
import type { Calls } from './calls.ts';
import { Inflow } from './inflow.ts';
import { isAnswer, isOfCall, isRequest } from './kinds.ts';
import type { Account, Cause, Holder } from './ledger.ts';
import { COSTS, FIXED_LIMITS, type LimitValues } from './limits.ts';
import type { Observer } from './observer.ts';
import { Outbox } from './outbox.ts';
import type { Peer, Realm } from './realm.ts';
import { copiesOf, costOf, unwrittenOf } from './stream.ts';

/** The realms that a connection can enter. */
export interface Entrance {
  /** The realm of connections that have not sent HELLO; nobody can join it. */
  readonly lobby: Realm;
  /** The realm of that name; undefined if the router does not serve it. */
  realmOf(name: string): Realm | undefined;
}

/** Shared by all connections of a router. */
export interface Surroundings {
  readonly entrance: Entrance;
  /** Undefined if clients are not authenticated. */
  readonly login: ((realm: Realm, key: SessionKey, transport: Transport) => Login) | undefined;
  readonly limits: LimitValues;
  /** Called once the connection is closed. */
  readonly onClosed: (connection: Connection) => void;
}

/** The parts of one connection. */
export interface ConnectionOptions {
  readonly socket: WebSocket;
  /** The stream below the WebSocket. */
  readonly stream: Duplex;
  readonly serialisation: Serialisation;
  /** The client's side, for the authenticator. */
  readonly transport: Transport;
  /** The account for the memory that it holds. */
  readonly account: Account;
  /** Its calls, if they are followed; they observe the traffic as well. */
  readonly calls?: Calls | undefined;
  /** Observers of its traffic. */
  readonly observers: readonly Observer[];
  /** For tests: a reason why a message is undeliverable, although nothing is in its way. */
  readonly obstruct?: ((message: WireMessage) => Obstacle | undefined) | undefined;
}

export class Connection implements Peer, Holder {
  readonly calls: Calls | undefined;
  private readonly socket: WebSocket;
  private readonly stream: Duplex;
  readonly client: NonNullable<Peer['client']>;
  private readonly serialisation: Serialisation;
  private readonly account: Account;
  private readonly observers: readonly Observer[];
  private readonly obstruct: ConnectionOptions['obstruct'];
  private readonly surroundings: Surroundings;
  /** Undefined if clients are not authenticated, so that nothing keeps their headers. */
  private readonly transport: Transport | undefined;
  /** Memory of those headers, in bytes. */
  private readonly headers: number;
  private login: Login | undefined;
  private readonly inflow = new Inflow();
  private readonly backlog: Backlog;
  private readonly outbox: Outbox;
  /** Size of a message to the client at most, in bytes. */
  private readonly longest: number;
  /** Number of copies that are kept of what waits. */
  private readonly copies: number;
  private realm: Realm;
  private key: SessionKey;
  private isAlive = true;
  private isClosing = false;
  private isGone = false;
  private isCutOff = false;
  /** Bytes of the message being written that the system had not taken at the last ping. */
  private unwritten = 0;
  /** Memory of the realm's name, in bytes. */
  private realmName = 0;
  /** Number of idle checks since the last message. */
  private quiet = 0;

  constructor(options: ConnectionOptions, surroundings: Surroundings) {
    const { socket, stream } = options;
    this.socket = socket;
    this.stream = stream;
    this.serialisation = options.serialisation;
    this.client = { address: options.transport.address, protocol: options.serialisation.protocol };
    this.account = options.account;
    this.calls = options.calls;
    this.observers = options.observers;
    this.obstruct = options.obstruct;
    this.transport = surroundings.login && options.transport;
    this.headers = costOfHeaders(this.transport);
    this.surroundings = surroundings;
    this.outbox = new Outbox(socket, stream, options.serialisation);
    this.backlog = this.outbox.backlog;
    this.longest = surroundings.limits.maxMessageSize + FIXED_LIMITS.headAllowance.value;
    this.copies = copiesOf(stream);
    this.realm = surroundings.entrance.lobby;
    this.key = this.realm.enter(this);
    socket.on('message', (data, isBinary) => this.receive(data as Buffer, isBinary));
    socket.on('error', (error) => this.leave(undefined, error.message));
    socket.on('close', (code, reason) => {
      this.leave(code, reason.toString());
      this.account.close();
      surroundings.onClosed(this);
    });
    // The WebSocket already listens, and has read what is there, when this is called. It answers control frames at once.
    stream.prependListener('data', (piece: Buffer) => this.take(piece));
    this.account.pass(this);
  }

  send(message: WireMessage): Undelivered | undefined {
    if (this.isCutOff) return undefined; // The loss of the connection follows, and ends its calls.
    if (this.socket.readyState !== WebSocket.OPEN) return this.miss(message);
    const parts = this.outbox.write(message, this.longest);
    if (parts instanceof TooLong) return this.refuse(message, { obstacle: 'too-large' });
    if (parts instanceof Unrepresentable)
      return this.refuse(message, { obstacle: 'untellable', what: parts.message });
    const length = lengthOf(parts);
    const obstacle = this.obstruct?.(message) ?? this.judge(message[0], length);
    if (obstacle === 'cut-off') {
      this.cutOff('unread', `it does not read its own answers: ${this.backlog.answers} bytes wait`);
      return undefined;
    }
    if (obstacle !== undefined) return this.refuse(message, { obstacle });
    for (const observer of this.observers) observer.sent(message);
    this.quiet = 0;
    this.outbox.put(parts, length);
    this.backlog.add(message[0]);
    if (isAnswer(message[0]) || this.backlog.waiting >= COSTS.connection) this.account.touch();
    return undefined;
  }

  close(): void {
    this.isClosing = true;
    this.login?.cancel(); // The WebSocket of a client that does not read stays open for a while.
    for (const observer of this.observers) observer.closed();
    this.outbox.flush();
    this.socket.close(1000);
  }

  /**
   * Ends the connection without GOODBYE, as a lost one.
   *
   * @param code close code of the WebSocket
   * @param reason close reason, at most 123 bytes
   */
  end(code: number, reason: string): void {
    if (this.isClosing) return;
    this.leave(code, reason);
    this.outbox.flush();
    this.socket.close(code, reason);
  }

  /** Leaves unread what the client sends. */
  pause(): void {
    this.socket.pause();
  }

  resume(): void {
    this.socket.resume();
  }

  cutOff(cause: Cause, reason: string): void {
    if (this.isCutOff || this.socket.readyState === WebSocket.CLOSED) return;
    this.isCutOff = true;
    for (const observer of this.observers) observer.cutOff(cause, reason);
    this.socket.terminate();
  }

  /**
   * Pings the client, and cuts it off if it gave no sign of life since the last ping. Anything that it sends is one,
   * and so is taking bytes, since the ping itself waits behind them.
   */
  probe(): void {
    if (this.socket.isPaused) return;
    const unwritten = unwrittenOf(this.stream);
    const hasTaken = this.backlog.hasMoved() || unwritten !== this.unwritten;
    this.unwritten = unwritten;
    if (!hasTaken && !this.isAlive)
      return this.cutOff('silent', 'it has given no sign of life since the last ping');
    this.isAlive = false;
    this.socket.ping();
  }

  /**
   * Ends the connection if no message has passed during the last calls.
   *
   * @param times number of calls without a message
   */
  endIfIdle(times: number): void {
    if (++this.quiet > times) this.end(1001, 'idle for too long');
  }

  /** The resources that the dealer holds for the session; none once it is closed. */
  holding(): Held {
    return this.realm.dealer.held(this.key);
  }

  held(): number {
    const { inflow, backlog, copies } = this;
    backlog.update();
    const waiting = beyondFlat(copies * backlog.answers);
    return costOf(this.stream) + this.headers + inflow.held + waiting + this.heldBySession();
  }

  imposed(): number {
    this.backlog.update();
    return beyondFlat(this.copies * this.backlog.imposed);
  }

  ask(question: Question): void {
    this.login ??= this.surroundings.login?.(this.realm, this.key, this.transport as Transport);
    void this.login?.ask(question);
  }

  /** Called when the dealer holds more for the session. */
  grow(): void {
    this.account.touch();
  }

  /** Called when the client is gone. */
  lose(): void {
    this.leave(undefined, '');
  }

  // --- internal ---

  /** Memory that the dealer holds for the session, in bytes. */
  private heldBySession(): number {
    if (this.isGone) return 0;
    const { registrations, calls, bytes, names } = this.holding();
    return COSTS.entry * (registrations + calls) + bytes + COSTS.character * names + this.realmName;
  }

  /** @param length of the message, in bytes */
  private judge(code: unknown, length: number): Obstacle | 'cut-off' | undefined {
    const { backlog } = this;
    backlog.update();
    const verdict = backlog.judge(code, length, this.surroundings.limits);
    if (verdict !== undefined || code !== CODES.INVOCATION) return verdict;
    const isSmall = beyondFlat(this.copies * (backlog.imposed + length)) === 0;
    return isSmall || this.account.hasRoom(this.copies * length) ? undefined : 'backlog';
  }

  /** Leaves a message unsent. Only calls have an ending that is known to work then. */
  private refuse(message: WireMessage, undelivered: Undelivered): Undelivered | undefined {
    for (const observer of this.observers) observer.undelivered(message, undelivered);
    if (isOfCall(message)) return undelivered;
    this.cutOff('undeliverable', `it cannot be sent an answer: ${undelivered.what ?? undelivered.obstacle}`);
    return undefined;
  }

  /** The client has closed the WebSocket. It takes nothing more, though the connection may stay open for a while. */
  private miss(message: WireMessage): Undelivered | undefined {
    process.nextTick(lose, this); // After the current turn of the event loop.
    return isOfCall(message) ? this.refuse(message, { obstacle: 'backlog' }) : undefined;
  }

  private take(piece: Buffer): void {
    this.isAlive = true;
    const before = this.inflow.held;
    if (this.inflow.take(piece)) this.outbox.hurry();
    if (this.inflow.held !== before) this.account.touch();
  }

  private receive(data: Buffer, isBinary: boolean): void {
    if (this.isClosing || this.isGone) return; // Discard messages received after the end of the session.
    this.quiet = 0;
    const { name, binary } = this.serialisation;
    if (isBinary !== binary) {
      const [expected, came] = binary ? ['binary', 'a text'] : ['text', 'a binary'];
      this.reject(`${expected} WebSocket messages of ${name}`, `${came} message`);
      return;
    }
    let wire: unknown;
    try {
      wire = this.serialisation.read(data);
    } catch (error) {
      this.reject(`a message in ${name}`, `something unreadable (${(error as Error).message})`);
      return;
    }
    for (const observer of this.observers) observer.received(wire);
    if (Array.isArray(wire) && isRequest(wire[0])) this.account.touch();
    if (this.realm === this.surroundings.entrance.lobby) this.enterRealm(wire);
    this.realm.receive(this.key, wire);
  }

  private reject(expected: string, came: string): void {
    for (const observer of this.observers) observer.received(came);
    this.realm.reject(this.key, expected, came);
  }

  /** Leads a HELLO for a served realm to that realm; the dealer of the lobby answers everything else. */
  private enterRealm(wire: unknown): void {
    const name: unknown = Array.isArray(wire) && wire[0] === CODES.HELLO ? wire[AT.HELLO.realm] : undefined;
    if (typeof name !== 'string') return;
    const realm = this.surroundings.entrance.realmOf(name);
    if (realm === undefined) return;
    this.realm.leave(this.key);
    this.realmName = COSTS.character * name.length;
    this.realm = realm;
    this.key = realm.enter(this);
  }

  private leave(code: number | undefined, reason: string): void {
    if (this.isGone) return;
    this.isGone = true;
    for (const observer of this.observers) observer.lost(code, reason);
    this.login?.cancel();
    this.realm.leave(this.key);
  }
}

// --- internal ---

const lose = (connection: Connection): void => connection.lose();

const lengthOf = (parts: readonly Buffer[]): number =>
  parts.length === 1 ? (parts[0] as Buffer).length : parts.reduce((sum, { length }) => sum + length, 0);

/** Memory of the headers of a client, in bytes. */
const costOfHeaders = (transport: Transport | undefined): number =>
  Object.entries(transport?.headers ?? {}).reduce(
    (sum, [name, value]) => sum + COSTS.character * (name.length + `${value}`.length),
    0,
  );

/** Costs below those of an idle connection are counted with it, since the ledger does not learn when they end. */
const beyondFlat = (bytes: number): number => (bytes < COSTS.connection ? 0 : bytes);
