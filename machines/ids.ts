/** Ids that are counted: one after the other, from 2^53 to 1. */
import type { Id } from './vocabulary.ts';

/** The greatest id. */
export const MAX_ID = 2 ** 53;

/** The id after one; after none, which is 0, it is 1. */
export const nextId = (id: Id): Id => (id === MAX_ID ? 1 : id + 1);
