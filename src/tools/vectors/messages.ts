/** Conversion of messages between vectors, with named fields, and scenarios, with fields in order. */

import { step } from '../../wire/pointer.ts';
import { nameOf } from '../scenario/match.ts';
import type { Sent } from '../scenario/scenario.ts';
import type { Term } from '../scenario/words.ts';
import { type Fail, readValue, writeValue } from './values.ts';
import { ATTRIBUTES, type VectorMessage } from './vector.ts';

/** Writes a message with names for its fields. */
export function writeMessage({ type, fields }: Sent): VectorMessage {
  const names = ATTRIBUTES[type] ?? [];
  const named = names.flatMap((name, index) => {
    const term = fields[index]?.term;
    return term === undefined ? [] : [writeAttribute(type, name, term)];
  });
  const more = fields.slice(names.length).map(({ term }) => writeValue(term));
  return { type, ...Object.fromEntries(named), ...(more.length === 0 ? {} : { x_more: more }) };
}

/**
 * Reads a message as the words of a scenario.
 *
 * @param path JSON pointer to it
 */
export function readMessage(message: VectorMessage, path: string, fail: Fail): string {
  const { type } = message;
  const names = ATTRIBUTES[type];
  if (names === undefined)
    return fail(`${path}/type`, 'the name of a WAMP message, or an event of docs/vectors.md', `${type} came`);
  checkAttributes(message, names, path, fail);
  const words: string[] = [];
  for (const [index, name] of names.entries()) {
    const value = attributeOf(message, name);
    if (value === undefined) continue;
    if (words.length < index)
      fail(path + step(names[words.length] as string), `this attribute before ${name}`, 'it is not there');
    words.push(readAttribute(type, name, value, path, fail));
  }
  const { x_more: more } = message;
  if (more === undefined) return [type, ...words].join(' ');
  if (words.length < names.length)
    fail(`${path}/x_more`, `all of ${names.join(', ')} before it`, 'some are not there');
  if (!Array.isArray(more)) return fail(`${path}/x_more`, 'a list', `${JSON.stringify(more)} came`);
  const rest = more.map((value, index) => readValue(value, `${path}/x_more/${index}`, fail));
  return [type, ...words, ...rest].join(' ');
}

// --- internal ---

/** As in other vectors, details with the roles and nothing else are written as `roles`. */
const TELL_ROLES = ['HELLO', 'WELCOME'];

function writeAttribute(type: string, name: string, term: Term): readonly [string, unknown] {
  const [first, ...others] = term.kind === 'dict' && !term.open ? term.entries : [];
  const isRoles = name === 'details' && first?.[0] === 'roles' && others.length === 0;
  return TELL_ROLES.includes(type) && isRoles ? ['roles', writeValue(first[1])] : [name, writeValue(term)];
}

function attributeOf(message: VectorMessage, name: string): unknown {
  const { type, roles } = message;
  if (name !== 'details' || !TELL_ROLES.includes(type) || roles === undefined) return message[name];
  return { roles };
}

function readAttribute(type: string, name: string, value: unknown, path: string, fail: Fail): string {
  const place = path + step(name);
  if (type !== 'ERROR' || name !== 'request_type') return readValue(value, place, fail);
  // Without quotes, a word here would be the name of a message.
  return typeof value === 'string' && !value.endsWith('|id')
    ? JSON.stringify(value)
    : nameOfType(value, place, fail);
}

const nameOfType = (value: unknown, place: string, fail: Fail): string =>
  typeof value === 'number' ? nameOf(value) : readValue(value, place, fail);

function checkAttributes(message: VectorMessage, names: readonly string[], path: string, fail: Fail): void {
  const { type } = message;
  const known = [
    'type',
    ...names,
    ...(TELL_ROLES.includes(type) ? ['roles'] : []),
    'x_more',
    'x_missed',
    'x_soft',
  ];
  const unknown = Object.keys(message).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    fail(path + step(unknown), `one of the attributes of ${type} (${names.join(', ')})`, `${unknown} came`);
  }
  if (message.roles !== undefined && message.details !== undefined) {
    fail(`${path}/roles`, 'either roles or details', 'both are there');
  }
}
