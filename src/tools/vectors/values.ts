/** Values in messages of vectors: JSON with placeholders for ids, for any value, and for further entries. */

import { step } from '../../wire/pointer.ts';
import type { Term } from '../scenario/words.ts';
import { writeWord } from '../scenario/words.ts';

/** A placeholder for an id: its name, and its type as in the WAMP text. */
const ID = /^(\w+)\|id$/;
/** A placeholder for one of several sessions. */
const SESSION = /^(\w+)\|session$/;

/**
 * Writes `?who` as `who
 *
 * session`; other names stay unchanged.
 */
export const writeName = (name: string): string => (name.startsWith('?') ? `${name.slice(1)}|session` : name);

/**
 * Reads `who
 *
 * session` as `?who`; other names stay unchanged.
 */
export const readName = (name: string): string => name.replace(SESSION, '?$1');

/** Writes a term of a scenario as a value of a vector. */
export function writeValue(term: Term): unknown {
  switch (term.kind) {
    case 'any':
      return { $any: true };
    case 'id':
      return `${term.name.slice(1)}|id`;
    case 'value':
      return typeof term.value === 'string' && ID.test(term.value) ? { $literal: term.value } : term.value;
    case 'list':
      return term.items.map(writeValue);
    case 'dict': {
      const entries = term.entries.map(([key, item]) => [key.replace(/^\$/, '$$$$'), writeValue(item)]);
      const dict = Object.fromEntries(entries);
      if (!term.open) return dict;
      return term.absent.length === 0 ? { $open: dict } : { $open: dict, $absent: term.absent };
    }
  }
}

/**
 * Reads a value of a vector as a word of a scenario.
 *
 * @param path JSON pointer to the value
 * @param fail called for a wrong value, with its place, the expected and the received value
 */
export function readValue(value: unknown, path: string, fail: Fail): string {
  const word = readInside(value, path, fail);
  // A string that is a word by itself may need no quotes.
  return word.startsWith('"') ? writeWord(JSON.parse(word)) : word;
}

export type Fail = (path: string, expected: string, came: string) => never;

// --- internal ---

/** Reads a value inside of JSON. */
function readInside(value: unknown, path: string, fail: Fail): string {
  if (typeof value === 'string') return ID.test(value) ? value.replace(ID, '?$1') : JSON.stringify(value);
  if (Array.isArray(value)) {
    return `[${value.map((item, index) => readInside(item, path + step(index), fail)).join(', ')}]`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const specials = Object.keys(value).filter((key) => /^\$(?!\$)/.test(key));
  const special = specials.find((key) => key !== '$absent') ?? specials[0];
  return special === undefined ? readDict(value, path, fail) : readSpecial(special, value, path, fail);
}

function readSpecial(key: string, value: object, path: string, fail: Fail): string {
  const inside = (value as Record<string, unknown>)[key];
  const place = path + step(key);
  const { $absent: absent, ...rest } = value as { $absent?: unknown };
  if (key !== '$open' && absent !== undefined) fail(path, '$absent beside $open', `it is beside ${key}`);
  if (Object.keys(rest).length > 1) fail(path, `${key} alone`, 'other keys stand beside it');
  switch (key) {
    case '$any':
      return inside === true ? '_' : fail(place, 'true', `${JSON.stringify(inside)} came`);
    case '$literal':
      return typeof inside === 'string'
        ? JSON.stringify(inside)
        : fail(place, 'a string', `${JSON.stringify(inside)} came`);
    case '$open':
      if (typeof inside !== 'object' || inside === null || Array.isArray(inside)) {
        return fail(place, 'a dictionary', `${JSON.stringify(inside)} came`);
      }
      return readDict(inside, place, fail, [...readAbsent(absent, path + step('$absent'), fail), '...']);
    default:
      return fail(place, '$any, $open or $literal, or a key that begins with $$', `${key} came`);
  }
}

function readAbsent(keys: unknown, path: string, fail: Fail): string[] {
  if (keys === undefined) return [];
  if (!Array.isArray(keys) || keys.some((key) => typeof key !== 'string'))
    return fail(path, 'a list of keys', `${JSON.stringify(keys)} came`);
  return keys.map((key) => `${JSON.stringify(key)}: absent`);
}

function readDict(value: object, path: string, fail: Fail, more: readonly string[] = []): string {
  const entries = Object.entries(value).map(([key, item]) => {
    if (/^\$(?!\$)/.test(key)) fail(path + step(key), 'a key that does not begin with one $', `${key} came`);
    return `${JSON.stringify(key.replace(/^\$\$/, '$$'))}: ${readInside(item, path + step(key), fail)}`;
  });
  return `{${[...entries, ...more].join(', ')}}`;
}
