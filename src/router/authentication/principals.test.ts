/** The authenticator of a document: what a client is asked for, and the principal that it becomes. */
import { beforeAll, describe, expect, test } from 'vitest';
import { autobahn } from '../../../model-tests/clients/autobahn.ts';
import type { Challenge, Hello } from './authenticator.ts';
import { createKeyPair } from './cryptosign.ts';
import type { PrincipalEntry, PrincipalsDocument, RealmEntry } from './document.ts';
import { admitted, challenged, documentOf, helloOf } from './hello.test-helper.ts';
import { type Principals, principals } from './principals.ts';
import { hashWithScrypt } from './scrypt.ts';
import { deriveCraKey } from './wampcra.ts';

const KEYS = createKeyPair();
const WORKER = { authrole: 'worker', authprovider: 'static', permissions: [] };

let document: PrincipalsDocument;
let all: Principals;

beforeAll(async () => {
  document = documentOf(
    [
      { authid: 'tim', role: 'worker', ticket: await hashWithScrypt("tim's ticket") },
      { authid: 'sal', role: 'worker', wampcra: await deriveCraKey('secret of sal', 1_000) },
      { authid: 'una', role: 'worker', wampcra: { secret: 'secret of una' } },
      { authid: 'kay', role: 'worker', cryptosign: { publicKeys: [KEYS.publicKey.toUpperCase()] } },
    ],
    { anonymous: { role: 'worker' } },
  );
  all = principals(document);
});

/** The right answer to a challenge. */
function answerTo({ method, extra }: Challenge, secret: string): string {
  const { challenge = '', salt, iterations, keylen } = extra as Record<string, string>;
  const { auth_cra, auth_cryptosign } = autobahn;
  if (method === 'ticket') return secret;
  if (method === 'cryptosign') {
    const secretKey = Uint8Array.from(Buffer.from(KEYS.privateKey + KEYS.publicKey, 'hex'));
    return auth_cryptosign.sign_challenge({ secretKey }, { challenge });
  }
  return auth_cra.sign(
    salt ? auth_cra.derive_key(secret, salt, Number(iterations), Number(keylen)) : secret,
    challenge,
  );
}

test('the methods are those of some principal, and anonymous if some realm permits it', () => {
  expect(all.methods).toEqual(['cryptosign', 'wampcra', 'ticket', 'anonymous']);
  expect(all.realms).toEqual(['realm1']);
  expect(
    principals(documentOf([{ authid: 'una', role: 'worker', wampcra: { secret: 's' } }])).methods,
  ).toEqual(['wampcra']);
});

describe('a principal logs in', () => {
  const LOGINS: readonly (readonly [authid: string, method: string, secret: string])[] = [
    ['tim', 'ticket', "tim's ticket"],
    ['sal', 'wampcra', 'secret of sal'],
    ['una', 'wampcra', 'secret of una'],
    ['kay', 'cryptosign', ''],
  ];
  const authextra = { pubkey: KEYS.publicKey };

  test.each(LOGINS)('%s by %s', async (authid, method, secret) => {
    const challenge = await challenged(all, { authid, methods: [method], authextra });
    expect(challenge.method).toBe(method);
    expect(await challenge.verify(answerTo(challenge, secret), {})).toEqual({ authid, ...WORKER });
  });

  test.each(LOGINS)(
    '%s by the method that it has, of all that its client offers',
    async (authid, method, secret) => {
      const methods = ['ticket', 'wampcra', 'cryptosign', 'anonymous'];
      const challenge = await challenged(all, { authid, methods, authextra });
      expect(challenge.method).toBe(method);
      expect(await challenge.verify(answerTo(challenge, secret), {})).toEqual({ authid, ...WORKER });
    },
  );

  test('kay by its key alone', async () => {
    const challenge = await challenged(all, { methods: ['cryptosign'], authextra });
    expect(await challenge.verify(answerTo(challenge, ''), {})).toEqual({ authid: 'kay', ...WORKER });
  });

  test('and nobody else with its proof', async () => {
    for (const [authid, method, secret] of LOGINS) {
      for (const other of ['tim', 'sal', 'una', 'kay', 'eve'].filter((name) => name !== authid)) {
        const challenge = await challenged(all, { authid: other, methods: [method], authextra });
        expect(await challenge.verify(answerTo(challenge, secret), {})).toBeUndefined();
      }
    }
  });

  test('and its ticket is right again when it has been verified before, and a wrong one is still wrong', async () => {
    for (const [ticket, isRight] of [
      ["tim's ticket", true],
      ["tim's ticket", true],
      ["Tim's ticket", false],
      ['', false],
      ["tim's ticket".padEnd(1_025), false],
    ] as const) {
      const challenge = await challenged(all, { authid: 'tim', methods: ['ticket'] });
      expect((await challenge.verify(ticket, {})) !== undefined).toBe(isRight);
    }
  });
});

describe('a client that is no principal', () => {
  const offers: readonly Partial<Hello>[] = [
    { methods: ['ticket'] },
    { methods: ['wampcra'] },
    { methods: ['cryptosign'], authextra: { pubkey: 'ab'.repeat(32) } },
    { methods: ['wampcra', 'ticket', 'cryptosign'], authextra: { pubkey: 'ab'.repeat(32) } },
  ];

  test('gets a challenge like that of a principal', async () => {
    // Without a mixture of forms, the challenge of a principal without the method is that of one who has it.
    const few = principals({
      ...document,
      realms: {
        realm1: { ...(document.realms.realm1 as RealmEntry), principals: entries('tim', 'sal', 'kay') },
      },
    });
    const methods = new Map<string, number>();
    for (const offer of offers) {
      for (const authid of [
        'tim',
        'sal',
        'kay',
        'eve',
        '',
        ...Array.from({ length: 20 }, (_, n) => `n${n}`),
      ]) {
        const answer = await few.begin(helloOf({ ...offer, authid }));
        if (authid === '') {
          expect(answer).toBeUndefined();
          continue;
        }
        const { method, extra } = answer as Challenge;
        methods.set(method, (methods.get(method) ?? 0) + 1);
        expect(offer.methods).toContain(method);
        expect(extra).toEqual(FORMS[method]);
        if (method === 'wampcra')
          expect(JSON.parse(extra.challenge as string)).toEqual({
            authid,
            authrole: 'worker',
            authmethod: 'wampcra',
            authprovider: 'static',
            session: 7,
            nonce: expect.any(String),
            timestamp: expect.any(String),
          });
      }
    }
    expect([...methods.keys()].sort()).toEqual(['cryptosign', 'ticket', 'wampcra']);
  });

  test('gets the same salt each time', async () => {
    for (const authid of ['sal', 'eve', 'tim', 'una']) {
      const [one, other] = await Promise.all(
        [0, 1].map(() => challenged(all, { authid, methods: ['wampcra'] })),
      );
      expect(one?.extra.salt).toBe(other?.extra.salt);
    }
  });

  test('is refused after its answer, for the same work', async () => {
    for (const offer of offers) {
      const challenge = await challenged(all, { authid: 'eve', ...offer });
      expect(await challenge.verify(answerTo(challenge, 'any secret'), {})).toBeUndefined();
    }
  });

  const entries = (...names: string[]): PrincipalEntry[] =>
    (document.realms.realm1?.principals ?? []).filter(({ authid }) => names.includes(authid));

  const FORMS: Readonly<Record<string, object>> = {
    ticket: {},
    wampcra: {
      challenge: expect.any(String),
      salt: expect.stringMatching(/^[0-9a-f]{32}$/),
      iterations: 1_000,
      keylen: 32,
    },
    cryptosign: { challenge: expect.stringMatching(/^[0-9a-f]{64}$/), channel_binding: null },
  };
});

describe('an anonymous client', () => {
  test('joins if it prefers that, with the role of the realm', async () => {
    for (const methods of [['anonymous'], ['anonymous', 'ticket']])
      expect(await admitted(all, { methods, authid: 'tim' })).toEqual({
        authid: 'anonymous-7',
        authmethod: 'anonymous',
        ...WORKER,
      });
  });

  test('does not join by offering a method first that it cannot prove', async () => {
    const challenge = await challenged(all, { methods: ['ticket', 'anonymous'], authid: 'eve' });
    expect(challenge.method).toBe('ticket');
  });

  test('joins if the method before needs an authid, which it has not', async () => {
    expect(await admitted(all, { methods: ['ticket', 'anonymous'] })).toMatchObject({
      authid: 'anonymous-7',
    });
  });

  test('does not join a realm without anonymous clients', async () => {
    const closed = principals(documentOf([], {}));
    expect(await admitted(closed, { methods: ['anonymous'] })).toBeUndefined();
  });
});

test.each<[string, Partial<Hello>]>([
  ['of another realm', { realm: 'realm2', methods: ['anonymous'] }],
  ['of a realm with the name of a property', { realm: '__proto__', methods: ['anonymous'] }],
  ['without methods', { authid: 'tim' }],
  ['with unknown methods', { authid: 'tim', methods: ['scram', 'toString'] }],
  ['without an authid', { methods: ['ticket', 'wampcra'] }],
  ['with an authid that is too long', { methods: ['ticket'], authid: 'x'.repeat(257) }],
  ['without a public key', { methods: ['cryptosign'], authid: 'kay' }],
  ['with a public key that is none', { methods: ['cryptosign'], authextra: { pubkey: 'x'.repeat(64) } }],
])('a HELLO %s is refused without a challenge', async (_, hello) => {
  expect(await admitted(all, hello)).toBeUndefined();
});

test('a verification that is cancelled leaves the queue', async () => {
  const open = (): Promise<Challenge> => challenged(all, { authid: 'eve', methods: ['ticket'] });
  const running = Array.from({ length: 4 }, open).map(async (challenge) =>
    (await challenge).verify('wrong', {}),
  );
  const cancelled = await open();
  void cancelled.verify('wrong', {});
  cancelled.cancel?.();
  expect(await Promise.all(running)).toEqual([undefined, undefined, undefined, undefined]);
});

test('a document that is changed later changes nothing', async () => {
  const roles = { worker: { permissions: [{ uri: 'com.example.work', call: true }] } };
  const entry = { authid: 'una', role: 'worker', wampcra: { secret: 'secret of una' } };
  const authenticator = principals(documentOf([entry], { roles }));
  Object.assign(roles.worker.permissions[0] as object, { uri: '' });
  Object.assign(entry.wampcra, { secret: 'another one' });
  const challenge = await challenged(authenticator, { authid: 'una', methods: ['wampcra'] });
  expect(await challenge.verify(answerTo(challenge, 'secret of una'), {})).toMatchObject({
    permissions: [{ uri: 'com.example.work', call: true }],
  });
});
