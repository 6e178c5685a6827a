/** Compares the effects of a step with the log. */

import { AT } from '../../../machines/layouts.ts';
import { CODES, NAMES } from '../../../machines/messages.ts';
import type { WireMessage } from '../../dealer/messages.ts';
import { type Place, placeOf } from './error.ts';
import type { Expected, LogLine } from './scenario.ts';
import type { Received } from './systems/system.ts';
import { type Ids, matchTerm, writeWord } from './words.ts';

/** Values of the names in a scenario, as far as it has been played. */
export interface Bindings {
  readonly ids: Ids;
  /** Sessions bound to the variables of receivers, each to another one. */
  readonly who: ReadonlyMap<string, string>;
}

export const NOTHING_BOUND: Bindings = { ids: new Map(), who: new Map() };

/** Compares a received message with an expected one; returns the ids known afterwards, or undefined if it differs. */
export type Matcher = (expected: Expected, received: Received, ids: Ids) => Ids | undefined;

/** Messages received by each session, in their order. */
export type Inboxes = ReadonlyMap<string, readonly Received[]>;

/**
 * Matches the effects of a step.
 *
 * @param lines log lines of the step
 * @param match compares two messages; exactly if omitted
 * @returns the bindings afterwards, or undefined if there is a difference
 */
export function matchStep(
  lines: readonly LogLine[],
  inboxes: Inboxes,
  bindings: Bindings,
  match: Matcher = matchReceived,
): Bindings | undefined {
  const open = lines.find(({ receiver }) => receiver.among && !bindings.who.has(receiver.name));
  if (open === undefined) return matchInboxes(lines, [...inboxes], bindings, match);
  const taken = [...bindings.who.values()];
  for (const session of open.receiver.among ?? []) {
    if (taken.includes(session)) continue;
    const who = new Map(bindings.who).set(open.receiver.name, session);
    const matched = matchStep(lines, inboxes, { ...bindings, who }, match);
    if (matched !== undefined) return matched;
  }
  return undefined;
}

/** Matches one received message with an expected one; returns the ids afterwards. */
export const matchReceived: Matcher = (expected, received, ids) => {
  if ('closed' in received) return expected.kind === 'closed' ? ids : undefined;
  if (expected.kind !== 'message') return undefined;
  const { message, obstacle } = received;
  if (expected.isMissed !== (obstacle !== undefined)) return undefined;
  if (message[0] !== (CODES as Record<string, number>)[expected.type]) return undefined;
  if (message.length !== expected.fields.length + 1) return undefined;
  let known: Ids | undefined = ids;
  for (const [index, { term }] of expected.fields.entries()) {
    known = known && matchTerm(term, message[index + 1], known);
  }
  return known;
};

/** The session of a line; undefined if its variable is not bound yet. */
export const receiverOf = ({ receiver: { name } }: LogLine, { who }: Bindings): string | undefined =>
  name.startsWith('?') ? who.get(name) : name;

/** A difference between a log and what came. */
export interface Difference {
  /** Line of the scenario; undefined if the log says nothing about it. */
  readonly line: number | undefined;
  readonly expected: string;
  readonly came: string;
  /** What the log expects; undefined if it expects nothing. */
  readonly wanted?: LogLine | undefined;
  /** What came in its place. */
  readonly received: readonly Received[];
  /** The ids known at that line; none if omitted. */
  readonly ids?: Ids;
}

/** The first difference from the log. */
export function firstDifference(
  lines: readonly LogLine[],
  inboxes: Inboxes,
  bindings: Bindings,
  match: Matcher = matchReceived,
): Difference {
  const left = new Map([...inboxes].map(([session, inbox]) => [session, [...inbox]]));
  let { ids } = bindings;
  const who = new Map(bindings.who);
  for (const line of lines) {
    if (line.expected[0]?.kind === 'nothing') continue;
    const session = receiverOf(line, { ids, who });
    const free = line.receiver.among?.filter((each) => ![...who.values()].includes(each)) ?? [];
    const inbox = (session === undefined ? free : [session]).flatMap((each) => left.get(each) ?? []);
    const open = line.unordered || session === undefined ? inbox : inbox.slice(0, 1);
    const found = open.find((one) => line.expected.some((each) => match(each, one, ids)));
    if (found === undefined) {
      const expected = `${line.receiver.text} ${line.expected.map(({ text }) => text).join(' or ')}`;
      const others = session === undefined ? [...left.values()].flat() : open;
      const came = others.length === 0 ? 'nothing came' : `${others.map(showReceived).join(' and ')} came`;
      return {
        line: line.line,
        expected: `${expected}${known(line, ids)}`,
        came,
        wanted: line,
        received: others,
        ids,
      };
    }
    for (const each of line.expected) ids = match(each, found, ids) ?? ids;
    if (session === undefined) who.set(line.receiver.name, found.session);
    const own = left.get(found.session) ?? [];
    own.splice(own.indexOf(found), 1);
  }
  const [extra] = [...left.values()].flat();
  const line = lines.find((each) => receiverOf(each, { ids, who }) === extra?.session)?.line;
  if (extra === undefined)
    return { line, expected: 'each message once', came: 'one stands for two', received: [], ids };
  const expected = `nothing more for ${extra.session}`;
  return { line, expected, came: `${showReceived(extra)} came`, received: [extra], ids };
}

/**
 * The place of the first word of a log line that does not fit.
 *
 * @param place the line
 * @returns the place of the line itself if the log has none, or alternatives, or nothing came
 */
export function placeOfDifference(
  place: Place,
  { wanted, received: [received], ids = new Map() }: Difference,
): Place {
  const [expected, ...others] = wanted?.expected ?? [];
  if (wanted === undefined || expected?.kind !== 'message' || others.length > 0 || received === undefined)
    return place;
  const { receiver } = wanted;
  const isOpen = receiver.among === undefined && receiver.name.startsWith('?');
  if (!isOpen && !(receiver.among ?? [receiver.name]).includes(received.session))
    return placeOf(place, receiver.text);
  const said = placeOf(place, expected.text);
  if ('closed' in received || nameOf(received.message[0]) !== expected.type)
    return placeOf(said, expected.type);
  let rest = after(said, expected.type);
  let known: Ids | undefined = ids;
  for (const [index, { text, term }] of expected.fields.entries()) {
    const word = placeOf(rest, text);
    known = matchTerm(term, received.message[index + 1], known);
    if (known === undefined) return word;
    rest = after(rest, text);
  }
  return received.message.length > expected.fields.length + 1 ? said : placeOf(place, receiver.text);
}

/** A received message as in a log, with numbers for its ids. */
export function showReceived(received: Received): string {
  if ('closed' in received) return `${received.session} closed`;
  const { session, message, obstacle } = received;
  return `${session} ${obstacle === undefined ? '' : 'misses '}${showMessage(message)}`;
}

/** A message by its name and fields. */
export function showMessage([code, ...fields]: WireMessage): string {
  const name = nameOf(code);
  const words = fields.map((field, index) =>
    name === 'ERROR' && index === 0 ? nameOf(field) : writeWord(field),
  );
  return [name, ...words].join(' ');
}

/** The name of a type code, or the code itself if it has none. */
export const nameOf = (code: unknown): string => NAMES.get(code) ?? writeWord(code);

/**
 * Pattern for a field that is a sentence for people, which may change: the reason of an ABORT, and the explanation in
 * an ERROR of the router itself.
 *
 * @param index index of the field, after the type
 * @returns undefined if the field is something else
 */
export function sentenceAt(type: string, index: number, values: readonly unknown[]): string | undefined {
  const place = index + 1;
  if (type === 'WELCOME' && place === AT.WELCOME.details) return '_';
  if (type === 'ABORT' && place === AT.ABORT.details) return '{"message": _}';
  const error = values[AT.ERROR.error - 1];
  const isOwn =
    type === 'ERROR' && place === AT.ERROR.args && /^(wamp|dealerchart)\.error\./.test(`${error}`);
  const payload = values[index];
  return isOwn && Array.isArray(payload) && typeof payload[0] === 'string' ? '[_]' : undefined;
}

// --- internal ---

/** The part of a line after a word. */
function after(place: Place, word: string): Place {
  const { text, column, length } = placeOf(place, word);
  if (text === undefined || column === undefined || length === undefined) return place;
  return { ...place, column: column + length, length: undefined };
}

function matchInboxes(
  lines: readonly LogLine[],
  [first, ...others]: readonly (readonly [string, readonly Received[]])[],
  bindings: Bindings,
  match: Matcher,
): Bindings | undefined {
  if (first === undefined) {
    // The remaining lines are about sessions that received no message.
    return lines.every(({ expected }) => expected[0]?.kind === 'nothing') ? bindings : undefined;
  }
  const [session, inbox] = first;
  const own = lines.filter((line) => receiverOf(line, bindings) === session);
  const rest = lines.filter((line) => !own.includes(line));
  for (const ids of matchesOf(own, inbox, bindings.ids, match)) {
    const matched = matchInboxes(rest, others, { ...bindings, ids }, match);
    if (matched !== undefined) return matched;
  }
  return undefined;
}

/** Yields the ids for each way in which the lines about one session match its messages. */
function* matchesOf(
  lines: readonly LogLine[],
  inbox: readonly Received[],
  ids: Ids,
  match: Matcher,
): Generator<Ids> {
  const [first, ...later] = inbox;
  if (first === undefined) {
    if (lines.length === 0) yield ids;
    return;
  }
  const ordered = lines.findIndex(({ unordered }) => !unordered);
  const next = ordered < 0 ? lines : lines.slice(0, Math.max(ordered, 1));
  for (const line of next) {
    const others = lines.filter((other) => other !== line);
    for (const expected of line.expected) {
      const known = match(expected, first, ids);
      if (known !== undefined) yield* matchesOf(others, later, known, match);
    }
  }
}

/** The known ids of a line, in brackets. */
function known({ expected }: LogLine, ids: Ids): string {
  const names = expected.flatMap(({ text }) => text.match(/\?\w+/g) ?? []);
  const facts = [...new Set(names)]
    .filter((name) => ids.has(name))
    .map((name) => `${name} is ${ids.get(name)}`);
  return facts.length === 0 ? '' : ` (${facts.join(', ')})`;
}
