/** A ring of records that are written over and over: it drops the oldest when it is not read. */

export class Ring<Item> {
  private readonly items: Item[];
  /** Number of items written since the last reading. */
  private written = 0;
  private next = 0;

  /**
   * @param capacity the greatest number of items
   * @param create makes an empty item
   */
  constructor(capacity: number, create: () => Item) {
    this.items = Array.from({ length: capacity }, create);
  }

  /** The item to write, in place of the oldest. */
  put(): Item {
    const item = this.items[this.next] as Item;
    this.next = (this.next + 1) % this.items.length;
    this.written++;
    return item;
  }

  /**
   * Empties the ring.
   *
   * @param read copies an item, which is written again later
   * @returns the items, oldest first, and the number of those that were dropped
   */
  take<Copy>(read: (item: Item) => Copy): { readonly rows: Copy[]; readonly dropped: number } {
    const { length } = this.items;
    const count = Math.min(this.written, length);
    const first = this.next - count + length;
    const rows = Array.from({ length: count }, (_, index) =>
      read(this.items[(first + index) % length] as Item),
    );
    const dropped = this.written - count;
    this.written = 0;
    return { rows, dropped };
  }
}
