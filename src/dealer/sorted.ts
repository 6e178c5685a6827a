/**
 * An immutable map from numbers to values, kept in key order.
 *
 * It can be large without being copied: every operation takes O(log n). Inside is a treap whose priorities are a hash of
 * the key, so that equal content has equal shape in any order of insertion, and two maps can be compared as
 * plain data.
 */
export class Sorted<V> implements Iterable<readonly [number, V]> {
  static readonly EMPTY: Sorted<never> = new Sorted<never>(null);

  private readonly root: Node<V> | null;

  private constructor(root: Node<V> | null) {
    this.root = root;
  }

  /** The map of these entries, in any order; of two with one key the later counts. */
  static from<V>(entries: Iterable<readonly [number, V]>): Sorted<V> {
    let sorted: Sorted<V> = Sorted.EMPTY;
    for (const [key, value] of entries) sorted = sorted.with(key, value);
    return sorted;
  }

  get size(): number {
    return sizeOf(this.root);
  }

  /** The value at the smallest key, or undefined. */
  get first(): V | undefined {
    let node = this.root;
    while (node !== null && node.left !== null) node = node.left;
    return node?.value;
  }

  /** The value at the greatest key, or undefined. */
  get last(): V | undefined {
    let node = this.root;
    while (node !== null && node.right !== null) node = node.right;
    return node?.value;
  }

  /** The value at the smallest key that is `key` or greater, or undefined. */
  atOrAfter(key: number): V | undefined {
    let found: Node<V> | null = null;
    let node = this.root;
    while (node !== null) {
      if (node.key === key) return node.value;
      if (node.key < key) node = node.right;
      else {
        found = node;
        node = node.left;
      }
    }
    return found?.value;
  }

  /** The value at the greatest key smaller than `key`, or undefined. */
  before(key: number): V | undefined {
    let found: Node<V> | null = null;
    let node = this.root;
    while (node !== null) {
      if (node.key >= key) node = node.left;
      else {
        found = node;
        node = node.right;
      }
    }
    return found?.value;
  }

  /** The value at `key`, or undefined. */
  get(key: number): V | undefined {
    let node = this.root;
    while (node !== null && node.key !== key) node = key < node.key ? node.left : node.right;
    return node?.value;
  }

  has(key: number): boolean {
    let node = this.root;
    while (node !== null && node.key !== key) node = key < node.key ? node.left : node.right;
    return node !== null;
  }

  /** The value with exactly `rank` smaller keys before it (0 is the first), or undefined. */
  at(rank: number): V | undefined {
    let node = this.root;
    let rest = rank;
    while (node !== null) {
      if (rest === node.smaller) return node.value;
      if (rest < node.smaller) node = node.left;
      else {
        rest -= node.smaller + 1;
        node = node.right;
      }
    }
    return undefined;
  }

  /** The number of keys smaller than `key`. */
  rank(key: number): number {
    let node = this.root;
    let smaller = 0;
    while (node !== null) {
      if (key <= node.key) node = node.left;
      else {
        smaller += node.smaller + 1;
        node = node.right;
      }
    }
    return smaller;
  }

  /** This map with `value` at `key`. */
  with(key: number, value: V): Sorted<V> {
    const [smaller, rest] = split(this.root, key);
    const [, greater] = splitAfter(rest, key);
    return new Sorted(join(join(smaller, newNode(key, value, null, null)), greater));
  }

  /** This map less `key`; the same map if it has no such key. */
  without(key: number): Sorted<V> {
    return this.has(key) ? new Sorted(remove(this.root as Node<V>, key)) : this;
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

interface Node<V> {
  readonly key: number;
  readonly value: V;
  /** The number of nodes in this subtree. */
  readonly size: number;
  /** The number of nodes on the left, stored here to save the visit, a cache miss. */
  readonly smaller: number;
  readonly left: Node<V> | null;
  readonly right: Node<V> | null;
}

const sizeOf = <V>(node: Node<V> | null): number => (node === null ? 0 : node.size);

function newNode<V>(key: number, value: V, left: Node<V> | null, right: Node<V> | null): Node<V> {
  const smaller = sizeOf(left);
  return { key, value, size: smaller + sizeOf(right) + 1, smaller, left, right };
}

function withChildren<V>(node: Node<V>, left: Node<V> | null, right: Node<V> | null): Node<V> {
  return newNode(node.key, node.value, left, right);
}

/** Mixes the key's bits (a multiply-and-shift hash), so that rising keys do not make a list of the tree. */
function priorityOf(key: number): number {
  let hash = Math.imul((key | 0) ^ Math.floor(key / 2 ** 32), 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** Parts a tree into the keys below `key` and the others. */
function split<V>(node: Node<V> | null, key: number): [Node<V> | null, Node<V> | null] {
  if (node === null) return [null, null];
  if (node.key < key) {
    const [smaller, rest] = split(node.right, key);
    return [withChildren(node, node.left, smaller), rest];
  }
  const [smaller, rest] = split(node.left, key);
  return [smaller, withChildren(node, rest, node.right)];
}

/** Parts a tree whose keys are all at least `key` into that key, if it is there, and the greater ones. */
function splitAfter<V>(node: Node<V> | null, key: number): [Node<V> | null, Node<V> | null] {
  if (node === null) return [null, null];
  if (node.key === key) return [newNode(node.key, node.value, null, null), node.right];
  const [equal, greater] = splitAfter(node.left, key);
  return [equal, withChildren(node, greater, node.right)];
}

/** A tree less a key that is in it. */
function remove<V>(node: Node<V>, key: number): Node<V> | null {
  if (node.key === key) return join(node.left, node.right);
  return key < node.key
    ? withChildren(node, remove(node.left as Node<V>, key), node.right)
    : withChildren(node, node.left, remove(node.right as Node<V>, key));
}

/** Joins two trees, all keys of the first below all of the second. */
function join<V>(a: Node<V> | null, b: Node<V> | null): Node<V> | null {
  if (a === null) return b;
  if (b === null) return a;
  const [before, after] = [priorityOf(a.key), priorityOf(b.key)];
  return before > after || (before === after && a.key < b.key)
    ? withChildren(a, a.left, join(a.right, b))
    : withChildren(b, join(a, b.left), b.right);
}

function* walk<V>(node: Node<V> | null): Generator<readonly [number, V]> {
  if (node === null) return;
  yield* walk(node.left);
  yield [node.key, node.value];
  yield* walk(node.right);
}
