/** The parts of messages that the inspector shows: no payload, no details of applications, and no long texts. */
import { AT, type Field, LAYOUTS, requestTypeOf } from '../../../machines/layouts.ts';
import { type MessageName, NAMES } from '../../../machines/messages.ts';
import type { Options } from './protocol.ts';

/** A message: its name, and its fields without the payload. */
export interface Shown {
  readonly message: readonly (number | string | Options)[];
  readonly hasPayload: boolean;
}

/** The parts to show of a message as on the wire. */
export function shownOfWire(wire: readonly unknown[]): Shown {
  const name = NAMES.get(wire[0] as number) as MessageName;
  const { required } = LAYOUTS[name];
  const message: (number | string | Options)[] = [name];
  // A loop, since this is done for each message while a page is open.
  for (let place = 1; place <= required; place++) message.push(shownValue(wire[place]));
  if (name === 'ERROR') message[AT.ERROR.of] = requestTypeOf(wire[AT.ERROR.of]);
  return { message, hasPayload: wire.length > required + 1 };
}

/** The parts to show of a message that the dealer has parsed. */
export function shownOfParsed(parsed: { readonly type: string }): Shown {
  const values = parsed as unknown as Readonly<Record<string, unknown>>;
  const { fields, required } = LAYOUTS[parsed.type as MessageName];
  const message: (number | string | Options)[] = [parsed.type];
  for (let place = 0; place < required; place++)
    message.push(shownValue(values[(fields[place] as Field).key]));
  return { message, hasPayload: values.args !== undefined };
}

/** True for the event of a chart that is a message of a client. */
export const isMessage = (event: string): event is MessageName => Object.hasOwn(LAYOUTS, event);

/** The options or details that the dealer reads or writes, as far as they are plain values. */
export function optionsOf(options: unknown): Options {
  if (isEmpty(options)) return NONE;
  const given = options as Readonly<Record<string, unknown>>;
  const shown = KNOWN.filter((name) => Object.hasOwn(given, name) && isPlain(given[name]));
  return Object.fromEntries(shown.map((name) => [name, shownValue(given[name])])) as Options;
}

/** A text, or its beginning if it is long. */
export const brief = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

// --- internal ---

const KNOWN = [
  'invoke',
  'match',
  'timeout',
  'receive_progress',
  'progress',
  'mode',
  'reason',
  'procedure',
  'disclose_me',
] as const;

const NONE: Options = Object.freeze({});

const LONGEST = 200;

function isEmpty(options: unknown): boolean {
  if (typeof options !== 'object' || options === null) return true;
  for (const _ in options) return false;
  return true;
}

const isPlain = (value: unknown): boolean =>
  typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string';

function shownValue(value: unknown): number | string | Options {
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? brief(value) : isPlain(value) ? (value as never) : optionsOf(value);
}
