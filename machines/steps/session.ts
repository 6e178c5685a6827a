/** The actions that the session chart names; the guards stand beside this file. */

import { nextId } from '../ids.ts';
import type { RequestLimitId } from '../limits.ts';
import {
  ANONYMOUS,
  type AnswerEvent,
  type Assign,
  type CancelEvent,
  type Delivery,
  type Effect,
  type ErrorEvent,
  GOODBYE_AND_OUT,
  type HelloEvent,
  INVALID_URI,
  type MalformedEvent,
  type PassthruEvent,
  type Problem,
  type RequestEvent,
  type RoleEvent,
  type SessionCallEvent,
  type SessionContext,
  type SessionEvent,
  SYSTEM_SHUTDOWN,
  type UndeliverableEvent,
} from '../vocabulary.ts';
import { calleeFeatures, hasRole } from './hello.ts';

export * from './session-guards.ts';

// --- assigns ---

/** Keeps the session id, where its INVOCATIONs are counted from, and what the client announced. */
export const recordHello = {
  id: (_, { id }) => id,
  firstInvocation: ({ readings }, { id }) => (readings.invocationIds === 'apart' ? id : 1),
  features: (_, { message }) => calleeFeatures(message.details),
  isCaller: (_, { message }) => hasRole(message.details, 'caller'),
  isCallee: (_, { message }) => hasRole(message.details, 'callee'),
} satisfies Assign<SessionContext, HelloEvent>;

/** Keeps the request id. */
export const recordRequest = {
  lastRequest: (_, { message }) => message.request,
} satisfies Assign<SessionContext, RequestEvent>;

// --- emits: to the peer ---

export const sendWelcome = ({ session, id }: SessionContext, { message }: HelloEvent): Effect => ({
  type: 'WELCOME',
  to: session,
  id,
  realm: message.realm,
  authid: `${ANONYMOUS}-${id}`,
  authrole: ANONYMOUS,
  authmethod: ANONYMOUS,
  authprovider: 'static',
});

export const sendGoodbye = ({ session }: SessionContext): Effect => ({
  type: 'GOODBYE',
  to: session,
  reason: SYSTEM_SHUTDOWN,
});

export const sendGoodbyeAndOut = ({ session }: SessionContext): Effect => ({
  type: 'GOODBYE',
  to: session,
  reason: GOODBYE_AND_OUT,
});

export const abortMalformed = (context: SessionContext, { expected, came }: MalformedEvent): Effect =>
  abort(context, { problem: 'message-malformed', facts: { expected, came } });

export const abortBeforeHello = (context: SessionContext, event: SessionEvent): Effect =>
  abort(context, { problem: 'hello-expected', facts: { came: event.type } });

export const abortClosing = (context: SessionContext): Effect =>
  abort(context, { problem: 'router-closing', facts: {} });

export const abortHelloLate = (context: SessionContext): Effect =>
  abort(context, { problem: 'hello-late', facts: {} });

export const abortHelloRepeated = (context: SessionContext): Effect =>
  abort(context, { problem: 'hello-repeated', facts: {} });

export const abortRolesMissing = (context: SessionContext): Effect =>
  abort(context, { problem: 'roles-missing', facts: {} });

export const abortRealmInvalid = (context: SessionContext, { message }: HelloEvent): Effect =>
  abort(context, { problem: 'realm-invalid', facts: { realm: message.realm } });

export const abortRealmUnknown = (context: SessionContext, { message }: HelloEvent): Effect =>
  abort(context, { problem: 'realm-unknown', facts: { realm: message.realm } });

export const abortMethodUnmatched = (context: SessionContext, { message }: HelloEvent): Effect =>
  abort(context, { problem: 'method-unmatched', facts: { methods: message.details.authmethods } });

export const abortPassthru = (context: SessionContext, { message }: PassthruEvent): Effect =>
  abort(context, { problem: 'passthru-unannounced', facts: { scheme: message.options.ppt_scheme } });

export const abortProgressive = (context: SessionContext): Effect =>
  abort(context, { problem: 'progress-unannounced', facts: {} });

export const abortRequestInFlight = (context: SessionContext, { message }: SessionCallEvent): Effect =>
  abort(context, { problem: 'request-in-flight', facts: { request: message.request } });

export const abortOutOfSequence = (context: SessionContext, { message }: RequestEvent): Effect =>
  abort(context, {
    problem: 'request-not-next',
    facts: { request: message.request, expected: nextId(context.lastRequest) },
  });

export const abortRoleMissing = (context: SessionContext, { type }: RoleEvent): Effect =>
  abort(context, { problem: 'role-unannounced', facts: { request: type, role: ROLE_OF[type] } });

export const abortModeUnknown = (context: SessionContext, { message }: CancelEvent): Effect =>
  abort(context, { problem: 'mode-unknown', facts: { mode: message.options.mode } });

export const abortUnasked = (context: SessionContext, { type, message, sent, last }: AnswerEvent): Effect =>
  abort(context, {
    problem: 'answer-unasked',
    facts: { answer: type, request: message.request, last: sent === 0 ? 0 : last },
  });

export const abortLate = (context: SessionContext, { type, message }: AnswerEvent): Effect =>
  abort(context, { problem: 'answer-late', facts: { answer: type, request: message.request } });

export const abortErrorUri = (context: SessionContext, { message }: ErrorEvent): Effect =>
  abort(context, { problem: 'error-uri-invalid', facts: { error: message.error } });

export const abortMisplaced = (context: SessionContext, event: ErrorEvent): Effect =>
  abort(context, { problem: 'error-misplaced', facts: { of: event.message.of } });

export const sendBrokerMissing = (
  { session }: SessionContext,
  { type, message }: Extract<SessionEvent, { type: 'PUBLISH' | 'SUBSCRIBE' | 'UNSUBSCRIBE' }>,
): Effect => ({
  type: 'ERROR.made',
  to: session,
  of: type,
  request: message.request,
  problem: 'broker-missing',
  facts: { request: type },
});

export const sendModeUnknown = ({ session }: SessionContext, { message }: CancelEvent): Effect => ({
  type: 'ERROR.made',
  to: session,
  of: 'CANCEL',
  request: message.request,
  problem: 'mode-invalid',
  facts: { mode: message.options.mode },
});

export const sendRoleMissing = ({ session }: SessionContext, { type, message }: RoleEvent): Effect => ({
  type: 'ERROR.made',
  to: session,
  of: type,
  request: message.request,
  problem: 'role-missing',
  facts: { request: type, role: ROLE_OF[type] },
});

export const sendCallLimit = (context: SessionContext, event: SessionCallEvent): Effect =>
  limitExceeded(context, event, 'calls');

export const sendByteLimit = (context: SessionContext, event: SessionCallEvent): Effect =>
  limitExceeded(context, event, 'bytes');

export const sendTimeoutInvalid = ({ session }: SessionContext, { message }: SessionCallEvent): Effect => ({
  type: 'ERROR.made',
  to: session,
  of: 'CALL',
  request: message.request,
  problem: 'timeout-invalid',
  facts: { timeout: message.options.timeout },
});

/** Says, in place of an answer that cannot be delivered, why that is so. */
export const sendAnswerUndeliverable = (
  { session }: SessionContext,
  { request, obstacle, what }: UndeliverableEvent,
): Effect => ({
  type: 'ERROR.made',
  to: session,
  of: 'CALL',
  request,
  problem: `answer-${obstacle}`,
  facts: { what },
});

// --- emits: to the dealer ---

/** Hands a message on to the registrations and calls. */
export const deliver = (_: SessionContext, { message }: { readonly message: Delivery }): Effect => message;

/** Hands an ERROR on with the URI that says that its own is incorrect. */
export const deliverInvalidUri = (_: SessionContext, { message }: ErrorEvent): Effect => ({
  ...message,
  error: INVALID_URI,
});

/** Hands a CANCEL on as `skip`. */
export const deliverSkip = (_: SessionContext, { message }: CancelEvent): Effect => ({
  ...message,
  options: { ...message.options, mode: 'skip' },
});

export const openSession = (): Effect => ({ type: 'session.opened' });
export const endSession = (): Effect => ({ type: 'session.ended' });
export const closeSession = (): Effect => ({ type: 'session.closed' });

export const startTimer = ({ patience }: SessionContext): Effect => ({
  type: 'timer.start',
  after: patience,
});
export const stopTimer = (): Effect => ({ type: 'timer.stop' });

// --- internal ---

const abort = ({ session }: SessionContext, problem: Problem): Effect => ({
  type: 'ABORT',
  to: session,
  ...problem,
});

const limitExceeded = (
  { session }: SessionContext,
  { message, limits }: SessionCallEvent,
  limit: RequestLimitId,
): Effect => ({
  type: 'ERROR.made',
  to: session,
  of: 'CALL',
  request: message.request,
  problem: 'limit-exceeded',
  facts: { limit, most: limits[limit] },
});

/** The role that a request belongs to. */
const ROLE_OF = { CALL: 'caller', REGISTER: 'callee' } as const;
