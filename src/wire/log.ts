/**
 * Logs as files: JSON, one entry a line.
 *
 * Messages are in WAMP's JSON form: bytes as a string of NUL and Base64, and integers with all digits. Values without a
 * form in JSON are described in words.
 */

import { show } from '../dealer/json.ts';
import { Misuse } from '../dealer/misuse.ts';
import { type Entry, REASONS } from './entry.ts';
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
 * Reads an entry.
 *
 * @param text a line of a log
 * @param line its number, from 1
 * @throws Misuse naming the line, with the expected and the received value
 */
function readLine(text: string, line: number): Entry {
  const expected = (what: string, came: unknown): Misuse =>
    new Misuse('LOG_INVALID', `Expected ${what} in line ${line}, but ${show(came)} came.`);
  let entry: Record<string, unknown>;
  try {
    entry = readText(text) as Record<string, unknown>;
  } catch {
    throw expected('one JSON object', text);
  }
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry))
    throw expected('one JSON object', entry);
  const { at, session, event, reason, via, since } = entry;
  if (!Number.isFinite(at)) throw expected('the number "at", a time in milliseconds', at);
  if (typeof session !== 'string') throw expected('the string "session", the name of a connection', session);
  const kinds = KINDS.filter((kind) => kind in entry);
  if (kinds.length !== 1) throw expected(`one of ${KINDS.join(', ')}`, entry);
  if (kinds[0] === 'event' && !EVENTS.includes(event))
    throw expected(`one of ${EVENTS.join(', ')} as event`, event);
  if (since !== undefined && !Number.isFinite(since))
    throw expected('a number as "since", a time in milliseconds', since);
  if (via !== undefined && via !== 'proxy') throw expected('"proxy" as via', via);
  if (kinds[0] === 'undelivered' && !(REASONS as readonly unknown[]).includes(reason))
    throw expected(`one of ${REASONS.join(', ')} as reason`, reason);
  return entry as unknown as Entry;
}

/**
 * Reads a log.
 *
 * @param text the whole file
 * @throws Misuse naming the wrong line, or for a file without entries
 */
export function readLog(text: string): Entry[] {
  const written = text.trimEnd();
  if (written === '')
    throw new Misuse(
      'LOG_INVALID',
      'Expected at least one entry, but the file is empty: nothing was recorded.',
    );
  return written.split('\n').map((line, index) => readLine(line, index + 1));
}

// --- internal ---

/** A time with three digits after the point. */
const rounded = (ms: number): number => Math.round(ms * 1_000) / 1_000;

const KINDS = ['event', 'received', 'sent', 'undelivered'];
const EVENTS: readonly unknown[] = ['connected', 'lost', 'closed'];
