/** `Misuse`, the exception for incorrect use of this package by a program. */

/** The codes of misuse, each with its cause and its remedy. */
export const MISUSES = {
  OPTION_UNKNOWN: {
    when: '`createDealer` or `startRouter` got an unknown option or limit.',
    instead: 'Use a name from the list in the message.',
  },
  OPTION_INVALID: {
    when: 'The value of an option, an argument of a method, or a number from `random` is invalid.',
    instead: 'Pass a value as described in the message.',
  },
  READING_UNKNOWN: {
    when: 'The option `readings` has an unknown name or value.',
    instead: 'See the page on readings, or `READING_OPTIONS`.',
  },
  SNAPSHOT_INVALID: {
    when: 'The option `snapshot` is not a valid snapshot; the message names the invalid field.',
    instead: 'Pass the unchanged result of `snapshot()` to a dealer of the same version.',
  },
  SESSION_UNKNOWN: {
    when: 'A method got a session key that `connect()` of this dealer did not return.',
    instead: 'Use the key from `connect()`; it stays valid after the session has ended.',
  },
  TIME_INVALID: {
    when: 'A method got a time that is not a finite number.',
    instead: 'Pass milliseconds of any clock that never goes back.',
  },
  QUESTION_MISSING: {
    when: '`challenge`, `admit`, `deny` or `fail` was called for a session without an open question.',
    instead: 'Answer each question of the dealer once.',
  },
  REENTRANT: {
    when: 'A method was called from within `inspect` or `random`, during another method.',
    instead: 'Call it after the running method has returned.',
  },
  PRINCIPALS_INVALID: {
    when: 'A document or a file of principals is invalid; the message names the place.',
    instead: 'See the page on authentication.',
  },
  LOG_INVALID: {
    when: 'A line of the input of `dealerchart judge` is not an entry of a log.',
    instead: 'Pass a file from `dealerchart serve --record`, with whole lines only.',
  },
} as const satisfies Record<string, { readonly when: string; readonly instead: string }>;

export type MisuseCode = keyof typeof MISUSES;

/** Thrown if a program uses this package incorrectly; `code` stays the same when the message changes. */
export class Misuse extends Error {
  override readonly name = 'Misuse';
  readonly code: MisuseCode;

  constructor(code: MisuseCode, message: string) {
    super(message);
    this.code = code;
  }
}
