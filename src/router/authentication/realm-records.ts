/** Reads the realms of a document of principals, and reports its first mistake. */
import { isWellFormed } from '../../../machines/steps/uri.ts';
import { ANONYMOUS } from '../../../machines/vocabulary.ts';
import { show } from '../../dealer/json.ts';
import { Misuse } from '../../dealer/misuse.ts';
import { step } from '../../wire/pointer.ts';
import { validator } from '../../wire/schema.ts';
import type { Permission, Principal } from './authenticator.ts';
import { isWeak } from './cryptosign.ts';
import {
  PRINCIPALS_SCHEMA,
  type PrincipalEntry,
  type PrincipalsDocument,
  type RealmEntry,
} from './document.ts';
import { parseScrypt, type ScryptHash } from './scrypt.ts';
import { type ClientRecord, PROVEN, type ProvenMethod, Strangers } from './strangers.ts';

/** `authprovider` of all principals, in the challenge of `wampcra` and in WELCOME. */
export const PROVIDER = 'static';

/** The clients of a realm. */
export interface RealmRecords {
  /** The role and permissions of anonymous clients; undefined if they are refused. */
  readonly anonymous: Omit<Principal, 'authid'> | undefined;
  readonly byAuthid: ReadonlyMap<string, ClientRecord>;
  /** By public key. */
  readonly byKey: ReadonlyMap<string, ClientRecord>;
  /** Methods that at least one principal has. */
  readonly methods: ReadonlySet<ProvenMethod>;
  readonly strangers: Strangers;
}

/**
 * @param document content of a file of principals
 * @param random seed of the strangers' records if the document has none
 * @throws Misuse `PRINCIPALS_INVALID`
 */
export function readRealms(document: PrincipalsDocument, random: string): ReadonlyMap<string, RealmRecords> {
  const complaint = complaintAbout(document);
  if (complaint !== undefined) reject(complaint.path, complaint.expected, complaint.came, document);
  const realms = Object.entries(document.realms).map(([name, entry]) => {
    const path = `/realms${step(name)}`;
    if (!isWellFormed(name)) reject(path, 'a realm whose name is a URI', `${show(name)} came`, document);
    return [name, new Reader(document, path, entry).read(name, document.seed ?? random)] as const;
  });
  return new Map(realms);
}

// --- internal ---

const complaintAbout = validator(PRINCIPALS_SCHEMA);

/** @param came a clause; without secrets */
function reject(path: string, expected: string, came: string, document: unknown): never {
  const place = path === '' ? 'at the top' : `at ${path}${authidAt(path, document)}`;
  throw new Misuse('PRINCIPALS_INVALID', `Expected ${expected} ${place} of the principals, but ${came}.`);
}

/** The name of the principal that a pointer leads into, since nobody counts them. */
function authidAt(path: string, document: unknown): string {
  const [, , realm = '', list, index = ''] = path.split('/');
  if (list !== 'principals') return '';
  const name = realm.replaceAll('~1', '/').replaceAll('~0', '~');
  const entry: unknown = (document as Partial<PrincipalsDocument>)?.realms?.[name]?.principals?.[
    Number(index)
  ];
  const authid = (entry as Partial<PrincipalEntry> | undefined)?.authid;
  return typeof authid === 'string' ? ` (${authid})` : '';
}

/** Reads one realm. */
class Reader {
  private readonly document: PrincipalsDocument;
  private readonly path: string;
  private readonly entry: RealmEntry;
  private readonly byAuthid = new Map<string, ClientRecord>();
  private readonly byKey = new Map<string, ClientRecord & { readonly principal: Principal }>();

  constructor(document: PrincipalsDocument, path: string, entry: RealmEntry) {
    this.document = document;
    this.path = path;
    this.entry = entry;
  }

  read(name: string, seed: string): RealmRecords {
    const permissions = new Map(
      Object.entries(this.entry.roles).map(([role, { permissions }]) => {
        const path = `/roles${step(role)}/permissions`;
        return [role, permissions.map((each, index) => this.permission(each, index, permissions, path))];
      }),
    );
    const principals = this.entry.principals ?? [];
    for (const [index, entry] of principals.entries()) this.add(entry, `/principals/${index}`, permissions);
    const records = [...this.byAuthid.values()];
    return {
      anonymous: this.anonymous(permissions),
      byAuthid: this.byAuthid,
      byKey: this.byKey,
      methods: new Set(PROVEN.filter((method) => records.some((record) => record[method] !== undefined))),
      strangers: new Strangers(seed, name, records),
    };
  }

  // --- internal ---

  private permission(
    permission: Permission,
    index: number,
    all: readonly Permission[],
    path: string,
  ): Permission {
    const { uri, match = 'exact' } = permission;
    const whole = match === 'prefix' ? uri.replace(/\.$/, '') : uri;
    const place = `${path}/${index}/uri`;
    if (!isWellFormed(whole) && !(match === 'prefix' && uri === '')) {
      const expected =
        match === 'prefix'
          ? 'the beginning of a URI, without wildcards'
          : 'a URI, or "match": "prefix" beside it';
      this.reject(place, expected, `${show(uri)} came`);
    }
    const before = all.findIndex((each) => each.uri === uri && (each.match ?? 'exact') === match);
    if (before < index)
      this.reject(place, 'one permission for each URI', `${show(uri)} is that of permission ${before} too`);
    return { ...permission };
  }

  private anonymous(roles: Roles): RealmRecords['anonymous'] {
    const { anonymous } = this.entry;
    return anonymous && { ...this.inRole(anonymous.role, '/anonymous/role', roles), authmethod: ANONYMOUS };
  }

  private add(entry: PrincipalEntry, path: string, roles: Roles): void {
    const { authid, role, wampcra } = entry;
    if (this.byAuthid.has(authid))
      this.reject(`${path}/authid`, 'each authid once in a realm', `${show(authid)} came twice`);
    const principal = { authid, ...this.inRole(role, `${path}/role`, roles) };
    if (PROVEN.every((method) => entry[method] === undefined))
      this.reject(path, `a way to log in (${PROVEN.join(', ')})`, 'there is none');
    const keys = entry.cryptosign?.publicKeys.map((key) => key.toLowerCase());
    const record = {
      principal,
      authrole: role,
      ticket: this.ticket(entry, path),
      wampcra: wampcra && { ...wampcra },
      cryptosign: keys && new Set(keys),
    };
    this.byAuthid.set(authid, record);
    for (const [index, key] of (keys ?? []).entries()) {
      const place = `${path}/cryptosign/publicKeys/${index}`;
      const owner = this.byKey.get(key);
      if (owner !== undefined)
        this.reject(place, 'each key once in a realm', `it is a key of ${show(owner.principal.authid)} too`);
      if (isWeak(key))
        this.reject(place, 'a key that "dealerchart principal" or a client library made', 'a weak one came');
      this.byKey.set(key, record);
    }
  }

  private ticket({ ticket }: PrincipalEntry, path: string): ScryptHash | undefined {
    if (ticket === undefined) return undefined;
    const expected = 'a hash with ln from 10 to 17, r=8, and p from 1 to 16';
    return parseScrypt(ticket) ?? this.reject(`${path}/ticket`, expected, 'another one came');
  }

  private inRole(role: string, path: string, roles: Roles): Omit<Principal, 'authid'> {
    const permissions = roles.get(role);
    if (permissions !== undefined) return { authrole: role, authprovider: PROVIDER, permissions };
    const known = [...roles.keys()].join(', ') || 'none yet';
    const expected = `one of the roles of this realm (${known})`;
    return this.reject(path, expected, `${show(role)} came; add it to ${this.path}/roles`);
  }

  private reject(path: string, expected: string, came: string): never {
    return reject(this.path + path, expected, came, this.document);
  }
}

type Roles = ReadonlyMap<string, readonly Permission[]>;
