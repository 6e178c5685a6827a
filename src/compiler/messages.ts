/**
 * Writes the grammar of messages as TypeScript: an object for each received array, and an array for each object to
 * send.
 */
import { type Field, INCOMING, type Layout, OUTGOING } from '../../machines/layouts.ts';

/**
 * @param command the command that writes the file
 * @returns unformatted TypeScript; the same for the same grammar
 */
export const writeMessages = (command: string): string => `\
// Generated from machines/messages.ts by "${command}". Do not edit.
/** The messages that the dealer reads and sends, each written out: that is faster than to look its fields up. */
import { requestTypeOf } from '../../machines/layouts.ts';
import {
  type ClientMessageName,
  CODES,
  type DealerMessageName,
  type MessageOf,
  type RequestType,
} from '../../machines/messages.ts';
import { withPayload } from './payload.ts';

/** Name the fields of a message whose every position has been checked. */
export const READERS: Readers = {
  ${INCOMING.map(reader).join('\n  ')}
};

/** Put the fields of a message in their order. */
export const WRITERS: Writers = {
  ${OUTGOING.map(writer).join('\n  ')}
};

type Readers = {
  // biome-ignore lint/suspicious/noExplicitAny: the fields' kinds were checked one by one
  readonly [N in ClientMessageName]: (wire: readonly any[]) => MessageOf<N>;
};
type Writers = {
  readonly [N in DealerMessageName]: (message: Omit<MessageOf<N>, 'type'>) => readonly unknown[];
};
`;

// --- internal ---

function reader({ name, fields }: Layout): string {
  const entries = fields.map(({ key, kind }, index) => {
    const value = `wire[${index + 1}]`;
    return `${key}: ${kind === 'int' ? `requestTypeOf(${value})` : value}`;
  });
  return `${name}: (wire) => ({ type: '${name}', ${entries.join(', ')} }),`;
}

function writer({ name, code, fields, required, payload }: Layout): string {
  const head = `[${[code, ...fields.slice(0, required).map(sent)].join(', ')}]`;
  return `${name}: (message) => ${payload ? `withPayload(${head}, message)` : head},`;
}

const sent = ({ key, kind }: Field): string =>
  kind === 'int' ? `CODES[message.${key} as RequestType]` : `message.${key}`;
