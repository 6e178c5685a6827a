/** CANCEL and INTERRUPT. */
import {
  type Call,
  type Cancel,
  hasAnnounced,
  hasUnknownMode,
  type Moment,
  modeIn,
  type Passed,
  type Try,
} from '../facts.ts';
import { gather } from '../gather.ts';
import type { History } from '../history.ts';
import { nameOf } from '../messages.ts';
import {
  dueTo,
  endOf,
  FATE_ERRORS,
  fateOf,
  isAnswer,
  isBefore,
  isKilled,
  isTimeUp,
  modeOf,
  nextOf,
  repliesIn,
  unregisteringSince,
} from './calling.ts';
import { isInterrupt } from './interrupts.ts';
import { aborts, broken, expect, type Finding, finding, holds, isError, type Oracle } from './oracle.ts';

const CANCELED = 'wamp.error.canceled';
const INVALID = 'wamp.error.invalid_argument';

/** A CANCEL of a call that had been given to a callee. */
type Asked = Cancel & { readonly asked: Try };

/** The caller gets an ERROR at once, and the callee is not interrupted. */
const skips =
  (concerns: (cancel: Asked) => boolean): Oracle =>
  (history) =>
    gather(cancelsIn(history, 'skip', concerns), ({ cancel, call }) => {
      const interrupt = interruptAfter(cancel);
      const says = `Expected no INTERRUPT after the CANCEL of line ${cancel.line}.`;
      return interrupt ? [broken(interrupt, says)] : told(history, cancel, call);
    });

/** The caller gets an ERROR at once, and the callee is interrupted. */
const killsNow =
  (concerns: (cancel: Asked) => boolean): Oracle =>
  (history) =>
    gather(cancelsIn(history, 'killnowait', concerns), ({ cancel, call }) => [
      ...told(history, cancel, call),
      ...interrupted(history, cancel, 'killnowait'),
    ]);

/** The callee is interrupted, and the caller gets its answer. */
const kills: Oracle = (history, { withdrawn }) =>
  gather(
    cancelsIn(history, 'kill', () => true),
    ({ cancel, call }) => {
      if (isKilled(call, cancel)) return [];
      const next = nextOf(call, cancel);
      const isHasty =
        isAnswer(next) &&
        isError(next.message, CANCELED) &&
        !next.cause &&
        !cancel.asked.calleeLeft &&
        !(withdrawn === 'cancel' && cancel.asked.unregistered) &&
        !cancel.asked.undelivered &&
        !cancel.asked.replies.some(({ line }) => line > cancel.line && line < next.line) &&
        !call.cancels.some(
          (other) => other.line > cancel.line && other.line < next.line && modeOf(other) !== 'kill',
        );
      const says = `Expected the answer of the callee after the CANCEL of line ${cancel.line}.`;
      return [...(isHasty ? [broken(next, says)] : []), ...interrupted(history, cancel, 'kill')];
    },
  );

/** A callee that did not announce `call_canceling` is not interrupted. */
const spares: Oracle = (history, readings) => [
  ...skips(({ mode, asked }) => mode !== 'skip' && !hasAnnounced(asked.callee, 'call_canceling'))(
    history,
    readings,
  ),
  ...gather(history.tries, ({ interrupts, callee, line }) =>
    interrupts
      .filter(
        (interrupt) => !hasAnnounced(callee, 'call_canceling') && !isAfterCancel(history, interrupt, line),
      )
      .map((interrupt) =>
        broken(interrupt, `Expected no INTERRUPT for ${callee.name}, which did not announce call_canceling.`),
      ),
  ),
];

/** A refusal after `kill` ends the call. */
const ends: Oracle = (history, readings) =>
  gather(repliesIn(history), ({ reply, call }) => {
    if (reply.kind !== 'refusal' || !isKilled(call, reply) || isTimeUp(history, call, reply)) return [];
    const error = FATE_ERRORS[fateOf(reply, call, readings)];
    if (error === undefined) return [];
    return expect(history, dueTo(call, reply), nextOf(call, reply), `ERROR ${error}`, ({ message }) =>
      isError(message, error),
    );
  });

/** A CANCEL has no effect after the final answer; before that, it concerns the callee asked last. */
const concernsTheLast: Oracle = (history, { withdrawn }) => [
  ...gather(history.calls, (call) =>
    gather(call.cancels, (cancel) => (cancel.isLive ? [] : [idle(call, cancel)])),
  ),
  ...gather(history.tries, (tried) =>
    gather(tried.interrupts, (interrupt): Finding[] => {
      const { call } = tried;
      const last = call?.tries.findLast(({ line }) => line < interrupt.line);
      if (call === undefined) return [];
      const taken = withdrawn === 'cancel' ? unregisteringSince(history, tried) : undefined;
      if (last === tried)
        return [isAskedFor(call, tried, interrupt, taken) ? holds(interrupt) : broken(interrupt, IDLE)];
      return [broken(interrupt, `Expected INTERRUPT for ${last?.callee.name}, which was asked last.`)];
    }),
  ),
  ...gather(history.strays, (stray) =>
    stray.message.name === 'INTERRUPT'
      ? [
          broken(
            stray,
            `Expected no INTERRUPT: ${stray.session.name} was sent no INVOCATION ${stray.message.request}.`,
          ),
        ]
      : [],
  ),
];

/** A CANCEL without a known mode: the readings `cancelDefault` and `cancelUnknown`. */
const modeless: Oracle = (history, readings) => {
  const isModeless = ({ message }: Cancel): boolean => modeIn(message) === undefined;
  return [
    ...aborts('CC-5')(history, readings),
    ...killsNow(isModeless)(history, readings),
    ...skips(isModeless)(history, readings),
    ...refusals(history, readings),
  ];
};

/** A CANCEL gets an ERROR if its mode is unknown, under the reading `cancelUnknown=error` only. */
const refusals: Oracle = (history, { cancelUnknown }) =>
  gather([...history.sessions.values()], ({ received, sent }): Finding[] => {
    const answers = sent.filter(({ message }) => message.name === 'ERROR' && message.of === 'CANCEL');
    if (cancelUnknown !== 'error')
      return answers.map((answer) => broken(answer, 'Expected no ERROR about a CANCEL.'));
    const refused = received.filter(
      ({ phase, message }) => phase === 'open' && message.name === 'CANCEL' && hasUnknownMode(message),
    );
    return gather(refused, (cancel) => {
      const answer = answers.find(
        ({ line, message }) => line > cancel.line && message.request === cancel.message.request,
      );
      return expect(history, cancel, answer, `ERROR ${INVALID}`, ({ message }) => isError(message, INVALID));
    });
  });

export const CANCELING = {
  'CC-1': skips(({ message }) => message.options.mode === 'skip'),
  'CC-2': killsNow(({ message }) => message.options.mode === 'killnowait'),
  'CC-3': kills,
  'CC-4': spares,
  'CC-5': modeless,
  'CC-6': ends,
  'CC-7': concernsTheLast,
} satisfies Record<string, Oracle>;

// --- internal ---

/** The CANCELs of that mode whose call was with a callee. */
const cancelsIn = (
  history: History,
  mode: 'skip' | 'kill' | 'killnowait',
  concerns: (cancel: Asked) => boolean,
): { cancel: Asked; call: Call }[] =>
  gather(history.calls, (call) =>
    gather(call.cancels, (cancel) => {
      const { asked } = cancel;
      if (!cancel.isLive || asked === undefined || isTimeUp(history, call, cancel)) return [];
      const found = { ...cancel, asked };
      return modeOf(cancel) === mode && concerns(found) ? [{ cancel: found, call }] : [];
    }),
  );

const told = (history: History, cancel: Cancel, call: Call): Finding[] =>
  expect(history, cancel, nextOf(call, cancel), `ERROR ${CANCELED}`, ({ message }) =>
    isError(message, CANCELED),
  );

const interrupted = (history: History, cancel: Asked, mode: 'kill' | 'killnowait'): Finding[] => {
  const due = { line: cancel.line, at: cancel.at, session: cancel.asked.callee };
  return expect(history, due, interruptAfter(cancel), `INTERRUPT ${mode}`, isInterrupt(mode));
};

/** The INTERRUPT for a CANCEL, if there is one: before another CANCEL came. */
const interruptAfter = ({ line, asked }: Cancel): Passed | undefined =>
  asked?.interrupts.find((interrupt) => interrupt.line > line);

const isAfterCancel = ({ calls }: History, interrupt: Passed, since: number): boolean =>
  calls.some(({ cancels }) =>
    cancels.some(
      ({ asked, line }) =>
        asked?.line === since && line < interrupt.line && asked.callee === interrupt.session,
    ),
  );

/** A CANCEL of a call that has its final answer. */
function idle(call: Call, cancel: Cancel): Finding {
  const { line } = cancel;
  const unexplained = call.answers.filter(({ cause }) => cause === undefined);
  const interrupts = gather(call.tries, (tried) => tried.interrupts);
  const effect = [...unexplained, ...interrupts].find((one) => one.line > line && one.phase === 'open');
  const says = `Expected the CANCEL of line ${line} to change nothing, but ${effect && nameOf(effect.message)} came.`;
  return finding(effect?.line ?? line, effect && says);
}

/**
 * True if there is a reason for each INTERRUPT: CANCEL, timeout, the caller's end or an undeliverable
 * answer.
 *
 * @param taken since when the call may be taken from a callee that unregisters, which is a further reason
 */
function isAskedFor(call: Call, { interrupts }: Try, { line }: Passed, taken: Moment | undefined): boolean {
  const { cancels, lost, callerLeft } = call;
  const final = endOf(call);
  const reasons = cancels.filter((cancel) => cancel.line < line).length;
  const isTimeOver = final !== undefined && isError(final.message, 'wamp.error.timeout') && !final.cause;
  const isUnheard = lost.some((one) => !one.isFinal && one.line < line);
  const isLeft = callerLeft !== undefined && callerLeft.line < line;
  const isWithdrawn = isBefore(taken, { line });
  const more = [isTimeOver, isUnheard, isLeft, isWithdrawn].filter(Boolean).length;
  return interrupts.filter((interrupt) => interrupt.line <= line).length <= reasons + more;
}

const IDLE =
  'Expected no INTERRUPT without a CANCEL, a timeout, the end of the caller or an undeliverable answer.';
