/** How an option of a message is read. */

/**
 * An option that is a word, such as a mode or a policy.
 *
 * @param value what stands in the message
 * @returns undefined if it is not set: left out, null, or empty, as typed clients say it (OP-1)
 */
export const word = (value: unknown): unknown => (value === null || value === '' ? undefined : value);
