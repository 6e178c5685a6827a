/** JSON pointers, by which errors say where something stands. */

/** A key or an index as a part of a pointer, which has two signs of its own. */
export const step = (key: string | number): string =>
  `/${`${key}`.replaceAll('~', '~0').replaceAll('/', '~1')}`;

/**
 * Where a string stands.
 *
 * @param path within what is found there
 * @returns the path itself, if it does not stand there
 */
export function pointerTo(wanted: string, root: unknown, path: string): string {
  const keys = path.split('/').slice(1);
  const inside = keys.reduce<unknown>(
    (value, key) => (value as Record<string, unknown>)[key.replaceAll('~1', '/').replaceAll('~0', '~')],
    root,
  );
  return search(wanted, inside, path) ?? path;
}

// --- internal ---

function search(wanted: string, value: unknown, path: string): string | undefined {
  if (value === wanted) return path;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, item] of Object.entries(value)) {
    const found = search(wanted, item, path + step(key));
    if (found !== undefined) return found;
  }
  return undefined;
}
