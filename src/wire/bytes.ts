/** Bytes that grow while they are written. */
import { TooLong } from './faults.ts';
import { copyRun, type Run } from './run.ts';
import { SHORT_TEXT, write } from './utf8.ts';

/**
 * What all writers have in common.
 *
 * A small message is written to where it stays: a part of a slab that many of them share. A larger one moves to memory
 * of its own.
 */
export abstract class Bytes {
  protected out: Buffer;
  /** Where the next byte goes. */
  protected at: number;
  /** Where the first byte is. */
  private start: number;
  private readonly most: number;

  /** @param most how many bytes there may be; `TooLong` is thrown once there are more, in a slab only when it ends */
  constructor(most = Number.POSITIVE_INFINITY) {
    this.most = most;
    this.out = slab ?? Buffer.allocUnsafeSlow(SLAB);
    this.start = slab === undefined ? 0 : used;
    this.at = this.start;
    slab = undefined;
  }

  /** All bytes. Ends the writer: it takes no more. */
  written(): Buffer {
    const { out, start, at } = this;
    this.expectAtMost(at - start);
    this.out = NOTHING;
    if (out.length !== SLAB) return at === out.length ? out : Buffer.from(out.subarray(0, at));
    if (SLAB - at >= WORTH_KEEPING) [slab, used] = [out, at];
    return out.subarray(start, at);
  }

  /** How many bytes there are. */
  protected get size(): number {
    return this.at - this.start;
  }

  /**
   * Begins again, with room for so many bytes.
   *
   * @returns what has been written; another writer may take its place
   */
  protected again(size: number): Run {
    const { out, start, at } = this;
    if (out.length === SLAB) [slab, used] = [out, start];
    this.out = Buffer.allocUnsafeSlow(size);
    this.start = 0;
    this.at = 0;
    return { bytes: out, start, end: at };
  }

  /** Writes values that have been written before. */
  protected copy(run: Run): void {
    this.reserve(run.end - run.start);
    copyRun(run, this.out, this.at);
    this.at += run.end - run.start;
  }

  protected byte(byte: number): void {
    this.reserve(1);
    this.out[this.at++] = byte;
  }

  /** Writes a text, each of whose characters is one of ASCII. */
  protected ascii(text: string): void {
    this.reserve(text.length);
    if (text.length > SHORT_TEXT) this.at += this.out.write(text, this.at, 'latin1');
    else this.at = write(text, this.out, this.at);
  }

  /** Makes room for so many bytes. */
  protected reserve(size: number): void {
    if (this.at + size > this.out.length) this.grow(this.size + size);
  }

  private grow(size: number): void {
    this.expectAtMost(size);
    const room = Math.max(size, Math.min(2 * this.out.length, this.most));
    this.copy(this.again(room));
  }

  private expectAtMost(size: number): void {
    if (size > this.most) throw new TooLong(this.most);
  }
}

// --- internal ---

/** The size of a slab, that of the pool of the platform: it is not freed before the last message in it. */
const SLAB = 8 * 2 ** 10;

/** How much has to be left of a slab for it to be used further. */
const WORTH_KEEPING = 256;

/** A slab that nobody writes to at the moment, and how much of it has been given away. */
let slab: Buffer | undefined;
let used = 0;

const NOTHING = Buffer.alloc(0);
