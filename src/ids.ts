/**
 * A map from ids to what they stand for, for entries that come and go with every call.
 *
 * Ids are counted up, by the dealer and by most clients, so the low bits of those in use at one time differ: each id
 * has its slot in a table, and only those whose slot is taken go into a `Map`. A `Map` alone, whose small tables are
 * made anew every few deletions, costs a call more than all its charts (`npm run bench -- engine`).
 */
export class Ids<V> {
  /** The id in each slot; 0, which is no id, if it is free. */
  private ids: number[] = freeSlots(SMALLEST);
  private values: (V | undefined)[] = new Array(SMALLEST).fill(undefined);
  private inSlots = 0;
  private overflow: Map<number, V> | undefined;

  get size(): number {
    return this.inSlots + (this.overflow?.size ?? 0);
  }

  /** What `id` stands for, or undefined. */
  get(id: number): V | undefined {
    const slot = id & (this.ids.length - 1);
    return this.ids[slot] === id ? this.values[slot] : this.overflow?.get(id);
  }

  has(id: number): boolean {
    return this.ids[id & (this.ids.length - 1)] === id || this.overflow?.has(id) === true;
  }

  /** Lets `id`, which is not in use, stand for `value`. */
  add(id: number, value: V): void {
    if (this.inSlots * 2 >= this.ids.length) this.resize(this.ids.length * 2);
    this.place(id, value);
  }

  delete(id: number): void {
    const slot = id & (this.ids.length - 1);
    if (this.ids[slot] !== id) {
      this.overflow?.delete(id);
      return;
    }
    this.ids[slot] = 0;
    this.values[slot] = undefined;
    this.inSlots--;
    if (this.inSlots * 16 < this.ids.length && this.ids.length > LARGE) this.resize(this.ids.length / 2);
  }

  /** All values, in no order that means anything. */
  *[Symbol.iterator](): Generator<V> {
    for (const [slot, id] of this.ids.entries()) if (id !== 0) yield this.values[slot] as V;
    if (this.overflow !== undefined) yield* this.overflow.values();
  }

  /** Makes a table of another length; who is not in a slot stays where it is. */
  private resize(length: number): void {
    const { ids, values } = this;
    this.ids = freeSlots(length);
    this.values = new Array(length).fill(undefined);
    this.inSlots = 0;
    for (let slot = 0; slot < ids.length; slot++) {
      const id = ids[slot] as number;
      if (id !== 0) this.place(id, values[slot] as V);
    }
  }

  private place(id: number, value: V): void {
    const slot = id & (this.ids.length - 1);
    if (this.ids[slot] === 0) {
      this.ids[slot] = id;
      this.values[slot] = value;
      this.inSlots++;
    } else {
      this.overflow ??= new Map();
      this.overflow.set(id, value);
    }
  }
}

// --- internal ---

/** The least number of slots, a power of two as all are. */
const SMALLEST = 8;

/** A table this large is kept, since the next burst of calls will need it again. */
const LARGE = 256;

const freeSlots = (length: number): number[] => new Array(length).fill(0);
