/** Open questions about the messages that a session may send. */
import type { ReadingsOf } from './reading.ts';

export const SESSIONS = {
  requestIds: {
    question: 'Which request ids may a client choose?',
    options: {
      'in-flight': 'Any id that none of its calls in flight has.',
      sequential:
        'Only the next one: they begin at 1 in each session and go up by 1, over REGISTER, UNREGISTER, CALL, SUBSCRIBE, UNSUBSCRIBE and PUBLISH together. Any other aborts the session.',
    },
    reason:
      'The text counts ids that are not sequential among the protocol errors, so this default departs from the letter of a MUST. Client libraries that draw their request ids at random, swampyer and wamp_async among them, could not be used otherwise. Ids distinguish answers, and for that they only have to differ among the calls in flight.',
  },
  invocationIds: {
    question: 'At which request id do the INVOCATIONs of a session begin?',
    options: {
      one: 'At 1.',
      apart: 'At the id of the session, which is random.',
    },
    reason:
      'The text counts them from 1, and that is a MUST. But wampy and swampyer let a handler run on when their connection breaks, and send its answer in their next session, where it ends another call, since that session counts from 1, too. With `apart`, such an answer belongs to no INVOCATION of the session, and aborts it (BP-18).',
  },
  roles: {
    question: 'How is a CALL answered without the role `caller` in HELLO, and a REGISTER without `callee`?',
    options: {
      take: 'It is served like any other.',
      refuse: 'It gets ERROR `wamp.error.not_authorized`.',
      abort: 'It aborts the session.',
    },
    reason:
      'A client must announce the roles that it supports, but no section says how a router treats other requests. They are complete and can be served, and most routers do so.',
  },
  cancelDefault: {
    question: 'Which mode has a CANCEL without one?',
    options: {
      killnowait: '`killnowait`: the caller gets its ERROR at once, and the callee is interrupted.',
      skip: '`skip`: the caller gets its ERROR at once, and the callee gets no message.',
    },
    reason:
      'The text names no default. The caller does not wait for the answer in either case, so a callee that can be interrupted need not go on. Most routers do the same.',
  },
  cancelUnknown: {
    question: 'How is a CANCEL treated whose mode is none of the three?',
    options: {
      default: 'Like a CANCEL without a mode.',
      error: 'The caller gets ERROR `wamp.error.invalid_argument` about the CANCEL, and the call goes on.',
      abort: 'It aborts the session.',
    },
    reason:
      'Every mode ends the call for its caller, so the caller wants the call to end. No section answers a CANCEL, and Autobahn|JS ends its connection when an ERROR is about one; ABORT would end all registrations and calls of a session for one word.',
  },
} as const satisfies ReadingsOf<'requestIds' | 'invocationIds' | 'roles' | 'cancelDefault' | 'cancelUnknown'>;
