/** JSON pointers, the places in error messages. */

/** Escapes a key or an index for a pointer. */
export const step = (key: string | number): string =>
  `/${`${key}`.replaceAll('~', '~0').replaceAll('/', '~1')}`;

/**
 * Finds a string.
 *
 * @param path pointer to the value that is searched
 * @returns a pointer to the string, or `path` itself if it is not there
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
