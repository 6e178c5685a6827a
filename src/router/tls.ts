/** Certificates of the router. */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { Misuse } from '../dealer/misuse.ts';
import type { Tls } from './resources.ts';

/** The oldest version of TLS that the router speaks. */
export const OLDEST_TLS = 'TLSv1.2';

/**
 * Checks a certificate and its key.
 *
 * @returns the certificate
 * @throws Misuse if one of them is unreadable, or they do not match
 */
export function checkTls({ cert, key }: Tls): X509Certificate {
  const certificate = attempt('a certificate in PEM', () => new X509Certificate(cert));
  const secret = attempt('a private key in PEM, without a passphrase,', () => createPrivateKey(key));
  if (!certificate.checkPrivateKey(secret))
    throw new Misuse(
      'OPTION_INVALID',
      `Expected the private key of the certificate for ${subjectOf(certificate)} as the key of the option tls, but that of another one came.`,
    );
  attempt('a certificate chain that OpenSSL accepts', () => createSecureContext({ cert, key }));
  return certificate;
}

/** The names in a certificate. */
export const subjectOf = ({ subjectAltName, subject }: X509Certificate): string =>
  (subjectAltName ?? subject).replaceAll('\n', ', ');

// --- internal ---

function attempt<T>(expected: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new Misuse(
      'OPTION_INVALID',
      `Expected ${expected} in the option tls, but it cannot be read (${(error as Error).message}).`,
    );
  }
}
