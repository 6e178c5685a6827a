/** Writes the messages to one client as frames: all that one incoming packet leads to leave in one packet as well. */
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { WireMessage } from '../dealer/messages.ts';
import { Unrepresentable } from '../wire/faults.ts';
import type { Serialisation } from '../wire/serialisation.ts';
import type { Backlog } from './backlog.ts';
import { detached, headerOf } from './frame.ts';

export class Outbox {
  private readonly socket: WebSocket;
  private readonly stream: Duplex;
  private readonly serialisation: Serialisation;
  private readonly backlog: Backlog;
  private isHeld = false;
  /** True if nothing that was sent before this turn of the event loop has been taken. */
  private isStuck = false;

  constructor(socket: WebSocket, stream: Duplex, serialisation: Serialisation, backlog: Backlog) {
    this.socket = socket;
    this.stream = stream;
    this.serialisation = serialisation;
    this.backlog = backlog;
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
  put([first, ...rest]: readonly Buffer[], length: number): void {
    this.hold();
    const { binary } = this.serialisation;
    const start = this.isStuck ? detached(first as Buffer) : (first as Buffer);
    if (rest.length === 0) return this.socket.send(start, { binary });
    for (const part of [headerOf(binary, length), start, ...rest]) this.stream.write(part);
  }

  /** Sends the frames that are held back. */
  release(): void {
    this.isHeld = false;
    this.stream.uncork();
    this.backlog.update();
  }

  // --- internal ---

  /** Holds frames back until the current packet is processed. */
  private hold(): void {
    if (this.isHeld) return;
    this.isHeld = true;
    this.isStuck = this.backlog.waiting > 0;
    this.stream.cork();
    process.nextTick(release, this);
  }
}

// --- internal ---

const release = (outbox: Outbox): void => outbox.release();
