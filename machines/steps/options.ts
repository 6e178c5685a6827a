/** How an option of a message is read. */
import type { Dict } from '../vocabulary.ts';

/**
 * An option that is a word, such as a mode or a policy.
 *
 * @returns undefined if it is not set: left out, null, or empty, as typed clients say it (OP-1)
 */
export function word(options: Dict, name: string): unknown {
  const value = options[name];
  return value === null || value === '' ? undefined : value;
}
