/** Walks over deserialised values, for what the serialisers do not have in common. */

/** How deep lists and dictionaries may be nested: deeper ones could be read, but not be written to every client. */
export const MAX_DEPTH = 500;

/** What becomes of a value that is no list and no plain dictionary; `depth` is how many of those are around it. */
export type Leaf = (value: unknown, depth: number) => unknown;

/**
 * Replaces leaves of a value.
 *
 * @param value any deserialised value
 * @param leaf what to replace them by
 * @param depth how many lists and dictionaries are around the value
 * @returns the value itself where nothing was replaced, else a copy with the replacements
 * @throws RangeError if the value is nested deeper than `MAX_DEPTH`
 */
export function rewrite(value: unknown, leaf: Leaf, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return leaf(value, depth);
  if (Array.isArray(value)) return rewriteList(value, leaf, deeper(depth));
  return Object.getPrototypeOf(value) === Object.prototype
    ? rewriteDict(value as Record<string, unknown>, leaf, deeper(depth))
    : leaf(value, depth);
}

/** @throws RangeError if one level more than `depth` is too deep */
export function deeper(depth: number): number {
  if (depth < MAX_DEPTH) return depth + 1;
  throw new RangeError(`lists and dictionaries nested deeper than ${MAX_DEPTH}`);
}

// --- internal ---

function rewriteList(list: readonly unknown[], leaf: Leaf, depth: number): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (let index = 0; index < list.length; index++) {
    const before = list[index];
    const after = rewrite(before, leaf, depth);
    if (after !== before) {
      copy ??= [...list];
      copy[index] = after;
    }
  }
  return copy ?? list;
}

function rewriteDict(dict: Record<string, unknown>, leaf: Leaf, depth: number): Record<string, unknown> {
  let copy: Record<string, unknown> | undefined;
  for (const key of Object.keys(dict)) {
    const before = dict[key];
    const after = rewrite(before, leaf, depth);
    if (after !== before) {
      copy ??= { ...dict };
      // Assigning would call the setter of a key such as `__proto__`.
      Object.defineProperty(copy, key, {
        value: after,
        configurable: true,
        enumerable: true,
        writable: true,
      });
    }
  }
  return copy ?? dict;
}
