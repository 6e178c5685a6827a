/** Messages that a client may not send, with the rule that aborts the session. */
import { isAgreed, isLive, type Offence, type Session, wordIn } from './facts.ts';
import type { Message } from './messages.ts';

/**
 * @param session as it was when the message came
 * @returns why the message aborts the session; undefined if it does not
 */
export function offenceOf(session: Session, message: Message): Offence | undefined {
  const { name, flaw } = message;
  if (session.phase === 'closing' || session.phase === 'ended') return undefined;
  if (flaw !== undefined) return { rule: 'BP-5', says: flaw };
  if (session.phase === 'opening') return early(session, message);
  switch (name) {
    case 'HELLO':
      return { rule: 'BP-4', says: 'HELLO came a second time' };
    case 'AUTHENTICATE':
      return { rule: 'BP-5', says: 'AUTHENTICATE came without CHALLENGE' };
    case 'ERROR':
      if (message.of === 'INVOCATION') return unasked(session, message);
      return { rule: 'BP-19', says: 'the request type of ERROR was not INVOCATION' };
    case 'YIELD':
      return unasked(session, message) ?? sealed(session, message, 'dealer', 'callee');
    case 'PUBLISH':
      return sealed(session, message, 'broker', 'publisher');
    case 'CALL':
      return (session.calls.get(message.request) ?? []).some(isLive)
        ? { rule: 'BP-20', says: `call ${message.request} is still in flight` }
        : (sealed(session, message, 'dealer', 'caller') ?? progressive(session, message));
    case 'CANCEL':
      return MODES.includes(wordIn(message.options, 'mode'))
        ? undefined
        : { rule: 'CC-5', says: 'the mode of CANCEL is unknown' };
    default:
      return undefined;
  }
}

// --- internal ---

const MODES: readonly unknown[] = ['skip', 'kill', 'killnowait', undefined];

function early({ sent, hello }: Session, { name }: Message): Offence | undefined {
  if (name === 'ABORT') return undefined;
  if (name === 'AUTHENTICATE' && sent.some(({ message }) => message.name === 'CHALLENGE')) return undefined;
  if (name === 'HELLO') return hello && { rule: 'BP-4', says: 'HELLO came a second time' };
  return { rule: 'BP-1', says: `${name} came before HELLO` };
}

function unasked({ tries }: Session, { name, request }: Message): Offence | undefined {
  return tries.has(request)
    ? undefined
    : { rule: 'BP-18', says: `${name} is about INVOCATION ${request}, which was never sent` };
}

/** Payload passthru mode without announcement by both peers. */
function sealed(session: Session, { options }: Message, ours: string, theirs: string): Offence | undefined {
  if (wordIn(options, 'ppt_scheme') === undefined) return undefined;
  return isAgreed(session, ours, theirs, 'payload_passthru_mode')
    ? undefined
    : { rule: 'FA-5', says: 'payload_passthru_mode was not announced' };
}

/** Progressive call invocations without announcement by both peers. */
function progressive(session: Session, { options }: Message): Offence | undefined {
  if (options.progress !== true) return undefined;
  return isAgreed(session, 'dealer', 'caller', 'progressive_call_invocations')
    ? undefined
    : { rule: 'FA-6', says: 'progressive_call_invocations was not announced' };
}
