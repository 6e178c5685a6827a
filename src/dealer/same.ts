/** Equality of values as they are sent and received. */

/** True if two values are deeply equal. */
export function same(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return one === other;
  }
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  if (one instanceof Uint8Array !== other instanceof Uint8Array) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every(
      (key) => Object.hasOwn(other, key) && same((one as Dictionary)[key], (other as Dictionary)[key]),
    )
  );
}

// --- internal ---

type Dictionary = Readonly<Record<string, unknown>>;
