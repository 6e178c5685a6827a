/** Who is to be woken when: at most one deadline for each holder, the earliest first, equal ones in the order set. */
import { Sorted } from '../machines/sorted.ts';

export class Deadlines<Holder> {
  private times: Sorted<Set<Holder>> = Sorted.EMPTY;
  private readonly byHolder = new Map<Holder, number>();

  /** Wakes `holder` at `time`, in milliseconds, and not at any other time set before; never, if it is infinite. */
  set(holder: Holder, time: number): void {
    this.delete(holder);
    if (!Number.isFinite(time)) return;
    this.byHolder.set(holder, time);
    const holders = this.times.get(time);
    if (holders === undefined) this.times = this.times.with(time, new Set([holder]));
    else holders.add(holder);
  }

  delete(holder: Holder): void {
    const time = this.byHolder.get(holder);
    if (time === undefined) return;
    this.byHolder.delete(holder);
    const holders = this.times.get(time) as Set<Holder>;
    holders.delete(holder);
    if (holders.size === 0) this.times = this.times.without(time);
  }

  /** Who is to be woken when, in the order in which it will happen. */
  *[Symbol.iterator](): Generator<readonly [Holder, number]> {
    for (const [time, holders] of this.times) for (const holder of holders) yield [holder, time];
  }

  /** The earliest deadline, or undefined. */
  get next(): number | undefined {
    return this.times.firstKey;
  }

  /** Takes out the holder whose deadline is the earliest, if it is not after `now`. */
  takeDue(now: number): Holder | undefined {
    const time = this.next;
    if (time === undefined || time > now) return undefined;
    const [holder] = this.times.get(time) as Set<Holder>;
    this.delete(holder as Holder);
    return holder;
  }
}
