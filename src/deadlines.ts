/** Who is to be woken when: at most one deadline for each holder, the earliest first, equal ones in the order set. */
interface Deadline<Holder> {
  readonly time: number;
  /** Which one it is of all that were ever set. */
  readonly number: number;
  readonly holder: Holder;
}

/**
 * A binary heap: its cost depends on how many deadlines there are, and never on which times clients choose. One that is
 * deleted or set anew stays in the heap until it comes up, or until most of the heap is of that kind.
 */
export class Deadlines<Holder> {
  private heap: Deadline<Holder>[] = [];
  private readonly byHolder = new Map<Holder, Deadline<Holder>>();
  private count = 0;

  /** Wakes `holder` at `time`, in milliseconds, and not at any other time set before; never, if it is infinite. */
  set(holder: Holder, time: number): void {
    this.delete(holder);
    if (!Number.isFinite(time)) return;
    const deadline = { time, number: ++this.count, holder };
    this.heap.push(deadline);
    this.rise(this.heap.length - 1);
    this.byHolder.set(holder, deadline);
  }

  delete(holder: Holder): void {
    if (!this.byHolder.delete(holder)) return;
    if (this.heap.length > 2 * this.byHolder.size + 16) this.heap = [...this.byHolder.values()].sort(compare);
    this.dropDeleted();
  }

  /** Who is to be woken when, in the order in which it will happen. */
  *[Symbol.iterator](): Generator<readonly [Holder, number]> {
    for (const { holder, time } of [...this.byHolder.values()].sort(compare)) yield [holder, time];
  }

  /** The earliest deadline, or undefined. */
  get next(): number | undefined {
    return this.heap[0]?.time;
  }

  /** Takes out the holder whose deadline is the earliest, if it is not after `now`. */
  takeDue(now: number): Holder | undefined {
    const [first] = this.heap;
    if (first === undefined || first.time > now) return undefined;
    this.delete(first.holder);
    return first.holder;
  }

  // --- internal ---

  /** What is first in the heap is never one that was deleted. */
  private dropDeleted(): void {
    for (let first = this.heap[0]; first !== undefined; first = this.heap[0]) {
      if (this.byHolder.get(first.holder) === first) return;
      const last = this.heap.pop() as Deadline<Holder>;
      if (last === first) return;
      this.heap[0] = last;
      this.sink(0);
    }
  }

  private rise(from: number): void {
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (!this.swapIfLater(above, place)) return;
      place = above;
    }
  }

  private sink(from: number): void {
    let place = from;
    for (;;) {
      const left = 2 * place + 1;
      const right = left + 1;
      const below = right < this.heap.length && this.isEarlier(right, left) ? right : left;
      if (below >= this.heap.length || !this.swapIfLater(place, below)) return;
      place = below;
    }
  }

  /** Swaps the deadline above with the one below, if that is the earlier one. */
  private swapIfLater(above: number, below: number): boolean {
    if (!this.isEarlier(below, above)) return false;
    const { heap } = this;
    const lower = heap[below] as Deadline<Holder>;
    heap[below] = heap[above] as Deadline<Holder>;
    heap[above] = lower;
    return true;
  }

  private isEarlier(a: number, b: number): boolean {
    return compare(this.heap[a] as Deadline<Holder>, this.heap[b] as Deadline<Holder>) < 0;
  }
}

// --- internal ---

const compare = (a: Deadline<unknown>, b: Deadline<unknown>): number =>
  a.time - b.time || a.number - b.number;
