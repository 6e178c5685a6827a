/** What a message that could not be delivered means to the dealer: which chart hears of it, and as which event. */
import { type Dict, type Id, OBSTACLES, type ProblemId, type Undelivered } from '../machines/vocabulary.ts';
import type { Session } from './parts.ts';
import type { Runtime } from './runtime.ts';
import { CODES, type WireMessage } from './wamp/messages.ts';

/**
 * Knows a message again as the ERROR that says why an answer could not be delivered, if it is one: by its identity, since
 * a callee may send an ERROR that reads the same.
 *
 * @param problem what the ERROR is about
 */
export function noteError(message: WireMessage, problem: ProblemId): void {
  if (ABOUT_ANSWERS.has(problem)) LAST_WORDS.add(message);
}

/**
 * Lets the charts hear of a message that could not be delivered (UD-1, UD-2).
 *
 * What belongs to no call in flight, and what no call depends on, changes nothing; neither does an ERROR that says why an
 * answer could not be delivered, since another one would come to the same.
 *
 * @param session whom the message is for
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
      return loseInvocation(runtime, session, message[1] as number, undelivered);
    case CODES.RESULT:
      return isProgressive(message[2])
        ? loseProgress(runtime, session, message[1] as number, undelivered)
        : loseAnswer(runtime, session, message[1] as number, undelivered);
    case CODES.ERROR:
      if (message[1] === CODES.CALL && !LAST_WORDS.has(message))
        loseAnswer(runtime, session, message[2] as number, undelivered);
  }
}

// --- internal ---

const ABOUT_ANSWERS: ReadonlySet<ProblemId> = new Set(
  OBSTACLES.map((obstacle) => `answer-${obstacle}` as const),
);

/** The ERRORs that say why an answer could not be delivered, for as long as a program has them in its hands. */
const LAST_WORDS = new WeakSet<WireMessage>();

function loseInvocation(runtime: Runtime, session: Session, request: Id, undelivered: Undelivered): void {
  const call = session.invocations.get(request);
  // What was not sent has no number: the next INVOCATION of this session gets it.
  if (session.sent === request) session.sent--;
  if (call !== undefined) runtime.stepCall(call, { type: 'callee.unreachable', ...undelivered });
}

function loseProgress(runtime: Runtime, session: Session, request: Id, undelivered: Undelivered): void {
  const call = session.calls.get(request);
  if (call !== undefined) runtime.stepCall(call, { type: 'caller.unreachable', ...undelivered });
}

const isProgressive = (details: unknown): boolean => (details as Dict).progress === true;

/** The call is over already, so it is its caller's session that hears of it; one without WELCOME has made no call. */
function loseAnswer(runtime: Runtime, session: Session, request: Id, undelivered: Undelivered): void {
  if (session.context.id > 0)
    runtime.stepSession(session, { type: 'answer.undeliverable', request, ...undelivered });
}
