/** The part of a message that has come, and waits for its rest. */
import { COSTS } from './limits.ts';

/**
 * Counts what an unfinished message takes: its bytes, the pieces in which they came from the network, and its frames.
 *
 * It reads the headers of frames (RFC 6455, section 5.2) beside the WebSocket library, which keeps such messages and does
 * not say how much of them it has.
 */
export class Inflow {
  private readonly header = new Uint8Array(LONGEST_HEADER);
  /** How much of a header there is. */
  private read = 0;
  /** How much of the frame's payload is still to come. */
  private left = 0;
  private bytes = 0;
  private pieces = 0;
  private frames = 0;

  /** What it takes, in bytes. */
  get held(): number {
    return this.bytes + COSTS.piece * (this.pieces + this.frames);
  }

  /** A piece has come. */
  take(piece: Uint8Array): void {
    this.pieces++;
    this.bytes += piece.length;
    for (let at = 0; at < piece.length; ) {
      if (this.left > 0) {
        const part = Math.min(this.left, piece.length - at);
        at += part;
        this.left -= part;
      } else {
        this.header[this.read++] = piece[at++] as number;
        if (this.read < 2 || this.read < this.headerLength()) continue;
        this.left = this.payloadLength();
        this.read = 0;
      }
      if (this.left === 0) this.endFrame(piece.length - at, piece.length);
    }
  }

  // --- internal ---

  /** @param rest how much of the piece is still to be read, of how much in all */
  private endFrame(rest: number, length: number): void {
    const first = this.header[0] as number;
    if (first & CONTROL) {
      // A lone ping or pong leaves nothing behind; in the middle of a message it may be counted for a part of it.
      if (this.frames === 0) this.begin(rest, length);
    } else if (first & FINAL) {
      this.frames = 0;
      this.begin(rest, length);
    } else this.frames++;
  }

  /** A message begins with the rest of a piece, all of which is kept as long as a part of it is. */
  private begin(rest: number, length: number): void {
    this.bytes = rest === 0 ? 0 : length;
    this.pieces = rest === 0 ? 0 : 1;
  }

  private headerLength(): number {
    const second = this.header[1] as number;
    return 2 + EXTENSIONS(second & LENGTH) + (second & MASKED ? 4 : 0);
  }

  private payloadLength(): number {
    const short = (this.header[1] as number) & LENGTH;
    let length = short < 126 ? short : 0;
    for (let index = 2; index < 2 + EXTENSIONS(short); index++)
      length = length * 256 + (this.header[index] as number);
    return length;
  }
}

// --- internal ---

const LONGEST_HEADER = 14;
const FINAL = 0x80;
const CONTROL = 0x08;
const MASKED = 0x80;
const LENGTH = 0x7f;

/** How many bytes more the length of the payload takes. */
const EXTENSIONS = (length: number): number => (length < 126 ? 0 : length === 126 ? 2 : 8);
