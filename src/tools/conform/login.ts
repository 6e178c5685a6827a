/** Credentials of the suite's clients, and the answers to CHALLENGE. */
import { createHmac, pbkdf2Sync } from 'node:crypto';
import type { Dict } from '../../../machines/vocabulary.ts';

/** The method of authentication, and what it takes. */
export type Credentials =
  | { readonly method: 'anonymous' }
  | { readonly method: 'ticket' | 'wampcra'; readonly authid: string; readonly secret: string };

/** The details of HELLO for these credentials, without roles. */
export const helloOf = (credentials: Credentials): Dict =>
  credentials.method === 'anonymous' ? {} : { authmethods: [credentials.method], authid: credentials.authid };

/**
 * The signature that answers a CHALLENGE.
 *
 * @param method as in CHALLENGE
 * @param extra as in CHALLENGE
 * @throws Error if the credentials are for another method
 */
export function signatureOf(credentials: Credentials, method: unknown, extra: Dict): string {
  if (credentials.method === 'anonymous' || credentials.method !== method)
    throw new Error(`Expected a CHALLENGE for ${credentials.method}, but one for ${method} came.`);
  if (method === 'ticket') return credentials.secret;
  const { challenge, salt, iterations = 1000, keylen = 32 } = extra;
  const key =
    salt === undefined
      ? credentials.secret
      : pbkdf2Sync(credentials.secret, `${salt}`, Number(iterations), Number(keylen), 'sha256').toString(
          'base64',
        );
  return createHmac('sha256', key).update(`${challenge}`).digest('base64');
}
