/** The file of principals: its content, and its JSON Schema. */
import type { Schema } from '../../wire/schema.ts';
import type { Permission } from './authenticator.ts';
import { LONGEST, MOST_PERMISSIONS, PBKDF2 } from './limits.ts';
import { SCRYPT_FORM } from './scrypt.ts';
import type { CraSecret } from './wampcra.ts';

/** Content of a file of principals. */
export interface PrincipalsDocument {
  /** Secret text from which the challenges of strangers are made. */
  readonly seed?: string | undefined;
  readonly realms: Readonly<Record<string, RealmEntry>>;
}

export interface RealmEntry {
  /** Role of clients that do not authenticate; they are refused if omitted. */
  readonly anonymous?: { readonly role: string } | undefined;
  readonly roles: Readonly<Record<string, RoleEntry>>;
  readonly principals?: readonly PrincipalEntry[] | undefined;
}

export interface RoleEntry {
  readonly permissions: readonly Permission[];
}

/** A principal, with the methods by which it can log in. */
export interface PrincipalEntry {
  readonly authid: string;
  readonly role: string;
  /** Hash of the ticket. */
  readonly ticket?: string | undefined;
  readonly wampcra?: CraSecret | undefined;
  readonly cryptosign?: { readonly publicKeys: readonly string[] } | undefined;
}

const closed = (
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[],
  description: string,
): Schema => ({ type: 'object', description, properties, required, additionalProperties: false });

const dictionary = (additionalProperties: Schema, description: string): Schema => ({
  type: 'object',
  description,
  additionalProperties,
});

const list = (items: Schema, description: string, minItems = 0): Schema => ({
  type: 'array',
  description,
  items,
  minItems,
});

const text = (description: string, maxLength: number, minLength = 1): Schema => ({
  type: 'string',
  description,
  minLength,
  maxLength,
});

const flag = (description: string): Schema => ({ type: 'boolean', description });

const roleName = text('the name of a role of this realm', LONGEST.authrole);

const permission = closed(
  {
    uri: {
      type: 'string',
      description: 'URI of a procedure, or its beginning; the longest one that matches decides',
    },
    match: { enum: ['exact', 'prefix'], description: 'exact if omitted' },
    call: flag('may call the procedure'),
    register: flag('may register the procedure'),
    forceReregister: flag('may take registrations of the procedure away from other sessions'),
  },
  ['uri'],
  'Permission for some URIs; false for what is omitted',
);

/** Keeps a value out of error messages: it is a secret, or a secret may be there by mistake. */
const secret = (schema: Schema): Schema => ({ ...schema, writeOnly: true });

const ticket = secret({
  type: 'string',
  pattern: SCRYPT_FORM.source,
  description: 'a hash that "dealerchart principal --method ticket" printed',
});

const wampcra = secret({
  type: 'object',
  description: 'a secret that "dealerchart principal --method wampcra" printed',
  // Made from entries, since an object with a key `then` could be taken for a promise.
  ...Object.fromEntries([
    ['if', { required: ['secret'] }],
    [
      'then',
      closed(
        { secret: secret(text('the secret itself', LONGEST.secret)) },
        [],
        'A secret that is stored as it is',
      ),
    ],
    [
      'else',
      closed(
        {
          key: secret({
            type: 'string',
            pattern: '^[A-Za-z0-9+/]{43}=$',
            description: 'the derived key: 32 bytes in Base64',
          }),
          salt: { type: 'string', pattern: '^[0-9a-f]{32}$', description: '32 hexadecimal digits as salt' },
          iterations: {
            type: 'integer',
            description: 'iterations of PBKDF2',
            minimum: PBKDF2.iterations.least,
            maximum: PBKDF2.iterations.most,
          },
        },
        ['key', 'salt', 'iterations'],
        'A key that is derived from the secret',
      ),
    ],
  ]),
});

const cryptosign = secret(
  closed(
    {
      publicKeys: secret(
        list(
          secret({
            type: 'string',
            pattern: '^[0-9a-fA-F]{64}$',
            description: 'an Ed25519 public key: 64 hexadecimal digits',
          }),
          'Keys that the principal may sign with',
          1,
        ),
      ),
    },
    ['publicKeys'],
    'Login with a key pair',
  ),
);

const principal = secret(
  closed(
    { authid: text('name of the principal', LONGEST.authid), role: roleName, ticket, wampcra, cryptosign },
    ['authid', 'role'],
    'A client, with the methods by which it can log in',
  ),
);

const realm = closed(
  {
    anonymous: closed({ role: roleName }, ['role'], 'Role of clients that do not log in'),
    roles: dictionary(
      closed(
        { permissions: { ...list(permission, 'Everything else is forbidden'), maxItems: MOST_PERMISSIONS } },
        ['permissions'],
        'A role',
      ),
      'Roles by name',
    ),
    principals: list(principal, 'Clients that can log in'),
  },
  ['roles'],
  'A realm',
);

/** JSON Schema of `PrincipalsDocument`. */
export const PRINCIPALS_SCHEMA: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Principals of a Dealerchart router',
  ...closed(
    {
      $schema: { type: 'string', description: 'Path of this schema, for editors' },
      seed: secret(text('Secret random text; the challenges of unknown clients are made from it', 1_024, 32)),
      realms: dictionary(realm, 'Realms by name; no others can be joined'),
    },
    ['realms'],
    'The clients of a router, with their secrets and permissions',
  ),
};
