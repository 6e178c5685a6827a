/** Documents of principals: each mistake is reported with its place, and without secrets. */
import { describe, expect, test } from 'vitest';
import { Misuse } from '../../dealer/misuse.ts';
import { createKeyPair } from './cryptosign.ts';
import type { PrincipalsDocument, RealmEntry } from './document.ts';
import { documentOf } from './hello.test-helper.ts';
import { principals } from './principals.ts';

const KEYS = createKeyPair();

describe('a mistake in a document is reported with its place', () => {
  const hash = `$scrypt$ln=18,r=8,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`;
  const una = { authid: 'una', role: 'worker', wampcra: { secret: 'hunter2' } };
  const withUris = (...permissions: object[]): object =>
    documentOf([], { roles: { worker: { permissions } } } as unknown as Partial<RealmEntry>);
  const withEntry = (entry: object): object => documentOf([una, { ...una, authid: 'eve', ...entry }]);

  test.each<[unknown, string]>([
    [undefined, 'Expected a dictionary at the top of the principals, but nothing came.'],
    [{}, 'Expected the key realms at the top of the principals, but it is not there.'],
    [
      { realms: {}, seed: 'hunter2' },
      'Expected a text of at least 32 characters at /seed of the principals, but another value came.',
    ],
    [
      { realms: {}, realm: 1 },
      'Expected no key but $schema, seed, realms at /realm of the principals, but realm came.',
    ],
    [
      { realms: { 'a b': { roles: {} } } },
      'Expected a realm whose name is a URI at /realms/a b of the principals, but "a b" came.',
    ],
    [
      { realms: { realm1: {} } },
      'Expected the key roles at /realms/realm1 of the principals, but it is not there.',
    ],
    [
      documentOf([], { anonymous: { role: 'guest' } }),
      'Expected one of the roles of this realm (worker) at /realms/realm1/anonymous/role of the principals, but "guest" came; add it to /realms/realm1/roles.',
    ],
    [
      withEntry({ role: 'boss' }),
      'Expected one of the roles of this realm (worker) at /realms/realm1/principals/1/role (eve) of the principals, but "boss" came; add it to /realms/realm1/roles.',
    ],
    [
      withEntry({ authid: 'una' }),
      'Expected each authid once in a realm at /realms/realm1/principals/1/authid (una) of the principals, but "una" came twice.',
    ],
    [withEntry({ authid: 'x'.repeat(257) }), 'at most 256 characters'],
    [
      withEntry({ wampcra: undefined }),
      'Expected a way to log in (cryptosign, wampcra, ticket) at /realms/realm1/principals/1 (eve) of the principals, but there is none.',
    ],
    [
      withEntry({ ticket: 'hunter2' }),
      'Expected a hash that "dealerchart principal --method ticket" printed at /realms/realm1/principals/1/ticket (eve) of the principals, but another value came.',
    ],
    [
      withEntry({ ticket: hash }),
      'Expected a hash with ln from 10 to 17, r=8, and p from 1 to 16 at /realms/realm1/principals/1/ticket (eve)',
    ],
    [
      withEntry({ wampcra: 'hunter2' }),
      'Expected a dictionary at /realms/realm1/principals/1/wampcra (eve) of the principals, but another value came.',
    ],
    [
      withEntry({ wampcra: { secret: ['hunter2'] } }),
      'Expected a string at /realms/realm1/principals/1/wampcra/secret (eve) of the principals, but another value came.',
    ],
    [
      withEntry({ wampcra: { key: 'hunter2', salt: '00'.repeat(16), iterations: 1_000 } }),
      'Expected the derived key: 32 bytes in Base64 at /realms/realm1/principals/1/wampcra/key (eve) of the principals, but another value came.',
    ],
    [
      withEntry({ wampcra: { secret: 'hunter2', salt: 'abc' } }),
      'Expected no key but secret at /realms/realm1/principals/1/wampcra/salt (eve) of the principals, but salt came.',
    ],
    [
      withEntry({ wampcra: { key: `${'A'.repeat(43)}=`, salt: 'salt123', iterations: 1_000 } }),
      'Expected 32 hexadecimal digits as salt at',
    ],
    [
      withEntry({ wampcra: { key: `${'A'.repeat(43)}=`, salt: '00'.repeat(16), iterations: 10 } }),
      'Expected a number of at least 1000 at',
    ],
    [
      withEntry({ cryptosign: { publicKeys: [] } }),
      'Expected at least one item at /realms/realm1/principals/1/cryptosign/publicKeys (eve)',
    ],
    [
      withEntry({ cryptosign: { publicKeys: ['abc'] } }),
      'Expected an Ed25519 public key: 64 hexadecimal digits at',
    ],
    [
      withEntry({ cryptosign: { publicKeys: ['hunter2'] } }),
      '(eve) of the principals, but another value came.',
    ],
    [withEntry({ cryptosign: { publicKeys: 'hunter2' } }), 'Expected a list at'],
    [withEntry({ cryptosign: 'hunter2' }), 'Expected a dictionary at /realms/realm1/principals/1/cryptosign'],
    [
      { realms: { realm1: { roles: {}, principals: ['hunter2'] } } },
      'Expected a dictionary at /realms/realm1/principals/0 of the principals, but another value came.',
    ],
    [
      withEntry({ cryptosign: { publicKeys: ['00'.repeat(32)] } }),
      'Expected a key that "dealerchart principal" or a client library made at /realms/realm1/principals/1/cryptosign/publicKeys/0 (eve) of the principals, but a weak one came.',
    ],
    [
      withEntry({ cryptosign: { publicKeys: [KEYS.publicKey, KEYS.publicKey.toUpperCase()] } }),
      'Expected each key once in a realm at /realms/realm1/principals/1/cryptosign/publicKeys/1 (eve) of the principals, but it is a key of "eve" too.',
    ],
    [
      withUris({ uri: 'com..example' }),
      'Expected a URI, or "match": "prefix" beside it at /realms/realm1/roles/worker/permissions/0/uri of the principals, but "com..example" came.',
    ],
    [withUris({ uri: '' }), 'Expected a URI'],
    [withUris({ uri: 'com.example.' }), 'Expected a URI'],
    [withUris({ uri: 'com.*#', match: 'prefix' }), 'Expected the beginning of a URI, without wildcards at'],
    [
      withUris({ uri: 'com.a' }, { uri: 'com.a', match: 'exact' }),
      'Expected one permission for each URI at /realms/realm1/roles/worker/permissions/1/uri of the principals, but "com.a" is that of permission 0 too.',
    ],
    [withUris({ uri: 'com.a', match: 'wildcard' }), 'Expected exact or prefix at'],
    [withUris({ uri: 'com.a', call: 'yes' }), 'Expected true or false at'],
  ])('%#: %s', (document, message) => {
    let caught: unknown;
    try {
      principals(document as PrincipalsDocument);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(Misuse);
    expect((caught as Misuse).code).toBe('PRINCIPALS_INVALID');
    expect((caught as Misuse).message).toContain(message);
    expect((caught as Misuse).message).not.toContain('hunter2');
  });

  test('and a document without mistakes is accepted', () => {
    const permitted = withUris(
      { uri: '', match: 'prefix', call: true },
      { uri: 'com.a', register: true },
      { uri: 'com.a', match: 'prefix', forceReregister: false },
      { uri: 'com.a.', match: 'prefix' },
    );
    for (const document of [permitted, { realms: {} }, withEntry({})])
      expect(() => principals(document as PrincipalsDocument)).not.toThrow();
  });
});
