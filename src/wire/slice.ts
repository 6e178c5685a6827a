/** Arguments and ArgumentsKw as a client sent them: a part of its message, which is told on as it is. */
import { Payload } from '../dealer/payload.ts';
import type { Codec } from './codec.ts';
import { TooLong, Unrepresentable } from './faults.ts';
import { copyRun, type Run } from './run.ts';
import type { Sink } from './sink.ts';

export class Slice extends Payload {
  readonly fields: 1 | 2;
  private readonly codec: Codec;
  private readonly run: Run;
  /** What it is in other serialisations, or why it is nothing there. */
  private others: Map<Codec, Run | Unrepresentable> | undefined;

  /**
   * @param codec the serialisation it came in
   * @param run the values, a part of a frame that has been checked
   * @param fields how many values it has
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
   * Tells all values, kinds and all.
   *
   * @throws Unrepresentable if there is a value that is told in no serialisation, or that the sink has no form for
   */
  transcode(sink: Sink): void {
    this.codec.transcode(this.run, sink);
  }

  /**
   * The values as another serialisation has them, written once for all messages that carry them.
   *
   * @param most the greatest length that they may have there, in bytes; what has come is as long as it is
   * @throws Unrepresentable if it has no form for one of them
   * @throws TooLong if they are longer there
   */
  in(codec: Codec, most: number): Run {
    if (codec === this.codec) return this.run;
    this.others ??= new Map();
    let other = this.others.get(codec);
    // What was too long for one receiver may not be for another.
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

/** The size of a slab, which copies of small payloads share. */
const SLAB = 8 * 2 ** 10;

/** The slab that copies go to, and how much of it they take. */
let slab = Buffer.allocUnsafeSlow(SLAB);
let used = 0;

/** The run, which does not keep a much larger buffer from being freed: frames are parts of what the socket read. */
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
