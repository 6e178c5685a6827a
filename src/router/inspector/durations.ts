/** Durations of the calls that ended since the last look. */
import type { Latency } from './protocol.ts';

/** Number of durations that are kept: beyond it, later ones replace the first. */
const CAPACITY = 8_192;

export class Durations {
  private readonly values = new Float64Array(CAPACITY);
  private count = 0;

  /** @param milliseconds of one call */
  add(milliseconds: number): void {
    this.values[this.count++ % CAPACITY] = milliseconds;
  }

  /** Forgets the durations, and returns their quantiles; undefined if there are none. */
  take(): Latency | undefined {
    if (this.count === 0) return undefined;
    const sorted = this.values.subarray(0, Math.min(this.count, CAPACITY)).sort();
    this.count = 0;
    const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] as number;
    return { median: at(0.5), high: at(0.99) };
  }
}
