/** The guards and actions of the session chart that are about the identity of a client. */
import {
  ANONYMOUS,
  type Assign,
  type ChallengeMadeEvent,
  type ClientAdmittedEvent,
  DEALER_FEATURES,
  type Dict,
  type Emitted,
  type HelloEvent,
  type SendEffect,
  type SessionContext,
  type SessionEvent,
} from '../vocabulary.ts';
import { abort } from './abort.ts';
import { methodsIn, methodsOf, sharedMethods } from './methods.ts';
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
): SendEffect => ({ type: 'CHALLENGE', to: session, authMethod: method, extra });

export const sendWelcome = (context: SessionContext): SendEffect => ({
  type: 'WELCOME',
  to: context.session,
  id: context.id,
  details: {
    realm: context.realm,
    ...identityIn(context),
    roles: { dealer: { features: Object.fromEntries(DEALER_FEATURES.map((feature) => [feature, true])) } },
  },
});

export const abortMethodUnmatched = (context: SessionContext, { message }: HelloEvent): SendEffect =>
  abort(context, {
    problem: 'method-unmatched',
    facts: { methods: message.details.authmethods, known: methodsOf(context) },
  });

export const abortMethodMissing = (context: SessionContext): SendEffect =>
  abort(context, { problem: 'method-missing', facts: { known: methodsOf(context) } });

export const abortBeforeWelcome = (context: SessionContext, event: SessionEvent): SendEffect =>
  abort(context, { problem: 'welcome-expected', facts: { came: event.type } });

export const abortAuthenticateUnasked = (context: SessionContext): SendEffect =>
  abort(context, { problem: 'authenticate-unasked', facts: {} });

/** The same ABORT for every client that is denied, so that it does not tell which identities exist. */
export const abortDenied = (context: SessionContext): SendEffect =>
  abort(context, { problem: 'authentication-denied', facts: {} });

export const abortAuthenticationFailed = (context: SessionContext): SendEffect =>
  abort(context, { problem: 'authentication-failed', facts: {} });

export const abortAuthenticationLate = (context: SessionContext): SendEffect =>
  abort(context, { problem: 'authentication-late', facts: {} });

// --- emits: to the program ---

/** Asks the program who the client is. */
export const claimIdentity = (
  context: SessionContext,
  { message }: HelloEvent,
): Emitted<'identity.claimed'> => {
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
): Emitted<'proof.given'> => ({ type: 'proof.given', signature: message.signature, extra: message.extra });

// --- internal ---

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
