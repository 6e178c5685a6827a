/**
 * WAMP messages between their form on the wire, an array, and the form the charts use, by the grammar in
 * machines/messages.ts.
 *
 * Incoming messages are checked by position, kind and range before anything else sees them; payloads (Arguments and
 * ArgumentsKw) are passed by reference and never looked into.
 */
import { IS, KINDS } from '../../machines/kinds.ts';
import { abortOf, errorOf } from '../../machines/objections.ts';
import type { MalformedEvent, Message, SendEffect } from '../../machines/vocabulary.ts';
import { show } from './json.ts';
import { INCOMING, type Incoming, NAMES, WRITERS } from './messages.generated.ts';
import { Payload } from './payload.ts';
import { explain } from './sentences.ts';

/** A message as an array: a type code, then the fields in their order. */
export type WireMessage = readonly unknown[];

/**
 * Reads a message that a client sent.
 *
 * @param wire the received value, deserialised
 * @returns the message, or, as an event for the session chart, what was expected and what came instead (rule BP-5)
 */
export function parse(wire: unknown): Message | MalformedEvent {
  if (!Array.isArray(wire)) return malformed('a message, which is an array', describe(wire));
  if (wire.length === 0) return malformed('a message that begins with its type code', 'an empty array');
  const incoming = typeof wire[0] === 'number' ? INCOMING[wire[0]] : undefined;
  if (incoming === undefined)
    return malformed('a message that a client may send to a router', describeType(wire[0]));
  return incoming.read(wire) ?? objectionTo(wire, incoming);
}

/**
 * Writes a message that the dealer sends.
 *
 * @param effect the message as the chart emitted it
 * @param agent the name of the router in WELCOME
 * @returns the array to serialise
 */
export function write(effect: SendEffect, agent: string): WireMessage {
  switch (effect.type) {
    case 'INVOCATION':
      return WRITERS.INVOCATION(effect);
    case 'RESULT':
      return WRITERS.RESULT(effect);
    case 'ERROR.passed':
      return WRITERS.ERROR(effect);
    case 'ERROR.made':
      return WRITERS.ERROR(errorOf(effect, explain(effect)));
    case 'REGISTERED':
      return WRITERS.REGISTERED(effect);
    case 'UNREGISTERED':
      return WRITERS.UNREGISTERED(effect);
    case 'INTERRUPT':
      return WRITERS.INTERRUPT(effect);
    case 'CHALLENGE':
      return WRITERS.CHALLENGE(effect);
    case 'WELCOME':
      return WRITERS.WELCOME({ ...effect, details: { ...effect.details, agent } });
    case 'GOODBYE':
      return WRITERS.GOODBYE(effect);
    case 'ABORT':
      return WRITERS.ABORT(abortOf(explain(effect)));
  }
}

// --- internal ---

/** The reason why a message cannot be read. */
function objectionTo(wire: WireMessage, incoming: Incoming): MalformedEvent {
  const { name, fields, required } = incoming;
  const { length } = wire;
  if (length <= required || length > fields.length + 1)
    return malformed(`${name} with ${describeLength(incoming)}`, `one with ${length - 1}`);
  const isWrong = ([, kind]: Incoming['fields'][number], place: number): boolean =>
    place + 1 < length &&
    !IS[kind](wire[place + 1]) &&
    !(place === required && wire[place + 1] instanceof Payload);
  const wrong = fields.findIndex(isWrong);
  const [field, kind] = fields[wrong] as Incoming['fields'][number];
  // The proof of a client gets into no sentence, since logs and recordings keep those.
  const came = name === 'AUTHENTICATE' ? 'something else' : describe(wire[wrong + 1]);
  return malformed(`${name}.${field} to be ${KINDS[kind]}`, came);
}

const malformed = (expected: string, came: string): MalformedEvent => ({
  type: 'message.malformed',
  expected,
  came,
});

function describeType(type: unknown): string {
  const name = NAMES.get(type);
  return name === undefined ? `one of type ${show(type)}` : `${name} (${type})`;
}

function describeLength({ fields, required }: Incoming): string {
  const names = fields.map(([name]) => name).join(', ');
  const count = required === fields.length ? `${required}` : `${required} to ${fields.length}`;
  return `${count} fields after its type code (${names})`;
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return `the list ${show(value)}`;
  return value === undefined || typeof value === 'function' ? 'something undefined' : show(value);
}
