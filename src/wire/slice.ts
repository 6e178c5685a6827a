/** Arguments and ArgumentsKw as a client sent them: a part of its message, which is told on as it is. */
import { Payload } from '../payload.ts';
import type { Codec } from './codec.ts';
import { Untellable } from './faults.ts';
import type { Sink } from './sink.ts';

export class Slice extends Payload {
  readonly fields: 1 | 2;
  private readonly codec: Codec;
  private readonly run: Buffer;
  /** What it is in other serialisations, or why it is nothing there. */
  private others: Map<Codec, Buffer | Untellable> | undefined;

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
    let size = this.run.length;
    if (this.others !== undefined) for (const other of this.others.values()) size += lengthOf(other);
    return size;
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
   * @throws Untellable if it has no form for one of them
   */
  in(codec: Codec): Buffer {
    if (codec === this.codec) return this.run;
    this.others ??= new Map();
    let other = this.others.get(codec);
    if (other === undefined) {
      other = this.writtenIn(codec);
      this.others.set(codec, other);
      this.onGrowth?.(lengthOf(other));
    }
    if (other instanceof Untellable) throw other;
    return other;
  }

  // --- internal ---

  private writtenIn(codec: Codec): Buffer | Untellable {
    try {
      return codec.write((sink) => this.tell(sink));
    } catch (error) {
      if (error instanceof Untellable) return error;
      throw error;
    }
  }
}

// --- internal ---

const lengthOf = (form: Buffer | Untellable): number => (form instanceof Untellable ? 0 : form.length);

/** Up to this size copies share a buffer of Node's pool, of 8 KiB. */
const POOLED = 4 * 2 ** 10;

/** The bytes, which do not keep a much larger buffer from being freed: frames are parts of what the socket read. */
function alone(bytes: Buffer): Buffer {
  if (2 * bytes.length >= bytes.buffer.byteLength) return bytes;
  return bytes.length < POOLED ? Buffer.from(bytes) : Buffer.from(new Uint8Array(bytes).buffer);
}
