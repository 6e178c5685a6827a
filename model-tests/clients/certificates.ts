/**
 * Certificates for tests, each for `localhost` and `127.0.0.1`, signed by its own key and valid for a hundred years. The
 * keys beside them protect nothing.
 */
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Tls } from '../../src/router/index.ts';

export type CertificateName = 'one' | 'other';

export const pathOf = (name: CertificateName, part: 'crt' | 'key'): string =>
  fileURLToPath(new URL(`certificates/${name}.${part}`, import.meta.url));

export const tlsOf = (name: CertificateName): Tls => ({
  cert: readFileSync(pathOf(name, 'crt'), 'utf8'),
  key: readFileSync(pathOf(name, 'key'), 'utf8'),
});

export const fingerprintOf = (name: CertificateName): string =>
  new X509Certificate(tlsOf(name).cert).fingerprint256;

/** Both certificates, for a client that trusts them. */
export const TRUSTED = [tlsOf('one').cert, tlsOf('other').cert];
