/** Compares received messages with those of a vector: written from docs/vectors.md alone. */
import { attributesOf, codeOf, fieldsOf, type Message, type Receipt } from './vector-format.ts';

/** A received message, or the end of the connection. */
export type Received = readonly unknown[] | 'closed';

/** Values of the names of a vector. */
export interface Names {
  readonly ids: ReadonlyMap<string, number>;
  /** Sessions, each under one name at most. */
  readonly sessions: ReadonlyMap<string, string>;
}

/**
 * Matches the messages of a step.
 *
 * @param inboxes received messages of each session, in their order
 * @returns the names afterwards; undefined if there is a difference
 */
export function match(
  expected: readonly Receipt[],
  inboxes: ReadonlyMap<string, readonly Received[]>,
  names: Names,
): Names | undefined {
  const open = expected.find(({ to, x_among }) => x_among !== undefined && !names.sessions.has(to));
  if (open === undefined) return matchAll([...inboxes], expected, names);
  for (const session of open.x_among ?? []) {
    if ([...names.sessions.values()].includes(session)) continue;
    const sessions = new Map(names.sessions).set(open.to, session);
    const matched = match(expected, inboxes, { ...names, sessions });
    if (matched !== undefined) return matched;
  }
  return undefined;
}

/** The value of a vector with its ids; used for sending. */
export function evaluate(value: unknown, idOf: (name: string) => number): unknown {
  if (typeof value === 'string') return value.endsWith('|id') ? idOf(value) : value;
  if (Array.isArray(value)) return value.map((item) => evaluate(item, idOf));
  if (typeof value !== 'object' || value === null) return value;
  if ('$literal' in value) return value.$literal;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key.replace(/^\$\$/, '$'), evaluate(item, idOf)]),
  );
}

// --- internal ---

type Ids = ReadonlyMap<string, number>;

function matchAll(
  [first, ...others]: readonly (readonly [string, readonly Received[]])[],
  expected: readonly Receipt[],
  names: Names,
): Names | undefined {
  if (first === undefined) return expected.every(({ x_optional }) => x_optional) ? names : undefined;
  const [session, inbox] = first;
  const own = expected.filter(({ to }) => (names.sessions.get(to) ?? to) === session);
  const rest = expected.filter((each) => !own.includes(each));
  for (const ids of waysOf(own, inbox, names.ids)) {
    const matched = matchAll(others, rest, { ...names, ids });
    if (matched !== undefined) return matched;
  }
  return undefined;
}

function* waysOf(expected: readonly Receipt[], inbox: readonly Received[], ids: Ids): Generator<Ids> {
  const [first, ...later] = inbox;
  if (first === undefined) {
    if (expected.every(({ x_optional }) => x_optional)) yield ids;
    return;
  }
  const ordered = expected.findIndex(({ x_unordered }) => x_unordered === undefined);
  const next = ordered < 0 ? expected : expected.slice(0, Math.max(ordered, 1));
  for (const receipt of next) {
    const others = expected.filter((each) => each !== receipt);
    for (const message of [receipt.message, ...(receipt.x_alternatives ?? [])]) {
      const known = matchMessage(message, first, ids);
      if (known !== undefined) yield* waysOf(others, later, known);
    }
  }
}

function matchMessage(message: Message, received: Received, ids: Ids): Ids | undefined {
  if (received === 'closed' || message.type === 'x_closed')
    return received === message.type.replace('x_', '') ? ids : undefined;
  const { type, x_soft = {} } = message;
  if (received[0] !== codeOf(type)) return undefined;
  const [, ...expected] = fieldsOf(message);
  const came = attributesOf(type, received);
  const isAnyPayload = isAny(message.args);
  let known: Ids | undefined = ids;
  for (const [index, attribute] of Object.keys(came).entries()) {
    const value = came[attribute];
    const term = expected[index];
    if (isAny(term) || Object.hasOwn(x_soft, attribute)) continue;
    if (attribute === 'args') known = known && matchValue(term ?? [], value ?? [], known);
    else if (attribute === 'kwargs') {
      if (term !== undefined || !isAnyPayload) known = known && matchValue(term ?? {}, value ?? {}, known);
    } else if (term === undefined ? value !== undefined : true)
      known = known && matchValue(term, value, known);
  }
  return known;
}

const isDict = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isAny = (term: unknown): boolean => isDict(term) && term.$any === true;

function matchValue(term: unknown, value: unknown, ids: Ids): Ids | undefined {
  if (isAny(term)) return value === undefined ? undefined : ids;
  if (typeof term === 'string' && term.endsWith('|id')) {
    if (typeof value !== 'number') return undefined;
    if (!ids.has(term)) return new Map(ids).set(term, value);
    return ids.get(term) === value ? ids : undefined;
  }
  if (Array.isArray(term)) {
    if (!Array.isArray(value) || value.length !== term.length) return undefined;
    return matchEach(
      term.map((item, index) => [item, value[index]]),
      ids,
    );
  }
  if (!isDict(term)) return term === value ? ids : undefined;
  if ('$literal' in term) return term.$literal === value ? ids : undefined;
  if (!isDict(value)) return undefined;
  const isOpen = '$open' in term;
  const entries = Object.entries((isOpen ? term.$open : term) as object).map(
    ([key, item]) => [key.replace(/^\$\$/, '$'), item] as const,
  );
  if (!isOpen && Object.keys(value).length !== entries.length) return undefined;
  const absent = (term.$absent ?? []) as readonly string[];
  if (absent.some((key) => Object.hasOwn(value, key) && value[key] !== false && value[key] !== null))
    return undefined;
  return matchEach(
    entries.map(([key, item]) => [item, value[key]]),
    ids,
  );
}

function matchEach(pairs: readonly (readonly [unknown, unknown])[], ids: Ids): Ids | undefined {
  let known: Ids | undefined = ids;
  for (const [term, value] of pairs) known = known && matchValue(term, value, known);
  return known;
}
