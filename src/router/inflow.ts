/** The part of a message that has come, and waits for its rest. */
import { COSTS } from './limits.ts';

/**
 * Counts what an unfinished message takes: its bytes, the pieces in which they came from the network, and its frames.
 *
 * It reads the headers of frames (RFC 6455, section 5.2) beside the WebSocket library, which keeps such messages and does
 * not say how much of them it has.
 */
export class Inflow {
  /** How many bytes of a frame's header have come. */
  private read = 0;
  /** Its first two bytes. */
  private first = 0;
  private second = 0;
  /** The length of its payload, as far as the header says it. */
  private length = 0;
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
        if (!this.endsHeader(piece[at++] as number)) continue;
        this.left = this.length;
        this.read = 0;
      }
      if (this.left === 0) this.endFrame(piece.length - at, piece.length);
    }
  }

  // --- internal ---

  /** @param rest how much of the piece is still to be read, of how much in all */
  private endFrame(rest: number, length: number): void {
    const { first } = this;
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

  /** Takes the next byte of a header; tells whether it is the last one. */
  private endsHeader(byte: number): boolean {
    const place = this.read++;
    if (place === 0) {
      this.first = byte;
      return false;
    }
    if (place === 1) this.second = byte;
    const short = this.second & LENGTH;
    const extension = extensionOf(short);
    if (place === 1) this.length = extension === 0 ? short : 0;
    else if (place < 2 + extension) this.length = this.length * 256 + byte;
    return this.read === 2 + extension + (this.second & MASKED ? 4 : 0);
  }
}

// --- internal ---

const FINAL = 0x80;
const CONTROL = 0x08;
const MASKED = 0x80;
const LENGTH = 0x7f;

/** How many bytes more the length of the payload takes. */
const extensionOf = (length: number): number => (length < 126 ? 0 : length === 126 ? 2 : 8);
