/** The guards and actions that the session chart names; those about HELLO are in joining.ts, and those that hand messages on in delivering.ts. */
import { distance, nextId } from '../ids.ts';
import type { RequestLimitId } from '../limits.ts';
import {
  type AnswerEvent,
  type Assign,
  CANCEL_MODES,
  type CancelEvent,
  type CancelMode,
  type Emitted,
  GOODBYE_AND_OUT,
  type MalformedEvent,
  type SendEffect,
  type SessionCallEvent,
  type SessionContext,
  type SessionEvent,
  SYSTEM_SHUTDOWN,
  type UndeliverableEvent,
} from '../vocabulary.ts';
import { abort } from './abort.ts';
import { isInvokeUnknown, word } from './options.ts';
import { isPermitted, mayForce } from './permissions.ts';
import { isWellFormed } from './uri.ts';

export * from './authenticating.ts';
export * from './delivering.ts';
export * from './joining.ts';

// --- guards ---

export const isRequestInFlight = (_: SessionContext, { inFlight }: SessionCallEvent): boolean => inFlight;

/** A request whose id is not the one after that of the request before. */
export const isOutOfSequence = (
  { readings, lastRequest }: SessionContext,
  { message }: RequestEvent,
): boolean => readings.requestIds === 'sequential' && message.request !== nextId(lastRequest);

/** A request of a role that the client did not announce, where that aborts the session. */
export const isRoleForbidden = (context: SessionContext, event: RoleEvent): boolean =>
  context.readings.roles === 'abort' && isOutOfRole(context, event);

/** The same, where it is refused. */
export const isRoleRefused = (context: SessionContext, event: RoleEvent): boolean =>
  context.readings.roles === 'refuse' && isOutOfRole(context, event);

/** A request for a procedure that the permissions of the client do not cover. */
export const isUnauthorized = ({ principal }: SessionContext, { type, message }: RoleEvent): boolean =>
  !isPermitted(principal, type === 'CALL' ? 'call' : 'register', message.procedure);

/** A REGISTER that is to take the procedure away from its callees, of a client that may do so. */
export const isForced = (
  { principal }: SessionContext,
  { message: { options, procedure } }: Extract<SessionEvent, { type: 'REGISTER' }>,
): boolean => options.force_reregister === true && mayForce(principal, procedure);

/** A CANCEL with a mode that is none, where that aborts the session. */
export const isModeForbidden = ({ readings }: SessionContext, event: CancelEvent): boolean =>
  readings.cancelUnknown === 'abort' && isModeUnknown(event);

/** The same, where it is refused. */
export const isModeRefused = ({ readings }: SessionContext, event: CancelEvent): boolean =>
  readings.cancelUnknown === 'error' && isModeUnknown(event);

/** A CANCEL that says no mode, or none that there is, where that means `skip`. */
export const isSkipByDefault = ({ readings }: SessionContext, { message }: CancelEvent): boolean =>
  readings.cancelDefault === 'skip' && !CANCEL_MODES.includes(word(message.options.mode) as CancelMode);

/** A payload that is sealed: a feature that this dealer does not announce. */
export const isPassthru = (_: SessionContext, { message }: PassthruEvent): boolean =>
  word(message.options.ppt_scheme) !== undefined;

/** A call that is to go on with further CALLs: a feature that this dealer does not announce. */
export const isProgressive = (_: SessionContext, { message }: SessionCallEvent): boolean =>
  message.options.progress === true;

/** A REGISTER for a policy that there is not, where the reading `unknownPolicy` ends the session. */
export const isInvokeViolation = (
  { readings }: SessionContext,
  { message }: Extract<SessionEvent, { type: 'REGISTER' }>,
): boolean => readings.unknownPolicy === 'abort' && isInvokeUnknown(message);

/** The limit of calls in flight is reached. */
export const isCallLimitReached = (_: SessionContext, { calls, limits }: SessionCallEvent): boolean =>
  calls >= limits.calls;

/** More payload in flight, with that of this call, than there may be. */
export const isByteLimitExceeded = (_: SessionContext, { bytes, limits }: SessionCallEvent): boolean =>
  bytes > limits.bytes;

export const isTimeoutInvalid = (_: SessionContext, { message }: SessionCallEvent): boolean => {
  const timeout = message.options.timeout ?? 0;
  return !(Number.isSafeInteger(timeout) && (timeout as number) >= 0);
};

/** A CANCEL of a call that has its final answer, or that never was. */
export const isOver = (_: SessionContext, { inFlight }: CancelEvent): boolean => !inFlight;

/** An answer to an INVOCATION that waits for none any more. */
export const isLate = (_: SessionContext, { awaited }: AnswerEvent): boolean => !awaited;

/** The same, where it aborts the session. */
export const isForbiddenLate = ({ readings }: SessionContext, { awaited }: AnswerEvent): boolean =>
  readings.late === 'abort' && !awaited;

/** An answer to an INVOCATION that this session was never sent. */
export const isUnasked = (_: SessionContext, { message, sent, last }: AnswerEvent): boolean =>
  distance(message.request, last) >= sent;

/** A progressive result that the caller did not ask for, where the reading `unaskedProgress` ends the session. */
export const isUnaskedProgress = (
  { readings }: SessionContext,
  { message, wantsProgress }: Extract<AnswerEvent, { type: 'YIELD' }>,
): boolean => readings.unaskedProgress === 'abort' && message.options.progress === true && !wantsProgress;

/** An ERROR that says it is about something else than an INVOCATION. */
export const isMisplaced = (_: SessionContext, { message }: AnswerEvent): boolean =>
  message.type === 'ERROR' && message.of !== 'INVOCATION';

/** True if the client waits for an answer to its PUBLISH: without `acknowledge`, an answer is a protocol error to it. */
export const isAcknowledged = (
  _: SessionContext,
  event: Extract<SessionEvent, { type: 'PUBLISH' }>,
): boolean => event.message.options.acknowledge === true;

/** An ERROR with an incorrect URI, where that aborts the session. */
export const isErrorUriForbidden = ({ readings }: SessionContext, { message }: ErrorEvent): boolean =>
  readings.badUri === 'abort' && !isWellFormed(message.error);

/** The same, where the caller gets another URI. */
export const isErrorUriReplaced = ({ readings }: SessionContext, { message }: ErrorEvent): boolean =>
  readings.badUri === 'replace' && !isWellFormed(message.error);

// --- assigns ---

/** Keeps the request id. */
export const recordRequest = {
  lastRequest: (_, { message }) => message.request,
} satisfies Assign<SessionContext, RequestEvent>;

// --- emits: to the peer ---

export const sendGoodbye = ({ session }: SessionContext): SendEffect => ({
  type: 'GOODBYE',
  to: session,
  details: {},
  reason: SYSTEM_SHUTDOWN,
});

export const sendGoodbyeAndOut = ({ session }: SessionContext): SendEffect => ({
  type: 'GOODBYE',
  to: session,
  details: {},
  reason: GOODBYE_AND_OUT,
});

export const abortMalformed = (context: SessionContext, { expected, came }: MalformedEvent): SendEffect =>
  abort(context, { problem: 'message-malformed', facts: { expected, came } });

export const abortClosing = (context: SessionContext): SendEffect =>
  abort(context, { problem: 'router-closing', facts: {} });

export const abortPassthru = (context: SessionContext, { message }: PassthruEvent): SendEffect =>
  abort(context, { problem: 'passthru-unannounced', facts: { scheme: message.options.ppt_scheme } });

export const abortProgressive = (context: SessionContext): SendEffect =>
  abort(context, { problem: 'progress-unannounced', facts: {} });

export const abortRequestInFlight = (context: SessionContext, { message }: SessionCallEvent): SendEffect =>
  abort(context, { problem: 'request-in-flight', facts: { request: message.request } });

export const abortOutOfSequence = (context: SessionContext, { message }: RequestEvent): SendEffect =>
  abort(context, {
    problem: 'request-not-next',
    facts: { request: message.request, expected: nextId(context.lastRequest) },
  });

export const abortRoleMissing = (context: SessionContext, { type }: RoleEvent): SendEffect =>
  abort(context, { problem: 'role-unannounced', facts: { request: type, role: ROLE_OF[type] } });

export const abortInvokeUnknown = (
  context: SessionContext,
  { message }: Extract<SessionEvent, { type: 'REGISTER' }>,
): SendEffect => abort(context, { problem: 'invoke-violation', facts: { invoke: message.options.invoke } });

export const abortModeUnknown = (context: SessionContext, { message }: CancelEvent): SendEffect =>
  abort(context, { problem: 'mode-unknown', facts: { mode: message.options.mode } });

export const abortUnasked = (
  context: SessionContext,
  { type, message, sent, last }: AnswerEvent,
): SendEffect =>
  abort(context, {
    problem: 'answer-unasked',
    facts: { answer: type, request: message.request, last: sent === 0 ? 0 : last },
  });

export const abortLate = (context: SessionContext, { type, message }: AnswerEvent): SendEffect =>
  abort(context, { problem: 'answer-late', facts: { answer: type, request: message.request } });

export const abortUnaskedProgress = (
  context: SessionContext,
  { message }: Extract<AnswerEvent, { type: 'YIELD' }>,
): SendEffect => abort(context, { problem: 'progress-unasked', facts: { request: message.request } });

export const abortErrorUri = (context: SessionContext, { message }: ErrorEvent): SendEffect =>
  abort(context, { problem: 'error-uri-invalid', facts: { error: message.error } });

export const abortMisplaced = (context: SessionContext, event: ErrorEvent): SendEffect =>
  abort(context, { problem: 'error-misplaced', facts: { of: event.message.of } });

export const sendBrokerMissing = (
  { session }: SessionContext,
  { type, message }: Extract<SessionEvent, { type: 'PUBLISH' | 'SUBSCRIBE' | 'UNSUBSCRIBE' }>,
): SendEffect => ({
  type: 'ERROR.made',
  to: session,
  of: type,
  request: message.request,
  problem: 'broker-missing',
  facts: { request: type },
});

export const sendModeUnknown = ({ session }: SessionContext, { message }: CancelEvent): SendEffect => ({
  type: 'ERROR.made',
  to: session,
  of: 'CANCEL',
  request: message.request,
  problem: 'mode-invalid',
  facts: { mode: message.options.mode },
});

export const sendRoleMissing = ({ session }: SessionContext, { type, message }: RoleEvent): SendEffect => ({
  type: 'ERROR.made',
  to: session,
  of: type,
  request: message.request,
  problem: 'role-missing',
  facts: { request: type, role: ROLE_OF[type] },
});

export const sendUnauthorized = ({ session }: SessionContext, { type, message }: RoleEvent): SendEffect => ({
  type: 'ERROR.made',
  to: session,
  of: type,
  request: message.request,
  problem: 'unauthorized',
  facts: { request: type, procedure: message.procedure },
});

export const sendCallLimit = (context: SessionContext, event: SessionCallEvent): SendEffect =>
  limitExceeded(context, event, 'calls');

export const sendByteLimit = (context: SessionContext, event: SessionCallEvent): SendEffect =>
  limitExceeded(context, event, 'bytes');

export const sendTimeoutInvalid = (
  { session }: SessionContext,
  { message }: SessionCallEvent,
): SendEffect => ({
  type: 'ERROR.made',
  to: session,
  of: 'CALL',
  request: message.request,
  problem: 'timeout-invalid',
  facts: { timeout: message.options.timeout },
});

/** ERROR in place of an undeliverable answer, with the reason. */
export const sendAnswerUndeliverable = (
  { session }: SessionContext,
  { request, obstacle, what }: UndeliverableEvent,
): SendEffect => ({
  type: 'ERROR.made',
  to: session,
  of: 'CALL',
  request,
  problem: `answer-${obstacle}`,
  facts: { what },
});

// --- emits: to the dealer ---

export const openSession = (): Emitted<'session.opened'> => ({ type: 'session.opened' });
export const endSession = (): Emitted<'session.ended'> => ({ type: 'session.ended' });
export const closeSession = (): Emitted<'session.closed'> => ({ type: 'session.closed' });

export const startTimer = ({ patience: after }: SessionContext): Emitted<'timer.start'> => ({
  type: 'timer.start',
  after,
});
export const stopTimer = (): Emitted<'timer.stop'> => ({ type: 'timer.stop' });

// --- internal ---

/** A message with a request id that its client chose. */
type RequestEvent = Extract<
  SessionEvent,
  { type: 'CALL' | 'REGISTER' | 'UNREGISTER' | 'SUBSCRIBE' | 'UNSUBSCRIBE' | 'PUBLISH' }
>;

/** A request that belongs to a role. */
type RoleEvent = Extract<SessionEvent, { type: 'CALL' | 'REGISTER' }>;

type ErrorEvent = Extract<AnswerEvent, { type: 'ERROR' }>;

/** A message whose payload may be sealed. */
type PassthruEvent = Extract<SessionEvent, { type: 'CALL' | 'YIELD' | 'PUBLISH' }>;

const isModeUnknown = ({ message }: CancelEvent): boolean => {
  const mode = word(message.options.mode);
  return mode !== undefined && !CANCEL_MODES.includes(mode as CancelMode);
};

const limitExceeded = (
  { session }: SessionContext,
  { message, limits }: SessionCallEvent,
  limit: RequestLimitId,
): SendEffect => ({
  type: 'ERROR.made',
  to: session,
  of: 'CALL',
  request: message.request,
  problem: 'limit-exceeded',
  facts: { limit, most: limits[limit] },
});

/** The role that a request belongs to. */
const ROLE_OF = { CALL: 'caller', REGISTER: 'callee' } as const;

const isOutOfRole = ({ isCaller, isCallee }: SessionContext, { type }: RoleEvent): boolean =>
  !(type === 'CALL' ? isCaller : isCallee);
