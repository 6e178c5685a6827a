/** The layout of each message: its fields in their order, read out of the grammar. */
import type { Kind } from './kinds.ts';
import {
  type Definition,
  KEYS,
  type KeyIn,
  MESSAGES,
  type MessageName,
  type Notation,
  PAYLOAD,
  type RequestType,
} from './messages.ts';

export interface Layout {
  readonly name: MessageName;
  readonly code: number;
  /** All fields, also those that may be left out. */
  readonly fields: readonly Field[];
  /** The number of required fields. */
  readonly required: number;
  /** True if Arguments and ArgumentsKw may follow those. */
  readonly payload: boolean;
  /** Message whose request id it has: CALL for RESULT; undefined if none, or if it differs, as in ERROR. */
  readonly about: RequestType | undefined;
}

/** A field of a message. */
export interface Field {
  /** The notation of the text: `CALL.Request`. */
  readonly name: string;
  /** Without the message that it is from: `Request`. */
  readonly element: string;
  readonly kind: Kind;
  readonly key: string;
  /** The things that it numbers, if it is an id; the request of an ERROR may also be an invocation. */
  readonly counts: Numbering | undefined;
}

/** The things that an id numbers. */
export type Numbering =
  | 'session'
  | 'registration'
  | 'request'
  | 'invocation'
  | 'subscription'
  | 'publication';

/** The messages that number themselves: their request can fail with an ERROR. */
const NUMBERED = namesWhere(({ fields }) => fields.includes('Request|id')) as readonly RequestType[];

/** The layout of each message. */
export const LAYOUTS = forEach(
  (name, { code, fields, revocation = [], payload = false }): Layout => ({
    name,
    code,
    fields: [...fields, ...revocation, ...(payload ? PAYLOAD : [])].map((field) => read(field, name)),
    required: fields.length,
    payload,
    about: fields.map((field) => requestIn(field, name)).find((request) => request !== undefined),
  }),
);

/** The layouts of the messages that the dealer reads, and of those that it sends. */
export const INCOMING = namesFrom('client').map((name) => LAYOUTS[name]);
export const OUTGOING = namesFrom('router').map((name) => LAYOUTS[name]);

/** The layout of a message; undefined if there is none of that name. */
export const layoutOf = (name: string): Layout | undefined =>
  Object.hasOwn(LAYOUTS, name) ? LAYOUTS[name as MessageName] : undefined;

/** The place of each field in the array that a message is on the wire: `AT.CALL.procedure` is 3. */
export const AT = forEach((name) =>
  Object.fromEntries(LAYOUTS[name].fields.map(({ key }, index) => [key, index + 1])),
) as { readonly [N in MessageName]: { readonly [K in KeyIn<N>]: number } };

/** The message that a type code in an ERROR is about. */
export const requestTypeOf = (code: unknown): RequestType | 'other' =>
  REQUEST_TYPES[code as number] ?? 'other';

/** The messages whose first field is a request id that the client chooses. */
export const REQUESTS: readonly string[] = NUMBERED.filter((name) => MESSAGES[name].from === 'client');

/** The messages of a router that give out ids. */
export const GIVERS: readonly string[] = namesWhere(
  ({ from, fields }) => from === 'router' && fields.some((field) => /^\w+\|id$/.test(field)),
);

/** The number of fields before Arguments and ArgumentsKw, by type code; undefined for messages without a payload. */
export const fieldsBeforePayload = (code: unknown): number | undefined => CARRIERS.get(code);

// --- internal ---

const REQUEST_TYPES: Readonly<Record<number, RequestType | undefined>> = Object.fromEntries(
  NUMBERED.map((name) => [MESSAGES[name].code, name]),
);

const CARRIERS: ReadonlyMap<unknown, number> = new Map(
  Object.values(LAYOUTS).flatMap(({ code, payload, required }) => (payload ? [[code, required]] : [])),
);

function read(notation: Notation, message: MessageName): Field {
  const [name, kind] = notation.split('|') as [string, Kind];
  const element = name.slice(name.indexOf('.') + 1);
  const key = KEYS[element as keyof typeof KEYS] ?? lowered(element);
  const counts = kind === 'id' ? numberingOf(element, notation, message) : undefined;
  return { name, element, kind, key, counts };
}

/** A request id counts invocations if it is that of an INVOCATION; other ids are called by what they count. */
function numberingOf(element: string, field: Notation, message: MessageName): Numbering {
  return requestIn(field, message) === 'INVOCATION' ? 'invocation' : (lowered(element) as Numbering);
}

/** The message that a field has the request id of. */
function requestIn(field: Notation, message: MessageName): RequestType | undefined {
  if (field === 'Request|id') return message as RequestType;
  const [, of] = /^(\w+)\.Request\|id$/.exec(field) ?? [];
  return NUMBERED.find((name) => name === of);
}

function lowered(element: string): string {
  return element.charAt(0).toLowerCase() + element.slice(1);
}

function namesFrom(sender: 'client' | 'router'): readonly MessageName[] {
  return namesWhere(({ from, foreign }) => foreign === undefined && (from === sender || from === 'both'));
}

function namesWhere(holds: (definition: Definition) => boolean): readonly MessageName[] {
  return (Object.keys(MESSAGES) as MessageName[]).filter((name) => holds(MESSAGES[name]));
}

/** Something for each message, by its name. */
function forEach<T>(of: (name: MessageName, definition: Definition) => T): {
  readonly [N in MessageName]: T;
} {
  const all = Object.entries(MESSAGES).map(([name, definition]) => [
    name,
    of(name as MessageName, definition),
  ]);
  return Object.fromEntries(all);
}
