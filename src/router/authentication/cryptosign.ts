/** The method `cryptosign`: the client signs a challenge with an Ed25519 key. */
import { createPublicKey, generateKeyPairSync, randomBytes, timingSafeEqual, verify } from 'node:crypto';
import type { Dict } from '../../../machines/vocabulary.ts';
import type { Challenge, Principal } from './authenticator.ts';
import { challengeOnce } from './challenge.ts';

/** Hexadecimal form of a public key. */
export const PUBLIC_KEY = /^[0-9a-fA-F]{64}$/;

/** The public key in `HELLO.Details.authextra`, in lower case; undefined if it has none. */
export function publicKeyIn({ pubkey }: Dict): string | undefined {
  return typeof pubkey === 'string' && PUBLIC_KEY.test(pubkey) ? pubkey.toLowerCase() : undefined;
}

/**
 * @param publicKey key in HELLO
 * @param principal the client that the key belongs to; undefined for a stranger
 */
export function cryptosignChallenge(publicKey: string, principal: Principal | undefined): Challenge {
  const challenge = randomBytes(32);
  const extra = { challenge: challenge.toString('hex'), channel_binding: null };
  return challengeOnce('cryptosign', extra, principal, {
    isRight: (signed) => {
      if (!SIGNED.test(signed)) return false;
      const bytes = Buffer.from(signed, 'hex');
      const isGenuine = verify(null, challenge, keyOf(publicKey), bytes.subarray(0, SIGNATURE_LENGTH));
      return timingSafeEqual(bytes.subarray(SIGNATURE_LENGTH), challenge) && isGenuine;
    },
  });
}

/** True for a public key of a small group, whose signatures anybody can make. */
export function isWeak(publicKey: string): boolean {
  const bytes = Buffer.from(publicKey, 'hex');
  bytes.writeUInt8(bytes.readUInt8(31) & 0x7f, 31); // Without the sign.
  return WEAK_KEYS.includes(bytes.toString('hex'));
}

/** A new pair of keys in hexadecimal; libraries take the private key in this form, as a seed. */
export function createKeyPair(): { readonly publicKey: string; readonly privateKey: string } {
  const { x = '', d = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return { publicKey: hexOf(x), privateKey: hexOf(d) };
}

// --- internal ---

const SIGNATURE_LENGTH = 64;

/** A signature of 64 bytes, followed by the challenge of 32. */
const SIGNED = /^[0-9a-fA-F]{192}$/;

/** The points of order 1, 2, 4 and 8, without their signs, and the forms of 0 and 1 that are not reduced. */
const WEAK_KEYS: readonly string[] = [
  `00${'00'.repeat(31)}`,
  `01${'00'.repeat(31)}`,
  `ec${'ff'.repeat(30)}7f`,
  `ed${'ff'.repeat(30)}7f`,
  `ee${'ff'.repeat(30)}7f`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
];

const keyOf = (publicKey: string): ReturnType<typeof createPublicKey> => {
  const x = Buffer.from(publicKey, 'hex').toString('base64url');
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
};

const hexOf = (base64url: string): string => Buffer.from(base64url, 'base64url').toString('hex');
