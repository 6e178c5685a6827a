/** Guarded calls to functions of the program: their failures must not disturb a connection. */
import type { Log } from './log.ts';

/** Reports to the operator that a function of the program failed. */
export type Report = (sentence: string) => void;

/** Reports to the log, if there is one. */
export const reportTo =
  (log: Log | undefined): Report =>
  (sentence) => {
    if (log === undefined) warn(sentence);
    else log({ event: 'failure', reason: sentence });
  };

/** Guards a log: its first failure is reported as a warning of the process. The next entry is tried again. */
export function guardLog(log: Log | undefined): Log | undefined {
  if (log === undefined) return undefined;
  const fail = once(warn, 'The option log failed, and lines of it are missing');
  return (entry) => attempt(() => log(entry), fail);
}

/**
 * Guards a recording, which ends with its first failure: one with gaps is worthless.
 *
 * @param report receives the sentence about the failure
 */
export function guardRecord<Entry>(
  record: ((entry: Entry) => void) | undefined,
  report: Report,
): ((entry: Entry) => void) | undefined {
  if (record === undefined) return undefined;
  let isOver = false;
  const reportOnce = once(report, 'The option record failed, and recording has ended');
  const fail = (error: unknown): void => {
    isOver = true;
    reportOnce(error);
  };
  return (entry) => {
    if (!isOver) attempt(() => record(entry), fail);
  };
}

/**
 * Guards a source of random numbers: a spare one replaces it where it throws or returns a value outside [0, 1).
 *
 * @param spare the source used instead
 */
export function guardRandom(random: () => number, spare: () => number, report: Report): () => number {
  const fail = once(report, 'The option random failed, and secure random numbers are used instead');
  return () => {
    try {
      const drawn = random();
      if (typeof drawn === 'number' && drawn >= 0 && drawn < 1) return drawn;
      fail(new RangeError(`expected a number at least 0 and less than 1, but ${drawn} came`));
    } catch (error) {
      fail(error);
    }
    return spare();
  };
}

/** Calls a function of the program, and handles a rejected promise if it returns one. */
export function attempt(call: () => unknown, fail: (error: unknown) => void): void {
  try {
    const result = call();
    if (result instanceof Promise) result.catch(fail);
  } catch (error) {
    fail(error);
  }
}

/** The message of an error. Programs can throw any value, also one that has no text. */
export function messageOf(error: unknown): string {
  try {
    return error instanceof Error ? `${error.message}` : String(error);
  } catch {
    return 'an error without a readable message';
  }
}

// --- internal ---

const warn: Report = (sentence) => process.emitWarning(sentence);

function once(report: Report, sentence: string): (error: unknown) => void {
  let isSaid = false;
  return (error) => {
    if (isSaid) return;
    isSaid = true;
    report(`${sentence}: ${messageOf(error)}`);
  };
}
