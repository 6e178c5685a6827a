/**
 * Theorems about a whole call, beyond single rules, exercised in every reachable state.
 *
 * Each theorem is a predicate over the history, and uses neither the charts nor the oracles.
 */
import type { Readings } from '../../../machines/readings.ts';
import type { RuleId } from '../../../machines/rules.ts';
import type { Policy } from '../../../machines/vocabulary.ts';
import { type Answer, type Call, isLive, type Member, type Session, type Try } from '../judge/facts.ts';
import type { History } from '../judge/history.ts';
import { isRefusal, isWaitedFor } from '../judge/matching.ts';
import { exhaustionOf } from '../judge/oracles/calling.ts';
import { passedOver } from '../judge/overtaking.ts';

/** The history up to an input and its effects, and the sizes of the dealer afterwards. */
export interface Trial {
  readonly history: History;
  /** The last line before the input, since earlier lines have been checked before. */
  readonly since: number;
  /** The time, in milliseconds. */
  readonly now: number;
  readonly readings: Readings;
  /** Numbers of registrations, calls and deadlines if all sessions have left; undefined otherwise. */
  readonly held: number | undefined;
}

export type TheoremId = 'table' | 'one-answer' | 'asked-once' | 'emptiness';

export interface Theorem {
  readonly sentence: string;
  /** The rules of the text behind it, under a policy. */
  readonly rulesFor: (policy: Policy) => readonly RuleId[];
  /** One entry for each exercise: the violation, or undefined. */
  readonly test: (trial: Trial) => readonly (string | undefined)[];
}

/**
 * `table` is about a list of callees that does not change during the call, each with one place on it. The row of
 * `roundrobin` says "the next registration from the Registration Queue". The queue belongs to the procedure, and its
 * position is shared by all calls: the next callee is the one after the callee invoked last, for this call or for
 * another one. Without another call in between, that is the one after the refusing callee; under `next=refuser` it
 * always is.
 *
 * Calls that pass over a callee for a later call of their caller, as they do under `order=strict`, are left out.
 *
 * `table` and `asked-once` assume that every refusal holds for the whole call. Under `exclude=last-refused` that is not
 * so, and they are not exercised; nor is `asked-once` under `refusals=registration`, where a session may be invoked
 * once for each of its places.
 */
export const THEOREMS: { readonly [T in TheoremId]: Theorem } = {
  table: {
    sentence: 'each re-route follows the row of the policy in the re-routing table of the specification',
    rulesFor: (policy) => [ROWS[policy]],
    test: keepsToTheTable,
  },
  'one-answer': {
    sentence: 'each CALL gets exactly one final answer, and none if its caller has left',
    rulesFor: () => ['BP-14', 'BP-16'],
    test: answersOnce,
  },
  'asked-once': {
    sentence: 'no callee is asked twice for one call',
    rulesFor: () => ['CR-7'],
    test: asksOnce,
  },
  emptiness: {
    sentence: 'without sessions, the dealer holds nothing',
    rulesFor: () => ['SR-9', 'BP-16'],
    test: isEmpty,
  },
};

export const THEOREM_IDS = Object.keys(THEOREMS) as readonly TheoremId[];

// --- internal ---

/** The rows of the table. */
const ROWS: { readonly [P in Policy]: RuleId } = {
  single: 'CR-2',
  roundrobin: 'CR-3',
  random: 'CR-4',
  first: 'CR-5',
  last: 'CR-6',
};

function keepsToTheTable({ history, since, readings }: Trial): (string | undefined)[] {
  if (readings.exclude !== 'all-refused') return [];
  return history.calls.flatMap((call) => {
    const next = latestOf(call, since);
    const refused = next && call.tries.findLast(({ line }) => line < next.line);
    if (next === undefined || refused === undefined || !isRefusal(refused)) return [];
    if (refused.undelivered && readings.undeliverable !== 'next') return [];
    const nobody = exhaustionOf(call);
    // Anything else that follows a refusal is no re-route: it ended a cancelled call or one with progress, or was
    // forwarded.
    if ('isFinal' in next && (next.message.uri !== nobody || next.cause !== undefined)) return [];
    if ('isFinal' in next && (call.cancels.length > 0 || call.answers.length > 1)) return [];
    // The table knows one call at a time.
    if (passedOver(call, next.line, readings).length > 0) return [];
    const list = unchangedList(call, refused, readings);
    if (list === undefined) return [];
    const named = rowOf(refused, next, list, readings);
    const came = 'callee' in next ? next.callee : undefined;
    if (came === undefined ? named.length === 0 : named.includes(came)) return [undefined];
    const expected = named.length === 0 ? `ERROR ${nobody}` : `INVOCATION for ${namesOf(named)}`;
    const policy = refused.registration?.policy;
    return [
      `Expected ${expected} according to the row of ${policy}, but ${came?.name ?? 'no callee'} was asked.`,
    ];
  });
}

/** The latest event of a call, if the input caused it: an INVOCATION, or the final answer. */
function latestOf({ tries, answers }: Call, since: number): Try | Answer | undefined {
  const latest = [...tries.slice(-1), ...answers.slice(-1)].sort((a, b) => b.line - a.line)[0];
  return latest !== undefined && latest.line > since ? latest : undefined;
}

/** The callees since the CALL, if none of them has come or gone since, and each has one place. */
function unchangedList(
  { line }: Call,
  { registration }: Try,
  { sameSession }: Readings,
): readonly Session[] | undefined {
  if (registration === undefined || registration.left.some((one) => one.line > line)) return undefined;
  const isPlace = ({ isRepeated }: Member): boolean => sameSession === 'second-place' || !isRepeated;
  const list = registration.members.filter(isPlace);
  const sessions = list.map(({ session }) => session);
  const isSame = list.every((one) => one.line < line);
  return isSame && new Set(sessions).size === sessions.length ? sessions : undefined;
}

/** The callees that the policy's row allows; none if the caller must get an ERROR. */
function rowOf(
  refused: Try,
  { line: end }: Try | Answer,
  list: readonly Session[],
  { rerouteMoves, next }: Readings,
): readonly Session[] {
  const place = list.indexOf(refused.callee);
  const refusers = [...refused.refusers, refused.callee];
  const left = (sessions: readonly Session[]): readonly Session[] =>
    sessions.filter((session) => !refusers.includes(session));
  switch (refused.registration?.policy) {
    case 'roundrobin': {
      const moving = refused.registration.tries.filter(
        ({ line, previous }) => line < end && (rerouteMoves === 'yes' || previous === undefined),
      );
      const last = next === 'refuser' ? place : list.indexOf(moving.at(-1)?.callee as Session);
      return left([...list.slice(last + 1), ...list.slice(0, last + 1)]).slice(0, 1);
    }
    case 'random':
      return left(list);
    case 'first':
      return list.slice(place + 1, place + 2);
    case 'last':
      return list.slice(0, place).slice(-1);
    default:
      return [];
  }
}

/** A call that ends now exercises it; one that ended before, or still waits, may violate it as well. */
function answersOnce({ history, since, now }: Trial): (string | undefined)[] {
  return history.calls.flatMap((call) => {
    const { line, answers, final, callerLeft } = call;
    const finals = answers.filter(({ isFinal }) => isFinal).length;
    const end = Math.min(
      final?.line ?? Number.POSITIVE_INFINITY,
      callerLeft?.line ?? Number.POSITIVE_INFINITY,
    );
    if (finals > 1) return [`Expected one final answer to the CALL of line ${line}, but ${finals} came.`];
    if (callerLeft && answers.some((answer) => answer.line > callerLeft.line))
      return [`Expected no answer to the CALL of line ${line}, whose caller has left, but one came.`];
    if (isLive(call))
      return isWaiting(call, now) ? [] : [`Expected a final answer to the CALL of line ${line}.`];
    return end > since ? [undefined] : [];
  });
}

/** True if an invoked callee may still answer. */
function isWaiting({ tries, answers, at, timeout }: Call, now: number): boolean {
  const last = tries.at(-1);
  const started = answers.at(-1)?.at ?? at;
  const isTimeOver = timeout > 0 && started + timeout <= now;
  return last !== undefined && isWaitedFor(last) && !isTimeOver;
}

function asksOnce({ history, since, readings }: Trial): (string | undefined)[] {
  if (readings.exclude !== 'all-refused' || readings.refusals !== 'session') return [];
  return history.tries.flatMap(({ line, call, callee, previous }) => {
    if (line <= since || call === undefined || previous === undefined) return [];
    const isAgain = call.tries.some((tried) => tried.line < line && tried.callee === callee);
    return [isAgain ? `Expected no second INVOCATION of one call for ${callee.name}.` : undefined];
  });
}

function isEmpty({ held }: Trial): (string | undefined)[] {
  if (held === undefined) return [];
  return [
    held === 0
      ? undefined
      : `Expected no registrations, calls and deadlines without sessions, but ${held} remained.`,
  ];
}

const namesOf = (sessions: readonly Session[]): string => sessions.map(({ name }) => name).join(' or ');
