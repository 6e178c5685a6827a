// Generated from machines/messages.ts by "npm run generate". Do not edit.
/** The messages that the dealer reads and sends, each written out: that is faster than to look its fields up. */
import { requestTypeOf } from '../../machines/layouts.ts';
import {
  type ClientMessageName,
  CODES,
  type DealerMessageName,
  type MessageOf,
  type RequestType,
} from '../../machines/messages.ts';
import { withPayload } from './payload.ts';

/** Name the fields of a message whose every position has been checked. */
export const READERS: Readers = {
  HELLO: (wire) => ({ type: 'HELLO', realm: wire[1], details: wire[2] }),
  ABORT: (wire) => ({ type: 'ABORT', details: wire[1], reason: wire[2], args: wire[3], kwargs: wire[4] }),
  GOODBYE: (wire) => ({ type: 'GOODBYE', details: wire[1], reason: wire[2] }),
  ERROR: (wire) => ({
    type: 'ERROR',
    of: requestTypeOf(wire[1]),
    request: wire[2],
    details: wire[3],
    error: wire[4],
    args: wire[5],
    kwargs: wire[6],
  }),
  PUBLISH: (wire) => ({
    type: 'PUBLISH',
    request: wire[1],
    options: wire[2],
    topic: wire[3],
    args: wire[4],
    kwargs: wire[5],
  }),
  SUBSCRIBE: (wire) => ({ type: 'SUBSCRIBE', request: wire[1], options: wire[2], topic: wire[3] }),
  UNSUBSCRIBE: (wire) => ({ type: 'UNSUBSCRIBE', request: wire[1], subscription: wire[2] }),
  CALL: (wire) => ({
    type: 'CALL',
    request: wire[1],
    options: wire[2],
    procedure: wire[3],
    args: wire[4],
    kwargs: wire[5],
  }),
  CANCEL: (wire) => ({ type: 'CANCEL', request: wire[1], options: wire[2] }),
  REGISTER: (wire) => ({ type: 'REGISTER', request: wire[1], options: wire[2], procedure: wire[3] }),
  UNREGISTER: (wire) => ({ type: 'UNREGISTER', request: wire[1], registration: wire[2] }),
  YIELD: (wire) => ({ type: 'YIELD', request: wire[1], options: wire[2], args: wire[3], kwargs: wire[4] }),
};

/** Put the fields of a message in their order. */
export const WRITERS: Writers = {
  WELCOME: (message) => [2, message.id, message.details],
  ABORT: (message) => withPayload([3, message.details, message.reason], message),
  GOODBYE: (message) => [6, message.details, message.reason],
  ERROR: (message) =>
    withPayload(
      [8, CODES[message.of as RequestType], message.request, message.details, message.error],
      message,
    ),
  RESULT: (message) => withPayload([50, message.request, message.details], message),
  REGISTERED: (message) => [65, message.request, message.registration],
  UNREGISTERED: (message) => [67, message.request],
  INVOCATION: (message) => withPayload([68, message.request, message.registration, message.details], message),
  INTERRUPT: (message) => [69, message.request, message.options],
};

type Readers = {
  // biome-ignore lint/suspicious/noExplicitAny: the fields' kinds were checked one by one
  readonly [N in ClientMessageName]: (wire: readonly any[]) => MessageOf<N>;
};
type Writers = {
  readonly [N in DealerMessageName]: (message: Omit<MessageOf<N>, 'type'>) => readonly unknown[];
};
