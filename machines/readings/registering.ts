/** Open questions about REGISTER and UNREGISTER. */
import type { ReadingsOf } from './reading.ts';

export const REGISTERING = {
  sameSession: {
    question: 'What does a member get that registers the same procedure again, with the same shared policy?',
    options: {
      refuse: 'ERROR; it keeps its place.',
      idempotent: 'REGISTERED with the same registration id; it keeps its place.',
      'second-place': 'REGISTERED with the same registration id, and a second place at the end of the list.',
    },
    reason:
      'The text says so of a repeated SUBSCRIBE only. Client libraries keep one handler for each registration id, so a second REGISTERED with the same id closes the connection of one of them, and has others lose a handler in silence; an ERROR reaches the program that registered twice.',
  },
  conflictUri: {
    question: 'Which error does a REGISTER get whose policy differs from that of the registration?',
    options: {
      procedure_already_exists: '`wamp.error.procedure_already_exists`',
      procedure_exists_with_different_invocation_policy:
        '`wamp.error.procedure_exists_with_different_invocation_policy`, unless the registration is `single` and the REGISTER asks for `single` too.',
    },
    reason: 'It is the only one of the two that the text defines.',
  },
} as const satisfies ReadingsOf<'sameSession' | 'conflictUri'>;
