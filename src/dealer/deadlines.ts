/** Timer queue: at most one deadline for each holder; ties fire in insertion order. */
interface Deadline<Holder> {
  readonly time: number;
  /** Insertion order, which breaks ties. */
  readonly number: number;
  readonly holder: Holder;
  /** Its index in the heap. */
  place: number;
}

/**
 * A binary heap whose entries know their index: setting and deleting take O(log n), whichever times clients
 * choose. A deleted deadline leaves the heap at once, or it would keep its holder in memory.
 */
export class Deadlines<Holder> {
  private readonly heap: Deadline<Holder>[] = [];
  private readonly byHolder = new Map<Holder, Deadline<Holder>>();
  private count = 0;

  /** Wakes `holder` at `time`, in milliseconds, and not at any other time set before; never, if it is infinite. */
  set(holder: Holder, time: number): void {
    this.delete(holder);
    if (!Number.isFinite(time)) return;
    const deadline = { time, number: ++this.count, holder, place: this.heap.length };
    this.byHolder.set(holder, deadline);
    this.heap.push(deadline);
    this.rise(deadline);
  }

  delete(holder: Holder): void {
    if (this.heap.length === 0) return;
    const deadline = this.byHolder.get(holder);
    if (deadline === undefined) return;
    this.byHolder.delete(holder);
    const last = this.heap.pop() as Deadline<Holder>;
    if (last === deadline) return;
    this.put(last, deadline.place);
    this.rise(last);
    this.sink(last);
  }

  /** All deadlines with their holders, in firing order. */
  *[Symbol.iterator](): Generator<readonly [Holder, number]> {
    for (const { holder, time } of [...this.heap].sort(compare)) yield [holder, time];
  }

  /** The earliest deadline, or undefined. */
  get next(): number | undefined {
    return this.heap[0]?.time;
  }

  /** Takes out the holder whose deadline is the earliest, if it is not after `now`. */
  takeDue(now: number): Holder | undefined {
    const first = this.heap[0];
    if (first === undefined || first.time > now) return undefined;
    this.delete(first.holder);
    return first.holder;
  }

  // --- internal ---

  /** Moves a deadline up until the one above it is earlier. */
  private rise(deadline: Deadline<Holder>): void {
    while (deadline.place > 0) {
      const above = this.heap[(deadline.place - 1) >> 1] as Deadline<Holder>;
      if (compare(above, deadline) < 0) return;
      this.swap(above, deadline);
    }
  }

  /** Moves a deadline down until those below it are later. */
  private sink(deadline: Deadline<Holder>): void {
    for (;;) {
      const below = this.below(deadline);
      if (below === undefined || compare(deadline, below) < 0) return;
      this.swap(deadline, below);
    }
  }

  /** The earlier one of the two right below a deadline; undefined if there are none. */
  private below({ place }: Deadline<Holder>): Deadline<Holder> | undefined {
    const left = this.heap[2 * place + 1];
    const right = this.heap[2 * place + 2];
    return right !== undefined && compare(right, left as Deadline<Holder>) < 0 ? right : left;
  }

  private swap(one: Deadline<Holder>, other: Deadline<Holder>): void {
    const { place } = one;
    this.put(one, other.place);
    this.put(other, place);
  }

  private put(deadline: Deadline<Holder>, place: number): void {
    this.heap[place] = deadline;
    deadline.place = place;
  }
}

// --- internal ---

const compare = (a: Deadline<unknown>, b: Deadline<unknown>): number =>
  a.time - b.time || a.number - b.number;
