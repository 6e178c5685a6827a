/** Realm and URI prefix of a vector, which can be replaced. */
import { isReserved, isWellFormed } from '../../../machines/steps/uri.ts';
import { REALM } from '../scenario/systems/system.ts';
import type { Entry, Receipt, Vector } from './vector.ts';

/** The realm of all sessions, and the first parts of the URIs of the applications. */
export interface Whereabouts {
  readonly realm: string;
  readonly prefix: string;
}

/** Those of all scenarios. */
export const HOME: Whereabouts = { realm: REALM, prefix: 'com.example' };

/** True for a realm that a vector can be for. */
export const isRealm = (realm: string): boolean => isWellFormed(realm);

/** True for the first parts of URIs that applications may use. */
export const isPrefix = (prefix: string): boolean => isWellFormed(prefix) && !isReserved(prefix);

/** Moves a vector from one place to another. */
export function moved(vector: Vector, from: Whereabouts, to: Whereabouts): Vector {
  if (from.realm === to.realm && from.prefix === to.prefix) return vector;
  const move = mover(from, to);
  const receipt = <R extends Receipt>(each: R): R => ({
    ...each,
    description: told(each.description, from, to),
    message: move(each.message),
    ...(each.x_alternatives === undefined ? {} : { x_alternatives: each.x_alternatives.map(move) }),
  });
  const { x_variants: variants } = vector;
  return {
    ...vector,
    x_realm: to.realm,
    x_prefix: to.prefix,
    sessions: vector.sessions.map(move),
    sequence: vector.sequence.map((entry): Entry => receipt(entry)),
    ...(variants === undefined
      ? {}
      : {
          x_variants: variants.map((variant) => ({
            ...variant,
            outcome: variant.outcome.map((each) => ({ ...each, messages: each.messages.map(receipt) })),
          })),
        }),
  };
}

// --- internal ---

/** Replaces the realm, and URIs below the prefix, in all strings of a value. The two realms change places. */
function mover(from: Whereabouts, to: Whereabouts): <T>(value: T) => T {
  const moveString = (text: string): string => {
    if (text === from.realm) return to.realm;
    if (text === to.realm) return from.realm;
    const isBelow = text === from.prefix || text.startsWith(`${from.prefix}.`);
    return isBelow ? to.prefix + text.slice(from.prefix.length) : text;
  };
  const move = (value: unknown): unknown => {
    if (typeof value === 'string') return moveString(value);
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(move);
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, move(item)]));
  };
  return <T>(value: T): T => move(value) as T;
}

/** A description with the other names. */
const told = (sentence: string, from: Whereabouts, to: Whereabouts): string =>
  sentence.replaceAll(wordOf(from.prefix), () => to.prefix).replaceAll(wordOf(from.realm), () => to.realm);

const wordOf = (name: string): RegExp =>
  new RegExp(`(?<![\\w.])${name.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')}(?!\\w)`, 'g');
