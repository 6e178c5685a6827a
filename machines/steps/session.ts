/** The guards and actions that the session chart names. */

import type { RequestLimitId } from '../limits.ts';
import {
  ANONYMOUS,
  type AnswerEvent,
  type Assign,
  CANCEL_MODES,
  type CalleeFeatures,
  type CancelEvent,
  CLIENT_ROLES,
  DEALER_FEATURES,
  type Delivery,
  type Dict,
  type Effect,
  GOODBYE_AND_OUT,
  type HelloEvent,
  type MalformedEvent,
  type Problem,
  type SessionCallEvent,
  type SessionContext,
  type SessionEvent,
  SYSTEM_SHUTDOWN,
  type UndeliverableEvent,
} from '../vocabulary.ts';
import { isInvokeUnknown, word } from './options.ts';
import { isWellFormed } from './uri.ts';

// --- guards ---

export const isRealmInvalid = (_: SessionContext, { message }: HelloEvent): boolean =>
  !isWellFormed(message.realm);

export const isRealmUnknown = ({ realms }: SessionContext, { message }: HelloEvent): boolean =>
  realms !== undefined && !realms.includes(message.realm);

export const isWithoutRoles = (_: SessionContext, { message }: HelloEvent): boolean => {
  const roles = dictIn(message.details, 'roles');
  return !CLIENT_ROLES.some((role) => isDict(roles[role]));
};

/** A HELLO that offers some ways to say who the client is, but not to leave it open. */
export const isMethodUnmatched = (_: SessionContext, { message }: HelloEvent): boolean => {
  const { authmethods } = message.details;
  return Array.isArray(authmethods) && authmethods.length > 0 && !authmethods.includes(ANONYMOUS);
};

export const isRequestInFlight = (_: SessionContext, { inFlight }: SessionCallEvent): boolean => inFlight;

export const isModeUnknown = (_: SessionContext, { message }: CancelEvent): boolean =>
  !MODES.includes(word(message.options.mode));

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

/** As many calls in flight as there may be. */
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

/** An answer to an INVOCATION that this session was never sent. */
export const isUnasked = (_: SessionContext, { message, sent }: AnswerEvent): boolean =>
  message.request > sent;

/** A progressive result that the caller did not ask for, where the reading `unaskedProgress` ends the session. */
export const isUnaskedProgress = (
  { readings }: SessionContext,
  { message, wantsProgress }: Extract<AnswerEvent, { type: 'YIELD' }>,
): boolean => readings.unaskedProgress === 'abort' && message.options.progress === true && !wantsProgress;

/** An ERROR that says it is about something else than an INVOCATION. */
export const isMisplaced = (_: SessionContext, { message }: AnswerEvent): boolean =>
  message.type === 'ERROR' && message.of !== 'INVOCATION';

/** Whether the client waits for an answer to its PUBLISH: without `acknowledge` it takes any for a protocol error. */
export const isAcknowledged = (
  _: SessionContext,
  event: Extract<SessionEvent, { type: 'PUBLISH' }>,
): boolean => event.message.options.acknowledge === true;

// --- assigns ---

/** Keeps the session id and what the client announced. */
export const recordHello = {
  id: (_, { id }) => id,
  features: (_, { message }) => calleeFeatures(message.details),
} satisfies Assign<SessionContext, HelloEvent>;

// --- emits: to the peer ---

export const sendWelcome = ({ session, id }: SessionContext, { message }: HelloEvent): Effect => ({
  type: 'WELCOME',
  to: session,
  id,
  details: {
    realm: message.realm,
    authid: `${ANONYMOUS}-${id}`,
    authrole: ANONYMOUS,
    authmethod: ANONYMOUS,
    authprovider: 'static',
    roles: { dealer: { features: Object.fromEntries(DEALER_FEATURES.map((feature) => [feature, true])) } },
  },
});

export const sendGoodbye = ({ session }: SessionContext): Effect => ({
  type: 'GOODBYE',
  to: session,
  details: {},
  reason: SYSTEM_SHUTDOWN,
});

export const sendGoodbyeAndOut = ({ session }: SessionContext): Effect => ({
  type: 'GOODBYE',
  to: session,
  details: {},
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

export const abortInvokeUnknown = (
  context: SessionContext,
  { message }: Extract<SessionEvent, { type: 'REGISTER' }>,
): Effect => abort(context, { problem: 'invoke-violation', facts: { invoke: message.options.invoke } });

export const abortModeUnknown = (context: SessionContext, { message }: CancelEvent): Effect =>
  abort(context, { problem: 'mode-unknown', facts: { mode: message.options.mode } });

export const abortUnasked = (context: SessionContext, { type, message, sent }: AnswerEvent): Effect =>
  abort(context, { problem: 'answer-unasked', facts: { answer: type, request: message.request, sent } });

export const abortUnaskedProgress = (
  context: SessionContext,
  { message }: Extract<AnswerEvent, { type: 'YIELD' }>,
): Effect => abort(context, { problem: 'progress-unasked', facts: { request: message.request } });

export const abortMisplaced = (
  context: SessionContext,
  event: Extract<AnswerEvent, { type: 'ERROR' }>,
): Effect => abort(context, { problem: 'error-misplaced', facts: { of: event.message.of } });

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

export const openSession = (): Effect => ({ type: 'session.opened' });
export const endSession = (): Effect => ({ type: 'session.ended' });
export const closeSession = (): Effect => ({ type: 'session.closed' });

export const startTimer = ({ patience }: SessionContext): Effect => ({
  type: 'timer.start',
  after: patience,
});
export const stopTimer = (): Effect => ({ type: 'timer.stop' });

// --- internal ---

/** A message whose payload may be sealed. */
type PassthruEvent = Extract<SessionEvent, { type: 'CALL' | 'YIELD' | 'PUBLISH' }>;

/** What CANCEL may say, nothing included. */
const MODES: readonly unknown[] = [...CANCEL_MODES, undefined];

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

function calleeFeatures(details: Dict): CalleeFeatures {
  const features = dictIn(dictIn(dictIn(details, 'roles'), 'callee'), 'features');
  return {
    call_reroute: features.call_reroute === true,
    call_canceling: features.call_canceling === true,
    progressive_call_results: features.progressive_call_results === true,
  };
}

const isDict = (value: unknown): value is Dict =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The dictionary at `key`, or an empty one. */
function dictIn(dict: Dict, key: string): Dict {
  const value = dict[key];
  return isDict(value) ? value : {};
}
