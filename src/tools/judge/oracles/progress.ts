/** Progressive results. */
import { hasAnnounced } from '../facts.ts';
import { gather } from '../gather.ts';
import { isSamePayload } from '../messages.ts';
import { dueTo, isTimeUp, nextOf, repliesIn } from './calling.ts';
import { broken, expect, finding, holds, type Oracle } from './oracle.ts';
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

/** What comes bit by bit goes out bit by bit. */
const passesOn: Oracle = (history) =>
  gather(repliesIn(history), ({ reply, call }) => {
    if (reply.kind !== 'progress' || !call.wantsProgress || isTimeUp(history, call, reply)) return [];
    const expected = 'RESULT with progress as the callee yielded it';
    return expect(history, dueTo(call, reply), nextOf(call, reply), expected, ({ message }) => {
      const isProgress = message.name === 'RESULT' && message.options.progress === true;
      return isProgress && isSamePayload(message.payload, reply.message.payload);
    });
  });

/** Nobody gets bits who did not ask for them. */
const keepsBack: Oracle = (history) => [
  ...gather(history.calls, ({ wantsProgress, answers }) =>
    gather(answers, (answer) =>
      answer.isFinal || wantsProgress
        ? []
        : [broken(answer, 'Expected no RESULT with progress: the caller did not ask for any.')],
    ),
  ),
  ...gather(repliesIn(history), ({ reply, call }) => {
    if (reply.kind !== 'progress' || call.wantsProgress) return [];
    return call.answers.some(({ cause }) => cause === reply) ? [] : [holds(reply)];
  }),
];

export const PROGRESS = {
  'PR-1': asks,
  'PR-2': passesOn,
  'PR-3': restarts,
  'PR-4': keepsBack,
} satisfies Record<string, Oracle>;
