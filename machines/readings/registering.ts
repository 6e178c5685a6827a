/** Open questions about REGISTER and UNREGISTER. */
import type { ReadingsOf } from './reading.ts';

export const REGISTERING = {
  sameSession: {
    question: 'What does a member get that registers the same procedure again, with the same shared policy?',
    options: {
      refuse: 'ERROR; it keeps its place.',
      idempotent: 'REGISTERED with the registration id that it has; it keeps its place.',
      'second-place':
        'REGISTERED, and a second place at the end of the list. Whether the id is the same is the reading `registrationId`.',
    },
    reason:
      'The text says so of a repeated SUBSCRIBE only. Client libraries keep one handler for each registration id, so a second REGISTERED with the same id closes the connection of one of them, and has others lose a handler in silence; an ERROR reaches the program that registered twice.',
  },
  unknownPolicy: {
    question: 'What does a REGISTER get whose `invoke` is none of the five policies?',
    options: {
      invalid_argument: 'ERROR `wamp.error.invalid_argument`.',
      option_not_allowed: 'ERROR `wamp.error.option_not_allowed`.',
      abort: 'ABORT `wamp.error.protocol_violation`: the session ends.',
      single: 'What a REGISTER without `invoke` gets.',
    },
    reason:
      'The text lists the values and stops there. A policy cannot be guessed, so nothing is granted; an ABORT would end registrations and calls that are right, and `option_not_allowed` is for an option that the router knows and does not permit.',
  },
  unknownMatch: {
    question:
      'What does a REGISTER get whose `match` is a way of matching that the dealer has not announced?',
    options: {
      feature_not_supported: 'ERROR `wamp.error.feature_not_supported`.',
      option_not_allowed: 'ERROR `wamp.error.option_not_allowed`.',
      ignore: 'What a REGISTER without `match` gets: the procedure is matched exactly.',
    },
    reason:
      'An unknown attribute is to be ignored, which is a MUST of *Extensibility*. But `match` is one that the text defines, and a callee whose pattern is taken for a procedure is never called, and never learns why: the default departs from that MUST.',
  },
  withdrawn: {
    question: 'What becomes of a call that waits for a callee which unregisters the procedure?',
    options: {
      finish: 'It goes on: the callee may still answer it, or refuse it.',
      cancel:
        'It ends with ERROR `wamp.error.canceled`, and the callee gets INTERRUPT `killnowait` if it can.',
      reroute:
        'It goes to another callee, as if this one had refused; where a refusal would not re-route it, it goes on.',
    },
    reason:
      'UNREGISTER revokes a registration, and none of the sections on how a call ends names it. A worker that is about to stop unregisters first and finishes what it has begun; the other options take that away.',
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
