/** The guards and actions of the session chart that are about HELLO. */
import {
  ANONYMOUS,
  type Assign,
  type CalleeFeatures,
  CLIENT_ROLES,
  DEALER_FEATURES,
  type Dict,
  type Effect,
  type HelloEvent,
  type SessionContext,
  type SessionEvent,
} from '../vocabulary.ts';
import { abort } from './abort.ts';
import { isWellFormed } from './uri.ts';

// --- guards ---

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

// --- assigns ---

/** Keeps the session id, where its INVOCATIONs are counted from, and what the client announced. */
export const recordHello = {
  id: (_, { id }) => id,
  firstInvocation: ({ readings }, { id }) => (readings.invocationIds === 'apart' ? id : 1),
  features: (_, { message }) => calleeFeatures(message.details),
  isCaller: (_, { message }) => hasRole(message.details, 'caller'),
  isCallee: (_, { message }) => hasRole(message.details, 'callee'),
} satisfies Assign<SessionContext, HelloEvent>;

// --- emits ---

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

export const abortBeforeHello = (context: SessionContext, event: SessionEvent): Effect =>
  abort(context, { problem: 'hello-expected', facts: { came: event.type } });

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

// --- internal ---

const hasRole = (details: Dict, role: string): boolean => isDict(dictIn(details, 'roles')[role]);

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
