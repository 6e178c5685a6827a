/** The method `wampcra`: the client signs a challenge with a secret that both sides have. */
import { createHmac, pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Challenge, Principal } from './authenticator.ts';
import { challengeOnce } from './challenge.ts';
import { PBKDF2 } from './limits.ts';

/** A secret as it is stored: itself, or a key derived from it. */
export type CraSecret =
  | { readonly secret: string }
  | {
      /** The derived key in Base64. Client libraries sign with this text, not with the bytes. */
      readonly key: string;
      /** Salt, as text. */
      readonly salt: string;
      readonly iterations: number;
    };

/** The text that is signed says who the client will be. */
export interface CraClaims {
  readonly authid: string;
  readonly authrole: string;
  readonly authprovider: string;
  readonly session: number;
}

/**
 * @param stored secret of the principal, or one made up for a stranger
 * @param claims content of the challenge, beside the nonce and the time
 * @param principal the client if its signature is right; undefined for a stranger
 */
export function wampcraChallenge(
  stored: CraSecret,
  claims: CraClaims,
  principal: Principal | undefined,
): Challenge {
  const challenge = JSON.stringify({
    ...claims,
    authmethod: 'wampcra',
    nonce: randomBytes(24).toString('base64'),
    timestamp: new Date().toISOString(),
  });
  const extra = 'salt' in stored ? { challenge, ...saltOf(stored) } : { challenge };
  const expected = Buffer.from(signatureOf('salt' in stored ? stored.key : stored.secret, challenge));
  return challengeOnce('wampcra', extra, principal, {
    isRight: (signature) => isSame(Buffer.from(signature.slice(0, expected.length + 1)), expected),
  });
}

/** Derives a key for storage, with a new salt. */
export async function deriveCraKey(
  secret: string,
  iterations: number = PBKDF2.iterations.default,
): Promise<CraSecret> {
  const salt = randomBytes(16).toString('hex');
  const key = await promisify(pbkdf2)(secret, salt, iterations, PBKDF2.keylen, 'sha256');
  return { key: key.toString('base64'), salt, iterations };
}

// --- internal ---

const saltOf = ({ salt, iterations }: Extract<CraSecret, { readonly salt: string }>): object => ({
  salt,
  iterations,
  keylen: PBKDF2.keylen,
});

const signatureOf = (key: string, challenge: string): string =>
  createHmac('sha256', key).update(challenge).digest('base64');

const isSame = (one: Buffer, other: Buffer): boolean =>
  one.length === other.length && timingSafeEqual(one, other);
