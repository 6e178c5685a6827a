/** Open questions about the answers of callees, and about calls whose callee or caller leaves. */
import type { ReadingsOf } from './reading.ts';

export const ANSWERING = {
  late: {
    question: 'Is a late answer of a callee discarded, or a protocol error?',
    options: {
      discard: 'It is discarded.',
      abort: 'It is a protocol error, which aborts the session of the callee.',
    },
    reason:
      'The list of protocol errors has YIELD with an invalid request id, so this default departs from one reading of a MUST; but the sections on callers that leave and on canceling discard such answers. A callee cannot know, when it answers, that its call has just been canceled or has timed out, so an ABORT would punish it for the time that messages take.',
  },
  badUri: {
    question: 'How is the ERROR of a callee treated whose URI is incorrect?',
    options: {
      pass: 'It is forwarded unchanged.',
      abort: 'It aborts the session of the callee, with `wamp.error.invalid_uri`.',
      replace: 'The caller gets it with the URI `wamp.error.invalid_uri`.',
    },
    reason:
      'The text demands an ERROR in answer, which is a MUST that cannot be kept: nothing answers an ERROR. Applications choose the names of their errors, some with blanks, and otherwise a callee would lose its session, or the caller the name, for a harmless message.',
  },
  goneUri: {
    question: 'Which URI ends a call whose callee has left?',
    options: {
      canceled: '`wamp.error.canceled`',
      cancelled: '`wamp.error.cancelled`',
    },
    reason:
      'Only the section on callees that leave writes the URI with two l; the list of URIs and all other sections have one, and a caller that compares with the list would miss the other. The default departs from the letter of a MUST.',
  },
  unaskedProgress: {
    question: 'How is a progressive result treated that the caller did not ask for?',
    options: {
      drop: 'It is dropped, and the call goes on.',
      final: 'It ends the call: the caller gets it as the one result.',
      'pass-on': 'It is forwarded like any other progressive result.',
      abort: 'ABORT `wamp.error.protocol_violation` for the callee’s session.',
    },
    reason:
      'A caller that has not asked takes the first RESULT for the final one. The INVOCATION of such a call does not ask for progress either, and progressive results sent all the same have no receiver; the final answer still comes.',
  },
  details: {
    question: 'Do the Details of a callee’s ERROR reach the caller?',
    options: {
      all: 'Yes, all of them.',
      none: 'No: the caller gets empty Details.',
    },
    reason:
      'The section on errors of calls has Details in both messages and does not say whether they are the same. Libraries put explanations of an error there, and no other message has these.',
  },
  interruptAgain: {
    question: 'Is a callee interrupted again when its call ends otherwise after a CANCEL `kill`?',
    options: {
      yes: 'Yes: INTERRUPT `killnowait` for a timeout, a caller that leaves, or an undeliverable result.',
      no: 'No: it was interrupted before, and its answer is discarded.',
    },
    reason:
      'The sections on callers that leave and on timeouts demand the INTERRUPT, without an exception for a callee that has had one. The second one tells it that its answer will not be forwarded any more.',
  },
} as const satisfies ReadingsOf<
  'late' | 'badUri' | 'goneUri' | 'unaskedProgress' | 'details' | 'interruptAgain'
>;
