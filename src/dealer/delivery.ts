/** Routing of undeliverable messages: which chart receives which event. */

import { AT } from '../../machines/layouts.ts';
import { CODES } from '../../machines/messages.ts';
import type { Dict, Id, Undelivered } from '../../machines/vocabulary.ts';
import { isLastWord } from './last-words.ts';
import type { WireMessage } from './messages.ts';
import type { Session } from './parts.ts';
import type { Runtime } from './runtime.ts';

/**
 * Steps the chart that an undeliverable message concerns (UD-1, UD-2).
 *
 * Messages that no call in flight depends on change nothing. Neither does an ERROR that says why an answer could not be
 * delivered: such a session is unreachable, and the router closes it.
 *
 * @param session the session that the message was addressed to
 * @param undelivered why it was not delivered
 */
export function undeliver(
  runtime: Runtime,
  session: Session,
  message: WireMessage,
  undelivered: Undelivered,
): void {
  switch (message[0]) {
    case CODES.INVOCATION:
      return loseInvocation(runtime, session, message[AT.INVOCATION.request] as Id, undelivered);
    case CODES.RESULT:
      return isProgressive(message[AT.RESULT.details])
        ? loseProgress(runtime, session, message[AT.RESULT.request] as Id, undelivered)
        : loseAnswer(runtime, session, message[AT.RESULT.request] as Id, undelivered);
    case CODES.ERROR:
      if (message[AT.ERROR.of] === CODES.CALL && !isLastWord(message))
        loseAnswer(runtime, session, message[AT.ERROR.request] as Id, undelivered);
  }
}

// --- internal ---

function loseInvocation(runtime: Runtime, session: Session, request: Id, undelivered: Undelivered): void {
  const call = session.invocations.get(request);
  // The INVOCATION was not sent, so the next one of this session gets its request id.
  if (session.sent === request) session.sent--;
  const most = runtime.limits.tries;
  if (call !== undefined) runtime.stepCall(call, { type: 'callee.unreachable', most, ...undelivered });
}

function loseProgress(runtime: Runtime, session: Session, request: Id, undelivered: Undelivered): void {
  const call = session.calls.get(request);
  if (call !== undefined) runtime.stepCall(call, { type: 'caller.unreachable', ...undelivered });
}

const isProgressive = (details: unknown): boolean => (details as Dict).progress === true;

/** Steps the session of the caller, since the call is over; a session without WELCOME has made no call. */
function loseAnswer(runtime: Runtime, session: Session, request: Id, undelivered: Undelivered): void {
  if (session.context.id > 0)
    runtime.stepSession(session, { type: 'answer.undeliverable', request, ...undelivered });
}
