/** The lines of a log that later messages may be about. */
import { type Call, isLive, type Member, type Request, type Session, type Try } from './facts.ts';
import type { History } from './history.ts';
import { outcomeOf } from './matching.ts';

/**
 * @param history a log so far
 * @param since sessions and calls that ended later are kept, in milliseconds
 * @returns the numbers of these lines
 */
export function keepers(history: History, since: number): ReadonlySet<number> {
  const calls = new Set<Call>();
  const tries = new Set<Try>();
  const latest = new Map<unknown, Try>();
  for (const call of [...history.calls, ...history.aside])
    if (isLive(call) || lastOf(call) >= since || call.tries.some(isUnanswered)) calls.add(call);
  for (const tried of history.invocations) {
    // The next turn and the next request id depend on them.
    latest.set(tried.callee, tried);
    if (tried.registration?.end === undefined) latest.set(tried.registration, tried);
    if (isUnanswered(tried) || tried.replies.some(({ at }) => at >= since)) tries.add(tried);
  }
  for (const [of, tried] of latest) if (!isGone(of)) tries.add(tried);
  for (const { call } of tries) if (call !== undefined) calls.add(call);
  for (const call of calls) for (const tried of call.tries) tries.add(tried);

  const lines = new Set<number>();
  const sessions = new Set<Session>();
  for (const session of history.sessions.values())
    if (session.gone === undefined || session.gone.at >= since) sessions.add(session);
  for (const call of calls) {
    sessions.add(call.caller);
    for (const { line } of [call, ...call.cancels, ...call.answers]) lines.add(line);
  }
  for (const tried of tries) {
    sessions.add(tried.callee);
    for (const { line } of [tried, ...tried.replies, ...tried.interrupts]) lines.add(line);
  }
  for (const session of sessions) for (const line of openingOf(session)) lines.add(line);
  for (const request of history.allRequests)
    if (sessions.has(request.asked.session) && isNeeded(request, tries, since))
      for (const one of [request.asked, request.reply]) if (one !== undefined) lines.add(one.line);
  return lines;
}

// --- internal ---

/** The time of the latest message about a call. */
const lastOf = ({ at, answers, callerLeft }: Call): number =>
  Math.max(at, answers.at(-1)?.at ?? 0, callerLeft?.at ?? 0);

/** True if the callee may still answer. */
const isUnanswered = (tried: Try): boolean =>
  tried.callee.ended === undefined && outcomeOf(tried) === undefined && !tried.replies.some(isFinal);

const isFinal = ({ kind }: Try['replies'][number]): boolean => kind !== 'progress';

const isGone = (of: unknown): boolean =>
  typeof of === 'object' && of !== null && 'ended' in of && of.ended !== undefined && 'phase' in of;

/** The lines of a session up to WELCOME, and its end. */
function openingOf({ received, sent, welcome, ended, gone }: Session): number[] {
  const last = welcome?.line ?? Number.POSITIVE_INFINITY;
  const opening = [...received, ...sent].map(({ line }) => line).filter((line) => line <= last);
  return [...opening, ...[ended, gone].flatMap((end) => end?.line ?? [])];
}

/** True if a request gave a place that the session has, or that a call was passed to, or took it away. */
function isNeeded({ asked, reply, standing }: Request, tries: ReadonlySet<Try>, since: number): boolean {
  if (reply === undefined || reply.at >= since) return true;
  const { session, message } = asked;
  const id = reply.message.name === 'REGISTERED' ? reply.message.target : message.target;
  const isTried = [...tries].some(({ callee, message: { target } }) => callee === session && target === id);
  if (isTried) return reply.message.name === 'REGISTERED' || reply.message.name === 'UNREGISTERED';
  if (reply.message.name !== 'REGISTERED') return false;
  const registration = session.realm.byId.get(id) ?? standing;
  const holds = ({ line }: Member): boolean => line === reply.line;
  const hasLeft = registration?.left.some(
    (one) => one.session === session && one.ids.includes(id) && one.at >= since,
  );
  return hasLeft || (registration?.members.some(holds) ?? false);
}
