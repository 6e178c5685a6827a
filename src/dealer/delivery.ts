/** Undeliverable messages: the event of each, and its instance. */

import { nextId } from '../../machines/ids.ts';
import { UNDELIVERED } from '../../machines/system.ts';
import type { Dict, Id, Undelivered } from '../../machines/vocabulary.ts';
import { isLastWord } from './last-words.ts';
import { AT, CODES } from './messages.generated.ts';
import type { WireMessage } from './messages.ts';
import type { Session } from './parts.ts';
import { FIND, type System } from './system.ts';

/**
 * Steps the instance that an undeliverable message concerns (UD-1, UD-2).
 *
 * Messages that no call in flight depends on change nothing. Neither does an ERROR about an undeliverable
 * answer: such a session is unreachable, and the router closes it.
 *
 * @param session the session that the message was addressed to
 * @param undelivered the reason
 */
export function undeliver(
  system: System,
  session: Session,
  message: WireMessage,
  undelivered: Undelivered,
): void {
  const lost = lostBy(message);
  // A session without WELCOME has made no call and was sent none.
  if (lost === undefined || session.nextInvocation === 0) return;
  const { kind, request } = lost;
  // The INVOCATION was not sent, so the next one of this session gets its request id.
  if (kind === 'INVOCATION' && nextId(request) === session.nextInvocation && session.sent > 0) {
    session.nextInvocation = request;
    session.sent--;
  }
  const route = UNDELIVERED[kind];
  const part = FIND[route.found](system, session, { request }, session);
  const facts = kind === 'final answer' ? { request } : { most: system.limits.tries };
  if (part !== undefined) system.step(part, { type: route.as, ...facts, ...undelivered });
}

// --- internal ---

interface Lost {
  readonly kind: keyof typeof UNDELIVERED;
  readonly request: Id;
}

/** The part of a call that is lost with a message; undefined if none is. */
function lostBy(message: WireMessage): Lost | undefined {
  switch (message[0]) {
    case CODES.INVOCATION:
      return { kind: 'INVOCATION', request: message[AT.INVOCATION.request] as Id };
    case CODES.RESULT:
      return {
        kind: isProgressive(message[AT.RESULT.details] as Dict) ? 'progressive RESULT' : 'final answer',
        request: message[AT.RESULT.request] as Id,
      };
    case CODES.ERROR:
      return message[AT.ERROR.of] === CODES.CALL && !isLastWord(message)
        ? { kind: 'final answer', request: message[AT.ERROR.request] as Id }
        : undefined;
    default:
      return undefined;
  }
}

const isProgressive = ({ progress }: Dict): boolean => progress === true;
