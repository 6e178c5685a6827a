/** Walks over deserialised values, for what the serialisers do not have in common. */

/** How deep lists and dictionaries may be nested: deeper ones could be read, but not be written to every client. */
export const MAX_DEPTH = 500;

/**
 * Replaces leaves of a value.
 *
 * @param value any deserialised value
 * @param leaf what becomes of each value that is no list and no plain dictionary
 * @returns the value itself where nothing was replaced, else a copy with the replacements
 * @throws RangeError if the value is nested deeper than `MAX_DEPTH`
 */
export function rewrite(value: unknown, leaf: (value: unknown) => unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return leaf(value);
  const isList = Array.isArray(value);
  if (!isList && Object.getPrototypeOf(value) !== Object.prototype) return leaf(value);
  if (depth === MAX_DEPTH) throw new RangeError(`lists and dictionaries nested deeper than ${MAX_DEPTH}`);
  return isList
    ? rewriteList(value, leaf, depth + 1)
    : rewriteDict(value as Record<string, unknown>, leaf, depth + 1);
}

// --- internal ---

function rewriteList(
  list: readonly unknown[],
  leaf: (value: unknown) => unknown,
  depth: number,
): readonly unknown[] {
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

function rewriteDict(
  dict: Record<string, unknown>,
  leaf: (value: unknown) => unknown,
  depth: number,
): Record<string, unknown> {
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
