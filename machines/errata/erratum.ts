/** The form of an erratum of the WAMP specification, which the lists beside this file consist of. */
import type { ReadingId } from '../readings.ts';
import type { RuleId } from '../rules.ts';
import type { Place } from '../texts.ts';

/** One thing in the text to be mended, in the words of this project. */
export interface Erratum {
  readonly title: string;
  readonly places: readonly [Place, ...Place[]];
  /** What the places say, or leave open. */
  readonly says: string;
  /** What that leads to in implementations. */
  readonly matters: string;
  /** A sentence for the text that would settle it. */
  readonly proposal: string;
  /** The rules and readings by which the dealer settles it. */
  readonly by: readonly (RuleId | ReadingId)[];
  /** The names of scenarios that show it, beside those that are named after its readings; or the reason why none does. */
  readonly shown: readonly string[] | Unshown;
  /** Numbers of issues and pull requests of the specification. */
  readonly threads?: readonly number[];
}

/** Why no scenario shows an erratum. */
export interface Unshown {
  readonly why: string;
}

export const unshown = (why: string): Unshown => ({ why });

/** For what is wrong with words, names and links of the text, whatever a dealer does. */
export const WORDING = unshown('It is about the wording.');
