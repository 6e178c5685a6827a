/** Timeouts of calls. */
import { type Answer, type Call, isRefusedForRole, type Moment } from '../facts.ts';
import { gather } from '../gather.ts';
import type { History } from '../history.ts';
import { isCorrectUri } from '../messages.ts';
import { deadlineOf, dueTo, endOf, nextOf } from './calling.ts';
import { stops } from './interrupts.ts';
import { broken, expect, type Finding, finding, holds, isBarred, isError, type Oracle } from './oracle.ts';

const TIMEOUT = 'wamp.error.timeout';

/** One clock for all tries, which does not expire early, nor late if there are several tries. */
const runsOnce: Oracle = (history) =>
  gather(history.calls, (call) => {
    const final = endOf(call);
    if (hasProgress(call)) return [];
    const isOver = final && isTimeout(final);
    if (isOver) return [early(history, call, final), ...late(history, call, final, call.tries.length > 1)];
    return late(history, call, final, call.tries.length > 1);
  });

/** At the deadline, the caller gets an ERROR, and the callee is interrupted if it can be. */
const runsOut: Oracle = (history, readings) =>
  gather(history.calls, (call) => {
    const { tries } = call;
    const final = endOf(call);
    const isLate = hasProgress(call) ? [] : late(history, call, final, tries.length === 1);
    const asked = tries.at(-1);
    if (!final || !isTimeout(final) || asked === undefined) return isLate;
    const { callee, interrupts } = asked;
    const since = deadlineOf(call, final);
    const interrupt = interrupts.find(({ at, line }) => at >= since || line > final.line);
    if (callee.ended && callee.ended.line < final.line) return isLate;
    return [...isLate, ...stops(history, readings, { call, tried: asked, since: final, interrupt })];
  });

/** An invalid timeout is refused, and a valid one is accepted. */
const isNumber: Oracle = (history, readings) =>
  gather(history.calls, (call): Finding[] => {
    if (isRefusedForRole(call, readings)) return [];
    const { timeout, tries, message } = call;
    const first = nextOf(call, call);
    if (!Number.isNaN(timeout)) {
      if ((message.options.timeout ?? undefined) === undefined || first === undefined) return [];
      const isRefused = tries.length === 0 && isError(first.message, 'wamp.error.invalid_argument');
      return [finding(first.line, isRefused ? `Expected the timeout ${timeout} to be accepted.` : undefined)];
    }
    const accepted = [
      'wamp.error.invalid_argument',
      ...(isCorrectUri(message.uri) ? [] : ['wamp.error.invalid_uri']),
    ];
    return expect(
      history,
      dueTo(call, call),
      first,
      'ERROR wamp.error.invalid_argument',
      (came) => isError(came.message, ...accepted) || isBarred(came),
    );
  });

/** Each progressive result starts the clock anew. */
export const restarts: Oracle = (history) =>
  gather(history.calls, (call) => {
    if (!hasProgress(call)) return [];
    const final = endOf(call);
    return [
      ...(final && isTimeout(final) ? [early(history, call, final)] : []),
      ...late(history, call, final, true),
    ];
  });

export const TIMEOUTS = {
  'CT-1': runsOnce,
  'CT-2': runsOut,
  'CT-3': isNumber,
} satisfies Record<string, Oracle>;

// --- internal ---

/** True for a timeout error of the dealer, not of a callee. */
const isTimeout = ({ message, cause }: Answer): boolean => cause === undefined && isError(message, TIMEOUT);

/** True if a progressive result was sent while a clock ran. */
const hasProgress = ({ answers, timeout }: Call): boolean =>
  timeout > 0 && answers.some(({ isFinal }) => !isFinal);

function early({ clock: { tolerance } }: History, call: Call, final: Answer): Finding {
  const due = deadlineOf(call, final);
  const says = `Expected no ERROR ${TIMEOUT} before ${due} ms, but it came at ${final.at} ms.`;
  return finding(final.line, final.at + tolerance < due ? says : undefined);
}

/** True if a callee was given the timeout, and may run the clock. */
const isForwarded = ({ tries }: Call): boolean =>
  tries.some(({ message }) => message.options.timeout !== undefined);

/** Judges that a call is not in flight after its deadline. */
function late(history: History, call: Call, final: Answer | undefined, concerns: boolean): Finding[] {
  if (!concerns || call.tries.length === 0 || isForwarded(call)) return [];
  const due = deadlineOf(call, { line: Number.POSITIVE_INFINITY, at: 0 });
  const since: Moment | undefined = Number.isFinite(due) ? history.clock.lateFor(due) : undefined;
  const end = Math.min(
    final?.line ?? Number.POSITIVE_INFINITY,
    call.callerLeft?.line ?? Number.POSITIVE_INFINITY,
  );
  if (since === undefined || end <= since.line) return final && isTimeout(final) ? [holds(final)] : [];
  const says = `Expected ERROR ${TIMEOUT} at ${due} ms for the CALL of line ${call.line}, but nothing came.`;
  return [broken(since, says, call)];
}
