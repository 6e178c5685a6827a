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
  invocationIds: {
    question: 'Where do the request ids of the INVOCATIONs of a session begin?',
    options: {
      one: 'At 1.',
      apart: 'At the id of the session, which is random.',
    },
    reason:
      'The text counts them from 1, and that is a MUST. But wampy and swampyer let a handler run on when their connection breaks, and send its answer in their next session, where it ends another call, since that session counts from 1, too. With ids apart such an answer is for no INVOCATION of the session, and aborts it (BP-18).',
  },
  roles: {
    question:
      'What becomes of a CALL without the role `caller` in HELLO, and of a REGISTER without `callee`?',
    options: {
      take: 'It is served like any other.',
      refuse: 'It gets ERROR `wamp.error.not_authorized`.',
      abort: 'It aborts the session.',
    },
    reason:
      'A client has to announce what it supports, but no section says what a router does about requests beyond that. They are whole and can be served, and most routers take them.',
  },
  cancelDefault: {
    question: 'Which mode does a CANCEL have that does not say one?',
    options: {
      killnowait: '`killnowait`: the caller gets its ERROR at once, and the callee is interrupted.',
      skip: '`skip`: the caller gets its ERROR at once, and the callee hears nothing.',
    },
    reason:
      'The text names no default. Nobody waits for the answer in either case, so a callee that can be interrupted need not work on. Most routers do the same.',
  },
  cancelUnknown: {
    question: 'What becomes of a CANCEL whose mode is none of the three?',
    options: {
      default: 'It is taken as one that does not say a mode.',
      error: 'The caller gets ERROR `wamp.error.invalid_argument` about the CANCEL, and the call goes on.',
      abort: 'It aborts the session.',
    },
    reason:
      'Any mode ends the call for its caller, so the call is what it wants to be rid of. No section answers a CANCEL, and Autobahn|JS ends its connection when an ERROR is about one; ABORT would cost a session all its registrations and calls for one word.',
  },
  badUri: {
    question: 'What becomes of the ERROR of a callee whose URI is incorrect?',
    options: {
      pass: 'It is passed on as it is.',
      abort: 'It aborts the session of the callee, with `wamp.error.invalid_uri`.',
      replace: 'The caller gets it with the URI `wamp.error.invalid_uri`.',
    },
    reason:
      'The text wants an ERROR in answer, which is a MUST that cannot be kept: nothing answers an ERROR. Applications make up the names of their errors, also with blanks in them, and a callee would lose its session, or the caller the name, for a message that harms nobody.',
  },
} as const satisfies ReadingsOf<
  'requestIds' | 'late' | 'invocationIds' | 'roles' | 'cancelDefault' | 'cancelUnknown' | 'badUri'
>;
