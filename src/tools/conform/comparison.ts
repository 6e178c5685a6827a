/**
 * Compares the messages of a case with the expected ones by what the rules demand: kinds of messages, ids that hang
 * together, URIs and payloads. Sentences and further details are up to the router.
 */
import { MAX_ID } from '../../../machines/ids.ts';
import { AT, layoutOf } from '../../../machines/layouts.ts';
import { CODES } from '../../../machines/messages.ts';
import { PROBLEMS, type ProblemRow } from '../../../machines/problems.ts';
import { RULES } from '../../../machines/rules.ts';
import { isReserved } from '../../../machines/steps/uri.ts';
import { UNAVAILABLE, URIS } from '../../../machines/uris.ts';
import { valueIn } from '../scenario/fields.ts';
import {
  firstDifference,
  type Difference as LogDifference,
  type Matcher,
  matchStep,
  NOTHING_BOUND,
} from '../scenario/match.ts';
import { isImplying, withoutImplied } from '../scenario/play.ts';
import {
  type Expected,
  type LogLine,
  nameOfScenario,
  type Scenario,
  type Step,
} from '../scenario/scenario.ts';
import type { Received } from '../scenario/systems/system.ts';
import { type Ids, matchTerm, type Term, type Word } from '../scenario/words.ts';
import type { Expectation } from './expectation.ts';
import type { Observation } from './observation.ts';

/** The first difference between what was expected of a router and what came. */
export interface Difference extends Omit<LogDifference, 'line'> {
  /** Number of the step. */
  readonly step: number;
  /** True if a message is missing, and nothing came in its place. */
  readonly isMissing: boolean;
}

/**
 * Compares a played case with an expectation.
 *
 * @param isLenient true to accept what departs only from decisions of this project: another URI where no text fixes it,
 *   another mode in an INTERRUPT or a second one that is the same, a connection that stays open after the end of its
 *   session
 * @returns undefined if there is no difference
 */
export function compare(
  scenario: Scenario,
  { received, ids, stopped }: Observation,
  { lines, stopsAt }: Expectation,
  isLenient = false,
): Difference | undefined {
  const { rules, steps } = scenario;
  const match = matcherFor(scenario, isLenient);
  const interrupted = new Set<string>();
  let bindings = { ...NOTHING_BOUND, ids };
  const end = Math.min(stopsAt ?? received.length + 1, stopped?.step ?? received.length + 1);
  for (let step = 1; step < end; step++) {
    const expected = unordered(lines.filter((line) => line.step === step));
    const { action } = steps[step - 1] as Step;
    const came = received[step - 1] ?? [];
    const odd = rules.includes('BP-3') ? oddSession(came, received.slice(0, step - 1).flat()) : undefined;
    if (odd !== undefined) return { ...odd, step, isMissing: false, received: came };
    const inboxes = inboxesOf(came, isLenient ? closedIn(expected, came) : []);
    if (isLenient) withoutRepeated(inboxes, expected, interrupted);
    if (isImplying(action) && !expected.some(({ receiver }) => receiver.name === action.session)) {
      const said = withoutImplied(action, inboxes.get(action.session) ?? []);
      if (said.length > 0) inboxes.set(action.session, said);
      else inboxes.delete(action.session);
    }
    const matched = matchStep(expected, inboxes, bindings, match);
    if (matched === undefined) {
      const difference = firstDifference(expected, inboxes, bindings, match);
      const { wanted, received } = difference;
      return { ...difference, step, isMissing: wanted !== undefined && received.length === 0 };
    }
    bindings = { ids: new Map(matched.ids), who: matched.who };
  }
  if (stopped === undefined || stopsAt === stopped.step) return undefined;
  return { ...stopped, isMissing: false, received: [] };
}

// --- internal ---

/** What one step leads to for several calls of a session may come in any order; INVOCATIONs may not. */
function unordered(lines: readonly LogLine[]): readonly LogLine[] {
  const isOfCall = ({ expected }: LogLine): boolean =>
    expected.every((one) => one.kind === 'message' && OF_CALLS.has(one.type));
  return lines.map((line) => {
    const others = lines.filter(({ receiver }) => receiver.name === line.receiver.name);
    return others.length > 1 && others.every(isOfCall) ? { ...line, unordered: true } : line;
  });
}

const OF_CALLS: ReadonlySet<string> = new Set(['RESULT', 'INTERRUPT']).add('ERROR');

/** A session id that is none, or that another session of the case has; undefined if there is none. */
function oddSession(
  came: readonly Received[],
  before: readonly Received[],
): Pick<Difference, 'expected' | 'came'> | undefined {
  const taken = new Set(before.map(sessionIdIn));
  const id = came.map(sessionIdIn).find((each) => each !== undefined && (!isId(each) || taken.has(each)));
  if (id === undefined) return undefined;
  const was = isId(id) ? `${id} is that of another session` : `${id} came`;
  return { expected: 'a session id of its own from 1 to 2^53 in WELCOME', came: was };
}

const sessionIdIn = (one: Received): unknown =>
  'message' in one && one.message[0] === CODES.WELCOME ? one.message[AT.WELCOME.id] : undefined;

const isId = (value: unknown): boolean =>
  Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MAX_ID;

/** Sessions whose connections are to be closed, and from which no message is missing before that. */
function closedIn(lines: readonly LogLine[], came: readonly Received[]): readonly string[] {
  const isClosing = ({ expected }: LogLine): boolean => expected.some(({ kind }) => kind === 'closed');
  return lines.filter(isClosing).flatMap(({ receiver: { name } }) => {
    const isAlone = lines.every((line) => isClosing(line) || line.receiver.name !== name);
    return isAlone || came.some(({ session }) => session === name) ? [name] : [];
  });
}

/** @param ended sessions that are taken as closed, although their connections may be open */
function inboxesOf(all: readonly Received[], ended: readonly string[]): Map<string, Received[]> {
  const inboxes = new Map<string, Received[]>();
  for (const one of all) inboxes.set(one.session, [...(inboxes.get(one.session) ?? []), one]);
  for (const session of ended) {
    const inbox = inboxes.get(session) ?? [];
    if (!inbox.some((one) => 'closed' in one)) inboxes.set(session, [...inbox, { session, closed: true }]);
  }
  return inboxes;
}

/** Drops an INTERRUPT that came before, where none is expected: no text says how often a callee is interrupted. */
function withoutRepeated(
  inboxes: Map<string, Received[]>,
  expected: readonly LogLine[],
  interrupted: Set<string>,
): void {
  const isInterrupt = (line: LogLine): boolean =>
    line.expected.some((one) => one.kind === 'message' && one.type === 'INTERRUPT');
  for (const [session, inbox] of inboxes) {
    const isExpected = expected.some((line) => isInterrupt(line) && line.receiver.name === session);
    const kept = inbox.filter((one) => {
      if (!('message' in one) || one.message[0] !== CODES.INTERRUPT) return true;
      const key = `${session} ${one.message[AT.INTERRUPT.request]}`;
      const isFirst = interrupted.size < interrupted.add(key).size;
      return isFirst || isExpected;
    });
    if (kept.length > 0) inboxes.set(session, kept);
    else inboxes.delete(session);
  }
}

interface Strictness {
  readonly isLenient: boolean;
  /** False if an INTERRUPT needs no mode: one case is about it, so that a router without modes fails once. */
  readonly isModeNeeded: boolean;
  /** True if null may stand for absent Arguments or ArgumentsKw: again, one case is about it. */
  readonly isNullAbsent: boolean;
  /** URIs that depend on a reading of the case, and thus on no text. */
  readonly open: ReadonlySet<string>;
  /** Keys that change the meaning of a message, so that they must be absent where they are not expected, by its type. */
  readonly telling: (type: string) => readonly string[];
}

function matcherFor(scenario: Scenario, isLenient: boolean): Matcher {
  const details = detailsIn(scenario.steps);
  const strictness = {
    isLenient,
    isModeNeeded: nameOfScenario(scenario) === OF_MODES,
    isNullAbsent: nameOfScenario(scenario) !== OF_PAYLOADS,
    open: openIn(scenario),
    telling: (type: string) => (type === 'ERROR' ? details : (TELLING.get(type) ?? [])),
  };
  return (expected, received, ids) => match(expected, received, ids, strictness);
}

/** The case that shows whether INTERRUPT has a mode. */
const OF_MODES = 'cc-02-killnowait-stops-the-callee';

/** The case that shows how payloads without Arguments are forwarded. */
const OF_PAYLOADS = 'bp-14-payload-as-it-is';

/** URIs of the problems that the readings of a scenario choose between. */
const openIn = ({ readings }: Scenario): ReadonlySet<string> =>
  new Set(
    Object.values<ProblemRow>(PROBLEMS)
      .filter((problem) => problem.readings?.some((id) => readings.includes(id)))
      .map(({ uri }) => uri),
  );

const TELLING: ReadonlyMap<string, readonly string[]> = new Map([
  ['RESULT', ['progress']],
  ['INVOCATION', ['receive_progress']],
]);

/** Keys in the Details of the ERRORs that clients send: whether they are forwarded is a reading. */
const detailsIn = (steps: readonly Step[]): readonly string[] =>
  steps.flatMap(({ action }) => {
    if (action.does !== 'send' || action.message.type !== 'ERROR') return [];
    return Object.keys((valueIn(action.message, 'details') as object | undefined) ?? {});
  });

function match(expected: Expected, received: Received, ids: Ids, strictness: Strictness): Ids | undefined {
  if ('closed' in received) return expected.kind === 'closed' ? ids : undefined;
  if (expected.kind !== 'message') return undefined;
  const { type, fields } = expected;
  const [code, ...values] = received.message;
  if (code !== (CODES as Record<string, number>)[type]) return undefined;
  const head = headOf(type);
  let known: Ids | undefined = ids;
  for (let index = 0; index < head && known !== undefined; index++) {
    known = matchField(type, index, fields, values, known, strictness);
  }
  const payload = values
    .slice(head)
    .map((value) => (value === null && strictness.isNullAbsent ? undefined : value));
  return known && matchPayload(expected, payload, known);
}

/** Number of fields before the payload. */
const headOf = (type: string): number => {
  const layout = layoutOf(type);
  return layout === undefined ? 0 : layout.payload ? layout.required : layout.fields.length;
};

function matchField(
  type: string,
  index: number,
  fields: readonly Word[],
  values: readonly unknown[],
  ids: Ids,
  strictness: Strictness,
): Ids | undefined {
  const { isLenient } = strictness;
  const term = fields[index]?.term;
  const value = values[index];
  // The one field that may be left out is the Details of UNREGISTERED.
  if (term === undefined) return ids;
  const place = index + 1;
  const isOwn =
    (type === 'ABORT' && place === AT.ABORT.details) || (type === 'WELCOME' && place === AT.WELCOME.details);
  if (isOwn) return isDict(value) ? ids : undefined;
  if (type === 'ABORT' || type === 'GOODBYE')
    if (place === AT.ABORT.reason) return matchTerm(term, value, ids) ?? (isLenient ? ids : undefined);
  if (type === 'ERROR' && place === AT.ERROR.details && isSentence(fields))
    return isDict(value) ? ids : undefined;
  if (type === 'ERROR' && place === AT.ERROR.error)
    return (
      matchTerm(term, value, ids) ?? (isLenient && isFree(term, fields, strictness.open) ? ids : undefined)
    );
  return term.kind === 'dict' ? matchDict(type, term, value, ids, strictness) : matchTerm(term, value, ids);
}

/** Further entries are allowed, except for those whose absence tells something. */
function matchDict(
  type: string,
  { entries }: Extract<Term, { kind: 'dict' }>,
  value: unknown,
  ids: Ids,
  { isLenient, isModeNeeded, telling }: Strictness,
): Ids | undefined {
  if (!isDict(value)) return undefined;
  const guarded = telling(type);
  const isTold = (key: string): boolean => entries.some(([one]) => one === key);
  // Some routers write an absent option as null.
  const isThere = (key: string): boolean => (value[key] ?? false) !== false;
  if (guarded.some((key) => !isTold(key) && isThere(key))) return undefined;
  let known: Ids | undefined = ids;
  for (const [key, item] of entries) {
    if (type === 'INTERRUPT' && (isLenient || (!isModeNeeded && value[key] === undefined))) continue;
    known = known && matchTerm(item, value[key], known);
  }
  return known;
}

/** Absent Arguments and ArgumentsKw equal empty ones. The explanation in an ERROR of the router is up to it. */
function matchPayload(
  { type, fields }: Extract<Expected, { kind: 'message' }>,
  [args = [], kwargs = {}]: readonly unknown[],
  ids: Ids,
): Ids | undefined {
  const head = headOf(type);
  if (type === 'ABORT' || (type === 'ERROR' && isSentence(fields))) return ids;
  if (layoutOf(type)?.payload !== true) return ids;
  const [expectedArgs = EMPTY_LIST, expectedKwargs = EMPTY_DICT] = fields.slice(head).map(({ term }) => term);
  const known = matchTerm(expectedArgs, args, ids);
  return known && matchTerm(expectedKwargs, kwargs, known);
}

const EMPTY_LIST: Term = { kind: 'list', items: [] };
const EMPTY_DICT: Term = { kind: 'dict', entries: [], open: false, absent: [] };

/** True for an ERROR that the router itself explains. */
function isSentence(fields: readonly Word[]): boolean {
  const uri = fields[AT.ERROR.error - 1]?.term;
  if (uri?.kind !== 'value' || !isOwn(`${uri.value}`)) return false;
  const args = fields[AT.ERROR.args - 1]?.term;
  if (args === undefined) return !OF_CALLEES.includes(`${uri.value}`);
  const [item, ...others] = args.kind === 'list' ? args.items : [];
  return (
    others.length === 0 &&
    (item?.kind === 'any' || (item?.kind === 'value' && typeof item.value === 'string'))
  );
}

const isOwn = (uri: string): boolean => isReserved(uri) || uri.startsWith('dealerchart.');

/** URIs that are forwarded from a callee, if without an explanation. */
const OF_CALLEES: readonly string[] = [UNAVAILABLE];

/** True for the URI of an ERROR that no text fixes. Both spellings of `canceled` are in the text. */
function isFree(term: Term, fields: readonly Word[], open: ReadonlySet<string>): boolean {
  if (term.kind !== 'value' || !isSentence(fields)) return false;
  const uri = `${term.value}`;
  return !FIXED.has(uri) || open.has(uri) || SPELLINGS.includes(uri);
}

const SPELLINGS: readonly string[] = [PROBLEMS['callee-left'].uri, PROBLEMS['callee-left-by-letter'].uri];

/** URIs of ERRORs that a text states for a situation. The text names none for an unknown policy. */
const FIXED: ReadonlySet<string> = new Set(
  Object.values<ProblemRow>(PROBLEMS)
    .filter(({ family, uri, rules, readings = [] }) => {
      const isStated =
        URIS[uri].authority === 'stated' && rules.some((rule) => RULES[rule].authority === 'stated');
      return family === 'reply' && isStated && !readings.includes('unknownPolicy');
    })
    .map(({ uri }) => uri),
);

const isDict = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
