/**
 * Messages as lines of JSON, for logs: all traffic can be written, with descriptions of values without a form in JSON.
 */
import { show } from '../dealer/json.ts';
import { Payload } from '../dealer/payload.ts';
import { Unrepresentable } from './faults.ts';
import { valuesOf } from './json/fields.ts';
import { WordsWriter } from './json/words.ts';
import type { Sink } from './sink.ts';
import { Slice } from './slice.ts';
import { writeValue } from './values.ts';

/**
 * Writes a received or sent message.
 *
 * @param wire a message, or any value received in place of one
 * @returns JSON without line breaks; a value without a form in JSON is a list with a description, such as `["NaN"]`
 */
export function wordsOf(wire: unknown): string {
  if (!Array.isArray(wire)) return wordsOfValue(wire);
  const last: unknown = wire.at(-1);
  if (!(last instanceof Payload)) return `[${wire.map(wordsOfField).join(',')}]`;
  return `[${[...wire.slice(0, -1).map(wordsOfField), wordsOfPayload(last)].join(',')}]`;
}

/**
 * Reads a line: bytes and large integers are restored.
 *
 * @throws SyntaxError unless it is exactly one JSON value
 */
export function readText(text: string): unknown {
  JSON.parse(text);
  return valuesOf(text)[0];
}

// --- internal ---

/** A key that only JSON turns into text would make a wrong message look correct, so it is described. */
function wordsOfField(field: unknown): string {
  const isExotic = field instanceof Map || field instanceof Date;
  return isExotic ? JSON.stringify([show(field instanceof Map ? [...field] : field)]) : wordsOfValue(field);
}

const wordsOfValue = (value: unknown): string =>
  written((sink) => writeValue(value, sink)) ?? JSON.stringify([show(value)]);

function wordsOfPayload(payload: Payload): string {
  const words =
    payload instanceof Slice
      ? written((sink) => payload.transcode(sink))
      : payload.values().map(wordsOfValue).join(',');
  return words ?? (payload.fields === 1 ? NO_WORDS : `${NO_WORDS},{}`);
}

/** In place of Arguments that cannot be described. */
const NO_WORDS = '["values that JSON has no form for"]';

function written(write: (sink: Sink) => void): string | undefined {
  const writer = new WordsWriter();
  try {
    write(writer);
  } catch (error) {
    if (error instanceof Unrepresentable) return undefined;
    throw error;
  }
  return writer.finish();
}
