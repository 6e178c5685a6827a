/** Memory of an unfinished message. */
import { COSTS } from './limits.ts';

/**
 * Counts the memory of an unfinished message: its bytes, its pieces as they came from the network, and its frames.
 *
 * It reads the headers of frames (RFC 6455, section 5.2) beside the WebSocket library, which buffers such messages and
 * does not say how much it has.
 */
export class Inflow {
  /** Bytes read of the current frame header. */
  private read = 0;
  /** The first two bytes of that header. */
  private first = 0;
  private second = 0;
  /** Payload length of the frame, as far as it was read. */
  private length = 0;
  /** Payload bytes of the frame still to come. */
  private left = 0;
  private bytes = 0;
  private pieces = 0;
  private frames = 0;
  private hasControl = false;

  /** Memory of the unfinished message, in bytes. */
  get held(): number {
    return this.bytes + COSTS.piece * (this.pieces + this.frames);
  }

  /**
   * Counts a received piece.
   *
   * @returns true if a control frame ends in it: the WebSocket library answers a ping and a Close frame
   */
  take(piece: Uint8Array): boolean {
    this.hasControl = false;
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
    return this.hasControl;
  }

  // --- internal ---

  /**
   * @param rest unread bytes of the piece
   * @param length all bytes of the piece
   */
  private endFrame(rest: number, length: number): void {
    const { first } = this;
    if (first & CONTROL) {
      this.hasControl = true;
      // A single ping or pong leaves nothing behind; within a message it may be counted as a part of it.
      if (this.frames === 0) this.begin(rest, length);
    } else if (first & FINAL) {
      this.frames = 0;
      this.begin(rest, length);
    } else this.frames++;
  }

  /** A message begins with the rest of a piece. The whole piece stays in memory as long as a part of it does. */
  private begin(rest: number, length: number): void {
    this.bytes = rest === 0 ? 0 : length;
    this.pieces = rest === 0 ? 0 : 1;
  }

  /** Takes the next byte of a header; true if it is the last one. */
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

/** Bytes of the extended payload length. */
const extensionOf = (length: number): number => (length < 126 ? 0 : length === 126 ? 2 : 8);
