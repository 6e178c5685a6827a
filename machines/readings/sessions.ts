/** Open questions about what a session may send. */
import type { ReadingsOf } from './reading.ts';

export const SESSIONS = {
  requestIds: {
    question: 'Which request ids may a client choose?',
    options: {
      'in-flight': 'Any but that of one of its calls in flight.',
      sequential:
        'Only the next one: they begin at 1 in each session and go up by 1, over REGISTER, UNREGISTER, CALL, SUBSCRIBE, UNSUBSCRIBE and PUBLISH together. Any other aborts the session.',
    },
    reason:
      'The text counts ids that are not sequential among the protocol errors, so this default departs from the letter of a MUST. Client libraries that draw their request ids at random, swampyer and wamp_async among them, could not be used otherwise. An id is needed to tell answers apart, and for that it only has to differ from those of calls in flight.',
  },
  late: {
    question: 'What becomes of an answer to an INVOCATION that is over?',
    options: {
      discard: 'It is discarded.',
      abort: 'It aborts the session of the callee.',
    },
    reason:
      'The list of protocol errors has YIELD with an invalid request id, so this default departs from one reading of a MUST; but the sections on callers that leave and on canceling discard such answers. A callee cannot know, when it answers, that its call has just been canceled or has timed out, so aborting would punish it for the time that messages take.',
  },
} as const satisfies ReadingsOf<'requestIds' | 'late'>;
