/** Misuse of this package by a program, as an error that it is thrown. */

/** The codes of misuse: what a program did when it is thrown one, and what it should do instead. */
export const MISUSES = {
  OPTION_UNKNOWN: {
    when: 'An option of `createDealer` or `startRouter`, or a limit among them, does not exist.',
    instead: 'Take a name from the list in the message.',
  },
  OPTION_INVALID: {
    when: 'The value of an option, an argument of `undeliverable`, or a number from `random` is not what it should be.',
    instead: 'Give what the message says was expected.',
  },
  READING_UNKNOWN: {
    when: 'The option `readings` names a question or an answer to it that does not exist.',
    instead: 'Take both from the page on readings, or from `READING_OPTIONS`.',
  },
  SNAPSHOT_INVALID: {
    when: 'The option `snapshot` is not the snapshot of a dealer: the message has the place that is wrong.',
    instead: 'Give what `snapshot()` returned, as it was, to a dealer of the same version.',
  },
  SESSION_UNKNOWN: {
    when: 'A method was given a session key that `connect()` of this dealer did not return.',
    instead: 'Keep the key from `connect()`; it stays valid after the session has ended.',
  },
  TIME_INVALID: {
    when: 'A method was given a time that is not a finite number.',
    instead: 'Give milliseconds of any clock that does not go back.',
  },
  REENTRANT: {
    when: 'A method was called from within `inspect` or `random`, while the dealer was between two states.',
    instead: 'Call it after the method that is running has returned.',
  },
  LOG_INVALID: {
    when: 'A line that `dealerchart judge` reads is not an entry of a log.',
    instead: 'Give the file that `dealerchart serve --record` wrote, whole lines only.',
  },
} as const satisfies Record<string, { readonly when: string; readonly instead: string }>;

export type MisuseCode = keyof typeof MISUSES;

/** Thrown when a program uses this package wrongly; `code` stays the same when the words change. */
export class Misuse extends Error {
  override readonly name = 'Misuse';
  readonly code: MisuseCode;

  constructor(code: MisuseCode, message: string) {
    super(message);
    this.code = code;
  }
}
