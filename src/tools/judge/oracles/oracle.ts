/** Oracles: predicates over a history, each of which checks one rule. */
import type { Readings } from '../../../../machines/readings.ts';
import type { Moment, Offence, Passed, Session } from '../facts.ts';
import { gather } from '../gather.ts';
import type { History } from '../history.ts';
import { memo } from '../memo.ts';
import { nameOf } from '../messages.ts';

/** Result at a line: the rule held, or it was broken, with the expected message and the one that came. */
export type Finding =
  | { readonly line: number; readonly holds: true }
  | { readonly line: number; readonly holds: false; readonly says: string; readonly cause?: number };

/** Finds each line at which a rule was exercised. */
export type Oracle = (history: History, readings: Readings) => Finding[];

/** One finding: `says` if the rule was broken, undefined if it held. */
export const finding = (line: number, says: string | undefined): Finding =>
  says === undefined ? { line, holds: true } : { line, holds: false, says };

export const holds = ({ line }: Moment): Finding => ({ line, holds: true });

/** @param cause the message whose answer is missing */
export const broken = ({ line }: Moment, says: string, cause?: Moment): Finding => ({
  line,
  holds: false,
  says,
  ...(cause && { cause: cause.line }),
});

/**
 * Judges a message that was due.
 *
 * @param due moment since which it was due, and its recipient
 * @param came the message that came, if any
 * @param expected the message that should have come, in words
 * @param isRight true if the message that came is the expected one
 * @returns no finding as long as the message may still come, or if its recipient is gone
 */
export function expect(
  history: History,
  due: Moment & { readonly session: Session },
  came: Passed | undefined,
  expected: string,
  isRight: (came: Passed) => boolean,
): Finding[] {
  if (came !== undefined) {
    const says = `Expected ${expected} after line ${due.line}, but ${nameOf(came.message)} came.`;
    return [isRight(came) ? holds(due) : broken(came, says)];
  }
  const late = lateFor(history, due);
  return late === undefined
    ? []
    : [broken(late, `Expected ${expected} after line ${due.line}, but nothing came.`, due)];
}

/** Moment at which a message due at once was late; undefined if the session was gone by then. */
export function lateFor(history: History, due: Moment & { readonly session: Session }): Moment | undefined {
  const late = history.clock.lateFor(due.at);
  const { ended, gone } = due.session;
  // A client that sent GOODBYE still gets one; a router that closes the connection sends nothing more.
  const isSaid = ended?.how === 'GOODBYE of the client' ? ended.line < due.line : ended?.how !== 'close';
  const end = isSaid ? ended : gone;
  if (end === undefined || (late !== undefined && late.line < end.line)) return late;
  return !isSaid && gone?.by === 'router' && gone.line > due.line ? gone : undefined;
}

/** Judges that the session is aborted for each offence against this rule. */
export const aborts =
  (rule: Offence['rule'], reason = 'wamp.error.protocol_violation'): Oracle =>
  (history) =>
    gather(offencesIn(history), (passed) => {
      if (passed.offence.rule !== rule) return [];
      const { session } = passed;
      const next = session.sent.find(({ line, message }) => line > passed.line && CLOSING.has(message.name));
      if (next === undefined && session.ended && session.ended.line <= passed.line) return [];
      // The router's own GOODBYE may have been on its way.
      if (next?.message.name === 'GOODBYE' && session.realm.isSeenBetween) return [];
      const expected = `ABORT ${reason} (${passed.offence.says})`;
      return expect(
        history,
        passed,
        next,
        expected,
        ({ message }) => message.name === 'ABORT' && message.uri === reason,
      );
    });

/** The next message to the session of a message. */
export const replyTo = ({ session, line }: Pick<Passed, 'session' | 'line'>): Passed | undefined =>
  session.sent.find((one) => one.line > line);

export const isError = ({ name, uri }: Passed['message'], ...uris: readonly string[]): boolean =>
  name === 'ERROR' && uris.includes(uri);

/** The error by which a dealer refuses a request that exceeds a limit; no log states the limits. */
const LIMIT_EXCEEDED = 'dealerchart.error.limit_exceeded';

/** True if a request was refused for a limit, which any request may be. */
export const isLimited = (passed: Pick<Passed, 'message'> | undefined): boolean =>
  passed !== undefined && isError(passed.message, LIMIT_EXCEEDED);

/** The error for a request that the client is not authorized for; no log states the permissions. */
export const NOT_AUTHORIZED = 'wamp.error.not_authorized';

/** True if a request was refused for a limit or a permission, which any request may be. */
export const isBarred = (passed: Pick<Passed, 'message'> | undefined): boolean =>
  isLimited(passed) || (passed !== undefined && isError(passed.message, NOT_AUTHORIZED));

export const isViolation = ({ name, uri }: Passed['message']): boolean =>
  name === 'ABORT' && uri === 'wamp.error.protocol_violation';

// --- internal ---

const offencesIn = memo(({ passed }) =>
  passed.filter((one): one is Passed & { readonly offence: Offence } => one.offence !== undefined),
);

const CLOSING: ReadonlySet<unknown> = new Set(['ABORT', 'GOODBYE', 'WELCOME']);
