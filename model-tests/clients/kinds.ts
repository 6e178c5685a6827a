/** All kinds of real clients: each library with each of its serialisations. */
import { joinWithAutobahn } from './autobahn.ts';
import type { Client } from './client.ts';
import { joinWithWampy } from './wampy.ts';

export const JOIN = {
  'Autobahn in JSON': (url: string) => joinWithAutobahn(url, { serialiser: 'JSONSerializer' }),
  'Autobahn in MessagePack': (url: string) => joinWithAutobahn(url, { serialiser: 'MsgpackSerializer' }),
  'Autobahn in CBOR': (url: string) => joinWithAutobahn(url, { serialiser: 'CBORSerializer' }),
  'wampy in JSON': (url: string) => joinWithWampy(url, { serialiser: 'JsonSerializer' }),
  'wampy in MessagePack': (url: string) => joinWithWampy(url, { serialiser: 'MsgpackSerializer' }),
  'wampy in CBOR': (url: string) => joinWithWampy(url, { serialiser: 'CborSerializer' }),
} as const satisfies Record<string, (url: string) => Promise<Client>>;

export type Kind = keyof typeof JOIN;
export const KINDS = Object.keys(JOIN) as readonly Kind[];

/** Clients of all kinds in turn. */
export const joinMixed = (url: string, count: number): Promise<Client[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => JOIN[kindAt(index)](url)));

/** Clients of one kind. */
export const joinAll = (url: string, kind: Kind, count: number): Promise<Client[]> =>
  Promise.all(Array.from({ length: count }, () => JOIN[kind](url)));

/** The name in a result of a callee that returns only its name. */
export const nameFrom = async (caller: Client, procedure: string): Promise<unknown> =>
  (await caller.call(procedure)).args?.[0];

// --- internal ---

const kindAt = (index: number): Kind => KINDS[index % KINDS.length] as Kind;
