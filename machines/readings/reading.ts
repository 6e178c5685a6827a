/** The form of an open question in words. */
import type { ReadingId, Readings } from '../readings.ts';

/** One open question of the text. */
export interface Reading<Option extends string = string> {
  readonly question: string;
  /** Behaviour of the dealer under each option. */
  readonly options: { readonly [O in Option]: string };
  /** The reason for the default. */
  readonly reason: string;
}

/** Some of the open questions. */
export type ReadingsOf<Id extends ReadingId> = { readonly [R in Id]: Reading<Readings[R]> };
