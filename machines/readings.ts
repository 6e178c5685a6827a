/**
 * Questions that the text leaves open, each a named switch of the model, with its options and its default. The questions
 * in words, and the reasons for the defaults, are in `readings/`.
 *
 * An edge that a reading decides or touches cites it in `meta.readings`.
 */

/** The options of each question; the first is the default. */
export const READING_OPTIONS = {
  // --- selecting ---
  position: ['after-last', 'index', 'counter'],
  next: ['turn', 'refuser'],
  newcomer: ['candidate', 'ignored'],

  // --- rerouting ---
  gate: ['any', 'announced'],
  ended: ['procedure', 'registration'],
  nobody: ['no_such_procedure', 'no_available_callee'],
  rerouteMoves: ['yes', 'no'],
  order: ['relaxed', 'strict'],
  exclude: ['all-refused', 'last-refused'],
  refusals: ['session', 'registration'],
  afterProgress: ['end', 'reroute'],
  refusedLate: ['no_available_callee', 'unavailable', 'canceled'],
  afterKill: ['canceled', 'pass-on', 'no_available_callee', 'reroute'],
  undeliverable: ['next', 'error'],

  // --- registering ---
  sameSession: ['refuse', 'idempotent', 'second-place'],
  unknownPolicy: ['invalid_argument', 'option_not_allowed', 'abort', 'single'],
  unknownMatch: ['feature_not_supported', 'option_not_allowed', 'ignore'],
  withdrawn: ['finish', 'cancel', 'reroute'],
  conflictUri: ['procedure_already_exists', 'procedure_exists_with_different_invocation_policy'],
  registrationId: ['shared', 'own'],

  // --- answering ---
  late: ['discard', 'abort'],
  badUri: ['pass', 'abort', 'replace'],
  goneUri: ['canceled', 'cancelled'],
  unaskedProgress: ['drop', 'final', 'pass-on', 'abort'],
  details: ['all', 'none'],
  interruptAgain: ['yes', 'no'],

  // --- sessions ---
  requestIds: ['in-flight', 'sequential'],
  invocationIds: ['one', 'apart'],
  roles: ['take', 'refuse', 'abort'],
  cancelDefault: ['killnowait', 'skip'],
  cancelUnknown: ['default', 'error', 'abort'],
} as const;

export type ReadingId = keyof typeof READING_OPTIONS;

/** One option for each open question. */
export type Readings = { readonly [R in ReadingId]: (typeof READING_OPTIONS)[R][number] };

export const READING_IDS = Object.keys(READING_OPTIONS) as readonly ReadingId[];

export const DEFAULT_READINGS = Object.fromEntries(
  READING_IDS.map((id) => [id, READING_OPTIONS[id][0]]),
) as unknown as Readings;
