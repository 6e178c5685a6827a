// Generated from machines/messages.ts by "npm run generate". Do not edit.
/** The messages that the dealer reads and sends, each written out: faster than a look-up of its fields, and smaller. */
import { isDict, isId, isInt, isList, isString, type Kind } from '../../machines/kinds.ts';
import type {
  ClientMessageName,
  DealerMessageName,
  MessageName,
  MessageOf,
  RequestType,
} from '../../machines/messages.ts';
import { Payload } from './payload.ts';

/** The type code of each message. */
export const CODES = {
  HELLO: 1,
  WELCOME: 2,
  ABORT: 3,
  CHALLENGE: 4,
  AUTHENTICATE: 5,
  GOODBYE: 6,
  ERROR: 8,
  PUBLISH: 16,
  PUBLISHED: 17,
  SUBSCRIBE: 32,
  SUBSCRIBED: 33,
  UNSUBSCRIBE: 34,
  UNSUBSCRIBED: 35,
  EVENT: 36,
  CALL: 48,
  CANCEL: 49,
  RESULT: 50,
  REGISTER: 64,
  REGISTERED: 65,
  UNREGISTER: 66,
  UNREGISTERED: 67,
  INVOCATION: 68,
  INTERRUPT: 69,
  YIELD: 70,
} as const satisfies { readonly [N in MessageName]: number };

/** The name of each type code. */
export const NAMES: ReadonlyMap<unknown, MessageName> = new Map(
  Object.entries(CODES).map(([name, code]) => [code, name as MessageName]),
);

/** The messages that clients send, by type code. */
export const INCOMING: Readonly<Record<number, Incoming | undefined>> = {
  1: {
    name: 'HELLO',
    fields: [
      ['Realm', 'uri'],
      ['Details', 'dict'],
    ],
    required: 2,
    read: (wire) =>
      wire.length > 2 && wire.length < 4 && isString(wire[1]) && isDict(wire[2])
        ? { type: 'HELLO', realm: wire[1], details: wire[2] }
        : undefined,
  },
  3: {
    name: 'ABORT',
    fields: [
      ['Details', 'dict'],
      ['Reason', 'uri'],
      ['Arguments', 'list'],
      ['ArgumentsKw', 'dict'],
    ],
    required: 2,
    read: (wire) =>
      wire.length > 2 &&
      wire.length < 6 &&
      isDict(wire[1]) &&
      isString(wire[2]) &&
      (wire.length < 4 || isList(wire[3]) || wire[3] instanceof Payload) &&
      (wire.length < 5 || isDict(wire[4]))
        ? { type: 'ABORT', details: wire[1], reason: wire[2], args: wire[3], kwargs: wire[4] }
        : undefined,
  },
  5: {
    name: 'AUTHENTICATE',
    fields: [
      ['Signature', 'string'],
      ['Extra', 'dict'],
    ],
    required: 2,
    read: (wire) =>
      wire.length > 2 && wire.length < 4 && isString(wire[1]) && isDict(wire[2])
        ? { type: 'AUTHENTICATE', signature: wire[1], extra: wire[2] }
        : undefined,
  },
  6: {
    name: 'GOODBYE',
    fields: [
      ['Details', 'dict'],
      ['Reason', 'uri'],
    ],
    required: 2,
    read: (wire) =>
      wire.length > 2 && wire.length < 4 && isDict(wire[1]) && isString(wire[2])
        ? { type: 'GOODBYE', details: wire[1], reason: wire[2] }
        : undefined,
  },
  8: {
    name: 'ERROR',
    fields: [
      ['REQUEST.Type', 'int'],
      ['REQUEST.Request', 'id'],
      ['Details', 'dict'],
      ['Error', 'uri'],
      ['Arguments', 'list'],
      ['ArgumentsKw', 'dict'],
    ],
    required: 4,
    read: (wire) =>
      wire.length > 4 &&
      wire.length < 8 &&
      isInt(wire[1]) &&
      isId(wire[2]) &&
      isDict(wire[3]) &&
      isString(wire[4]) &&
      (wire.length < 6 || isList(wire[5]) || wire[5] instanceof Payload) &&
      (wire.length < 7 || isDict(wire[6]))
        ? {
            type: 'ERROR',
            of: requestTypeOf(wire[1]),
            request: wire[2],
            details: wire[3],
            error: wire[4],
            args: wire[5],
            kwargs: wire[6],
          }
        : undefined,
  },
  16: {
    name: 'PUBLISH',
    fields: [
      ['Request', 'id'],
      ['Options', 'dict'],
      ['Topic', 'uri'],
      ['Arguments', 'list'],
      ['ArgumentsKw', 'dict'],
    ],
    required: 3,
    read: (wire) =>
      wire.length > 3 &&
      wire.length < 7 &&
      isId(wire[1]) &&
      isDict(wire[2]) &&
      isString(wire[3]) &&
      (wire.length < 5 || isList(wire[4]) || wire[4] instanceof Payload) &&
      (wire.length < 6 || isDict(wire[5]))
        ? {
            type: 'PUBLISH',
            request: wire[1],
            options: wire[2],
            topic: wire[3],
            args: wire[4],
            kwargs: wire[5],
          }
        : undefined,
  },
  32: {
    name: 'SUBSCRIBE',
    fields: [
      ['Request', 'id'],
      ['Options', 'dict'],
      ['Topic', 'uri'],
    ],
    required: 3,
    read: (wire) =>
      wire.length > 3 && wire.length < 5 && isId(wire[1]) && isDict(wire[2]) && isString(wire[3])
        ? { type: 'SUBSCRIBE', request: wire[1], options: wire[2], topic: wire[3] }
        : undefined,
  },
  34: {
    name: 'UNSUBSCRIBE',
    fields: [
      ['Request', 'id'],
      ['SUBSCRIBED.Subscription', 'id'],
    ],
    required: 2,
    read: (wire) =>
      wire.length > 2 && wire.length < 4 && isId(wire[1]) && isId(wire[2])
        ? { type: 'UNSUBSCRIBE', request: wire[1], subscription: wire[2] }
        : undefined,
  },
  48: {
    name: 'CALL',
    fields: [
      ['Request', 'id'],
      ['Options', 'dict'],
      ['Procedure', 'uri'],
      ['Arguments', 'list'],
      ['ArgumentsKw', 'dict'],
    ],
    required: 3,
    read: (wire) =>
      wire.length > 3 &&
      wire.length < 7 &&
      isId(wire[1]) &&
      isDict(wire[2]) &&
      isString(wire[3]) &&
      (wire.length < 5 || isList(wire[4]) || wire[4] instanceof Payload) &&
      (wire.length < 6 || isDict(wire[5]))
        ? {
            type: 'CALL',
            request: wire[1],
            options: wire[2],
            procedure: wire[3],
            args: wire[4],
            kwargs: wire[5],
          }
        : undefined,
  },
  49: {
    name: 'CANCEL',
    fields: [
      ['CALL.Request', 'id'],
      ['Options', 'dict'],
    ],
    required: 2,
    read: (wire) =>
      wire.length > 2 && wire.length < 4 && isId(wire[1]) && isDict(wire[2])
        ? { type: 'CANCEL', request: wire[1], options: wire[2] }
        : undefined,
  },
  64: {
    name: 'REGISTER',
    fields: [
      ['Request', 'id'],
      ['Options', 'dict'],
      ['Procedure', 'uri'],
    ],
    required: 3,
    read: (wire) =>
      wire.length > 3 && wire.length < 5 && isId(wire[1]) && isDict(wire[2]) && isString(wire[3])
        ? { type: 'REGISTER', request: wire[1], options: wire[2], procedure: wire[3] }
        : undefined,
  },
  66: {
    name: 'UNREGISTER',
    fields: [
      ['Request', 'id'],
      ['REGISTERED.Registration', 'id'],
    ],
    required: 2,
    read: (wire) =>
      wire.length > 2 && wire.length < 4 && isId(wire[1]) && isId(wire[2])
        ? { type: 'UNREGISTER', request: wire[1], registration: wire[2] }
        : undefined,
  },
  70: {
    name: 'YIELD',
    fields: [
      ['INVOCATION.Request', 'id'],
      ['Options', 'dict'],
      ['Arguments', 'list'],
      ['ArgumentsKw', 'dict'],
    ],
    required: 2,
    read: (wire) =>
      wire.length > 2 &&
      wire.length < 6 &&
      isId(wire[1]) &&
      isDict(wire[2]) &&
      (wire.length < 4 || isList(wire[3]) || wire[3] instanceof Payload) &&
      (wire.length < 5 || isDict(wire[4]))
        ? { type: 'YIELD', request: wire[1], options: wire[2], args: wire[3], kwargs: wire[4] }
        : undefined,
  },
};

/** The place of each field in a message that the dealer sends. */
export const AT = {
  WELCOME: { id: 1, details: 2 },
  ABORT: { details: 1, reason: 2, args: 3, kwargs: 4 },
  CHALLENGE: { authMethod: 1, extra: 2 },
  GOODBYE: { details: 1, reason: 2 },
  ERROR: { of: 1, request: 2, details: 3, error: 4, args: 5, kwargs: 6 },
  RESULT: { request: 1, details: 2, args: 3, kwargs: 4 },
  REGISTERED: { request: 1, registration: 2 },
  UNREGISTERED: { request: 1, details: 2 },
  INVOCATION: { request: 1, registration: 2, details: 3, args: 4, kwargs: 5 },
  INTERRUPT: { request: 1, options: 2 },
} as const;

/** Put the fields of a message in their order. */
export const WRITERS: Writers = {
  WELCOME: (message) => [2, message.id, message.details],
  ABORT: (message) =>
    message.kwargs !== undefined
      ? [3, message.details, message.reason, message.args, message.kwargs]
      : message.args !== undefined
        ? [3, message.details, message.reason, message.args]
        : [3, message.details, message.reason],
  CHALLENGE: (message) => [4, message.authMethod, message.extra],
  GOODBYE: (message) => [6, message.details, message.reason],
  ERROR: (message) =>
    message.kwargs !== undefined
      ? [
          8,
          CODES[message.of as RequestType],
          message.request,
          message.details,
          message.error,
          message.args,
          message.kwargs,
        ]
      : message.args !== undefined
        ? [8, CODES[message.of as RequestType], message.request, message.details, message.error, message.args]
        : [8, CODES[message.of as RequestType], message.request, message.details, message.error],
  RESULT: (message) =>
    message.kwargs !== undefined
      ? [50, message.request, message.details, message.args, message.kwargs]
      : message.args !== undefined
        ? [50, message.request, message.details, message.args]
        : [50, message.request, message.details],
  REGISTERED: (message) => [65, message.request, message.registration],
  UNREGISTERED: (message) =>
    message.details === undefined ? [67, message.request] : [67, message.request, message.details],
  INVOCATION: (message) =>
    message.kwargs !== undefined
      ? [68, message.request, message.registration, message.details, message.args, message.kwargs]
      : message.args !== undefined
        ? [68, message.request, message.registration, message.details, message.args]
        : [68, message.request, message.registration, message.details],
  INTERRUPT: (message) => [69, message.request, message.options],
};

/** The layout of a message that clients send. */
export interface Incoming {
  readonly name: ClientMessageName;
  /** The name and kind of each field, also of those that may be left out. */
  readonly fields: readonly (readonly [name: string, kind: Kind])[];
  /** The number of fields that have to be there. */
  readonly required: number;
  /** Names the fields of a message; undefined if there are too few or too many, or one of them is of another kind. */
  // biome-ignore lint/suspicious/noExplicitAny: the fields' kinds are checked one by one
  readonly read: (wire: readonly any[]) => MessageOf<ClientMessageName> | undefined;
}

type Writers = {
  readonly [N in DealerMessageName]: (message: Omit<MessageOf<N>, 'type'>) => readonly unknown[];
};

/** The message that a type code in an ERROR is about. */
const requestTypeOf = (code: number): RequestType | 'other' => REQUEST_TYPES[code] ?? 'other';
const REQUEST_TYPES: Readonly<Record<number, RequestType | undefined>> = {
  '16': 'PUBLISH',
  '32': 'SUBSCRIBE',
  '34': 'UNSUBSCRIBE',
  '48': 'CALL',
  '64': 'REGISTER',
  '66': 'UNREGISTER',
  '68': 'INVOCATION',
};
