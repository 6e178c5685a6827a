/** Growing bytes of a writer. */
import { TooLong } from './faults.ts';
import { copyRun, type Run } from './run.ts';
import { SHORT_TEXT, write } from './utf8.ts';

/**
 * Base of all writers.
 *
 * A small message is written in place, to a slab that many messages share. A larger one moves to memory of its own.
 */
export abstract class Bytes {
  protected out: Buffer;
  /** Offset of the next byte. */
  protected at: number;
  /** Offset of the first byte. */
  private start: number;
  private readonly most: number;

  /** @param most the greatest number of bytes; beyond it, `TooLong` is thrown, within a slab only at the end */
  constructor(most = Number.POSITIVE_INFINITY) {
    this.most = most;
    this.out = slab ?? Buffer.allocUnsafeSlow(SLAB);
    this.start = slab === undefined ? 0 : used;
    this.at = this.start;
    slab = undefined;
  }

  /** Returns all bytes. Ends the writer. */
  written(): Buffer {
    const { out, start, at } = this;
    this.expectAtMost(at - start);
    this.out = NOTHING;
    if (out.length !== SLAB) return at === out.length ? out : Buffer.from(out.subarray(0, at));
    if (SLAB - at >= WORTH_KEEPING) [slab, used] = [out, at];
    return out.subarray(start, at);
  }

  /** Number of bytes written. */
  protected get size(): number {
    return this.at - this.start;
  }

  /**
   * Begins again, with room for so many bytes.
   *
   * @returns the bytes written so far; another writer may take their place
   */
  protected again(size: number): Run {
    const { out, start, at } = this;
    if (out.length === SLAB) [slab, used] = [out, start];
    this.out = Buffer.allocUnsafeSlow(size);
    this.start = 0;
    this.at = 0;
    return { bytes: out, start, end: at };
  }

  /** Copies values that are already written in this serialisation. */
  protected copy(run: Run): void {
    this.reserve(run.end - run.start);
    copyRun(run, this.out, this.at);
    this.at += run.end - run.start;
  }

  protected byte(byte: number): void {
    this.reserve(1);
    this.out[this.at++] = byte;
  }

  /** Writes an ASCII text. */
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

/** Size of a slab, that of the platform's pool: it stays in memory as long as any message in it. */
const SLAB = 8 * 2 ** 10;

/** Bytes that must be left in a slab for further use. */
const WORTH_KEEPING = 256;

/** The slab that no writer uses at the moment, and the number of bytes given away. */
let slab: Buffer | undefined;
let used = 0;

const NOTHING = Buffer.alloc(0);
