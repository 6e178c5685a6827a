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

/** Tests of the kinds, each a function of its own: one that asks for the kind is too large to cost nothing. */
export const isId = (value: unknown): boolean =>
  Number.isInteger(value) && (value as number) >= 1 && (value as number) <= MAX_ID;
export const isInt = (value: unknown): boolean => Number.isInteger(value);
export const isString = (value: unknown): boolean => typeof value === 'string';
export const isDict = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && isPlain(value);
export const isList = (value: unknown): boolean => Array.isArray(value);

/** The test of each kind. */
export const IS: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  id: isId,
  int: isInt,
  uri: isString,
  string: isString,
  dict: isDict,
  list: isList,
};

// --- internal ---

const isPlain = (value: object): boolean => {
  // Most are, and the prototype of an unknown object is slow to get.
  if (value.constructor === Object) return true;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};
