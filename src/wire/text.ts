/** Messages as a line of JSON, for logs: whatever passed can be written, with words where JSON has no form for it. */
import { show } from '../dealer/json.ts';
import { Payload } from '../dealer/payload.ts';
import { Unrepresentable } from './faults.ts';
import { valuesOf } from './json/fields.ts';
import { WordsWriter } from './json/words.ts';
import type { Sink } from './sink.ts';
import { Slice } from './slice.ts';
import { writeValue } from './values.ts';

/**
 * Writes what was received or sent.
 *
 * @param wire a message, or anything else that came instead of one
 * @returns JSON without line breaks; a value of which JSON has no form is a list with words, such as `["NaN"]`
 */
export function wordsOf(wire: unknown): string {
  if (!Array.isArray(wire)) return wordsOfValue(wire);
  const last: unknown = wire.at(-1);
  if (!(last instanceof Payload)) return `[${wire.map(wordsOfField).join(',')}]`;
  return `[${[...wire.slice(0, -1).map(wordsOfField), wordsOfPayload(last)].join(',')}]`;
}

/**
 * Reads a line: bytes and large integers are what they were.
 *
 * @throws SyntaxError if it is not exactly one value of JSON
 */
export function readText(text: string): unknown {
  JSON.parse(text);
  return valuesOf(text)[0];
}

// --- internal ---

/** What is a dictionary only in JSON's eyes would make a wrong message a correct one. */
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

/** Stands for Arguments which nothing can be said of. */
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
