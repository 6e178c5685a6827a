/** Readers of the options of a message. */
import { type Dict, POLICIES, type Policy, type Register } from '../vocabulary.ts';

/**
 * An option that is a word, such as a mode or a policy.
 *
 * @param value what stands in the message
 * @returns undefined if it is not set: left out, null, or empty, as typed clients say it (OP-1)
 */
export const word = (value: unknown): unknown => (value === null || value === '' ? undefined : value);

/** The dictionary at `key`, or an empty one. */
export function dictIn(dict: Dict, key: string): Dict {
  const value = dict[key];
  return isDict(value) ? value : {};
}

export const isDict = (value: unknown): value is Dict =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** True for a REGISTER with an unknown policy. */
export const isInvokeUnknown = ({ options }: Register): boolean => {
  const invoke = word(options.invoke);
  return invoke !== undefined && !POLICIES.includes(invoke as Policy);
};
