/** Principals for tests of logins, one for each method, and their credentials. */
import { readFileSync } from 'node:fs';
import { createKeyPair } from '../../src/router/authentication/cryptosign.ts';
import type { PrincipalsDocument } from '../../src/router/authentication/document.ts';
import { hashWithScrypt } from '../../src/router/authentication/scrypt.ts';
import { deriveCraKey } from '../../src/router/authentication/wampcra.ts';
import { principals, type RouterOptions } from '../../src/router/index.ts';
import type { Login } from './client.ts';

const KEYS = createKeyPair();

/** Credentials by kind: each method, and both forms of `wampcra`. */
export const LOGINS = {
  ticket: { authid: 'tim', method: 'ticket', secret: 'tïcket of tim 🎫' },
  'wampcra, salted': { authid: 'sal', method: 'wampcra', secret: 'pässword of sal 🔑' },
  'wampcra, unsalted': { authid: 'una', method: 'wampcra', secret: 'sécret of una 🔑' },
  cryptosign: { authid: 'kay', method: 'cryptosign', secret: KEYS.privateKey, publicKey: KEYS.publicKey },
} as const satisfies Readonly<Record<string, Login>>;

export type LoginKind = keyof typeof LOGINS;
export const LOGIN_KINDS = Object.keys(LOGINS) as LoginKind[];

/** The same credentials with a wrong secret. */
export const wrong = (login: Login): Login => ({
  ...login,
  secret: login.method === 'cryptosign' ? createKeyPair().privateKey : `${login.secret}.`,
});

/** The same credentials for a client that is no principal. */
export const stranger = (login: Login): Login => ({ ...login, authid: 'eve' });

/** The page on authentication. */
export const AUTHENTICATION = 'docs/authentication.md';

/** Options of a router with the principals of that page. */
export function pagePrincipals(): RouterOptions {
  const text = readFileSync(new URL(`../../${AUTHENTICATION}`, import.meta.url), 'utf8');
  const [, json = ''] = /^```json\n([\s\S]*?)^```$/m.exec(text) ?? [];
  return { authenticator: principals(JSON.parse(json)) };
}

/** A document whose realm `realm1` has these principals as workers, and one `guest` without a login. */
export async function loginDocument(): Promise<PrincipalsDocument> {
  const [ticket, wampcra] = await Promise.all([
    hashWithScrypt(LOGINS.ticket.secret),
    deriveCraKey(LOGINS['wampcra, salted'].secret, 2_000),
  ]);
  const everything = { uri: '', match: 'prefix', call: true, register: true } as const;
  return {
    realms: {
      realm1: {
        anonymous: { role: 'guest' },
        roles: {
          worker: { permissions: [everything] },
          guest: { permissions: [{ uri: 'com.example.public.', match: 'prefix', call: true }] },
        },
        principals: [
          { authid: 'tim', role: 'worker', ticket },
          { authid: 'sal', role: 'worker', wampcra },
          { authid: 'una', role: 'worker', wampcra: { secret: LOGINS['wampcra, unsalted'].secret } },
          { authid: 'kay', role: 'worker', cryptosign: { publicKeys: [KEYS.publicKey] } },
        ],
      },
    },
  };
}
