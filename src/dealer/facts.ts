/** Events of a session: a message with the facts that its chart needs besides. */
import { MAX_ID, nextId, previousId } from '../../machines/ids.ts';
import type {
  Call,
  ErrorMessage,
  MalformedEvent,
  Message,
  SessionEvent,
  Yield,
} from '../../machines/vocabulary.ts';
import type { Session } from './parts.ts';
import { sizeOf } from './payload.ts';
import type { System } from './system.ts';

/** The event of a message from the client of a session. */
export function eventOf(system: System, session: Session, message: Message | MalformedEvent): SessionEvent {
  switch (message.type) {
    case 'message.malformed':
      return message;
    case 'HELLO':
      return { type: 'HELLO', message, id: drawSessionId(system) };
    case 'CALL':
      return callEventOf(system, session, message);
    case 'CANCEL':
      return { type: 'CANCEL', message, inFlight: session.calls.has(message.request) };
    case 'YIELD':
      return yieldEventOf(session, message);
    case 'ERROR':
      return errorEventOf(session, message);
    default:
      return { type: message.type, message } as SessionEvent;
  }
}

// --- internal ---

// The facts about an answer are written out twice: the look-up of the call is a noticeable part of its cost.

function yieldEventOf({ sent, nextInvocation, invocations }: Session, message: Yield): SessionEvent {
  const call = invocations.get(message.request);
  const wantsProgress = call?.context.message.options.receive_progress === true;
  const last = previousId(nextInvocation);
  return { type: 'YIELD', message, sent, last, awaited: call !== undefined, wantsProgress };
}

function errorEventOf({ sent, nextInvocation, invocations }: Session, message: ErrorMessage): SessionEvent {
  const last = previousId(nextInvocation);
  return { type: 'ERROR', message, sent, last, awaited: invocations.has(message.request) };
}

function callEventOf({ limits }: System, { calls, bytes }: Session, message: Call): SessionEvent {
  const inFlight = calls.has(message.request);
  return { type: 'CALL', message, inFlight, calls: calls.size, bytes: bytes + sizeOf(message), limits };
}

/** A random id that is not in use; from a source that gives only such, after some tries, the next one that is not. */
function drawSessionId(system: System): number {
  let id = drawId(system);
  for (let tries = 1; system.parts.sessionIds.has(id); tries++)
    id = tries < 100 ? drawId(system) : nextId(id);
  return id;
}

const drawId = (system: System): number => Math.floor(system.draw() * MAX_ID) + 1;
