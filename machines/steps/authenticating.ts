/** The guards and actions of the session chart that are about the identity of a client. */
import {
  ANONYMOUS,
  type Assign,
  type ChallengeMadeEvent,
  type ClientAdmittedEvent,
  DEALER_FEATURES,
  type Dict,
  type Effect,
  type Hello,
  type HelloEvent,
  type SessionContext,
  type SessionEvent,
} from '../vocabulary.ts';
import { abort } from './abort.ts';
import { dictIn } from './options.ts';

// --- guards ---

/** A HELLO that offers methods, and none that there is. */
export const isMethodUnmatched = (context: SessionContext, { message }: HelloEvent): boolean =>
  methodsIn(message).length > 0 && sharedMethods(context, message).length === 0;

/** A HELLO that offers no method, where every client has to authenticate. */
export const isMethodMissing = ({ methods }: SessionContext, { message }: HelloEvent): boolean =>
  methods !== undefined && !methods.includes(ANONYMOUS) && methodsIn(message).length === 0;

/** True if the program tells who its clients are. */
export const isIdentityClaimed = ({ methods }: SessionContext): boolean => methods !== undefined;

// --- assigns ---

export const recordMethod = {
  challenged: (_, { method }) => method,
} satisfies Assign<SessionContext, ChallengeMadeEvent>;

export const recordPrincipal = {
  principal: (_, { principal }) => principal,
} satisfies Assign<SessionContext, ClientAdmittedEvent>;

// --- emits: to the peer ---

export const sendChallenge = (
  { session }: SessionContext,
  { method, extra }: ChallengeMadeEvent,
): Effect => ({ type: 'CHALLENGE', to: session, authMethod: method, extra });

export const sendWelcome = (context: SessionContext): Effect => ({
  type: 'WELCOME',
  to: context.session,
  id: context.id,
  details: {
    realm: context.realm,
    ...identityIn(context),
    roles: { dealer: { features: Object.fromEntries(DEALER_FEATURES.map((feature) => [feature, true])) } },
  },
});

export const abortMethodUnmatched = (context: SessionContext, { message }: HelloEvent): Effect =>
  abort(context, {
    problem: 'method-unmatched',
    facts: { methods: message.details.authmethods, known: methodsOf(context) },
  });

export const abortMethodMissing = (context: SessionContext): Effect =>
  abort(context, { problem: 'method-missing', facts: { known: methodsOf(context) } });

export const abortBeforeWelcome = (context: SessionContext, event: SessionEvent): Effect =>
  abort(context, { problem: 'welcome-expected', facts: { came: event.type } });

export const abortAuthenticateUnasked = (context: SessionContext): Effect =>
  abort(context, { problem: 'authenticate-unasked', facts: {} });

/** The same ABORT for every client that is denied, so that it does not tell which identities exist. */
export const abortDenied = (context: SessionContext): Effect =>
  abort(context, { problem: 'authentication-denied', facts: {} });

export const abortAuthenticationFailed = (context: SessionContext): Effect =>
  abort(context, { problem: 'authentication-failed', facts: {} });

export const abortAuthenticationLate = (context: SessionContext): Effect =>
  abort(context, { problem: 'authentication-late', facts: {} });

// --- emits: to the program ---

/** Asks the program who the client is. */
export const claimIdentity = (context: SessionContext, { message }: HelloEvent): Effect => {
  const { authid } = message.details;
  return {
    type: 'identity.claimed',
    realm: context.realm,
    id: context.id,
    methods: context.offered,
    authid: typeof authid === 'string' ? authid : undefined,
    authextra: dictIn(message.details, 'authextra'),
  };
};

/** Asks the program to check the answer to its challenge. */
export const giveProof = (
  _: SessionContext,
  { message }: Extract<SessionEvent, { type: 'AUTHENTICATE' }>,
): Effect => ({ type: 'proof.given', signature: message.signature, extra: message.extra });

// --- for HELLO ---

/** The methods in a HELLO that there are, in the order of the client; one without any is anonymous. */
export function sharedMethods(context: SessionContext, message: Hello): readonly string[] {
  const offered = methodsIn(message);
  const known = methodsOf(context);
  return (offered.length === 0 ? [ANONYMOUS] : offered).filter((method) => known.includes(method));
}

// --- internal ---

/** The methods that a HELLO offers; empty if it leaves them open. */
function methodsIn({ details }: Hello): readonly string[] {
  const { authmethods } = details;
  return Array.isArray(authmethods) ? authmethods : [];
}

const methodsOf = ({ methods }: SessionContext): readonly string[] => methods ?? [ANONYMOUS];

/** The attributes of WELCOME that say who the client is. */
function identityIn({ id, principal, challenged, offered }: SessionContext): Dict {
  const {
    authid = `${ANONYMOUS}-${id}`,
    authrole = ANONYMOUS,
    authmethod = challenged ?? offered[0] ?? ANONYMOUS,
    authprovider = 'static',
    authextra,
  } = principal ?? {};
  return { authid, authrole, authmethod, authprovider, ...(authextra && { authextra }) };
}
