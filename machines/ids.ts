/** Ids that are counted: one after the other, from 2^53 to 1. */
import type { Id } from './vocabulary/words.ts';

/** The greatest id. */
export const MAX_ID = 2 ** 53;

/** The id after one; after none, which is 0, it is 1. */
export const nextId = (id: Id): Id => (id === MAX_ID ? 1 : id + 1);

/** The id before one. */
export const previousId = (id: Id): Id => (id === 1 ? MAX_ID : id - 1);

/** The first id after one that is not in use. */
export function nextFreeId(id: Id, isInUse: (id: Id) => boolean): Id {
  let next = nextId(id);
  while (isInUse(next)) next = nextId(next);
  return next;
}

/** The distance from an id to a later one, or the same; ids begin again at 1 after 2^53. */
export const distance = (id: Id, later: Id): number => later - id + (later < id ? MAX_ID : 0);
