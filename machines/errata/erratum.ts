/** Form of an erratum of the WAMP specification. */
import type { ReadingId } from '../readings.ts';
import type { RuleId } from '../rules.ts';
import type { Place } from '../texts.ts';

/** One correction to the text, in the words of this project. */
export interface Erratum {
  readonly title: string;
  readonly places: readonly [Place, ...Place[]];
  /** The sentences of these places, or the question that they leave open. */
  readonly says: string;
  /** The effect on implementations. */
  readonly matters: string;
  /** A sentence for the text that would settle it. */
  readonly proposal: string;
  /** Rules and readings by which the dealer settles it. */
  readonly by: readonly (RuleId | ReadingId)[];
  /** Scenarios that show it, beside those named after its readings; or the reason why there are none. */
  readonly shown: readonly string[] | Unshown;
  /** Numbers of issues and pull requests of the specification. */
  readonly threads?: readonly number[];
}

/** Reason why no scenario shows an erratum. */
export interface Unshown {
  readonly why: string;
}

export const unshown = (why: string): Unshown => ({ why });

/** For errors in words, names and links of the text, independent of a dealer. */
export const WORDING = unshown('It is about the wording.');
