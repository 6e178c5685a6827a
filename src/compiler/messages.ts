/**
 * Writes the grammar of messages as TypeScript: an object for each received array, and an array for each object to
 * send.
 */

import { IS } from '../../machines/kinds.ts';
import { AT, type Field, INCOMING, type Layout, OUTGOING, requestTypeOf } from '../../machines/layouts.ts';
import { CODES } from '../../machines/messages.ts';

/**
 * @param command the command that writes the file
 * @returns unformatted TypeScript; the same for the same grammar
 */
export const writeMessages = (command: string): string => `\
// Generated from machines/messages.ts by "${command}". Do not edit.
/** The messages that the dealer reads and sends, each written out: faster than a look-up of its fields, and smaller. */
import { isDict, isId, isInt, isList, isString, type Kind } from '../../machines/kinds.ts';
import type {
  ClientMessageName,
  DealerMessageName,
  MessageName,
  MessageOf,
  RequestType,
} from '../../machines/messages.ts';
import { Payload } from './payload.ts';

/** The type code of each message. */
export const CODES = ${JSON.stringify(CODES)} as const satisfies { readonly [N in MessageName]: number };

/** The name of each type code. */
export const NAMES: ReadonlyMap<unknown, MessageName> = new Map(
  Object.entries(CODES).map(([name, code]) => [code, name as MessageName]),
);

/** The messages that clients send, by type code. */
export const INCOMING: Readonly<Record<number, Incoming | undefined>> = {
  ${INCOMING.map(incoming).join('\n  ')}
};

/** The place of each field in a message that the dealer sends. */
export const AT = ${JSON.stringify(Object.fromEntries(OUTGOING.map(({ name }) => [name, AT[name]])))} as const;

/** Put the fields of a message in their order. */
export const WRITERS: Writers = {
  ${OUTGOING.map(writer).join('\n  ')}
};

/** The layout of a message that clients send. */
export interface Incoming {
  readonly name: ClientMessageName;
  /** The name and kind of each field, also of those that may be left out. */
  readonly fields: readonly (readonly [name: string, kind: Kind])[];
  /** The number of fields that have to be there. */
  readonly required: number;
  /** Names the fields of a message; undefined if there are too few or too many, or one of them is of another kind. */
  // biome-ignore lint/suspicious/noExplicitAny: the fields' kinds are checked one by one
  readonly read: (wire: readonly any[]) => MessageOf<ClientMessageName> | undefined;
}

type Writers = {
  readonly [N in DealerMessageName]: (message: Omit<MessageOf<N>, 'type'>) => readonly unknown[];
};

/** The message that a type code in an ERROR is about. */
const requestTypeOf = (code: number): RequestType | 'other' => REQUEST_TYPES[code] ?? 'other';
const REQUEST_TYPES: Readonly<Record<number, RequestType | undefined>> = ${JSON.stringify(requestTypes())};
`;

// --- internal ---

const requestTypes = () =>
  Object.fromEntries(
    Object.values(CODES)
      .map((code) => [code, requestTypeOf(code)])
      .filter(([, type]) => type !== 'other'),
  );

function incoming(layout: Layout): string {
  const { name, code, fields, required } = layout;
  const pairs = fields.map((field) => `['${field.name}', '${field.kind}']`);
  return `${code}: { name: '${name}', fields: [${pairs.join(', ')}], required: ${required}, read: ${reader(layout)} },`;
}

function reader({ name, fields, required }: Layout): string {
  const checks = fields.map(({ kind }, index) => {
    const value = `wire[${index + 1}]`;
    const check = `${IS[kind].name}(${value})`;
    if (index < required) return check;
    const isPayload = index === required ? ` || ${value} instanceof Payload` : '';
    return `(wire.length < ${index + 2} || ${check}${isPayload})`;
  });
  const length = `wire.length > ${required} && wire.length < ${fields.length + 2}`;
  const entries = fields.map(({ key, kind }, index) => {
    const value = `wire[${index + 1}]`;
    return `${key}: ${kind === 'int' ? `requestTypeOf(${value})` : value}`;
  });
  return `(wire) => ${[length, ...checks].join(' && ')} ? { type: '${name}', ${entries.join(', ')} } : undefined`;
}

function writer({ name, code, fields, required, payload }: Layout): string {
  const head = arrayOf(code, fields.slice(0, required));
  const extra = payload ? undefined : fields[required];
  if (extra !== undefined)
    return `${name}: (message) => message.${extra.key} === undefined ? ${head} : ${arrayOf(code, fields)},`;
  if (!payload) return `${name}: (message) => ${head},`;
  // An array that grows by its payload is allocated twice.
  const [args, kwargs] = [1, 2].map((count) => arrayOf(code, fields.slice(0, required + count)));
  return `${name}: (message) => message.kwargs !== undefined ? ${kwargs} : message.args !== undefined ? ${args} : ${head},`;
}

const arrayOf = (code: number, fields: readonly Field[]): string =>
  `[${[code, ...fields.map(sent)].join(', ')}]`;

const sent = ({ key, kind }: Field): string =>
  kind === 'int' ? `CODES[message.${key} as RequestType]` : `message.${key}`;
