/** One WebSocket: its messages to the dealer of its realm, and the dealer's messages to it. */
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { SessionKey } from '../../machines/vocabulary.ts';
import { CODES, type WireMessage } from '../wamp/messages.ts';
import type { Serialisation } from '../wire/serialisation.ts';
import type { Peer, Realm } from './realm.ts';
import type { Witness } from './witness.ts';

/** Where a connection starts, and where its HELLO may lead it. */
export interface Entrance {
  /** The realm of those who have not said HELLO; it admits nobody. */
  readonly lobby: Realm;
  /** The realm of that name, if the router serves it. */
  realmOf(name: string): Realm | undefined;
}

export class Connection implements Peer {
  private readonly socket: WebSocket;
  private readonly stream: Duplex;
  private readonly serialisation: Serialisation;
  private readonly entrance: Entrance;
  private readonly witnesses: readonly Witness[];
  private realm: Realm;
  private key: SessionKey;
  private alive = true;
  private isClosing = false;
  private isHeld = false;

  /**
   * @param socket the WebSocket
   * @param stream what it sends its frames by
   * @param witnesses who is told of all that passes
   */
  constructor(
    socket: WebSocket,
    stream: Duplex,
    serialisation: Serialisation,
    entrance: Entrance,
    witnesses: readonly Witness[],
  ) {
    this.socket = socket;
    this.stream = stream;
    this.serialisation = serialisation;
    this.entrance = entrance;
    this.witnesses = witnesses;
    this.realm = entrance.lobby;
    this.key = this.realm.enter(this);
    socket.on('message', (data, isBinary) => this.receive(data as Buffer, isBinary));
    socket.on('pong', () => {
      this.alive = true;
    });
    socket.on('error', () => {}); // 'close' follows, and says all there is to say.
    socket.on('close', () => this.lost());
  }

  send(message: WireMessage): void {
    for (const witness of this.witnesses) witness.sent(message);
    this.hold();
    try {
      this.socket.send(this.serialisation.write(message), { binary: this.serialisation.binary });
    } catch {
      // What this client's serialisation cannot say is lost for it, and so is the client: its calls have to end.
      this.socket.terminate();
    }
    if (this.socket.bufferedAmount > MAX_BACKLOG) this.socket.terminate();
  }

  close(): void {
    this.isClosing = true;
    for (const witness of this.witnesses) witness.closed();
    this.socket.close(1000);
  }

  /** Asks for a sign of life; a peer that gave none since the last time is cut off. */
  probe(): void {
    if (!this.alive) return this.socket.terminate();
    this.alive = false;
    this.socket.ping();
  }

  // --- internal ---

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

  private receive(data: Buffer, isBinary: boolean): void {
    if (this.isClosing) return; // What was under way when the session ended is of no session.
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
    for (const witness of this.witnesses) witness.received(wire);
    if (this.realm === this.entrance.lobby) this.enterRealm(wire);
    this.realm.receive(this.key, wire);
  }

  private reject(expected: string, came: string): void {
    for (const witness of this.witnesses) witness.received(came);
    this.realm.reject(this.key, expected, came);
  }

  /** A HELLO for a realm that is served leads there; the lobby's dealer answers everything else. */
  private enterRealm(wire: unknown): void {
    if (!Array.isArray(wire) || wire[0] !== CODES.HELLO || typeof wire[1] !== 'string') return;
    const realm = this.entrance.realmOf(wire[1]);
    if (realm === undefined) return;
    this.realm.leave(this.key);
    this.realm = realm;
    this.key = realm.enter(this);
  }

  private lost(): void {
    for (const witness of this.witnesses) witness.lost();
    this.realm.leave(this.key);
  }
}

/** How many bytes may wait for a peer that reads too slowly, before it is cut off. */
const MAX_BACKLOG = 64 * 2 ** 20;
