/** Reads the lines of a script: sessions that join, send or leave, and time that passes. */
import { layoutOf, REQUESTS } from '../../../machines/layouts.ts';
import { LIMIT_IDS, type LimitId, type Limits } from '../../../machines/limits.ts';
import { CODES } from '../../../machines/messages.ts';
import {
  CLIENT_ROLES,
  type Dict,
  OBSTACLES,
  type Obstacle,
  type Principal,
} from '../../../machines/vocabulary.ts';
import { nearestTo } from '../consult/look-up.ts';
import { list } from '../explain/layout.ts';
import { type Place, placeOf, ScenarioError } from './error.ts';
import type { Action, Scenario, Sent, Step } from './scenario.ts';
import type { Verdict } from './systems/system.ts';
import { evaluate, isOpen, namesIn, readWords, type Word, writeJson, writeWord } from './words.ts';

/**
 * Reads a WAMP message by its name and fields.
 *
 * @param place of the text
 * @param others what may stand here instead of a message, for the error
 */
export function readMessage(text: string, place: Place, others: readonly string[] = []): Sent {
  const [, type = '', rest = ''] = /^(\w+)\s*(.*)$/s.exec(text) ?? [];
  if (layoutOf(type) === undefined) {
    const word = /^\S*/.exec(text)?.[0] ?? '';
    const expected = list([MESSAGE, ...others.map((other) => `"${other}"`)], 'or');
    const near = nearestTo(text, others) || nearestTo(word, Object.keys(CODES));
    throw new ScenarioError(
      placeOf(place, word),
      expected,
      text === '' ? 'nothing came' : `${text} came`,
      near,
    );
  }
  const fields = readWords(rest, placeOf(place, rest));
  return { type, fields: type === 'ERROR' ? withRequestType(fields) : fields };
}

/** The lines before the first step. */
export type Setting = Pick<Scenario, 'draws' | 'limits' | 'methods'>;

/**
 * Reads a script.
 *
 * @param lines content of the block
 * @param start place of its first line
 * @returns its setting, and its steps
 * @throws ScenarioError if a line is malformed
 */
export function readScript(lines: readonly string[], start: Place): Setting & Pick<Scenario, 'steps'> {
  let draws: readonly number[] = [];
  let limits: Partial<Limits> = {};
  let methods: readonly string[] | undefined;
  const steps: Step[] = [];
  const sessions = new Set<string>();
  for (const [index, line] of lines.entries()) {
    const trimmed = line.trim();
    const place = placeOf({ file: start.file, line: start.line + index, text: line }, trimmed);
    if (trimmed === '') continue;
    if (steps.length === 0 && trimmed.startsWith('random draws ')) {
      draws = readDraws(trimmed.slice('random draws '.length), place);
      continue;
    }
    if (steps.length === 0 && trimmed.startsWith('limits ')) {
      limits = readLimits(trimmed.slice('limits '.length), place);
      continue;
    }
    if (steps.length === 0 && trimmed.startsWith(METHODS)) {
      methods = trimmed.slice(METHODS.length).split(', ');
      continue;
    }
    const text = withoutNumber(trimmed, steps.length + 1, place);
    const action = readAction(text, placeOf(place, text));
    meet(action, sessions, placeOf(place, text));
    steps.push({ line: place.line, text, action });
  }
  if (steps.length === 0) throw new ScenarioError(start, 'a script with at least one step', 'it is empty');
  return { draws, limits, methods, steps };
}

/** Names of the ids that a step uses, without the request id that it chooses. */
export function namesUsed({ action }: Step): string[] {
  if (action.does !== 'send') return [];
  const { type, fields } = action.message;
  return fields.slice(REQUESTS.includes(type) ? 1 : 0).flatMap(({ term }) => namesIn(term));
}

/** A line before the first step, for one part of the setting. */
export interface SettingLine {
  readonly of: keyof Setting;
  readonly text: string;
}

/** The lines before the first step. */
export function writeSetting({ draws, limits, methods }: Setting): SettingLine[] {
  const set = LIMIT_IDS.filter((id) => limits[id] !== undefined).map((id) => `${id}=${limits[id]}`);
  return [
    ...(draws.length === 0 ? [] : [{ of: 'draws' as const, text: `random draws ${draws.join(' ')}` }]),
    ...(set.length === 0 ? [] : [{ of: 'limits' as const, text: `limits ${set.join(' ')}` }]),
    ...(methods === undefined ? [] : [{ of: 'methods' as const, text: `${METHODS}${methods.join(', ')}` }]),
  ];
}

/** A step in which the program answers a question about a session, without the session. */
export function writeVerdict(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'challenge':
      return `is challenged: ${writeWord(verdict.method)} ${writeJson(verdict.extra)}`;
    case 'admit':
      return `is admitted: ${writeJson(verdict.principal)}`;
    case 'deny':
      return 'is denied';
    case 'fail':
      return 'cannot be checked';
  }
}

// --- internal ---

const METHODS = 'authentication by ';

const MESSAGE = 'the name of a WAMP message in capital letters';
const STEP =
  '"alice joins as caller", "alice connects", "alice: CALL ...", "alice: raw ...", "alice leaves", "alice is lost", "alice takes nothing: backlog", "alice takes everything", "alice is challenged: ...", "alice is admitted: ...", "alice is denied", "alice cannot be checked", "100 ms pass" or "the router closes"';

/** A step in which time passes, in any unit. */
const TIME = /^(\d+(?:\.\d+)?)\s*([a-z]+) pass(?:es)?$/i;

/** Milliseconds in each unit that people write. */
const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(ms|msecs?|millis|milliseconds?)$/i, 1],
  [/^(s|secs?|seconds?)$/i, 1_000],
  [/^(m|mins?|minutes?)$/i, 60_000],
  [/^(h|hours?)$/i, 3_600_000],
];

/** Reads a time of whole milliseconds. */
function readTime([text, amount = '', unit = '']: RegExpExecArray, place: Place): number {
  if (/^\d+ ms pass$/.test(text)) return Number(amount);
  const factor = UNITS.find(([pattern]) => pattern.test(unit))?.[1];
  const hint = factor === undefined ? '' : `Write "${Math.round(Number(amount) * factor)} ms pass".`;
  throw new ScenarioError(
    place,
    'a time in whole milliseconds, such as "100 ms pass"',
    `"${text}" came`,
    hint,
  );
}

/** The ends of steps, to suggest one that is near. */
const ENDS = [
  'joins as',
  'connects',
  'leaves',
  'is lost',
  'takes nothing:',
  'takes everything',
  'is challenged:',
  'is admitted:',
  'is denied',
  'cannot be checked',
];

/** A sentence with the remedy for a line that is no step; empty if nothing is near. */
function hintFor(text: string): string {
  const [, session = '', rest = ''] = /^(\??\w+):?\s*(.*)$/.exec(text) ?? [];
  const type = /^\w+/.exec(rest)?.[0] ?? '';
  if (layoutOf(type) !== undefined) return `Write "${session}: ${type} ...".`;
  if (nearestTo(text, ['the router closes']) !== '') return 'Did you mean "the router closes"?';
  const end = ENDS.find((one) => {
    const words = one.split(' ').length;
    if (rest !== '' && one.startsWith(rest)) return true;
    return nearestTo(rest.split(' ').slice(0, words).join(' '), [one]) !== '';
  });
  return end === undefined ? '' : `Did you mean "${session} ${end}"?`;
}

/** In an ERROR, the type of the request is a number; a script has its name. */
const withRequestType = ([first, ...others]: readonly Word[]): Word[] => {
  if (first === undefined) return [];
  const { text, term } = first;
  const code = (CODES as Record<string, number>)[text];
  return [{ text, term: code === undefined ? term : { kind: 'value', value: code } }, ...others];
};

function readDraws(text: string, place: Place): number[] {
  return text.split(/\s+/).map((word) => {
    const draw = Number(word);
    if (draw >= 0 && draw < 1) return draw;
    throw new ScenarioError(placeOf(place, word), 'draws of at least 0 and less than 1', `${word} came`);
  });
}

function readLimits(text: string, place: Place): Partial<Limits> {
  const limits = text.split(/\s+/).map((pair) => {
    const [, id = '', most = ''] = /^(\w+)=(\d+)$/.exec(pair) ?? [];
    if (LIMIT_IDS.includes(id as LimitId) && Number(most) >= 1 && Number.isSafeInteger(Number(most)))
      return [id, Number(most)];
    const expected = `limits such as calls=2, of ${LIMIT_IDS.join(', ')}`;
    const near = LIMIT_IDS.includes(id as LimitId) ? '' : nearestTo(id, LIMIT_IDS);
    throw new ScenarioError(placeOf(place, pair), expected, `${pair} came`, near);
  });
  return Object.fromEntries(limits);
}

const RENUMBER = 'Leave the numbers out, and `dealerchart play --rewrite` writes them.';

/** The line without its step number, if it has one. */
function withoutNumber(line: string, number: number, place: Place): string {
  if (TIME.test(line)) return line;
  const [, written, rest = ''] = /^(\d+)\s+(?!ms pass$)(.*)$/.exec(line) ?? [];
  if (written === undefined) return line;
  if (Number(written) === number) return rest;
  const came = `the line says that it is step ${written}`;
  throw new ScenarioError(placeOf(place, written), `step ${number}`, came, RENUMBER);
}

function readAction(text: string, place: Place): Action {
  if (text === 'the router closes') return { does: 'shutDown' };
  const time = TIME.exec(text);
  if (time !== null) return { does: 'pass', ms: readTime(time, place) };
  const [, session, rest = ''] = /^(\??\w+)(: .*| .*)$/.exec(text) ?? [];
  if (session === undefined) throw new ScenarioError(place, STEP, `"${text}" came`, hintFor(text));
  if (rest.startsWith(': ')) {
    const said = rest.slice(2).trim();
    return readSending(session, said, placeOf(place, said));
  }
  if (rest === ' connects') return { does: 'connect', session };
  if (rest === ' leaves') return { does: 'leave', session };
  if (rest === ' is lost') return { does: 'lose', session };
  if (rest === ' takes everything') return { does: 'obstruct', session, obstacle: undefined };
  const obstructing = /^ takes nothing: (.*)$/.exec(rest);
  if (obstructing) return { does: 'obstruct', session, obstacle: readObstacle(obstructing[1], place) };
  const verdict = readVerdict(rest.trim(), place);
  if (verdict !== undefined) return { does: 'answer', session, verdict };
  const joining = /^ joins as (\w+(?: and \w+)*)(?: with (\w+(?:, \w+)*))?$/.exec(rest);
  if (joining === null) throw new ScenarioError(place, STEP, `"${text}" came`, hintFor(text));
  const [, roles = '', features = ''] = joining;
  return { does: 'join', session, roles: readRoles(roles.split(' and '), features, place) };
}

function readSending(session: string, text: string, place: Place): Action {
  if (!text.startsWith('raw ')) {
    const message = readMessage(text, place);
    for (const { text: written, term } of message.fields) {
      if (isOpen(term))
        throw new ScenarioError(placeOf(place, written), 'fields that can be sent', `${written} came`);
    }
    return { does: 'send', session, message };
  }
  const value = text.slice('raw '.length);
  const [word, ...others] = readWords(value, placeOf(place, value));
  if (word === undefined || others.length > 0 || isOpen(word.term) || namesIn(word.term).length > 0) {
    throw new ScenarioError(place, 'one value of JSON after "raw"', `${text} came`);
  }
  return { does: 'raw', session, raw: JSON.parse(word.text) };
}

function readVerdict(text: string, place: Place): Verdict | undefined {
  if (text === 'is denied') return { kind: 'deny' };
  if (text === 'cannot be checked') return { kind: 'fail' };
  const [, kind, rest = ''] = /^is (challenged|admitted): (.*)$/.exec(text) ?? [];
  if (kind === undefined) return undefined;
  const [first, second] = readWords(rest, placeOf(place, rest)).map(({ text: written, term }) => {
    const fail = (): never => {
      const expected = 'a method and JSON without names and "_"';
      throw new ScenarioError(placeOf(place, written), expected, `${written} came`);
    };
    return isOpen(term) ? fail() : evaluate(term, fail);
  });
  return kind === 'challenged'
    ? { kind: 'challenge', method: `${first}`, extra: (second ?? {}) as Dict }
    : { kind: 'admit', principal: first as Principal };
}

function readObstacle(text = '', place: Place): Obstacle {
  const obstacle = OBSTACLES.find((one) => one === text);
  if (obstacle !== undefined) return obstacle;
  const expected = `one of the reasons ${OBSTACLES.join(', ')}`;
  throw new ScenarioError(placeOf(place, text), expected, `${text} came`, nearestTo(text, OBSTACLES));
}

function readRoles(names: readonly string[], features: string, place: Place): Record<string, object> {
  for (const name of names) {
    if ((CLIENT_ROLES as readonly string[]).includes(name)) continue;
    const expected = `one of the roles ${CLIENT_ROLES.join(', ')}`;
    throw new ScenarioError(placeOf(place, name), expected, `${name} came`, nearestTo(name, CLIENT_ROLES));
  }
  const announced = Object.fromEntries(features.split(', ').map((feature) => [feature, true]));
  const role = features === '' ? {} : { features: announced };
  return Object.fromEntries(names.map((name) => [name, role]));
}

/** The actor must have appeared before; a `?variable` is known from the log. */
function meet(action: Action, sessions: Set<string>, place: Place): void {
  if (!('session' in action)) return;
  const { does, session } = action;
  const comes = does === 'connect' || does === 'join';
  if (session.startsWith('?') ? comes : comes && KEYWORDS.includes(session)) {
    throw new ScenarioError(placeOf(place, session), 'a name for the session', `${writeWord(session)} came`);
  }
  if (comes) sessions.add(session);
  else if (!session.startsWith('?') && !sessions.has(session)) {
    const known = [...sessions].join(', ') || 'nobody yet';
    const near = nearestTo(session, [...sessions]);
    throw new ScenarioError(
      placeOf(place, session),
      `a session that has come (${known})`,
      `${session} came`,
      near,
    );
  }
}

/** Words at the beginning of a log line that cannot be names. */
const KEYWORDS = ['or', 'the'];
