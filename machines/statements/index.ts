/** The statements of the texts that bind a dealer, each once, in the order of their areas. */
import { AUTHENTICATION } from './authentication.ts';
import { CALLS } from './calls.ts';
import { ENDING } from './ending.ts';
import { INVOCATIONS } from './invocations.ts';
import { MESSAGES } from './messages.ts';
import { SESSIONS } from './sessions.ts';
import { SHARING } from './sharing.ts';
import type { Statement } from './statement.ts';
import { TRANSPORTS } from './transports.ts';
import { UNANNOUNCED } from './unannounced.ts';
import { URIS } from './uris.ts';

export type { Cover, Statement } from './statement.ts';

/** Areas of the statements, by the prefix of their ids. */
export const STATEMENT_AREAS: Readonly<Record<string, string>> = {
  XB: 'Shared registrations at Crossbar',
  SH: 'Shared registrations',
  RR: 'Call re-routing',
  RV: 'Registration revocation',
  BR: 'Registering and calling',
  OR: 'Order',
  SE: 'Sessions',
  PE: 'Protocol errors',
  ID: 'Ids',
  AN: 'Authentication and authorization',
  UR: 'URIs',
  MS: 'Messages',
  IN: 'Realms and announcements',
  CN: 'Call canceling',
  TM: 'Call timeouts',
  PG: 'Progressive call results',
  PI: 'Progressive call invocations',
  PT: 'Payload passthru mode',
  PB: 'Pattern-based registrations',
  CI: 'Caller identification',
  TL: 'Call trust levels',
  RM: 'Registration meta API',
  SM: 'Session meta API',
  SD: 'Sharded registrations',
  TR: 'Serialisations and transports',
};

export const STATEMENTS: readonly Statement[] = [
  ...SHARING,
  ...CALLS,
  ...SESSIONS,
  ...AUTHENTICATION,
  ...URIS,
  ...MESSAGES,
  ...ENDING,
  ...INVOCATIONS,
  ...UNANNOUNCED,
  ...TRANSPORTS,
];
