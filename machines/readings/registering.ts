/** Open questions about REGISTER and UNREGISTER. */
import type { ReadingsOf } from './reading.ts';

export const REGISTERING = {
  sameSession: {
    question: 'How is a REGISTER of a member answered, for the same procedure and the same shared policy?',
    options: {
      refuse: 'ERROR; it keeps its place.',
      idempotent: 'REGISTERED with the registration id that it has; it keeps its place.',
      'second-place':
        'REGISTERED, and a second place at the end of the list. Whether the id is the same is the reading `registrationId`.',
    },
    reason:
      'Only for a repeated SUBSCRIBE does the text demand the same id again. Client libraries keep one handler for each registration id, so a second REGISTERED with the same id closes the connection of one of them, and makes others lose a handler silently; an ERROR reaches the program that registered twice.',
  },
  unknownPolicy: {
    question: 'How is a REGISTER answered whose `invoke` is none of the five policies?',
    options: {
      invalid_argument: 'ERROR `wamp.error.invalid_argument`.',
      option_not_allowed: 'ERROR `wamp.error.option_not_allowed`.',
      abort: 'ABORT `wamp.error.protocol_violation`: the session ends.',
      single: 'Like a REGISTER without `invoke`.',
    },
    reason:
      'The text lists the values and no answer for others. A policy cannot be guessed, so nothing is granted; an ABORT would end valid registrations and calls, and `option_not_allowed` is for an option that the router knows and does not permit.',
  },
  unknownMatch: {
    question: 'How is a REGISTER answered whose `match` the dealer has not announced?',
    options: {
      feature_not_supported: 'ERROR `wamp.error.feature_not_supported`.',
      option_not_allowed: 'ERROR `wamp.error.option_not_allowed`.',
      ignore: 'Like a REGISTER without `match`: the procedure is matched exactly.',
    },
    reason:
      'Unknown attributes must be ignored, which is a MUST of *Extensibility*. But `match` is defined in the text, and a callee whose pattern is taken for a procedure is never called, and never learns why: the default departs from that MUST.',
  },
  withdrawn: {
    question: 'Does a call in flight go on when its callee unregisters the procedure?',
    options: {
      finish: 'Yes: the callee may still answer it, or refuse it.',
      cancel:
        'No: it ends with ERROR `wamp.error.canceled`, and the callee gets INTERRUPT `killnowait` if it can be interrupted.',
      reroute:
        'No: it goes to another callee, as if this one had refused; where a refusal would not re-route it, it goes on.',
    },
    reason:
      'UNREGISTER revokes a registration, and none of the sections on the end of a call mentions it. A worker that is about to stop unregisters first and finishes its calls; the other options prevent that.',
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
  registrationId: {
    question: 'Which registration id does a callee get that joins the registration of a procedure?',
    options: {
      shared: 'That of the registration: all callees of a procedure have one id.',
      own: 'One that is not in use: each place on the list has an id of its own, and UNREGISTER takes away the place with that id.',
    },
    reason:
      'The terminology makes a registration of each callee that registers. The meta API has one for a procedure, which callees join and leave, and names it by one id. Five of eight routers give that id to all callees.',
  },
} as const satisfies ReadingsOf<
  'sameSession' | 'unknownPolicy' | 'unknownMatch' | 'withdrawn' | 'conflictUri' | 'registrationId'
>;
