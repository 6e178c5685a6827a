/**
 * WAMP messages between their form on the wire, an array, and the form the charts use.
 *
 * Incoming messages are checked by position, kind and range before anything else sees them; payloads (Arguments and
 * ArgumentsKw) are passed by reference and never looked into.
 */
import { MAX_ID } from '../../machines/ids.ts';
import {
  DEALER_FEATURES,
  type Dict,
  type MalformedEvent,
  type Message,
  type Problem,
  type RequestType,
  type SendEffect,
  type Welcome,
} from '../../machines/vocabulary.ts';
import { show } from './json.ts';
import { Payload } from './payload.ts';
import { explain } from './sentences.ts';

/** A message as an array: a type code, then the fields in their order. */
export type WireMessage = readonly unknown[];

/** The type code of each message of the protocol that concerns a dealer, or that a router has to know to refuse. */
export const CODES = {
  HELLO: 1,
  WELCOME: 2,
  ABORT: 3,
  CHALLENGE: 4,
  AUTHENTICATE: 5,
  GOODBYE: 6,
  ERROR: 8,
  PUBLISH: 16,
  PUBLISHED: 17,
  SUBSCRIBE: 32,
  SUBSCRIBED: 33,
  UNSUBSCRIBE: 34,
  UNSUBSCRIBED: 35,
  EVENT: 36,
  CALL: 48,
  CANCEL: 49,
  RESULT: 50,
  REGISTER: 64,
  REGISTERED: 65,
  UNREGISTER: 66,
  UNREGISTERED: 67,
  INVOCATION: 68,
  INTERRUPT: 69,
  YIELD: 70,
} as const;

/** The name of each type code. */
export const NAMES = new Map<unknown, string>(Object.entries(CODES).map(([name, code]) => [code, name]));

/**
 * Reads a message that a client sent.
 *
 * @param wire what came, deserialised
 * @returns the message, or, as an event for the session chart, what was expected and what came instead (rule BP-5)
 */
export function parse(wire: unknown): Message | MalformedEvent {
  if (!Array.isArray(wire)) return malformed('a message, which is an array', describe(wire));
  if (wire.length === 0) return malformed('a message that begins with its type code', 'an empty array');
  const shape = typeof wire[0] === 'number' ? SHAPES[wire[0]] : undefined;
  if (shape === undefined)
    return malformed('a message that a client may send to a router', describeType(wire[0]));
  const { name, fields, required } = shape;
  if (wire.length <= required || wire.length > fields.length + 1) {
    return malformed(`${name} with ${describeLength(shape)}`, `one with ${wire.length - 1}`);
  }
  for (let index = 1; index < wire.length; index++) {
    const { name: field, kind } = fields[index - 1] as Field;
    if (wire[index] instanceof Payload && index === required + 1) break;
    if (!isOfKind(kind, wire[index])) {
      return malformed(`${name}.${field} to be ${KINDS[kind]}`, describe(wire[index]));
    }
  }
  return read(name, wire);
}

/**
 * Writes a message that the dealer sends.
 *
 * @param effect the message as the chart emitted it
 * @param agent how the router calls itself in WELCOME
 * @returns the array to serialise
 */
export function write(effect: SendEffect, agent: string): WireMessage {
  switch (effect.type) {
    case 'INVOCATION': {
      const { request, registration, progress, message } = effect;
      const details = progress ? { receive_progress: true } : NOTHING;
      return withPayload([CODES.INVOCATION, request, registration, details], message);
    }
    case 'RESULT': {
      const details = effect.progress ? { progress: true } : NOTHING;
      return withPayload([CODES.RESULT, effect.request, details], effect.message);
    }
    case 'ERROR.passed': {
      const { details, error } = effect.message;
      return withPayload([CODES.ERROR, CODES.CALL, effect.request, details, error], effect.message);
    }
    case 'ERROR.made': {
      const { uri, sentence } = explain(effect);
      return [CODES.ERROR, CODES[effect.of], effect.request, detailsOf(effect.facts), uri, [sentence]];
    }
    case 'REGISTERED':
      return [CODES.REGISTERED, effect.request, effect.registration];
    case 'UNREGISTERED':
      return [CODES.UNREGISTERED, effect.request];
    case 'INTERRUPT':
      return [CODES.INTERRUPT, effect.request, { mode: effect.mode }];
    case 'WELCOME':
      return [CODES.WELCOME, effect.id, welcomeOf(effect, agent)];
    case 'GOODBYE':
      return [CODES.GOODBYE, {}, effect.reason];
    case 'ABORT': {
      const { uri, sentence } = explain(effect);
      return [CODES.ABORT, { message: sentence }, uri];
    }
  }
}

/** How many fields are before Arguments and ArgumentsKw, by the type code of each message that may carry them. */
export const fieldsBeforePayload = (code: unknown): number | undefined => CARRIERS.get(code);

// --- internal ---

const NOTHING: Dict = Object.freeze({});

/** Details of WELCOME, new ones each time: whoever changes what one session is told changes nothing for others. */
const welcomeOf = ({ realm, authid, authrole, authmethod, authprovider }: Welcome, agent: string): Dict => ({
  realm,
  agent,
  authid,
  authrole,
  authmethod,
  authprovider,
  roles: { dealer: { features: Object.fromEntries(DEALER_FEATURES.map((feature) => [feature, true])) } },
});

/** What a field may hold, and how that is called. */
const KINDS = {
  id: 'an id, an integer from 1 to 2^53',
  code: 'a message type, an integer',
  uri: 'a URI, a string',
  dict: 'a dictionary',
  list: 'a list',
} as const;
type Kind = keyof typeof KINDS;

function isOfKind(kind: Kind, value: unknown): boolean {
  switch (kind) {
    case 'id':
      return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= MAX_ID;
    case 'dict':
      return typeof value === 'object' && value !== null && isPlain(value);
    case 'uri':
      return typeof value === 'string';
    case 'list':
      return Array.isArray(value);
    case 'code':
      return Number.isInteger(value);
  }
}

const isPlain = (value: object): boolean => {
  // Most are, and the prototype of an unknown object is slow to get.
  if (value.constructor === Object) return true;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

interface Field {
  readonly name: string;
  readonly kind: Kind;
}

interface Shape {
  readonly name: Message['type'];
  readonly fields: readonly Field[];
  /** How many fields there have to be. */
  readonly required: number;
}

const field =
  (kind: Kind) =>
  (name: string): Field => ({ name, kind });
const [id, code, uri, dict, list] = [field('id'), field('code'), field('uri'), field('dict'), field('list')];
const ARGUMENTS = list('Arguments');
const PAYLOAD = [ARGUMENTS, dict('ArgumentsKw')];

/** What a client may send, by type code. */
const SHAPES: Record<number, Shape | undefined> = {
  [CODES.HELLO]: { name: 'HELLO', fields: [uri('Realm'), dict('Details')], required: 2 },
  [CODES.ABORT]: { name: 'ABORT', fields: [dict('Details'), uri('Reason'), ...PAYLOAD], required: 2 },
  [CODES.GOODBYE]: { name: 'GOODBYE', fields: [dict('Details'), uri('Reason')], required: 2 },
  [CODES.ERROR]: {
    name: 'ERROR',
    fields: [code('REQUEST.Type'), id('REQUEST.Request'), dict('Details'), uri('Error'), ...PAYLOAD],
    required: 4,
  },
  [CODES.PUBLISH]: {
    name: 'PUBLISH',
    fields: [id('Request'), dict('Options'), uri('Topic'), ...PAYLOAD],
    required: 3,
  },
  [CODES.SUBSCRIBE]: {
    name: 'SUBSCRIBE',
    fields: [id('Request'), dict('Options'), uri('Topic')],
    required: 3,
  },
  [CODES.UNSUBSCRIBE]: {
    name: 'UNSUBSCRIBE',
    fields: [id('Request'), id('SUBSCRIBED.Subscription')],
    required: 2,
  },
  [CODES.CALL]: {
    name: 'CALL',
    fields: [id('Request'), dict('Options'), uri('Procedure'), ...PAYLOAD],
    required: 3,
  },
  [CODES.CANCEL]: { name: 'CANCEL', fields: [id('CALL.Request'), dict('Options')], required: 2 },
  [CODES.REGISTER]: {
    name: 'REGISTER',
    fields: [id('Request'), dict('Options'), uri('Procedure')],
    required: 3,
  },
  [CODES.UNREGISTER]: {
    name: 'UNREGISTER',
    fields: [id('Request'), id('REGISTERED.Registration')],
    required: 2,
  },
  [CODES.YIELD]: {
    name: 'YIELD',
    fields: [id('INVOCATION.Request'), dict('Options'), ...PAYLOAD],
    required: 2,
  },
};

const CARRIERS = new Map<unknown, number>([
  ...Object.entries(SHAPES).flatMap(([type, shape]) =>
    shape?.fields.includes(ARGUMENTS) ? [[Number(type), shape.required] as const] : [],
  ),
  // What clients receive.
  [CODES.EVENT, 3],
  [CODES.RESULT, 2],
  [CODES.INVOCATION, 3],
]);

/** Names the fields of a message whose every position has been checked. */
// biome-ignore lint/suspicious/noExplicitAny: the fields' kinds were checked one by one
function read(name: Message['type'], wire: readonly any[]): Message {
  switch (name) {
    case 'HELLO':
      return { type: 'HELLO', realm: wire[1], details: wire[2] };
    case 'ABORT':
      return { type: 'ABORT', details: wire[1], reason: wire[2] };
    case 'GOODBYE':
      return { type: 'GOODBYE', details: wire[1], reason: wire[2] };
    case 'ERROR':
      return {
        type: 'ERROR',
        of: REQUEST_TYPES[wire[1]] ?? 'other',
        request: wire[2],
        details: wire[3],
        error: wire[4],
        args: wire[5],
        kwargs: wire[6],
      };
    case 'PUBLISH':
      return { type: 'PUBLISH', request: wire[1], options: wire[2] };
    case 'SUBSCRIBE':
      return { type: 'SUBSCRIBE', request: wire[1] };
    case 'UNSUBSCRIBE':
      return { type: 'UNSUBSCRIBE', request: wire[1] };
    case 'CALL':
      return {
        type: 'CALL',
        request: wire[1],
        options: wire[2],
        procedure: wire[3],
        args: wire[4],
        kwargs: wire[5],
      };
    case 'CANCEL':
      return { type: 'CANCEL', request: wire[1], options: wire[2] };
    case 'REGISTER':
      return { type: 'REGISTER', request: wire[1], options: wire[2], procedure: wire[3] };
    case 'UNREGISTER':
      return { type: 'UNREGISTER', request: wire[1], registration: wire[2] };
    case 'YIELD':
      return { type: 'YIELD', request: wire[1], options: wire[2], args: wire[3], kwargs: wire[4] };
  }
}

const REQUEST_TYPES: Record<number, RequestType | undefined> = {
  [CODES.PUBLISH]: 'PUBLISH',
  [CODES.SUBSCRIBE]: 'SUBSCRIBE',
  [CODES.UNSUBSCRIBE]: 'UNSUBSCRIBE',
  [CODES.CALL]: 'CALL',
  [CODES.REGISTER]: 'REGISTER',
  [CODES.UNREGISTER]: 'UNREGISTER',
  [CODES.INVOCATION]: 'INVOCATION',
};

const malformed = (expected: string, came: string): MalformedEvent => ({
  type: 'message.malformed',
  expected,
  came,
});

function describeType(type: unknown): string {
  const name = NAMES.get(type);
  return name === undefined ? `one of type ${show(type)}` : `${name} (${type})`;
}

function describeLength({ fields, required }: Shape): string {
  const names = fields.map(({ name }) => name).join(', ');
  const count = required === fields.length ? `${required}` : `${required} to ${fields.length}`;
  return `${count} fields after its type code (${names})`;
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return `the list ${show(value)}`;
  return value === undefined || typeof value === 'function' ? 'something undefined' : show(value);
}

/**
 * A message with a payload as it came: what was left out stays left out.
 *
 * @param message a new one, which is added to: nothing is copied for each message that goes out
 */
function withPayload(
  message: unknown[],
  { args, kwargs }: { readonly args: unknown; readonly kwargs: unknown },
): WireMessage {
  if (kwargs !== undefined) message.push(args, kwargs);
  else if (args !== undefined) message.push(args);
  return message;
}

/** What an ERROR's Details say besides the sentence: for a conflict, which policy there is and which was asked for. */
const detailsOf = (facts: Problem['facts']): Dict =>
  'existing' in facts ? { _existing: facts.existing, _requested: facts.requested } : {};
