/** The router's log for its operator: one line for each event, as text or as JSON. */
import { toJson } from '../dealer/json.ts';

/** An event with its facts. */
export type LogEntry = { readonly event: string } & Readonly<Record<string, unknown>>;
export type Log = (entry: LogEntry) => void;

/** Format of entries: `text` for people, `json` for programs, one object a line. */
export type LogFormat = 'text' | 'json';

/**
 * Returns a log that writes lines. Facts that clients choose are harmless to a terminal: unprintable characters are
 * escaped, and long values are cut.
 *
 * @param format of an entry
 * @param write receives each line, without its end
 */
export function logTo(format: LogFormat, write: (line: string) => void): Log {
  return (entry) => {
    const time = new Date().toISOString();
    const line = format === 'json' ? jsonOf({ time, ...entry }) : `${time} ${textOf(entry)}`;
    write(line.replace(UNPRINTABLE, escaped));
  };
}

/**
 * Shortens a fact for a line of the log.
 *
 * @returns the value, or its beginning as text, which does not keep the rest in memory
 */
export function brief(value: unknown): unknown {
  if (typeof value === 'number' || value === undefined) return value;
  const text = typeof value === 'string' ? value : `${toJson(value)}`;
  return text.length > LONGEST ? `${Buffer.from(text.slice(0, LONGEST))}…` : value;
}

// --- internal ---

/** The greatest length of a fact, in characters. */
const LONGEST = 1_000;

/** Control characters, characters that change the direction of text or have no width, and lone surrogates. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Escaped as in JSON, since these characters stand within its strings. */
const escaped = (character: string): string =>
  [...Array(character.length).keys()]
    .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
    .join('');

function jsonOf(entry: object): string {
  const facts = Object.entries(entry).map(([name, value]) => [name, brief(value)]);
  return `${toJson(Object.fromEntries(facts))}`;
}

function textOf({ event, ...facts }: LogEntry): string {
  const pairs = Object.entries(facts).filter(([, value]) => value !== undefined);
  return [event, ...pairs.map(([name, value]) => `${name}=${plain(brief(value))}`)].join(' ');
}

const plain = (value: unknown): string => {
  const text = typeof value === 'string' ? value : `${toJson(value)}`;
  return /^[\x21-\x7e]+$/.test(text) && !/["=]/.test(text) ? text : JSON.stringify(text);
};
