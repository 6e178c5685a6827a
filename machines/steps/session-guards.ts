/** The guards that the session chart names. */
import { distance, nextId } from '../ids.ts';
import {
  ANONYMOUS,
  type AnswerEvent,
  CANCEL_MODES,
  type CancelEvent,
  type CancelMode,
  CLIENT_ROLES,
  type ErrorEvent,
  type HelloEvent,
  type PassthruEvent,
  type RequestEvent,
  type RoleEvent,
  type SessionCallEvent,
  type SessionContext,
  type SessionEvent,
} from '../vocabulary.ts';
import { hasRole } from './hello.ts';
import { word } from './options.ts';
import { isWellFormed } from './uri.ts';

export const isRealmInvalid = (_: SessionContext, { message }: HelloEvent): boolean =>
  !isWellFormed(message.realm);

export const isRealmUnknown = ({ realms }: SessionContext, { message }: HelloEvent): boolean =>
  realms !== undefined && !realms.includes(message.realm);

export const isWithoutRoles = (_: SessionContext, { message }: HelloEvent): boolean =>
  !CLIENT_ROLES.some((role) => hasRole(message.details, role));

/** A HELLO that offers some ways to say who the client is, but not to leave it open. */
export const isMethodUnmatched = (_: SessionContext, { message }: HelloEvent): boolean => {
  const { authmethods } = message.details;
  return Array.isArray(authmethods) && authmethods.length > 0 && !authmethods.includes(ANONYMOUS);
};

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

/** The same, where it aborts the session. */
export const isForbiddenLate = ({ readings }: SessionContext, { awaited }: AnswerEvent): boolean =>
  readings.late === 'abort' && !awaited;

/** An answer to an INVOCATION that this session was never sent. */
export const isUnasked = (_: SessionContext, { message, sent, last }: AnswerEvent): boolean =>
  distance(message.request, last) >= sent;

/** An ERROR that says it is about something else than an INVOCATION. */
export const isMisplaced = (_: SessionContext, { message }: AnswerEvent): boolean =>
  message.type === 'ERROR' && message.of !== 'INVOCATION';

/** Whether the client waits for an answer to its PUBLISH: without `acknowledge` it takes any for a protocol error. */
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

// --- internal ---

const isModeUnknown = ({ message }: CancelEvent): boolean => {
  const mode = word(message.options.mode);
  return mode !== undefined && !CANCEL_MODES.includes(mode as CancelMode);
};

const isOutOfRole = ({ isCaller, isCallee }: SessionContext, { type }: RoleEvent): boolean =>
  !(type === 'CALL' ? isCaller : isCallee);
