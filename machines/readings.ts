/**
 * Questions that the text leaves open, each a named switch of the model, with its options and its default. The questions
 * in words, and the reasons for the defaults, are in `readings/`.
 *
 * An edge that a reading decides or touches cites it in `meta.readings`.
 */

/** The options of each question; the first is the default. */
export const READING_OPTIONS = {
  gate: ['any', 'announced'],
  position: ['after-last', 'index', 'counter'],
  rerouteMoves: ['yes', 'no'],
  exclude: ['all-refused', 'last-refused'],
  newcomer: ['candidate', 'ignored'],
  afterProgress: ['pass-on', 'reroute'],
  sameSession: ['refuse', 'idempotent', 'second-place'],
  unknownPolicy: ['invalid_argument', 'option_not_allowed', 'abort', 'single'],
  unknownMatch: ['feature_not_supported', 'option_not_allowed', 'ignore'],
  withdrawn: ['finish', 'cancel', 'reroute'],
  conflictUri: ['procedure_already_exists', 'procedure_exists_with_different_invocation_policy'],
  undeliverable: ['next', 'error'],
  goneUri: ['canceled', 'cancelled'],
  unaskedProgress: ['drop', 'final', 'pass-on', 'abort'],
  details: ['all', 'none'],
  interruptAgain: ['yes', 'no'],
} as const;

export type ReadingId = keyof typeof READING_OPTIONS;

/** One option for each open question. */
export type Readings = { readonly [R in ReadingId]: (typeof READING_OPTIONS)[R][number] };

export const READING_IDS = Object.keys(READING_OPTIONS) as readonly ReadingId[];

export const DEFAULT_READINGS = Object.fromEntries(
  READING_IDS.map((id) => [id, READING_OPTIONS[id][0]]),
) as unknown as Readings;
