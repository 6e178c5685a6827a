/** Values as text, for sentences and logs: what a client sent may hold integers that `JSON.stringify` does not know. */

/**
 * @param value whatever came
 * @returns JSON, large integers as strings; undefined for what is no value of JSON
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
