/** Values as text, for sentences and logs: they may contain integers that `JSON.stringify` rejects. */

/**
 * @param value any value
 * @returns JSON, large integers as strings; undefined for a value that JSON does not have
 * @throws RangeError if the value is nested too deeply, TypeError if it contains itself or cannot be read
 */
export const toJson = (value: unknown): string | undefined =>
  JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? `${inner}` : inner));

/** Formats a value for a sentence: JSON where possible, at most 60 characters. */
export function show(value: unknown): string {
  const text = textOf(value) ?? `something of type ${typeof value}`;
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

// --- internal ---

/** Formats a value as JSON; undefined if that is impossible. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'bigint') return `${value}`;
  try {
    return toJson(value);
  } catch {
    return undefined;
  }
}
