/** Rules of authentication and authorization. */
import { decided, inferred, must, type Rule } from './rule.ts';

export const AUTHENTICATION = {
  'AU-1': inferred(
    'advancedUris / Authentication',
    'A HELLO whose `authmethods` name some, but none that the router has, gets ABORT `wamp.error.no_matching_auth_method`.',
    'The URI is for a client without any accepted method, and only ABORT can refuse a HELLO.',
  ),
  'AU-2': decided(
    '0018',
    'WELCOME has the identity of the client and its source: `authid`, `authrole`, `authmethod` and `authprovider`; the `authid` of an anonymous client is unique.',
  ),
  'AU-3': must(
    'authentication / CHALLENGE',
    'A client that has to authenticate gets CHALLENGE, with a method that its HELLO offers, and no WELCOME before it has answered.',
  ),
  'AU-4': must(
    'authentication / AUTHENTICATE',
    'AUTHENTICATE is answered by WELCOME, which opens the session, if the router accepts it, and otherwise by ABORT.',
  ),
  'AU-5': decided(
    '0034',
    'A client that is denied gets ABORT `wamp.error.authentication_denied`, for an unknown identity as for a wrong proof; one whose proof could not be checked gets `wamp.error.authentication_failed`.',
    'advancedUris / Authentication',
  ),
  'AU-6': inferred(
    'advancedUris / Authentication',
    'A HELLO without `authmethods` gets ABORT `wamp.error.authentication_required` from a router that has no anonymous clients.',
    'The URI is for a client that left out the authentication information that is required, and only ABORT can refuse a HELLO.',
  ),
  'AU-7': must(
    'sessions / Sessions',
    'AUTHENTICATE without a CHALLENGE that waits for it, and any other message before WELCOME, aborts the session with `wamp.error.protocol_violation`.',
  ),
  'AU-8': inferred(
    'cra / Challenge Response Authentication',
    'A client that does not answer CHALLENGE in time gets ABORT `wamp.error.authentication_failed`.',
    'The section has the router check that AUTHENTICATE was sent in due time, and a failed authentication is answered by ABORT.',
  ),

  'AZ-1': must(
    'uris / Authorization',
    'A CALL or REGISTER that the client is not authorized for gets `wamp.error.not_authorized` and changes nothing.',
  ),
  'AZ-2': decided(
    '0034',
    'Of the permissions of a client, the one with the longest URI that covers a procedure decides; what none covers is forbidden.',
    'authorization / Authorization',
  ),
} as const satisfies Record<string, Rule>;
