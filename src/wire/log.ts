/**
 * Logs as files: JSON, one entry a line.
 *
 * Messages are in WAMP's JSON form: bytes as a string of NUL and Base64, and integers with all digits. Values without a
 * form in JSON are described in words.
 */

import type { Entry } from './entry.ts';
import { readLines } from './lines.ts';
import { readText, wordsOf } from './text.ts';

/**
 * Writes an entry.
 *
 * @returns a line, without its end
 */
export function writeLine(entry: Entry): string {
  const place = `"at":${rounded(entry.at)},"session":${JSON.stringify(entry.session)}`;
  if ('event' in entry)
    return `{${place},"event":"${entry.event}"${entry.via === undefined ? '' : `,"via":"${entry.via}"`}}`;
  if ('undelivered' in entry)
    return `{${place},"undelivered":${wordsOf(entry.undelivered)},"reason":"${entry.reason}"}`;
  if ('sent' in entry) return `{${place},"sent":${wordsOf(entry.sent)}}`;
  const since = entry.since === undefined ? '' : `,"since":${rounded(entry.since)}`;
  return `{${place}${since},"received":${wordsOf(entry.received)}}`;
}

/**
 * Reads a log.
 *
 * @param text the whole file
 * @throws Misuse naming the wrong line, or for a file without entries
 */
export const readLog = (text: string): Entry[] => readLines(text, readText);

// --- internal ---

/** A time with three digits after the point. */
const rounded = (ms: number): number => Math.round(ms * 1_000) / 1_000;
