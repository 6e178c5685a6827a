/** Fields of messages, as far as they can be read: the log of a router may contain anything. */
import { show } from '../../dealer/json.ts';
import { Payload } from '../../dealer/payload.ts';
import { same } from '../../dealer/same.ts';

export type Name = keyof typeof LAYOUTS;
export type Dict = Readonly<Record<string, unknown>>;

/** Fields of a message; missing fields and fields of the wrong type are empty. */
export interface Message {
  /** Undefined if the type of the message is unknown. */
  readonly name: Name | undefined;
  /** The request id, or the session id in WELCOME; 0 if there is none. */
  readonly request: number;
  /** The registration id (in UNSUBSCRIBE the subscription); 0 if there is none. */
  readonly target: number;
  /** Request type in an ERROR. */
  readonly of: Name | undefined;
  /** Options or Details. */
  readonly options: Dict;
  /** Realm, reason, error, procedure or topic. */
  readonly uri: string;
  /** Arguments and ArgumentsKw, as far as they are there. */
  readonly payload: readonly unknown[];
  /** Fault in the form of a client's message, if it has one. */
  readonly flaw: string | undefined;
}

/**
 * Reads any value as a message. A log is judged many times, so the message of an array is cached.
 *
 * @param given a value that does not change any more
 * @param by the sender
 */
export function read(given: unknown, by: Sender): Message {
  if (!Array.isArray(given)) return parse(given, by);
  const cached = CACHES[by].get(given) ?? parse(given, by);
  CACHES[by].set(given, cached);
  return cached;
}

/** True if two payloads are equal. Empty Arguments or ArgumentsKw equal missing ones. */
export const isSamePayload = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  same(one[0] ?? [], other[0] ?? []) && same(one[1] ?? {}, other[1] ?? {});

/** True if no part of a URI is empty or contains white space or `#`. There may be millions of parts. */
export const isCorrectUri = (uri: string): boolean => !/[\s#]/.test(uri) && !`.${uri}.`.includes('..');

const dictOf = (value: unknown): Dict => (isDict(value) ? value : {});

/** Name of a message for use in a sentence. */
export const nameOf = ({ name, uri }: Message): string =>
  (name === 'ERROR' || name === 'ABORT') && uri !== '' ? `${name} ${uri}` : (name ?? 'no message of WAMP');

// --- internal ---

type Sender = 'client' | 'router';

const CACHES: { readonly [S in Sender]: WeakMap<object, Message> } = {
  client: new WeakMap(),
  router: new WeakMap(),
};

function parse(given: unknown, by: Sender): Message {
  const wire = Array.isArray(given) ? given.flatMap(valuesOf) : given;
  const list: readonly unknown[] = Array.isArray(wire) ? wire : [];
  const name = NAMES.get(list[0]);
  const places = name === undefined ? NOWHERE : PLACES[name];
  return {
    name,
    request: idOf(partOf(list, places.request)),
    target: idOf(partOf(list, places.target)),
    of: NAMES.get(partOf(list, places.of)),
    options: dictOf(partOf(list, places.options)),
    uri: textOf(partOf(list, places.uri)),
    payload: list.slice(places.payload),
    flaw: by === 'client' ? flawOf(wire, name) : undefined,
  };
}

const valuesOf = (field: unknown): unknown =>
  field instanceof Payload ? field.values().map(asDict) : [field];

/** ArgumentsKw with keys that are no text is a dictionary on the wire, and a `Map` as a plain value. */
const asDict = (value: unknown): unknown => (value instanceof Map ? Object.fromEntries(value) : value);

type Part = 'request' | 'target' | 'of' | 'options' | 'uri';

/** Type code of each message, and its mandatory fields. */
const LAYOUTS = {
  HELLO: [1, 'uri', 'options'],
  WELCOME: [2, 'request', 'options'],
  ABORT: [3, 'options', 'uri'],
  CHALLENGE: [4, 'uri', 'options'],
  AUTHENTICATE: [5, 'uri', 'options'],
  GOODBYE: [6, 'options', 'uri'],
  ERROR: [8, 'of', 'request', 'options', 'uri'],
  PUBLISH: [16, 'request', 'options', 'uri'],
  PUBLISHED: [17, 'request', 'target'],
  SUBSCRIBE: [32, 'request', 'options', 'uri'],
  SUBSCRIBED: [33, 'request', 'target'],
  UNSUBSCRIBE: [34, 'request', 'target'],
  UNSUBSCRIBED: [35, 'request'],
  EVENT: [36, 'target', 'request', 'options'],
  CALL: [48, 'request', 'options', 'uri'],
  CANCEL: [49, 'request', 'options'],
  RESULT: [50, 'request', 'options'],
  REGISTER: [64, 'request', 'options', 'uri'],
  REGISTERED: [65, 'request', 'target'],
  UNREGISTER: [66, 'request', 'target'],
  UNREGISTERED: [67, 'request', 'options'],
  INVOCATION: [68, 'request', 'target', 'options'],
  INTERRUPT: [69, 'request', 'options'],
  YIELD: [70, 'request', 'options'],
} as const satisfies Readonly<Record<string, readonly [code: number, ...parts: Part[]]>>;

/** Index of each part in a message; 0, the index of the type code, for a missing part. */
type Places = { readonly [P in Part | 'payload']: number };

const NOWHERE: Places = { request: 0, target: 0, of: 0, options: 0, uri: 0, payload: 1 };

const PLACES = Object.fromEntries(
  Object.entries(LAYOUTS).map(([name, layout]) => {
    const [, ...parts] = layout;
    const places = parts.map((part, index) => [part, index + 1]);
    return [name, { ...NOWHERE, ...Object.fromEntries(places), payload: layout.length }];
  }),
) as { readonly [N in Name]: Places };

/** The messages of a client that may carry Arguments and ArgumentsKw. */
const WITH_PAYLOAD: readonly Name[] = ['ABORT', 'ERROR', 'PUBLISH', 'CALL', 'YIELD'];

/** Messages that a client may send to a dealer. */
const OF_CLIENTS: readonly Name[] = [
  ...WITH_PAYLOAD,
  ...(['HELLO', 'AUTHENTICATE', 'GOODBYE', 'SUBSCRIBE', 'UNSUBSCRIBE'] as const),
  ...(['CANCEL', 'REGISTER', 'UNREGISTER'] as const),
];

const NAMES = new Map<unknown, Name>(Object.entries(LAYOUTS).map(([name, [code]]) => [code, name as Name]));

const partOf = (list: readonly unknown[], place: number): unknown => (place === 0 ? undefined : list[place]);

function flawOf(wire: unknown, name: Name | undefined): string | undefined {
  if (!Array.isArray(wire)) return `${show(wire)} is no message`;
  if (name === undefined) return `${show(wire)} is of no known type`;
  if (!OF_CLIENTS.includes(name)) return `a client sends no ${name}`;
  const [, ...parts]: readonly [number, ...Part[]] = LAYOUTS[name];
  const count = parts.length + 1;
  const payload = WITH_PAYLOAD.includes(name) ? wire.slice(count) : [];
  if (wire.length < count) return `${name} has too few fields`;
  if (wire.length > count + payload.length || payload.length > 2) return `${name} has too many fields`;
  const wrong = parts.find((part, index) => !isOf(part, wire[index + 1]));
  if (wrong !== undefined) return `${name} has a wrong ${wrong === 'request' ? 'request id' : wrong}`;
  if (payload.length > 0 && !Array.isArray(payload[0])) return `${name} has Arguments that are no list`;
  if (payload.length > 1 && !isDict(payload[1])) return `${name} has ArgumentsKw that are no dictionary`;
  return undefined;
}

function isOf(part: Part, value: unknown): boolean {
  switch (part) {
    case 'request':
    case 'target':
      return idOf(value) > 0;
    case 'of':
      return Number.isInteger(value);
    case 'options':
      return isDict(value);
    case 'uri':
      return typeof value === 'string';
  }
}

function isDict(value: unknown): value is Dict {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

const idOf = (value: unknown): number =>
  Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 2 ** 53 ? (value as number) : 0;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
