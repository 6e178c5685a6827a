/** The form of a statement of the texts, and the words in which the lists beside this file are written. */
import type { ReadingId } from '../readings.ts';
import type { Level, RuleId } from '../rules.ts';
import { type Place, placeOf, type TextId } from '../texts.ts';

/** One sentence of a text that binds a dealer, or the router around it. */
export interface Statement {
  /** Two letters for its area and a number, such as `SR-3`. */
  readonly id: string;
  readonly text: TextId;
  readonly heading: string;
  /** The key word of the sentence; `SHALL` counts as `MUST`. Undefined if the sentence only describes. */
  readonly level: Level | undefined;
  /** In the words of this project. */
  readonly sentence: string;
  readonly cover: Cover;
}

/** Where a statement is kept, or why it is not. */
export type Cover =
  /** By these rules and readings. */
  | { readonly kind: 'covered'; readonly by: readonly (RuleId | ReadingId)[] }
  /** Nothing corresponds to it. */
  | { readonly kind: 'absent'; readonly why: string }
  /** Outside of the charts: a file or folder of this repository. */
  | { readonly kind: 'elsewhere'; readonly path: string };

/** A statement without its id and place. */
export type Said = Pick<Statement, 'level' | 'sentence' | 'cover'>;

/** Rules and readings, or one of the other kinds of cover. */
type Covers = readonly [Cover] | readonly [RuleId | ReadingId, ...(RuleId | ReadingId)[]];

/** Statements that stand under one heading, by their ids. */
export function under(place: Place, statements: Readonly<Record<string, Said>>): Statement[] {
  const { text, heading } = placeOf(place);
  return Object.entries(statements).map(([id, said]) => ({ id, text, heading, ...said }));
}

export const must = (sentence: string, ...covers: Covers): Said => said('MUST', sentence, covers);

export const should = (sentence: string, ...covers: Covers): Said => said('SHOULD', sentence, covers);

export const may = (sentence: string, ...covers: Covers): Said => said('MAY', sentence, covers);

/** A sentence without a key word. */
export const is = (sentence: string, ...covers: Covers): Said => said(undefined, sentence, covers);

export const absent = (why: string): Cover => ({ kind: 'absent', why });

/** @param path from the root of the repository */
export const elsewhere = (path: string): Cover => ({ kind: 'elsewhere', path });

// --- internal ---

function said(level: Level | undefined, sentence: string, covers: Covers): Said {
  const [first, ...others] = covers;
  if (typeof first !== 'string') return { level, sentence, cover: first };
  return { level, sentence, cover: { kind: 'covered', by: [first, ...(others as (RuleId | ReadingId)[])] } };
}
