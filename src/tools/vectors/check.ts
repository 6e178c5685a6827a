/** Checks of a vector beyond its schema: its participants, the order of its steps, and the senders of its messages. */
import { isDeepStrictEqual } from 'node:util';
import { step } from '../../wire/pointer.ts';
import { type Fail, readName } from './values.ts';
import { type Entry, EVENTS, isDone, ROUTER, type Vector, type VectorMessage, type Whom } from './vector.ts';

/**
 * @param vector a vector that matches the schema
 * @param fail called with the first mistake
 */
export function checkVector(vector: Vector, fail: Fail): void {
  const names = checkSessions(vector, fail);
  checkSequence(vector, names, fail);
  const done = vector.sequence.filter(isDone).map((entry) => entry.step);
  for (const [index, { outcome }] of (vector.x_variants ?? []).entries()) {
    const chosen = new Set<string>();
    let last = 0;
    for (const [at, { after, messages, silent = [] }] of outcome.entries()) {
      const path = `/x_variants/${index}/outcome/${at}`;
      if (!done.includes(after)) {
        fail(`${path}/after`, 'the number of a step in which somebody does something', `${after} came`);
      }
      if (after <= last) fail(`${path}/after`, `a step after step ${last}`, `${after} came`);
      last = after;
      for (const [each, receipt] of messages.entries()) {
        checkReceiver(receipt, `${path}/messages/${each}`, { names, chosen }, fail);
        checkReceived(receipt.message, `${path}/messages/${each}/message`, fail);
      }
      checkSilent(silent, `${path}/silent`, { names, chosen }, fail);
    }
  }
  checkPage(vector, fail);
}

/**
 * Checks that redundant parts of a vector agree.
 *
 * @param told the vector as it would be written
 */
export function checkAgreement(vector: Vector, told: Vector, fail: Fail): void {
  for (const key of [
    'x_level',
    'x_rules',
    'x_readings',
    'x_requires',
    'x_announced',
    'x_unannounced',
    'x_bench',
  ] as const) {
    if (vector[key] !== undefined) contradict(vector[key], told[key], `/${key}`, fail);
  }
  for (const [index, session] of vector.sessions.entries()) {
    const path = `/sessions/${index}`;
    const again = told.sessions.find(({ session_id }) => session_id === session.session_id);
    if (again === undefined)
      return fail(path, 'a session that joins or connects', `${session.session_id} does neither`);
    for (const key of ['roles', 'realm', 'x_features'] as const) {
      if (session[key] !== undefined) contradict(session[key], again[key], `${path}/${key}`, fail);
    }
  }
}

// --- internal ---

function checkSessions({ sessions }: Vector, fail: Fail): string[] {
  const names: string[] = [];
  for (const [index, { session_id: name }] of sessions.entries()) {
    const path = `/sessions/${index}/session_id`;
    if (!/^\w+$/.test(name) || name === ROUTER) {
      fail(path, `a name of letters, digits and _ that is not ${ROUTER}`, `${JSON.stringify(name)} came`);
    }
    if (names.includes(name)) fail(path, 'each session once', `${name} came again`);
    names.push(name);
  }
  return names;
}

function checkSequence({ sequence }: Vector, names: readonly string[], fail: Fail): void {
  const chosen = new Set<string>();
  let silent = (): void => {};
  let last = 0;
  let done: Entry | undefined;
  for (const [index, entry] of sequence.entries()) {
    const path = `/sequence/${index}`;
    if (entry.step <= last)
      fail(`${path}/step`, `a number above ${last}, that of the step before`, `${entry.step} came`);
    last = entry.step;
    if (isDone(entry)) {
      silent();
      checkDone(entry, path, names, fail);
      // A receiver of nothing may be bound to a variable by a message of this step.
      silent = () => checkSilent(entry.x_silent ?? [], `${path}/x_silent`, { names, chosen }, fail);
      done = entry;
      continue;
    }
    checkReceiver(entry, path, { names, chosen }, fail);
    checkReceived(entry.message, `${path}/message`, fail);
    if (done === undefined) fail(path, 'somebody to do something first', 'the router sends something');
    checkKeys(entry, ['x_action', 'x_silent'], path, 'what somebody does', fail);
    if (entry.x_implied) checkImplied(entry, done, path, fail);
  }
  silent();
}

/** Events that the operator of the router causes, and those that a client or its authentication does. */
const OF_OPERATOR: readonly string[] = ['x_time', 'x_shutdown'];
const OF_CLIENTS: readonly string[] = EVENTS.filter(
  (event) => event !== 'x_closed' && !OF_OPERATOR.includes(event),
);

function checkDone(entry: Entry, path: string, names: readonly string[], fail: Fail): void {
  const { from, to, message, x_action: action } = entry;
  checkName(from, `${path}/from`, names, fail);
  if (to !== ROUTER) fail(`${path}/to`, ROUTER, `${to} came, and ${from} is a client`);
  checkKeys(
    entry,
    ['x_alternatives', 'x_among', 'x_unordered', 'x_optional', 'x_implied'],
    path,
    'what the router sends',
    fail,
  );
  const { type } = message;
  if (message.x_missed !== undefined)
    fail(`${path}/message/x_missed`, 'it only on what the router sends', `it is from ${from}`);
  const own = from === ROUTER ? OF_OPERATOR : OF_CLIENTS;
  if ((from === ROUTER || isEvent(type)) && !own.includes(type)) {
    fail(`${path}/message/type`, `${own.join(' or ')}, from ${from} to ${to}`, `${type} came`);
  }
  const expected = action === 'join' ? 'HELLO' : 'GOODBYE';
  if (action !== undefined && type !== expected) {
    fail(`${path}/x_action`, `a ${expected} to ${action} with`, `the message is ${type}`);
  }
}

function checkReceived({ type }: VectorMessage, path: string, fail: Fail): void {
  if (isEvent(type) && type !== 'x_closed') fail(`${path}/type`, 'a message, or x_closed', `${type} came`);
}

const isEvent = (type: string): boolean => (EVENTS as readonly string[]).includes(type);

/** The listed sessions, and the variables for sessions bound so far. */
interface Known {
  readonly names: readonly string[];
  readonly chosen: Set<string>;
}

function checkReceiver(whom: Whom, path: string, { names, chosen }: Known, fail: Fail): void {
  const { to, x_among: among } = whom;
  checkName(to, `${path}/to`, names, fail);
  for (const [index, name] of (among ?? []).entries()) {
    if (!names.includes(name)) fail(`${path}/x_among/${index}`, LISTED, `${name} came`);
  }
  const isChoice = readName(to) !== to;
  if (among === undefined && isChoice && !chosen.has(to)) {
    fail(`${path}/to`, `${to} to be chosen before, or here with x_among`, 'nobody was');
  }
  if (among !== undefined && !isChoice) {
    fail(
      `${path}/x_among`,
      'it only where the receiver is one out of several, as in who|session',
      `${to} came`,
    );
  }
  chosen.add(to);
}

function checkSilent(silent: readonly (string | Whom)[], path: string, known: Known, fail: Fail): void {
  for (const [index, whom] of silent.entries()) {
    const place = `${path}/${index}`;
    if (typeof whom === 'string')
      checkReceiver({ to: whom }, place, known, (_, ...said) => fail(place, ...said));
    else checkReceiver(whom, place, known, fail);
  }
}

const LISTED = 'a session that is listed in sessions';

function checkName(name: string, path: string, names: readonly string[], fail: Fail): void {
  if (name === ROUTER || names.includes(name) || readName(name) !== name) return;
  fail(path, `${LISTED}, ${ROUTER}, or one out of several as in who|session`, `${name} came`);
}

function checkKeys(entry: Entry, keys: readonly (keyof Entry)[], path: string, of: string, fail: Fail): void {
  const key = keys.find((each) => entry[each] !== undefined);
  if (key !== undefined)
    fail(path + step(key), `${key} only on ${of}`, `it is from ${entry.from} to ${entry.to}`);
}

/** Checks the implied messages of joining and leaving. */
function checkImplied(entry: Entry, done: Entry, path: string, fail: Fail): void {
  const types =
    done.x_action === 'join' ? ['WELCOME'] : done.x_action === 'leave' ? ['GOODBYE', 'x_closed'] : [];
  if (types.includes(entry.message.type) && entry.to === done.from) return;
  fail(
    `${path}/x_implied`,
    'only what follows from x_action of the step before',
    `${entry.message.type} to ${entry.to} came`,
  );
}

function checkPage({ notes, x_page, x_variants = [] }: Vector, fail: Fail): void {
  const counts = { note: notes.length, script: 1, log: 1, variant: x_variants.length };
  for (const [part, count] of Object.entries(counts)) {
    const came = x_page.filter((each) => each === part).length;
    if (came !== count)
      fail('/x_page', `"${part}" as often as there is one (${count})`, `it is there ${came} times`);
  }
  for (const [index, note] of notes.entries()) {
    if (/^```/m.test(note)) fail(`/notes/${index}`, 'prose', 'a block in it came');
  }
}

/** Finds where a value contradicts the one that follows from the rest. */
function contradict(given: unknown, told: unknown, path: string, fail: Fail): void {
  if (isDeepStrictEqual(given, told)) return;
  const isPart = isObject(given) && isObject(told) && Array.isArray(given) === Array.isArray(told);
  if (!isPart || (Array.isArray(given) && given.length !== (told as unknown as unknown[]).length)) {
    return fail(
      path,
      `${JSON.stringify(told)}, which follows from the rest`,
      `${JSON.stringify(given)} came`,
    );
  }
  for (const [key, value] of Object.entries(given)) contradict(value, told[key], path + step(key), fail);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
