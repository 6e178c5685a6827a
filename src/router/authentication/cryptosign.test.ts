/** `cryptosign`, with signatures of real client libraries. */
import { createPublicKey, randomBytes, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { sign as wampySign } from 'wampy/cryptosign.js';
import { autobahn } from '../../../model-tests/clients/autobahn.ts';
import type { Challenge, Principal } from './authenticator.ts';
import { createKeyPair, cryptosignChallenge, isWeak, publicKeyIn } from './cryptosign.ts';

const PETER: Principal = { authid: 'peter', authrole: 'worker' };
const KEYS = createKeyPair();

interface Extra {
  readonly challenge: string;
}
type Signer = (keys: ReturnType<typeof createKeyPair>, extra: Extra) => string;

const SIGNERS: Readonly<Record<string, Signer>> = {
  'Autobahn|JS': ({ privateKey, publicKey }, extra) => {
    const secretKey = Uint8Array.from(Buffer.from(privateKey + publicKey, 'hex'));
    return autobahn.auth_cryptosign.sign_challenge({ secretKey }, extra);
  },
  wampy: ({ privateKey }, extra) => wampySign(privateKey)('cryptosign', extra),
};

const open = (principal: Principal | undefined = PETER): Challenge =>
  cryptosignChallenge(KEYS.publicKey, principal);

describe.each(Object.entries(SIGNERS))('with the signature of %s', (_, sign) => {
  const signed = ({ extra }: Challenge, keys = KEYS): string => sign(keys, extra as unknown as Extra);

  test('a client with the private key is the principal', () => {
    const challenge = open();
    expect(challenge.verify(signed(challenge), {})).toBe(PETER);
  });

  test('a client with another private key is refused', () => {
    const challenge = open();
    expect(challenge.verify(signed(challenge, createKeyPair()), {})).toBeUndefined();
  });

  test('an answer to another challenge is refused', () => {
    expect(open().verify(signed(open()), {})).toBeUndefined();
  });

  test('the signed challenge has to follow the signature, unchanged', () => {
    const spoilt: readonly ((answer: string) => string)[] = [
      (answer) => answer.slice(0, 128),
      (answer) => answer.slice(0, 128) + '0'.repeat(64),
      (answer) => answer.slice(0, -2),
      (answer) => `${answer}00`,
      (answer) => `0${answer}`,
      (answer) => answer.slice(0, 190).concat('zz'),
      (answer) => answer.repeat(10_000),
      () => '',
      () => '0'.repeat(192),
    ];
    for (const spoil of spoilt) {
      const challenge = open();
      expect(challenge.verify(spoil(signed(challenge)), {})).toBeUndefined();
    }
  });

  test('the digits may be in upper case', () => {
    const challenge = open();
    expect(challenge.verify(signed(challenge).toUpperCase(), {})).toBe(PETER);
  });

  test('a stranger is refused, even with the right signature', () => {
    const challenge = cryptosignChallenge(KEYS.publicKey, undefined);
    expect(challenge.verify(signed(challenge), {})).toBeUndefined();
  });

  test('a challenge is used up by its first answer', () => {
    const challenge = open();
    expect(challenge.verify(signed(challenge), {})).toBe(PETER);
    expect(challenge.verify(signed(challenge), {})).toBeUndefined();
  });
});

test('each challenge has 32 new random bytes, and offers no channel binding', () => {
  const [one, other] = [open(), open()];
  expect(one.extra).toEqual({ challenge: expect.stringMatching(/^[0-9a-f]{64}$/), channel_binding: null });
  expect(other.extra.challenge).not.toBe(one.extra.challenge);
});

test('a public key in HELLO has 64 hexadecimal digits', () => {
  expect(publicKeyIn({ pubkey: KEYS.publicKey })).toBe(KEYS.publicKey);
  expect(publicKeyIn({ pubkey: KEYS.publicKey.toUpperCase() })).toBe(KEYS.publicKey);
  for (const pubkey of [undefined, null, 7, '', [KEYS.publicKey], `${KEYS.publicKey}00`, 'z'.repeat(64)])
    expect(publicKeyIn({ pubkey })).toBeUndefined();
});

test('any 32 bytes as a public key in HELLO end in a refusal, not in an exception', () => {
  for (let count = 0; count < 50; count++) {
    const challenge = cryptosignChallenge(randomBytes(32).toString('hex'), PETER);
    expect(challenge.verify(`${'ab'.repeat(64)}${challenge.extra.challenge}`, {})).toBeUndefined();
  }
});

test('a key is weak if anybody can make signatures for it', () => {
  const order8 = ['26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'];
  for (const key of ['00'.repeat(32), `01${'00'.repeat(31)}`, `ec${'ff'.repeat(30)}7f`, ...order8]) {
    expect(isWeak(key)).toBe(true);
    const x = Buffer.from(key, 'hex').toString('base64url');
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    // The neutral element and 0: right for at least one text in eight.
    const forged = Buffer.from(`01${'00'.repeat(63)}`, 'hex');
    const forgeries = Array.from({ length: 200 }, (_, text) =>
      verify(null, Buffer.of(text), publicKey, forged),
    );
    expect(forgeries).toContain(true);
  }
  for (let count = 0; count < 20; count++) expect(isWeak(createKeyPair().publicKey)).toBe(false);
});
