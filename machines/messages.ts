/**
 * The grammar of WAMP's messages: every message that concerns a dealer, or that a router has to know to refuse.
 *
 * Fields stand as the text writes them, `Element|type`. A name before a dot says which message the element is from:
 * `CALL.Request|id` is the id that a CALL gave itself in `Request|id`. Type codes, types, keys and what an id counts
 * are derived from this table, and so is all code that reads, writes, names or draws messages.
 */
import type { Kind } from './kinds.ts';
import type { Dict, Id, List, Uri } from './vocabulary/words.ts';

export const MESSAGES = {
  // The session.
  HELLO: { code: 1, from: 'client', fields: ['Realm|uri', 'Details|dict'] },
  WELCOME: { code: 2, from: 'router', fields: ['Session|id', 'Details|dict'] },
  ABORT: { code: 3, from: 'both', fields: ['Details|dict', 'Reason|uri'], payload: true },
  CHALLENGE: { code: 4, from: 'router', fields: ['AuthMethod|string', 'Extra|dict'] },
  AUTHENTICATE: { code: 5, from: 'client', fields: ['Signature|string', 'Extra|dict'] },
  GOODBYE: { code: 6, from: 'both', fields: ['Details|dict', 'Reason|uri'] },
  ERROR: {
    code: 8,
    from: 'both',
    fields: ['REQUEST.Type|int', 'REQUEST.Request|id', 'Details|dict', 'Error|uri'],
    payload: true,
  },

  // Publish and subscribe.
  PUBLISH: { code: 16, from: 'client', fields: ['Request|id', 'Options|dict', 'Topic|uri'], payload: true },
  PUBLISHED: { code: 17, from: 'router', fields: ['PUBLISH.Request|id', 'Publication|id'], foreign: true },
  SUBSCRIBE: { code: 32, from: 'client', fields: ['Request|id', 'Options|dict', 'Topic|uri'] },
  SUBSCRIBED: {
    code: 33,
    from: 'router',
    fields: ['SUBSCRIBE.Request|id', 'Subscription|id'],
    foreign: true,
  },
  UNSUBSCRIBE: { code: 34, from: 'client', fields: ['Request|id', 'SUBSCRIBED.Subscription|id'] },
  UNSUBSCRIBED: {
    code: 35,
    from: 'router',
    fields: ['UNSUBSCRIBE.Request|id'],
    revocation: ['Details|dict'],
    foreign: true,
  },
  EVENT: {
    code: 36,
    from: 'router',
    fields: ['SUBSCRIBED.Subscription|id', 'PUBLISHED.Publication|id', 'Details|dict'],
    payload: true,
    foreign: true,
  },

  // Routed remote procedure calls.
  CALL: { code: 48, from: 'client', fields: ['Request|id', 'Options|dict', 'Procedure|uri'], payload: true },
  CANCEL: { code: 49, from: 'client', fields: ['CALL.Request|id', 'Options|dict'] },
  RESULT: { code: 50, from: 'router', fields: ['CALL.Request|id', 'Details|dict'], payload: true },
  REGISTER: { code: 64, from: 'client', fields: ['Request|id', 'Options|dict', 'Procedure|uri'] },
  REGISTERED: { code: 65, from: 'router', fields: ['REGISTER.Request|id', 'Registration|id'] },
  UNREGISTER: { code: 66, from: 'client', fields: ['Request|id', 'REGISTERED.Registration|id'] },
  UNREGISTERED: {
    code: 67,
    from: 'router',
    fields: ['UNREGISTER.Request|id'],
    revocation: ['Details|dict'],
  },
  INVOCATION: {
    code: 68,
    from: 'router',
    fields: ['Request|id', 'REGISTERED.Registration|id', 'Details|dict'],
    payload: true,
  },
  INTERRUPT: { code: 69, from: 'router', fields: ['INVOCATION.Request|id', 'Options|dict'] },
  YIELD: { code: 70, from: 'client', fields: ['INVOCATION.Request|id', 'Options|dict'], payload: true },
} as const satisfies Readonly<Record<string, Definition>>;

/** The fields that may follow in a message with `payload`. */
export const PAYLOAD = ['Arguments|list', 'ArgumentsKw|dict'] as const;

/** The keys of fields in our types that are not the name of their element. */
export const KEYS = { Session: 'id', Type: 'of', Arguments: 'args', ArgumentsKw: 'kwargs' } as const;

/** The type code of each message. */
export const CODES = Object.fromEntries(Object.entries(MESSAGES).map(([name, { code }]) => [name, code])) as {
  readonly [N in MessageName]: (typeof MESSAGES)[N]['code'];
};

/** The name of each type code. */
export const NAMES: ReadonlyMap<unknown, MessageName> = new Map(
  Object.entries(CODES).map(([name, code]) => [code, name as MessageName]),
);

// --- types ---

/** A message as the text defines it. */
export interface Definition {
  readonly code: number;
  readonly from: 'client' | 'router' | 'both';
  /** The fields that have to be there. */
  readonly fields: readonly Notation[];
  /** The fields that are there only if a router sends it unasked, for a registration or subscription that it revokes. */
  readonly revocation?: readonly Notation[];
  /** True if Arguments and ArgumentsKw may follow. */
  readonly payload?: true;
  /** True if only brokers send or read it. */
  readonly foreign?: true;
}
/** A field as the text writes it. */
export type Notation = `${string}|${Kind}`;

export type MessageName = keyof typeof MESSAGES;

/** The name of each message that the dealer reads, and of each that it sends. */
export type ClientMessageName = NameFrom<'client'>;
export type DealerMessageName = NameFrom<'router'>;

/** The name of each message whose request can fail with an ERROR: those that number themselves. */
export type RequestType = {
  readonly [N in MessageName]: 'Request|id' extends Fields<N> ? N : never;
}[MessageName];

/** A message with its fields by key. */
export type MessageOf<N extends MessageName> = N extends MessageName
  ? Simple<
      { readonly type: N } & { readonly [F in Fields<N> as KeyOf<F>]: Values[KindOf<F>] } & RevocationOf<N> &
        PayloadOf<N>
    >
  : never;

/** The keys of the fields of a message. */
export type KeyIn<N extends MessageName> = Exclude<keyof MessageOf<N>, 'type'>;

// --- internal ---

/** The value of each kind of field. */
interface Values {
  readonly id: Id;
  /** An ERROR of the dealer may be about a CANCEL, too. */
  readonly int: RequestType | 'CANCEL' | 'other';
  readonly uri: Uri;
  readonly string: string;
  readonly dict: Dict;
  readonly list: List;
}

/** The payload, which the dealer passes on without reading it. */
interface Carrier {
  readonly args: unknown;
  readonly kwargs: unknown;
}

type NameFrom<Sender> = {
  readonly [N in MessageName]: (typeof MESSAGES)[N] extends { foreign: true }
    ? never
    : (typeof MESSAGES)[N]['from'] extends Sender | 'both'
      ? N
      : never;
}[MessageName];

type Fields<N extends MessageName> = (typeof MESSAGES)[N]['fields'][number];
type PayloadOf<N extends MessageName> = (typeof MESSAGES)[N] extends { payload: true } ? Carrier : unknown;
type RevocationOf<N extends MessageName> = (typeof MESSAGES)[N] extends {
  revocation: readonly (infer F)[];
}
  ? { readonly [Field in F as KeyOf<Field>]?: Values[KindOf<Field>] | undefined }
  : unknown;
type KindOf<F> = F extends `${string}|${infer K extends Kind}` ? K : never;
type ElementOf<F> = F extends `${string}.${infer E}|${Kind}` ? E : F extends `${infer E}|${Kind}` ? E : never;
type KeyOf<F> =
  ElementOf<F> extends infer E extends string ? (E extends keyof Keys ? Keys[E] : Uncapitalize<E>) : never;
type Keys = typeof KEYS;
type Simple<T> = { readonly [K in keyof T]: T[K] };
