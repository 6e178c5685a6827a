/** The form of a rule, and the words in which the lists beside this file are written. */
import { linkTo, type Place, placeOf, type RecordId, type TextId } from '../texts.ts';

export type Level = 'MUST' | 'SHOULD' | 'MAY';

/**
 * Basis of a rule:
 *
 * - `stated`: its section says so;
 * - `inferred`: it follows from what its section says, by the step that the rule tells;
 * - `decided`: the texts leave it open, and a record in `docs/decisions` decides it.
 */
export type Authority = 'stated' | 'inferred' | 'decided';

export type Rule = Stated | Inferred | Decided;

interface Basis {
  /** Level in the section. A sentence without a key word counts as `MUST`; a decision of ours is `MAY`. */
  readonly level: Level;
  /** In the words of this project. */
  readonly sentence: string;
}

/** The section of a text. */
interface Sourced {
  readonly source: TextId;
  readonly heading: string;
}

export interface Stated extends Basis, Sourced {
  readonly authority: 'stated';
}

export interface Inferred extends Basis, Sourced {
  readonly authority: 'inferred';
  /** The step from the section to the rule, in one sentence. */
  readonly inference: string;
}

/** A rule that the texts leave open; its section, if it has one, is silent. */
export interface Decided extends Basis, Partial<Sourced> {
  readonly authority: 'decided';
  readonly record: RecordId;
}

/** The link to the section of a rule; undefined if no section comes near it. */
export const linkOf = ({ source, heading }: Rule): string | undefined =>
  source === undefined || heading === undefined ? undefined : linkTo(source, heading);

/** Basis of a rule in a word or two, such as `decided in 0007`. */
export const basisOf = (rule: Rule): string =>
  rule.authority === 'decided' ? `decided in ${rule.record}` : rule.authority;

/** A rule that its section states. */
export const must = (place: Place, sentence: string): Stated => stated('MUST', place, sentence);

/** A rule that its section states, and leaves to the dealer to keep. */
export const may = (place: Place, sentence: string): Stated => stated('MAY', place, sentence);

/** A rule that follows from its section. */
export const inferred = (place: Place, sentence: string, inference: string): Inferred => ({
  authority: 'inferred',
  level: 'MUST',
  ...sourceOf(place),
  sentence,
  inference,
});

/** A rule of this project. */
export const decided = (record: RecordId, sentence: string, place?: Place): Decided => ({
  authority: 'decided',
  level: 'MAY',
  ...(place === undefined ? {} : sourceOf(place)),
  sentence,
  record,
});

// --- internal ---

const stated = (level: Level, place: Place, sentence: string): Stated => ({
  authority: 'stated',
  level,
  ...sourceOf(place),
  sentence,
});

function sourceOf(place: Place): Sourced {
  const { text, heading } = placeOf(place);
  return { source: text, heading };
}
