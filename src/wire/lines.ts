/** Lines of a log, as JSON of any reader: in a browser, that of the browser. */
import { show } from '../dealer/json.ts';
import { Misuse } from '../dealer/misuse.ts';
import { type Entry, REASONS } from './entry.ts';

type Reader = (text: string) => unknown;

/**
 * Reads the lines of a log.
 *
 * @param text the whole file
 * @param read reads the JSON of a line; throws an error if it is none
 * @throws Misuse naming the wrong line, or for a file without entries
 */
export function readLines(text: string, read: Reader): Entry[] {
  const written = text.trimEnd();
  if (written === '')
    throw new Misuse(
      'LOG_INVALID',
      'Expected at least one entry, but the file is empty: nothing was recorded.',
    );
  return written.split('\n').map((line, index) => readLine(line, index + 1, read));
}

// --- internal ---

/**
 * Reads an entry.
 *
 * @param text a line of a log
 * @param line its number, from 1
 * @throws Misuse naming the line, with the expected and the received value
 */
function readLine(text: string, line: number, read: Reader): Entry {
  const expected = (what: string, came: unknown): Misuse =>
    new Misuse('LOG_INVALID', `Expected ${what} in line ${line}, but ${show(came)} came.`);
  let entry: Record<string, unknown>;
  try {
    entry = read(text) as Record<string, unknown>;
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

const KINDS = ['event', 'received', 'sent', 'undelivered'];
const EVENTS: readonly unknown[] = ['connected', 'lost', 'closed'];
