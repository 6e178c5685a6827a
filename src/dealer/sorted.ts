/**
 * An immutable map from numbers to values, kept in key order.
 *
 * It can be large without being copied: every operation takes O(log n). Inside is a tree of lists of some sixteen keys, so
 * that few places in memory are visited. A hash of each key says on which levels it begins a list, so that equal content
 * has equal shape in any order of insertion, and two maps can be compared as plain data.
 */
export class Sorted<V> implements Iterable<readonly [number, V]> {
  static readonly EMPTY: Sorted<never> = new Sorted<never>(leafOf([], []));

  private readonly root: Node<V>;

  private constructor(root: Node<V>) {
    this.root = root;
  }

  /** The map of these entries, in any order; of two with one key the later counts. */
  static from<V>(entries: Iterable<readonly [number, V]>): Sorted<V> {
    let sorted: Sorted<V> = Sorted.EMPTY;
    for (const [key, value] of entries) sorted = sorted.with(key, value);
    return sorted;
  }

  get size(): number {
    return this.root.size;
  }

  /** The value at the smallest key, or undefined. */
  get first(): V | undefined {
    return firstIn(this.root);
  }

  /** The value at the greatest key, or undefined. */
  get last(): V | undefined {
    let node = this.root;
    while (node.children !== undefined) node = node.children[node.children.length - 1] as Node<V>;
    return node.values[node.values.length - 1];
  }

  /** The value at the smallest key that is `key` or greater, or undefined. */
  atOrAfter(key: number): V | undefined {
    let node = this.root;
    let next: Node<V> | undefined;
    while (node.children !== undefined) {
      const at = Math.max(0, countBelow(node.keys, key, true) - 1);
      next = node.children[at + 1] ?? next;
      node = node.children[at] as Node<V>;
    }
    const at = countBelow(node.keys, key, false);
    if (at < node.values.length) return node.values[at];
    return next && firstIn(next);
  }

  /** The value at the greatest key smaller than `key`, or undefined. */
  before(key: number): V | undefined {
    let node = this.root;
    while (node.children !== undefined) node = childFor(node.children, countBelow(node.keys, key, false));
    return node.values[countBelow(node.keys, key, false) - 1];
  }

  /** The value at `key`, or undefined. */
  get(key: number): V | undefined {
    const leaf = leafFor(this.root, key);
    const at = countBelow(leaf.keys, key, false);
    return leaf.keys[at] === key ? leaf.values[at] : undefined;
  }

  has(key: number): boolean {
    const { keys } = leafFor(this.root, key);
    return keys[countBelow(keys, key, false)] === key;
  }

  /** The value with exactly `rank` smaller keys before it (0 is the first), or undefined. */
  at(rank: number): V | undefined {
    let node = this.root;
    let rest = rank;
    while (node.children !== undefined) {
      const at = Math.max(0, countBelow(node.ranks, rest, true) - 1);
      rest -= node.ranks[at] as number;
      node = node.children[at] as Node<V>;
    }
    return node.values[rest];
  }

  /** The number of keys smaller than `key`. */
  rank(key: number): number {
    let node = this.root;
    let smaller = 0;
    while (node.children !== undefined) {
      const at = Math.max(0, countBelow(node.keys, key, false) - 1);
      smaller += node.ranks[at] as number;
      node = node.children[at] as Node<V>;
    }
    return smaller + countBelow(node.keys, key, false);
  }

  /** This map with `value` at `key`. */
  with(key: number, value: V): Sorted<V> {
    let nodes = withEntry(this.root, key, value);
    while (nodes.length > 1) nodes = parentsOf(nodes);
    return new Sorted(nodes[0] as Node<V>);
  }

  /** This map less `key`; the same map if it has no such key. */
  without(key: number): Sorted<V> {
    if (!this.has(key)) return this;
    let root = withoutEntry(this.root, key) ?? Sorted.EMPTY.root;
    while (root.children?.length === 1) root = root.children[0] as Node<V>;
    return new Sorted(root);
  }

  *[Symbol.iterator](): Generator<readonly [number, V]> {
    yield* walk(this.root);
  }

  *keys(): Generator<number> {
    for (const [key] of this) yield key;
  }

  *values(): Generator<V> {
    for (const [, value] of this) yield value;
  }

  toJSON(): (readonly [number, V])[] {
    return [...this];
  }
}

// --- internal ---

type Node<V> = Leaf<V> | Parent<V>;

/** Entries, in the order of their keys. */
interface Leaf<V> {
  readonly level: 0;
  readonly keys: readonly number[];
  readonly values: readonly V[];
  readonly children: undefined;
  readonly ranks: undefined;
  readonly size: number;
}

/** Nodes of the level below, in the order of their keys. */
interface Parent<V> {
  readonly level: number;
  /** The smallest key of each child. */
  readonly keys: readonly number[];
  readonly values: undefined;
  readonly children: readonly Node<V>[];
  /** The number of entries before each child. */
  readonly ranks: readonly number[];
  readonly size: number;
}

function leafOf<V>(keys: readonly number[], values: readonly V[]): Leaf<V> {
  return { level: 0, keys, values, children: undefined, ranks: undefined, size: keys.length };
}

function parentOf<V>(children: readonly Node<V>[]): Parent<V> {
  const ranks: number[] = [];
  let size = 0;
  for (const child of children) {
    ranks.push(size);
    size += child.size;
  }
  const { level } = children[0] as Node<V>;
  return { level: level + 1, keys: children.map(firstKeyOf), values: undefined, children, ranks, size };
}

const firstKeyOf = <V>({ keys }: Node<V>): number => keys[0] as number;

function firstIn<V>(node: Node<V>): V | undefined {
  let first = node;
  while (first.children !== undefined) first = first.children[0] as Node<V>;
  return first.values[0];
}

/** The number of rising numbers that are smaller than one, or that one itself if `orEqual`. */
function countBelow(numbers: readonly number[], one: number, orEqual: boolean): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const number = numbers[middle] as number;
    if (number < one || (orEqual && number === one)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The child that begins last of so many. */
const childFor = <V>(children: readonly Node<V>[], count: number): Node<V> =>
  children[Math.max(0, count - 1)] as Node<V>;

/** The leaf that has a key, if any has it. */
function leafFor<V>(root: Node<V>, key: number): Leaf<V> {
  let node = root;
  while (node.children !== undefined) node = childFor(node.children, countBelow(node.keys, key, true));
  return node;
}

/** Bits of a hash that are zero where a list begins: the number of keys in a list is about two to this power. */
const BITS = 4;

/** The number of levels on which a key begins a list: its hash (multiply and shift) ends in so many groups of zeros. */
function levelOf(key: number): number {
  let hash = Math.imul((key | 0) ^ Math.floor(key / 2 ** 32), 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  hash ^= hash >>> 13;
  return hash === 0 ? 32 / BITS : Math.floor((31 - Math.clz32(hash & -hash)) / BITS);
}

/** Where lists of a level begin among these keys: always at the first. */
function beginningsIn(keys: readonly number[], level: number): readonly number[] {
  const beginnings: number[] = [];
  for (const [index, key] of keys.entries()) if (index === 0 || levelOf(key) > level) beginnings.push(index);
  return beginnings;
}

/** Nodes with these entries, which are in one leaf or in neighbours. */
function leavesOf<V>(keys: readonly number[], values: readonly V[]): readonly Node<V>[] {
  const beginnings = beginningsIn(keys, 0);
  if (beginnings.length === 1) return [leafOf(keys, values)];
  return beginnings.map((from, index) => {
    const until = beginnings[index + 1];
    return leafOf(keys.slice(from, until), values.slice(from, until));
  });
}

/** Nodes with these children, which are in one node or in neighbours. */
function parentsOf<V>(children: readonly Node<V>[]): readonly Node<V>[] {
  const { level } = children[0] as Node<V>;
  const beginnings = beginningsIn(children.map(firstKeyOf), level + 1);
  return beginnings.map((from, index) => parentOf(children.slice(from, beginnings[index + 1])));
}

/** A node with another child in one place, before which the same entries come. */
function replaced<V>(node: Parent<V>, at: number, child: Node<V>): Parent<V> {
  const { level, keys, children, ranks, size } = node;
  const more = child.size - (children[at] as Node<V>).size;
  const moved = ranks.slice();
  for (let after = at + 1; after < moved.length; after++) moved[after] = (moved[after] as number) + more;
  return {
    level,
    keys: keys[at] === firstKeyOf(child) ? keys : changed(keys, at, 1, firstKeyOf(child)),
    values: undefined,
    children: changed(children, at, 1, child),
    ranks: moved,
    size: size + more,
  };
}

/** The nodes in place of one that gets an entry. */
function withEntry<V>(node: Node<V>, key: number, value: V): readonly Node<V>[] {
  const { keys, values, children } = node;
  if (children === undefined) {
    const at = countBelow(keys, key, false);
    const isThere = keys[at] === key;
    const allKeys = isThere ? keys : changed(keys, at, 0, key);
    const allValues = changed(values, at, isThere ? 1 : 0, value);
    const beginsNone = isThere || (at > 0 && levelOf(key) === 0);
    return beginsNone ? [leafOf(allKeys, allValues)] : leavesOf(allKeys, allValues);
  }
  const at = Math.max(0, countBelow(keys, key, true) - 1);
  const nodes = withEntry(children[at] as Node<V>, key, value);
  const [only] = nodes;
  if (only !== undefined && nodes.length === 1 && firstKeyOf(only) === keys[at])
    return [replaced(node, at, only)];
  return parentsOf([...children.slice(0, at), ...nodes, ...children.slice(at + 1)]);
}

/** A node without an entry that is in it; undefined if nothing is left. */
function withoutEntry<V>(node: Node<V>, key: number): Node<V> | undefined {
  const { keys, values, children } = node;
  if (children === undefined) {
    const at = countBelow(keys, key, false);
    return keys.length === 1 ? undefined : leafOf(changed(keys, at, 1), changed(values, at, 1));
  }
  const at = countBelow(keys, key, true) - 1;
  const child = withoutEntry(children[at] as Node<V>, key);
  // The key may have parted a child from the one before it.
  const isParting = at > 0 && keys[at] === key;
  if (child !== undefined && !isParting) return replaced(node, at, child);
  const between = isParting ? joined(children[at - 1] as Node<V>, child) : [];
  const left = [...children.slice(0, isParting ? at - 1 : at), ...between, ...children.slice(at + 1)];
  return left.length === 0 ? undefined : parentOf(left);
}

/** The nodes in place of two neighbours of one level, between which nothing begins any more. */
function joined<V>(before: Node<V>, after: Node<V> | undefined): readonly Node<V>[] {
  if (after === undefined) return [before];
  if (before.children === undefined) {
    const { keys, values } = after as Leaf<V>;
    return leavesOf([...before.keys, ...keys], [...before.values, ...values]);
  }
  const [first, ...rest] = (after as Parent<V>).children;
  return parentsOf([
    ...before.children.slice(0, -1),
    ...joined(before.children.at(-1) as Node<V>, first),
    ...rest,
  ]);
}

/** A copy of a list, with other items in place of some. */
function changed<T>(list: readonly T[], at: number, gone: number, ...items: readonly T[]): readonly T[] {
  const copy = list.slice();
  copy.splice(at, gone, ...items);
  return copy;
}

function* walk<V>(node: Node<V>): Generator<readonly [number, V]> {
  if (node.children !== undefined) for (const child of node.children) yield* walk(child);
  else for (const [index, value] of node.values.entries()) yield [node.keys[index] as number, value];
}
