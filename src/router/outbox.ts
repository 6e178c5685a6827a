/** Writes the messages to one client as frames: all that one incoming packet leads to leave in one packet as well. */
import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import type { WireMessage } from '../dealer/messages.ts';
import { Unrepresentable } from '../wire/faults.ts';
import { copyRun } from '../wire/run.ts';
import type { Serialisation } from '../wire/serialisation.ts';
import { Backlog, type Outlet } from './backlog.ts';
import { headerLength, writeHeader } from './frame.ts';

/** It makes the frames itself: the WebSocket library writes each header and each message as a piece of its own. */
export class Outbox implements Outlet {
  /** Messages that were sent, and that the system has not taken yet. */
  readonly backlog = new Backlog(this);
  private readonly socket: WebSocket;
  private readonly stream: Duplex;
  private readonly serialisation: Serialisation;
  /** Messages that are held back. */
  private messages: Buffer[] = [];
  /** Bytes of their frames. */
  private size = 0;
  private isHeld = false;
  private isHurried = false;
  /** True if nothing that was sent before this turn of the event loop has been taken. */
  private isStuck = false;

  constructor(socket: WebSocket, stream: Duplex, serialisation: Serialisation) {
    this.socket = socket;
    this.stream = stream;
    this.serialisation = serialisation;
  }

  get bufferedAmount(): number {
    return this.size + this.socket.bufferedAmount;
  }

  /**
   * Writes a message in the serialisation of the client.
   *
   * @param most size of the message at most, in bytes
   * @returns its parts, or the reason why that is impossible
   */
  write(message: WireMessage, most: number): readonly Buffer[] | Unrepresentable {
    try {
      return this.serialisation.writeParts(message, most);
    } catch (error) {
      // Any other error, such as for a text longer than the platform permits, ends only the call too.
      return error instanceof Unrepresentable ? error : new Unrepresentable((error as Error).message);
    }
  }

  /**
   * Sends a message as one frame.
   *
   * @param parts of the message
   * @param length of all parts together, in bytes
   */
  put(parts: readonly Buffer[], length: number): void {
    this.hold();
    if (length >= LARGE) return this.putLarge(parts, length);
    this.messages.push(parts[0] as Buffer);
    this.size += headerLength(length) + length;
    if (this.size >= ENOUGH || this.isHurried) this.flush();
  }

  /** Sends the messages of this turn of the event loop at once, so that frames of the WebSocket library come after them. */
  hurry(): void {
    this.hold();
    this.isHurried = true;
    this.flush();
  }

  /** Sends the messages that are held back. */
  flush(): void {
    if (this.size === 0) return;
    const { messages, size } = this;
    this.messages = [];
    this.size = 0;
    if (this.socket.readyState === WebSocket.OPEN) this.stream.write(this.packetOf(messages, size));
  }

  /** Ends the turn of the event loop in which messages were held back. */
  release(): void {
    this.isHeld = false;
    this.isHurried = false;
    this.flush();
    this.backlog.update();
  }

  // --- internal ---

  /** Holds messages back until the current packet is processed. */
  private hold(): void {
    if (this.isHeld) return;
    this.isHeld = true;
    this.isStuck = this.backlog.waiting > 0;
    process.nextTick(release, this);
  }

  /** Sends a message without a copy. */
  private putLarge(parts: readonly Buffer[], length: number): void {
    this.flush();
    const header = Buffer.allocUnsafe(headerLength(length));
    writeHeader(header, 0, this.serialisation.binary, length);
    this.stream.cork();
    for (const part of [header, ...parts]) this.stream.write(part);
    this.stream.uncork();
  }

  private packetOf(messages: readonly Buffer[], size: number): Buffer {
    // A short packet that waits long must not keep memory that it shares with others.
    const packet = this.isStuck ? Buffer.allocUnsafeSlow(size) : Buffer.allocUnsafe(size);
    const { binary } = this.serialisation;
    let at = 0;
    for (const bytes of messages) {
      const { length } = bytes;
      at = writeHeader(packet, at, binary, length);
      copyRun({ bytes, start: 0, end: length }, packet, at);
      at += length;
    }
    return packet;
  }
}

// --- internal ---

/** Bytes that are held back at most, so that a client begins with them while the rest of a long packet is processed. */
const ENOUGH = 2 ** 10;

/** Size of a message from which on writing its parts takes less time than copying them. */
const LARGE = 16 * 2 ** 10;

const release = (outbox: Outbox): void => outbox.release();
