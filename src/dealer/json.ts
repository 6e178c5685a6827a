/** JSON for sentences and logs: what a client sent may hold integers that `JSON.stringify` does not know. */

/**
 * @param value whatever came
 * @returns JSON, large integers as strings; undefined for what is no value of JSON
 * @throws RangeError if the value is nested too deeply, TypeError if it contains itself or cannot be read
 */
export const toJson = (value: unknown): string | undefined =>
  JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? `${inner}` : inner));
