/** Arguments and ArgumentsKw as a part of the client's message, which is forwarded unchanged. */
import { Payload } from '../dealer/payload.ts';
import type { Codec } from './codec.ts';
import { TooLong, Unrepresentable } from './faults.ts';
import { copyRun, type Run } from './run.ts';
import type { Sink } from './sink.ts';

export class Slice extends Payload {
  readonly fields: 1 | 2;
  private readonly codec: Codec;
  private readonly run: Run;
  /** The values in other serialisations, or the error that there is no form for them. */
  private others: Map<Codec, Run | Unrepresentable> | undefined;

  /**
   * @param codec the serialisation of the client
   * @param run the values, a part of a checked frame
   * @param fields number of values
   */
  constructor(codec: Codec, run: Run, fields: 1 | 2) {
    super();
    this.codec = codec;
    this.run = alone(run);
    this.fields = fields;
  }

  get size(): number {
    let size = lengthOf(this.run);
    if (this.others !== undefined) {
      for (const other of this.others.values())
        if (!(other instanceof Unrepresentable)) size += lengthOf(other);
    }
    return size;
  }

  values(): readonly unknown[] {
    return this.codec.valuesOf(this.run);
  }

  /**
   * Transcodes all values, and keeps their kinds.
   *
   * @throws Unrepresentable if the sink's serialisation, or every one, lacks a form for a value
   */
  transcode(sink: Sink): void {
    this.codec.transcode(this.run, sink);
  }

  /**
   * The values in another serialisation, written once for all messages that carry them.
   *
   * @param most the greatest length there, in bytes; the received values may have any
   * @throws Unrepresentable if a value has no form there
   * @throws TooLong if they are longer there
   */
  in(codec: Codec, most: number): Run {
    if (codec === this.codec) return this.run;
    this.others ??= new Map();
    let other = this.others.get(codec);
    // A length that is too much for one receiver may be allowed for another.
    if (other === undefined || (other instanceof TooLong && other.most < most)) {
      other = this.writtenIn(codec, most);
      this.others.set(codec, other);
      if (!(other instanceof Unrepresentable)) this.onGrowth?.(lengthOf(other));
    }
    if (other instanceof TooLong) throw new TooLong(most);
    if (other instanceof Unrepresentable) throw other;
    return other;
  }

  // --- internal ---

  private writtenIn(codec: Codec, most: number): Run | Unrepresentable {
    try {
      const bytes = codec.write((sink) => this.transcode(sink), most);
      return { bytes, start: 0, end: bytes.length };
    } catch (error) {
      if (error instanceof Unrepresentable) return error;
      throw error;
    }
  }
}

// --- internal ---

const lengthOf = ({ start, end }: Run): number => end - start;

/** Size of a slab, which copies of small payloads share. */
const SLAB = 8 * 2 ** 10;

/** The slab for copies, and the number of its bytes in use. */
let slab = Buffer.allocUnsafeSlow(SLAB);
let used = 0;

/** Copies a run out of a much larger buffer, so that it can be freed: frames are parts of the buffers of a socket. */
function alone(run: Run): Run {
  const length = run.end - run.start;
  if (2 * length >= run.bytes.buffer.byteLength) return run;
  if (length > SLAB / 2) return copied(run, Buffer.allocUnsafeSlow(length), 0);
  if (used + length > SLAB) {
    slab = Buffer.allocUnsafeSlow(SLAB);
    used = 0;
  }
  used += length;
  return copied(run, slab, used - length);
}

function copied(run: Run, bytes: Buffer, start: number): Run {
  copyRun(run, bytes, start);
  return { bytes, start, end: start + run.end - run.start };
}
