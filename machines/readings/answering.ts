/** Open questions about the answers of callees, and about calls whose callee or caller leaves. */
import type { ReadingsOf } from './reading.ts';

export const ANSWERING = {
  goneUri: {
    question: 'With which URI does a call end whose callee has left?',
    options: {
      canceled: '`wamp.error.canceled`',
      cancelled: '`wamp.error.cancelled`',
    },
    reason:
      'Only the section on callees that leave writes the URI with two l; the list of URIs and all other sections have one, and a caller that compares with the list would miss the other. The default departs from the letter of a MUST.',
  },
  unaskedProgress: {
    question: 'What becomes of a progressive result that the caller did not ask for?',
    options: {
      drop: 'It is dropped, and the call goes on.',
      final: 'It ends the call: the caller gets it as the one result.',
      'pass-on': 'It is passed on like any other progressive result.',
      abort: 'ABORT `wamp.error.protocol_violation` for the callee’s session.',
    },
    reason:
      'A caller that has not asked takes the first RESULT for the last. The callee is not asked for progress in such a call, and what it sends all the same has no receiver; its final answer still comes.',
  },
  details: {
    question: 'Do the Details of a callee’s ERROR reach the caller?',
    options: {
      all: 'Yes, all of them.',
      none: 'No: the caller gets empty Details.',
    },
    reason:
      'The section on errors of calls has Details in both messages and does not say whose they are. Libraries write there what explains an error, and a dealer that drops it loses what nobody else has.',
  },
  interruptAgain: {
    question:
      'Is a callee interrupted again when the call ends otherwise, while it still answers to a CANCEL `kill`?',
    options: {
      yes: 'Yes: INTERRUPT `killnowait` for a timeout, a caller that leaves, or a result that cannot be delivered.',
      no: 'No: it was told to stop, and its answer is discarded.',
    },
    reason:
      'The sections on callers that leave and on timeouts ask for the INTERRUPT, and make no exception for a callee that has had one. The second one tells it that nobody waits for its answer any more.',
  },
} as const satisfies ReadingsOf<'goneUri' | 'unaskedProgress' | 'details' | 'interruptAgain'>;
