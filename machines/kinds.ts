/** The kinds of fields that messages have, as the text calls them: what each may hold, and how that is said (BP-5). */

import { MAX_ID } from './ids.ts';

/** The value that each kind requires, in words. */
export const KINDS = {
  id: 'an id, an integer from 1 to 2^53',
  /** The one field of this kind is the type code in an ERROR. */
  int: 'a message type, an integer',
  uri: 'a URI, a string',
  string: 'a string',
  dict: 'a dictionary',
  list: 'a list',
} as const;
export type Kind = keyof typeof KINDS;

/** True if a value is of that kind. */
export function isOfKind(kind: Kind, value: unknown): boolean {
  switch (kind) {
    case 'id':
      return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= MAX_ID;
    case 'dict':
      return typeof value === 'object' && value !== null && isPlain(value);
    case 'uri':
    case 'string':
      return typeof value === 'string';
    case 'list':
      return Array.isArray(value);
    case 'int':
      return Number.isInteger(value);
  }
}

// --- internal ---

const isPlain = (value: object): boolean => {
  // Most are, and the prototype of an unknown object is slow to get.
  if (value.constructor === Object) return true;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};
