/** Lines of a log in short form: those that a breach is about. */
import type { Entry, Meeting } from '../../wire/entry.ts';
import { wordsOf } from '../../wire/text.ts';
import type { Breach } from './judge.ts';
import { read } from './messages.ts';

/** A line of a log in short form. */
export interface Excerpt {
  /** Number of the line, from 1. */
  readonly line: number;
  /** In milliseconds. */
  readonly at: number;
  /** Name of the connection. */
  readonly session: string;
  /** Sender of the message; undefined for an event of the connection. */
  readonly from?: 'client' | 'router';
  /** The message as words, with long fields cut; or the event. */
  readonly words: string;
}

/** Maximum length of a field, in characters. */
const MAX_FIELD = 60;

/**
 * Finds the lines that a breach is about: its own, and those that its sentence names, such as `after line 11`.
 *
 * @param entries the whole log
 * @returns the lines in their order
 */
export function excerptOf({ line, says }: Breach, entries: readonly Entry[]): Excerpt[] {
  const named = [...says.matchAll(/\bline (\d+)/g)].map(([, number]) => Number(number));
  return [...new Set([line, ...named])]
    .sort((a, b) => a - b)
    .flatMap((number) => {
      const entry = entries[number - 1];
      return entry === undefined ? [] : shorten(entry, number);
    });
}

/** An excerpt as text: `c2 → CALL 1 {} com.example.work [7]`, with the arrow to the right for messages to the router. */
export const excerptText = ({ session, from, words }: Excerpt): string =>
  [nameIn(session), ...(from === undefined ? [] : [from === 'client' ? '→' : '←']), words].join(' ');

// --- internal ---

const EVENTS = {
  connected: 'connects',
  lost: 'is lost',
  closed: 'is closed by the router',
} as const satisfies Readonly<Record<Meeting['event'], string>>;

function shorten(entry: Entry, line: number): Excerpt {
  const place = { line, at: Math.round(entry.at * 1_000) / 1_000, session: entry.session };
  if ('event' in entry) return { ...place, words: EVENTS[entry.event] };
  if ('received' in entry) return { ...place, from: 'client', words: messageWords(entry.received, 'client') };
  if ('sent' in entry) return { ...place, from: 'router', words: messageWords(entry.sent, 'router') };
  const words = `${messageWords(entry.undelivered, 'router')} (undelivered: ${entry.reason})`;
  return { ...place, from: 'router', words };
}

/** The name of a message and its fields, as in the log of a scenario. */
function messageWords(wire: unknown, by: 'client' | 'router'): string {
  const { name, of } = read(wire, by);
  if (name === undefined || !Array.isArray(wire)) return cut(wordsOf(wire));
  const fields: unknown[] = wire.slice(1);
  if (name === 'ERROR' && of !== undefined) fields[0] = of;
  return [name, ...fields.map(word)].join(' ');
}

/** A field: text without blanks and signs as it is, and JSON otherwise. */
const word = (field: unknown): string =>
  cut(typeof field === 'string' && isBare(field) ? field : wordsOf(field));

const isBare = (text: string): boolean => /^[A-Za-z_][\w.-]*$/.test(text);

const nameIn = (session: string): string => cut(isBare(session) ? session : JSON.stringify(session));

/** Control characters could move the cursor of a terminal. */
const cut = (text: string): string => {
  const plain = text.replaceAll(/\p{Cc}/gu, '\uFFFD');
  return plain.length > MAX_FIELD
    ? `${plain.slice(0, MAX_FIELD - 1).replace(/[\ud800-\udbff]$/, '')}…`
    : plain;
};
