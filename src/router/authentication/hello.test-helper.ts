/** Inputs of an authenticator in tests. */
import type { Authenticator, Challenge, Hello, Principal } from './authenticator.ts';
import type { PrincipalEntry, PrincipalsDocument, RealmEntry } from './document.ts';

/** A HELLO of `realm1` from `127.0.0.1`. */
export const helloOf = (hello: Partial<Hello>): Hello => ({
  realm: 'realm1',
  authid: undefined,
  methods: [],
  authextra: {},
  session: 7,
  transport: { address: '127.0.0.1', origin: undefined, headers: {} },
  ...hello,
});

/** The challenge for a HELLO. */
export async function challenged(authenticator: Authenticator, hello: Partial<Hello>): Promise<Challenge> {
  const answer = await authenticator.begin(helloOf(hello));
  if (answer === undefined || !('verify' in answer)) throw new Error('Expected a challenge.');
  return answer;
}

/** The principal that joins without a challenge; undefined if it is refused. */
export async function admitted(
  authenticator: Authenticator,
  hello: Partial<Hello>,
): Promise<Principal | undefined> {
  const answer = await authenticator.begin(helloOf(hello));
  if (answer !== undefined && 'verify' in answer) throw new Error('Expected no challenge.');
  return answer;
}

/** A document with one realm, whose only role is `worker`. */
export const documentOf = (
  principals: readonly PrincipalEntry[],
  realm: Partial<RealmEntry> = {},
): PrincipalsDocument => ({
  seed: 'the seed of all strangers in tests',
  realms: { realm1: { roles: { worker: { permissions: [] } }, principals, ...realm } },
});
