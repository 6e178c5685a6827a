/** What the router tells its operator: one line for each event, as text or as JSON. */
import { toJson } from '../dealer/json.ts';

/** An event with its facts. */
export type LogEntry = { readonly event: string } & Readonly<Record<string, unknown>>;
export type Log = (entry: LogEntry) => void;

/** How entries are written: `text` for people, `json` for programs, one object a line. */
export type LogFormat = 'text' | 'json';

/**
 * Writes entries as lines. Facts that clients choose are no danger to a terminal: what is not printable is escaped, and
 * what is long is cut.
 *
 * @param format how to write an entry
 * @param write takes each line, without its end
 */
export function logTo(format: LogFormat, write: (line: string) => void): Log {
  return (entry) => {
    const time = new Date().toISOString();
    const line = format === 'json' ? jsonOf({ time, ...entry }) : `${time} ${textOf(entry)}`;
    write(line.replace(UNPRINTABLE, escaped));
  };
}

/**
 * A fact that is short enough for a line of the log, and to be kept for one.
 *
 * @returns the value, or the beginning of it as text, which does not hold on to the rest
 */
export function brief(value: unknown): unknown {
  if (typeof value === 'number' || value === undefined) return value;
  const text = typeof value === 'string' ? value : `${toJson(value)}`;
  return text.length > LONGEST ? `${Buffer.from(text.slice(0, LONGEST))}…` : value;
}

// --- internal ---

/** How long a fact may be, in characters. */
const LONGEST = 1_000;

/** Controls, characters that change the direction of text or have no width, and halves of surrogate pairs. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** As in JSON, within whose strings such characters stand. */
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
