/** `wampcra`, with signatures of real client libraries. */
import { describe, expect, test } from 'vitest';
import * as wampy from 'wampy/wampcra.js';
import { autobahn } from '../../../model-tests/clients/autobahn.ts';
import type { Challenge, Principal } from './authenticator.ts';
import { type CraSecret, deriveCraKey, wampcraChallenge } from './wampcra.ts';

const SECRET = 'pässword of peter 🔑';
const PETER: Principal = { authid: 'peter', authrole: 'worker' };
const CLAIMS = { authid: 'peter', authrole: 'worker', authprovider: 'static', session: 3_251 };

const open = (stored: CraSecret, principal: Principal | undefined = PETER): Challenge =>
  wampcraChallenge(stored, CLAIMS, principal);

/** Signs a challenge as a client library does; a promise for those that sign asynchronously. */
type Signer = (secret: string, extra: Extra) => string | Promise<string>;

interface Extra {
  readonly challenge: string;
  readonly salt?: string;
  readonly iterations?: number;
  readonly keylen?: number;
}

const SIGNERS: Readonly<Record<string, Signer>> = {
  'Autobahn|JS': (secret, { challenge, salt, iterations = 0, keylen = 0 }) => {
    const key = salt ? autobahn.auth_cra.derive_key(secret, salt, iterations, keylen) : secret;
    return autobahn.auth_cra.sign(key, challenge);
  },
  wampy: (secret, extra) => wampy.sign(secret)('wampcra', extra),
};

describe.each(Object.entries(SIGNERS))('with the signature of %s', (_, sign) => {
  const signed = async (secret: string, { extra }: Challenge): Promise<string> =>
    sign(secret, extra as unknown as Extra);

  test('a client with the right secret is the principal', async () => {
    const challenge = open({ secret: SECRET });
    expect(challenge.verify(await signed(SECRET, challenge), {})).toBe(PETER);
  });

  test('a client with the right password is the principal, of which only a derived key is stored', async () => {
    const challenge = open(await deriveCraKey(SECRET, 1_000));
    expect(challenge.verify(await signed(SECRET, challenge), {})).toBe(PETER);
  });

  test('a client with a wrong secret is refused', async () => {
    for (const stored of [{ secret: SECRET }, await deriveCraKey(SECRET, 1_000)]) {
      const challenge = open(stored);
      expect(challenge.verify(await signed('another secret', challenge), {})).toBeUndefined();
    }
  });

  test('an answer to an earlier challenge is refused', async () => {
    const earlier = await signed(SECRET, open({ secret: SECRET }));
    expect(open({ secret: SECRET }).verify(earlier, {})).toBeUndefined();
  });

  test('a stranger is refused, even with the right signature', async () => {
    const challenge = wampcraChallenge({ secret: SECRET }, CLAIMS, undefined);
    expect(challenge.verify(await signed(SECRET, challenge), {})).toBeUndefined();
  });
});

test('a challenge is used up by its first answer, right or wrong', () => {
  for (const first of ['right', 'wrong']) {
    const challenge = open({ secret: SECRET });
    const right = autobahn.auth_cra.sign(SECRET, challenge.extra.challenge as string);
    expect(challenge.verify(first === 'right' ? right : first, {})).toBe(
      first === 'right' ? PETER : undefined,
    );
    expect(challenge.verify(right, {})).toBeUndefined();
  }
});

test('the signed text says who the client will be, with a nonce and the time', () => {
  const before = Date.now();
  const [one, other] = [open({ secret: SECRET }), open({ secret: SECRET })].map(({ extra }) =>
    JSON.parse(extra.challenge as string),
  );
  expect(one).toEqual({
    ...CLAIMS,
    authmethod: 'wampcra',
    nonce: expect.stringMatching(/^[A-Za-z0-9+/]{32}$/),
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  });
  expect(other.nonce).not.toBe(one.nonce);
  const time = Date.parse(one.timestamp);
  expect(time).toBeGreaterThanOrEqual(before);
  expect(time).toBeLessThanOrEqual(Date.now());
});

test('only a derived key has a salt and its parameters', async () => {
  expect(Object.keys(open({ secret: SECRET }).extra)).toEqual(['challenge']);
  const stored = await deriveCraKey(SECRET, 1_000);
  const { challenge, ...rest } = open(stored).extra;
  expect(challenge).toEqual(expect.any(String));
  expect(rest).toEqual({ salt: expect.stringMatching(/^[0-9a-f]{32}$/), iterations: 1_000, keylen: 32 });
  expect(rest.salt).not.toBe(((await deriveCraKey(SECRET, 1_000)) as { salt?: string }).salt);
});

test('a signature of another length, or with other characters, is refused without an exception', () => {
  const right = (challenge: Challenge): string =>
    autobahn.auth_cra.sign(SECRET, challenge.extra.challenge as string);
  const spoilt: readonly ((signature: string) => string)[] = [
    () => '',
    (signature) => signature.slice(0, -1),
    (signature) => `${signature}=`,
    (signature) => signature.repeat(100_000),
    (signature) => `é${signature.slice(2)}`,
    (signature) => `\ud800${signature.slice(1)}`,
    (signature) => signature.toLowerCase(),
  ];
  for (const spoil of spoilt) {
    const challenge = open({ secret: SECRET });
    expect(challenge.verify(spoil(right(challenge)), {})).toBeUndefined();
  }
});
