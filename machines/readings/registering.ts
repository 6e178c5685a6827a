/** Open questions about REGISTER and UNREGISTER. */
import type { ReadingsOf } from './reading.ts';

export const REGISTERING = {
  sameSession: {
    question: 'What does a member get that registers the same procedure again, with the same shared policy?',
    options: {
      idempotent: 'REGISTERED with the same registration id; it keeps its place.',
      'second-place': 'REGISTERED with the same registration id, and a second place at the end of the list.',
      refuse: 'ERROR.',
    },
    reason:
      'A repeated SUBSCRIBE is treated so by the text, and a callee cannot tell two places with one id apart.',
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
