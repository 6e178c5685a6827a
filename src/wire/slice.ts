/** Arguments and ArgumentsKw as a client sent them: a part of its message, which is told on as it is. */
import { Payload } from '../payload.ts';
import type { Codec } from './codec.ts';
import { TooLong, Untellable } from './faults.ts';
import type { Sink } from './sink.ts';

export class Slice extends Payload {
  readonly fields: 1 | 2;
  private readonly codec: Codec;
  private readonly run: Buffer;
  /** What it is in other serialisations, or why it is nothing there. */
  private others: Map<Codec, Buffer | Untellable | TooLong> | undefined;

  /**
   * @param codec the serialisation it came in
   * @param run the values, a part of a frame that has been checked
   * @param fields how many values it has
   */
  constructor(codec: Codec, run: Buffer, fields: 1 | 2) {
    super();
    this.codec = codec;
    this.run = alone(run);
    this.fields = fields;
  }

  get size(): number {
    return this.run.length;
  }

  values(): readonly unknown[] {
    return this.codec.valuesOf(this.run);
  }

  /**
   * Tells all values, kinds and all.
   *
   * @throws Untellable if there is a value that is told in no serialisation, or that the sink has no form for
   */
  tell(sink: Sink): void {
    this.codec.tell(this.run, sink);
  }

  /**
   * The values as another serialisation has them, written once for all messages that carry them.
   *
   * @param most the greatest length that they may have there, in bytes; what has come is as long as it is
   * @throws Untellable if it has no form for one of them
   * @throws TooLong if they are longer there
   */
  in(codec: Codec, most: number): Buffer {
    if (codec === this.codec) return this.run;
    this.others ??= new Map();
    let other = this.others.get(codec);
    // What was too long for one receiver may not be for another.
    if (other === undefined || (other instanceof TooLong && other.most < most)) {
      other = this.writtenIn(codec, most);
      this.others.set(codec, other);
    }
    if (other instanceof TooLong) throw new TooLong(most);
    if (other instanceof Error) throw other;
    return other;
  }

  // --- internal ---

  private writtenIn(codec: Codec, most: number): Buffer | Untellable | TooLong {
    try {
      return codec.write((sink) => this.tell(sink), most);
    } catch (error) {
      if (error instanceof Untellable || error instanceof TooLong) return error;
      throw error;
    }
  }
}

// --- internal ---

/** Up to this size copies share a buffer of Node's pool, of 8 KiB. */
const POOLED = 4 * 2 ** 10;

/** The bytes, which do not keep a much larger buffer from being freed: frames are parts of what the socket read. */
function alone(bytes: Buffer): Buffer {
  if (2 * bytes.length >= bytes.buffer.byteLength) return bytes;
  return bytes.length < POOLED ? Buffer.from(bytes) : Buffer.from(new Uint8Array(bytes).buffer);
}
