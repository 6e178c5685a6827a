/** The URIs of errors, refusals and closing reasons, each with the authority that defines it. */
import type { RuleId } from './rules.ts';
import type { Place, RecordId } from './texts.ts';

/** The places a URI may be from. */
export type UriOrigin = (
  | {
      /** A section of the text defines it. */
      readonly authority: 'stated';
      readonly where: Place;
    }
  | {
      /** The text has none for the purpose, and these client libraries, or this router, use this one. */
      readonly authority: 'known';
      readonly where: string;
    }
  | {
      /** Neither has one, and this decision makes one up. */
      readonly authority: 'ours';
      readonly where: RecordId;
    }
) & {
  /** The rule under which it is sent, where that is for no problem of problems.ts. */
  readonly rule?: RuleId;
};

export const URIS = {
  // --- closing reasons ---
  'wamp.close.system_shutdown': { authority: 'stated', where: 'uris / Session Close', rule: 'BP-7' },
  'wamp.close.goodbye_and_out': { authority: 'stated', where: 'uris / Session Close', rule: 'BP-6' },
  'wamp.close.close_realm': { authority: 'stated', where: 'uris / Session Close', rule: 'BP-6' },

  // --- revocation ---
  'wamp.error.unregistered': { authority: 'known', where: 'Crossbar.io', rule: 'RV-3' },

  // --- refusals ---
  'wamp.error.unavailable': {
    authority: 'stated',
    where: 'advancedUris / Remote Procedure Calls',
    rule: 'CR-1',
  },

  // --- errors of sessions ---
  'wamp.error.protocol_violation': { authority: 'stated', where: 'uris / Session Close' },
  'wamp.error.no_such_realm': { authority: 'stated', where: 'uris / Authorization' },
  'wamp.error.no_matching_auth_method': { authority: 'stated', where: 'advancedUris / Authentication' },
  'wamp.error.authentication_required': { authority: 'stated', where: 'advancedUris / Authentication' },
  'wamp.error.authentication_denied': { authority: 'stated', where: 'advancedUris / Authentication' },
  'wamp.error.authentication_failed': { authority: 'stated', where: 'advancedUris / Authentication' },

  // --- errors of requests ---
  'wamp.error.not_authorized': { authority: 'stated', where: 'uris / Authorization' },
  'wamp.error.invalid_uri': { authority: 'stated', where: 'uris / Incorrect URIs' },
  'wamp.error.invalid_argument': { authority: 'stated', where: 'uris / Interaction' },
  'wamp.error.feature_not_supported': {
    authority: 'stated',
    where: 'advancedUris / Remote Procedure Calls',
  },
  'wamp.error.option_not_allowed': { authority: 'stated', where: 'uris / Authorization' },
  'wamp.error.procedure_already_exists': { authority: 'stated', where: 'uris / Interaction' },
  'wamp.error.procedure_exists_with_different_invocation_policy': {
    authority: 'known',
    where: 'Autobahn|Python',
  },
  'wamp.error.no_such_registration': { authority: 'stated', where: 'uris / Interaction' },
  'wamp.error.no_such_procedure': { authority: 'stated', where: 'uris / Interaction' },
  'wamp.error.no_available_callee': {
    authority: 'stated',
    where: 'advancedUris / Remote Procedure Calls',
  },
  'wamp.error.canceled': { authority: 'stated', where: 'uris / Interaction' },
  'wamp.error.cancelled': {
    authority: 'stated',
    where: 'rpc / Callee Leaving During an RPC Invocation',
  },
  'wamp.error.timeout': { authority: 'stated', where: 'advancedUris / Remote Procedure Calls' },
  'wamp.error.payload_size_exceeded': { authority: 'stated', where: 'uris / Interaction' },
  'wamp.error.invalid_payload': { authority: 'known', where: 'Autobahn|Python' },
  'wamp.error.network_failure': { authority: 'stated', where: 'advancedUris / Remote Procedure Calls' },
  'dealerchart.error.limit_exceeded': { authority: 'ours', where: '0021' },
} as const satisfies Record<string, UriOrigin>;

export type KnownUri = keyof typeof URIS;

/** Answers an INVOCATION with this error: the callee cannot attend to it, another one may. */
export const UNAVAILABLE = 'wamp.error.unavailable' satisfies KnownUri;

/** The reason for which a registration is revoked. */
export const REVOKED = 'wamp.error.unregistered' satisfies KnownUri;

/** The error of a message with an incorrect URI. */
export const INVALID_URI = 'wamp.error.invalid_uri' satisfies KnownUri;

/** The reason of a router that shuts down. */
export const SYSTEM_SHUTDOWN = 'wamp.close.system_shutdown' satisfies KnownUri;

/** The reason in the answer to a GOODBYE. */
export const GOODBYE_AND_OUT = 'wamp.close.goodbye_and_out' satisfies KnownUri;

/** The reason of a client that leaves. */
export const CLOSE_REALM = 'wamp.close.close_realm' satisfies KnownUri;
