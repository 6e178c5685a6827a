/** Fields of a message in a scenario, by key. */
import { layoutOf } from '../../../machines/layouts.ts';
import type { Sent } from './scenario.ts';
import { evaluate, type Word } from './words.ts';

/** The field for a key, such as `procedure` in a CALL; undefined if the message has none. */
export function fieldOf({ type, fields }: Sent, key: string): Word | undefined {
  const index = layoutOf(type)?.fields.findIndex((field) => field.key === key) ?? -1;
  return fields[index];
}

/** The value of a field; a `?name` is its own value, and a wildcard is undefined. */
export function valueIn(message: Sent, key: string): unknown {
  const field = fieldOf(message, key);
  return field && evaluate(field.term, (name) => name);
}
