/** What the router tells its operator: one line for each event, as text or as JSON. */
import { toJson } from '../json.ts';

/** An event with its facts. */
export type LogEntry = { readonly event: string } & Readonly<Record<string, unknown>>;
export type Log = (entry: LogEntry) => void;

/** How entries are written: `text` for people, `json` for programs, one object a line. */
export type LogFormat = 'text' | 'json';

/**
 * @param format how to write an entry
 * @param write takes each line, without its end
 */
export function logTo(format: LogFormat, write: (line: string) => void): Log {
  return (entry) => {
    const time = new Date().toISOString();
    write(format === 'json' ? `${toJson({ time, ...entry })}` : `${time} ${textOf(entry)}`);
  };
}

// --- internal ---

function textOf({ event, ...facts }: LogEntry): string {
  const pairs = Object.entries(facts).filter(([, value]) => value !== undefined);
  return [event, ...pairs.map(([name, value]) => `${name}=${plain(value)}`)].join(' ');
}

const plain = (value: unknown): string => {
  const text = typeof value === 'string' ? value : `${toJson(value)}`;
  return /^[^\s"=]+$/.test(text) ? text : JSON.stringify(text);
};
