/**
 * A map from ids to values, for entries that come and go with every call.
 *
 * A `Map` that is nearly empty is reallocated every few deletions, which costs a call more than all its
 * charts. So the one entry that most sessions have at a time has a field of its own, and each of the others
 * has a slot in a table. The dealer and most clients count ids up, so the low bits of those in use differ.
 * An entry whose slot is taken, since a client chose its ids freely, is in a `Map` after all.
 */
export class Ids<V> {
  private lone = NO_ID;
  private value: V | undefined;
  private table: Table<V> | undefined;

  get size(): number {
    return (this.lone === NO_ID ? 0 : 1) + (this.table?.size ?? 0);
  }

  /** The value of `id`, or undefined. */
  get(id: number): V | undefined {
    return this.lone === id ? this.value : this.table?.get(id);
  }

  has(id: number): boolean {
    return this.lone === id || this.table?.get(id) !== undefined;
  }

  /** Adds an `id` that is not in use. */
  add(id: number, value: V): void {
    if (this.lone === NO_ID) {
      this.lone = id;
      this.value = value;
    } else {
      this.table ??= new Table();
      this.table.add(id, value);
    }
  }

  /** Deletes `id`, if it is in use. */
  delete(id: number): void {
    if (this.lone === id) {
      this.lone = NO_ID;
      this.value = undefined;
    } else {
      this.table?.delete(id);
    }
  }

  /** All values, in no particular order. */
  *[Symbol.iterator](): Generator<V> {
    if (this.value !== undefined) yield this.value;
    if (this.table !== undefined) yield* this.table;
  }
}

// --- internal ---

/** Marks free slots; an id is at least 1. */
const NO_ID = 0;

/** Minimum number of slots, a power of two like all sizes. */
const SMALLEST = 8;

/** A table of up to this size is kept, since the next burst of calls will need it again. */
const LARGE = 256;

class Table<V> {
  private ids: number[] = freeSlots(SMALLEST);
  private values: (V | undefined)[] = emptySlots(SMALLEST);
  private inSlots = 0;
  private overflow: Map<number, V> | undefined;

  get size(): number {
    return this.inSlots + (this.overflow?.size ?? 0);
  }

  get(id: number): V | undefined {
    const slot = id & (this.ids.length - 1);
    return this.ids[slot] === id ? this.values[slot] : this.overflow?.get(id);
  }

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
    this.ids[slot] = NO_ID;
    this.values[slot] = undefined;
    this.inSlots--;
    if (this.inSlots * 16 < this.ids.length && this.ids.length > LARGE) this.resize(this.ids.length / 2);
  }

  *[Symbol.iterator](): Generator<V> {
    for (const value of this.values) if (value !== undefined) yield value;
    if (this.overflow !== undefined) yield* this.overflow.values();
  }

  private place(id: number, value: V): void {
    const slot = id & (this.ids.length - 1);
    if (this.ids[slot] === NO_ID) {
      this.ids[slot] = id;
      this.values[slot] = value;
      this.inSlots++;
    } else {
      this.overflow ??= new Map();
      this.overflow.set(id, value);
    }
  }

  /** Changes the number of slots; entries that overflowed before stay in the `Map`. */
  private resize(slots: number): void {
    const { ids, values } = this;
    this.ids = freeSlots(slots);
    this.values = emptySlots(slots);
    this.inSlots = 0;
    for (const [slot, id] of ids.entries()) if (id !== NO_ID) this.place(id, values[slot] as V);
  }
}

const freeSlots = (count: number): number[] => new Array(count).fill(NO_ID);
const emptySlots = <V>(count: number): (V | undefined)[] => new Array(count).fill(undefined);
