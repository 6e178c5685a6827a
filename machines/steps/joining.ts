/** The guards and actions of the session chart that are about HELLO. */
import {
  type Assign,
  type CalleeFeatures,
  CLIENT_ROLES,
  type Dict,
  type HelloEvent,
  type SendEffect,
  type SessionContext,
  type SessionEvent,
} from '../vocabulary.ts';
import { abort } from './abort.ts';
import { sharedMethods } from './methods.ts';
import { dictIn, isDict } from './options.ts';
import { isWellFormed } from './uri.ts';

// --- guards ---

export const isRealmInvalid = (_: SessionContext, { message }: HelloEvent): boolean =>
  !isWellFormed(message.realm);

export const isRealmUnknown = ({ realm }: SessionContext, { message }: HelloEvent): boolean =>
  message.realm !== realm;

export const isWithoutRoles = (_: SessionContext, { message }: HelloEvent): boolean =>
  !CLIENT_ROLES.some((role) => hasRole(message.details, role));

// --- assigns ---

/** Keeps the session id, the start of its INVOCATION ids, and the client's methods, roles and features. */
export const recordHello = {
  id: (_, { id }) => id,
  firstInvocation: ({ readings }, { id }) => (readings.invocationIds === 'apart' ? id : 1),
  offered: (context, { message }) =>
    context.methods === undefined ? context.offered : sharedMethods(context, message),
  features: (_, { message }) => calleeFeatures(message.details),
  isCaller: (_, { message }) => hasRole(message.details, 'caller'),
  isCallee: (_, { message }) => hasRole(message.details, 'callee'),
} satisfies Assign<SessionContext, HelloEvent>;

// --- emits ---

export const abortBeforeHello = (context: SessionContext, event: SessionEvent): SendEffect =>
  abort(context, { problem: 'hello-expected', facts: { came: event.type } });

export const abortHelloLate = (context: SessionContext): SendEffect =>
  abort(context, { problem: 'hello-late', facts: {} });

export const abortHelloRepeated = (context: SessionContext): SendEffect =>
  abort(context, { problem: 'hello-repeated', facts: {} });

export const abortRolesMissing = (context: SessionContext): SendEffect =>
  abort(context, { problem: 'roles-missing', facts: {} });

export const abortRealmInvalid = (context: SessionContext, { message }: HelloEvent): SendEffect =>
  abort(context, { problem: 'realm-invalid', facts: { realm: message.realm } });

export const abortRealmUnknown = (context: SessionContext, { message }: HelloEvent): SendEffect =>
  abort(context, { problem: 'realm-unknown', facts: { realm: message.realm } });

// --- internal ---

const hasRole = (details: Dict, role: string): boolean => isDict(dictIn(details, 'roles')[role]);

function calleeFeatures(details: Dict): CalleeFeatures {
  const features = dictIn(dictIn(dictIn(details, 'roles'), 'callee'), 'features');
  return {
    call_reroute: features.call_reroute === true,
    call_canceling: features.call_canceling === true,
    progressive_call_results: features.progressive_call_results === true,
    registration_revocation: features.registration_revocation === true,
  };
}
