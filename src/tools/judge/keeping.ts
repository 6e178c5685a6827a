/** The lines of a log that later messages may be about. */
import {
  type Call,
  isLive,
  type Member,
  type Passed,
  type Registration,
  type Request,
  type Session,
  type Try,
} from './facts.ts';
import type { History } from './history.ts';
import { outcomeOf } from './matching.ts';

/**
 * The numbers of these lines.
 *
 * @param history a log so far
 * @param since what ended later is kept unless it is a call that its callee has answered, in milliseconds
 * @param doubted lines whose calls are kept as well
 */
export function keepers(history: History, since: number, doubted: ReadonlySet<number>): ReadonlySet<number> {
  const { calls, tries } = openIn(history, since, doubted);
  const lines = recentIn(history, since);
  const sessions = new Set<Session>();
  for (const session of history.sessions.values())
    if (session.gone === undefined || session.gone.at >= since) sessions.add(session);
  for (const call of [...history.calls, ...history.aside])
    if (!calls.has(call)) for (const line of linesOf(call)) lines.delete(line);
  for (const call of calls) {
    sessions.add(call.caller);
    for (const line of linesOf(call)) lines.add(line);
  }
  for (const tried of tries) {
    sessions.add(tried.callee);
    for (const line of linesOfTry(tried)) lines.add(line);
  }
  for (const session of sessions) for (const line of openingOf(session)) lines.add(line);
  const places = new Set([...tries].map(({ callee, message }) => placeKey(callee, message.target)));
  for (const request of history.allRequests)
    if (sessions.has(request.asked.session) && isNeeded(request, places, since))
      for (const one of [request.asked, request.reply]) if (one !== undefined) lines.add(one.line);
  return lines;
}

// --- internal ---

/** The calls and INVOCATIONs that later messages may be about. */
function openIn(
  history: History,
  since: number,
  doubted: ReadonlySet<number>,
): { readonly calls: ReadonlySet<Call>; readonly tries: ReadonlySet<Try> } {
  const calls = new Set<Call>();
  const tries = new Set<Try>();
  const latest = new Map<Session | Registration, Try>();
  for (const call of [...history.calls, ...history.aside])
    if (isOpen(call, since) || linesOf(call).some((line) => doubted.has(line))) calls.add(call);
  for (const tried of history.invocations) {
    const { callee, registration } = tried;
    // The next turn and the next request id depend on them.
    if (callee.gone === undefined) latest.set(callee, tried);
    if (registration !== undefined && registration.end === undefined) latest.set(registration, tried);
    if (isUnanswered(tried)) tries.add(tried);
  }
  for (const tried of latest.values()) tries.add(tried);
  for (const { call } of tries) if (call !== undefined) calls.add(call);
  for (const call of calls) for (const tried of call.tries) tries.add(tried);
  return { calls, tries };
}

/** True if a call has no answer, or an answer of the router's own that further messages may follow. */
const isOpen = (call: Call, since: number): boolean =>
  isLive(call) || call.tries.some(isUnanswered) || (call.final?.cause === undefined && lastOf(call) >= since);

/** The lines of all recent messages. */
function recentIn({ passed }: History, since: number): Set<number> {
  const lines = new Set<number>();
  for (let index = passed.length - 1; index >= 0; index--) {
    const { at, line } = passed[index] as Passed;
    if (at < since) break;
    lines.add(line);
  }
  return lines;
}

const linesOf = ({ line, cancels, answers, tries }: Call): number[] => [
  line,
  ...[...cancels, ...answers].map((one) => one.line),
  ...tries.flatMap(linesOfTry),
];

const linesOfTry = ({ line, replies, interrupts }: Try): number[] => [
  line,
  ...[...replies, ...interrupts].map((one) => one.line),
];

const placeKey = ({ name }: Session, id: number): string => `${id} ${name}`;

/** The time of the latest message about a call. */
const lastOf = ({ at, answers, callerLeft }: Call): number =>
  Math.max(at, answers.at(-1)?.at ?? 0, callerLeft?.at ?? 0);

/** True if the callee may still answer. */
const isUnanswered = (tried: Try): boolean =>
  tried.callee.ended === undefined && outcomeOf(tried) === undefined && !tried.replies.some(isFinal);

const isFinal = ({ kind }: Try['replies'][number]): boolean => kind !== 'progress';

/** The lines of a session up to WELCOME, and its end. */
function openingOf({ received, sent, welcome, ended, gone }: Session): number[] {
  const last = welcome?.line ?? Number.POSITIVE_INFINITY;
  const opening = [...received, ...sent].map(({ line }) => line).filter((line) => line <= last);
  return [...opening, ...[ended, gone].flatMap((end) => end?.line ?? [])];
}

/** True if a request gave a place that the session has, or that a call was passed to, or took it away. */
function isNeeded({ asked, reply, standing }: Request, places: ReadonlySet<string>, since: number): boolean {
  if (reply === undefined || reply.at >= since) return true;
  const { session, message } = asked;
  const id = reply.message.name === 'REGISTERED' ? reply.message.target : message.target;
  const isTried = places.has(placeKey(session, id));
  if (isTried) return reply.message.name === 'REGISTERED' || reply.message.name === 'UNREGISTERED';
  if (reply.message.name !== 'REGISTERED') return false;
  const registration = session.realm.byId.get(id) ?? standing;
  const holds = ({ line }: Member): boolean => line === reply.line;
  const hasLeft = registration?.left.some(
    (one) => one.session === session && one.ids.includes(id) && one.at >= since,
  );
  return hasLeft || (registration?.members.some(holds) ?? false);
}
