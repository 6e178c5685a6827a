/** An authenticator that knows its principals from a file. */
import { randomBytes } from 'node:crypto';
import { ANONYMOUS } from '../../../machines/vocabulary.ts';
import type { Authenticator, Challenge, Hello, Principal } from './authenticator.ts';
import { cryptosignChallenge, publicKeyIn } from './cryptosign.ts';
import type { PrincipalsDocument } from './document.ts';
import { LONGEST } from './limits.ts';
import { PROVIDER, type RealmRecords, readRealms } from './realm-records.ts';
import { type ClientRecord, PROVEN, type ProvenMethod } from './strangers.ts';
import { Tickets } from './ticket.ts';
import { wampcraChallenge } from './wampcra.ts';

/** An authenticator with a list of its realms. */
export interface Principals extends Authenticator {
  /** The realms that have principals or anonymous clients; no others can be joined. */
  readonly realms: readonly string[];
}

/**
 * An authenticator for the principals of a document.
 *
 * A client that is no principal gets the challenge of one and is refused after AUTHENTICATE, so that nobody learns which
 * authids exist.
 *
 * @param document content of a file of principals, which later changes do not affect
 * @throws Misuse `PRINCIPALS_INVALID` naming the place of the mistake, the expected and the received value
 */
export function principals(document: PrincipalsDocument): Principals {
  return new KnownPrincipals(readRealms(document, randomBytes(32).toString('hex')));
}

// --- internal ---

class KnownPrincipals implements Principals {
  readonly methods: readonly string[];
  readonly realms: readonly string[];
  private readonly byRealm: ReadonlyMap<string, RealmRecords>;
  private readonly tickets = new Tickets();

  constructor(byRealm: ReadonlyMap<string, RealmRecords>) {
    const all = [...byRealm.values()];
    const isAnyAnonymous = all.some(({ anonymous }) => anonymous !== undefined);
    this.byRealm = byRealm;
    this.realms = [...byRealm.keys()];
    this.methods = [
      ...PROVEN.filter((method) => all.some(({ methods }) => methods.has(method))),
      ...(isAnyAnonymous ? [ANONYMOUS] : []),
    ];
  }

  begin(hello: Hello): Challenge | Principal | undefined {
    const realm = this.byRealm.get(hello.realm);
    if (realm === undefined) return undefined;
    const usable = hello.methods.filter((method) => isUsable(method, realm, hello));
    const [first] = usable;
    if (first === undefined) return undefined;
    if (first === ANONYMOUS)
      return { ...(realm.anonymous as Principal), authid: `${ANONYMOUS}-${hello.session}` };
    // A client that offers to log in is not let in without, even if it offers that as well.
    return this.challenge(realm, hello, usable.filter(isProven));
  }

  // --- internal ---

  private challenge(realm: RealmRecords, hello: Hello, offered: readonly ProvenMethod[]): Challenge {
    const publicKey = publicKeyIn(hello.authextra) ?? '';
    const name = hello.authid ?? publicKey;
    // Made up for principals too, so that they take the same time.
    const stranger = realm.strangers.recordOf(name);
    const known = hello.authid === undefined ? realm.byKey.get(publicKey) : realm.byAuthid.get(hello.authid);
    const record = known ?? stranger;
    const method = offered.find((each) => record[each] !== undefined) ?? (offered[0] as ProvenMethod);
    const substitute = realm.strangers.recordWith(method, name);
    return this.challengeBy(method, record[method] === undefined ? substitute : record, hello, publicKey);
  }

  private challengeBy(
    method: ProvenMethod,
    { principal, authrole, ticket, wampcra, cryptosign }: ClientRecord,
    { authid = '', session, transport }: Hello,
    publicKey: string,
  ): Challenge {
    if (method === 'ticket' && ticket !== undefined)
      return this.tickets.challenge(ticket, principal, transport.address);
    if (method === 'wampcra' && wampcra !== undefined)
      return wampcraChallenge(wampcra, { authid, authrole, authprovider: PROVIDER, session }, principal);
    return cryptosignChallenge(publicKey, cryptosign?.has(publicKey) === true ? principal : undefined);
  }
}

const isProven = (method: string): method is ProvenMethod => (PROVEN as readonly string[]).includes(method);

/** True if the method can be tried, which must not depend on whether the principal exists. */
function isUsable(method: string, realm: RealmRecords, { authid, authextra }: Hello): boolean {
  if (method === ANONYMOUS) return realm.anonymous !== undefined;
  if (!isProven(method) || !realm.methods.has(method)) return false;
  if (authid !== undefined && (authid === '' || authid.length > LONGEST.authid)) return false;
  return method === 'cryptosign' ? publicKeyIn(authextra) !== undefined : authid !== undefined;
}
