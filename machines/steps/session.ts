/** The guards and actions that the session chart names. */

import {
  type AnswerEvent,
  type Assign,
  CANCEL_MODES,
  type CalleeFeatures,
  type CancelEvent,
  CLIENT_ROLES,
  type Delivery,
  type Dict,
  type Effect,
  type HelloEvent,
  type MalformedEvent,
  type Problem,
  type SessionCallEvent,
  type SessionContext,
  type SessionEvent,
  type SessionKey,
  type UndeliverableEvent,
  type Uri,
} from '../vocabulary.ts';
import { isWellFormed } from './uri.ts';

/** A connection whose HELLO has not come yet. */
export const newSession = (
  session: SessionKey,
  realms: readonly Uri[] | undefined,
  patience: number,
): SessionContext => ({
  session,
  realms,
  patience,
  id: 0,
  features: { call_reroute: false, call_canceling: false, progressive_call_results: false },
});

// --- guards ---

export const isRealmInvalid = (_: SessionContext, { message }: HelloEvent): boolean =>
  !isWellFormed(message.realm);

export const isRealmUnknown = ({ realms }: SessionContext, { message }: HelloEvent): boolean =>
  realms !== undefined && !realms.includes(message.realm);

export const isWithoutRoles = (_: SessionContext, { message }: HelloEvent): boolean => {
  const roles = dictIn(message.details, 'roles');
  return !CLIENT_ROLES.some((role) => isDict(roles[role]));
};

export const isRequestInFlight = (_: SessionContext, { inFlight }: SessionCallEvent): boolean => inFlight;

export const isModeUnknown = (_: SessionContext, { message }: CancelEvent): boolean =>
  'mode' in message.options && !(CANCEL_MODES as readonly unknown[]).includes(message.options.mode);

/** An answer to an INVOCATION that this session was never sent. */
export const isUnasked = (_: SessionContext, { message, sent }: AnswerEvent): boolean =>
  message.request > sent;

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
  realm: message.realm,
});

export const sendGoodbye = ({ session }: SessionContext): Effect => ({
  type: 'GOODBYE',
  to: session,
  reason: 'wamp.close.system_shutdown',
});

export const sendGoodbyeAndOut = ({ session }: SessionContext): Effect => ({
  type: 'GOODBYE',
  to: session,
  reason: 'wamp.close.goodbye_and_out',
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

export const abortRequestInFlight = (context: SessionContext, { message }: SessionCallEvent): Effect =>
  abort(context, { problem: 'request-in-flight', facts: { request: message.request } });

export const abortModeUnknown = (context: SessionContext, { message }: CancelEvent): Effect =>
  abort(context, { problem: 'mode-unknown', facts: { mode: message.options.mode } });

export const abortUnasked = (context: SessionContext, { type, message, sent }: AnswerEvent): Effect =>
  abort(context, { problem: 'answer-unasked', facts: { answer: type, request: message.request, sent } });

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

/** Says, in place of an answer that cannot be delivered, why that is so. */
export const sendAnswerUndeliverable = (
  { session }: SessionContext,
  { request, obstacle }: UndeliverableEvent,
): Effect => ({
  type: 'ERROR.made',
  to: session,
  of: 'CALL',
  request,
  problem: `answer-${obstacle}`,
  facts: {},
});

// --- emits: to the dealer ---

/** Hands a message on to the registrations and calls. */
export const deliver = (_: SessionContext, { message }: { readonly message: Delivery }): Effect => message;

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
