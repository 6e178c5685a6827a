/** Progressive results. */
import { hasAnnounced, type Passed } from '../facts.ts';
import { gather } from '../gather.ts';
import type { History } from '../history.ts';
import { isSamePayload } from '../messages.ts';
import { dueTo, isTimeUp, nextOf, repliesIn } from './calling.ts';
import { broken, expect, type Finding, finding, holds, isViolation, type Oracle } from './oracle.ts';
import { restarts } from './timeouts.ts';

/** A callee is asked for progressive results if the caller wants them and it can be interrupted. */
const asks: Oracle = (history) =>
  gather(history.tries, ({ line, call, callee, message }) => {
    if (call === undefined) return [];
    const isDue =
      call.wantsProgress &&
      hasAnnounced(callee, 'progressive_call_results') &&
      hasAnnounced(callee, 'call_canceling');
    const isAsked = message.options.receive_progress === true;
    if (!call.wantsProgress && !isAsked) return [];
    const says = `Expected INVOCATION ${isDue ? 'with' : 'without'} receive_progress.`;
    return [finding(line, isAsked === isDue ? undefined : says)];
  });

/** Progressive results are forwarded one by one. */
const passesOn: Oracle = (history, { unaskedProgress }) =>
  gather(repliesIn(history), ({ reply, call }) => {
    const isPassed = call.wantsProgress || unaskedProgress === 'pass-on';
    if (reply.kind !== 'progress' || !isPassed || isTimeUp(history, call, reply)) return [];
    const expected = 'RESULT with progress as the callee yielded it';
    return expect(history, dueTo(call, reply), nextOf(call, reply), expected, ({ message }) => {
      const isProgress = message.name === 'RESULT' && message.options.progress === true;
      return isProgress && isSamePayload(message.payload, reply.message.payload);
    });
  });

/** Progressive results that the caller did not ask for: the reading `unaskedProgress`. */
const unasked: Oracle = (history, readings) => {
  const unwanted = repliesIn(history).filter(
    ({ reply, call }) =>
      reply.message.name === 'YIELD' && reply.message.options.progress === true && !call.wantsProgress,
  );
  switch (readings.unaskedProgress) {
    case 'final':
      return gather(unwanted, ({ reply, call }) =>
        isTimeUp(history, call, reply)
          ? []
          : expect(
              history,
              dueTo(call, reply),
              nextOf(call, reply),
              'RESULT without progress',
              isFinalResult,
            ),
      );
    case 'pass-on':
      return passesOn(history, readings);
    case 'abort':
      return [
        ...keptBack(history),
        ...gather(unwanted, ({ reply, call }) => {
          if (isTimeUp(history, call, reply)) return [];
          const closing = reply.session.sent.find(
            ({ line, message }) => line > reply.line && message.name === 'ABORT',
          );
          const expected =
            'ABORT wamp.error.protocol_violation for a progressive result that nobody asked for';
          return expect(history, reply, closing, expected, ({ message }) => isViolation(message));
        }),
      ];
    default:
      return [
        ...keptBack(history),
        ...gather(unwanted, ({ reply, call }) =>
          call.answers.some(({ cause }) => cause === reply) ? [] : [holds(reply)],
        ),
      ];
  }
};

/** A caller gets no progressive results that it did not ask for. */
const keptBack = (history: History): Finding[] =>
  gather(history.calls, ({ wantsProgress, answers }) =>
    gather(answers, (answer) =>
      answer.isFinal || wantsProgress
        ? []
        : [broken(answer, 'Expected no RESULT with progress: the caller did not ask for any.')],
    ),
  );

const isFinalResult = ({ message }: Passed): boolean =>
  message.name === 'RESULT' && message.options.progress !== true;

export const PROGRESS = {
  'PR-1': asks,
  'PR-2': passesOn,
  'PR-3': restarts,
  'PR-4': unasked,
} satisfies Record<string, Oracle>;
