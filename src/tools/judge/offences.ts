/** Messages that a client may not send, with the rule that aborts the session. */
import type { Readings } from '../../../machines/readings.ts';
import { isPart } from './aside.ts';
import {
  hasUnknownMode,
  isAgreed,
  isLive,
  isOffered,
  isOutOfRole,
  type Offence,
  type Passed,
  type Session,
  wordIn,
} from './facts.ts';
import { isWaitedFor } from './matching.ts';
import { isCorrectUri, type Message, type Name } from './messages.ts';
import { isPolicy } from './registration.ts';

/**
 * @param session as it was when the message came
 * @returns why the message aborts the session; undefined if it does not
 */
export function offenceOf(session: Session, message: Message, readings: Readings): Offence | undefined {
  const { name, flaw } = message;
  if (session.phase === 'closing' || session.phase === 'ended') return undefined;
  if (flaw !== undefined) return { rule: 'BP-5', says: flaw };
  if (session.phase === 'opening') return early(session, message);
  if (isPart(session, message)) return undefined;
  for (const check of (name && CHECKS[name]) ?? []) {
    const offence = check(session, message, readings);
    if (offence !== undefined) return offence;
  }
  return undefined;
}

/** True if the client chooses the request id of the message. */
export const isRequest = ({ name }: Message): boolean => name !== undefined && REQUESTS.includes(name);

/** The next id in sequence. */
export const idAfter = (id: number): number => (id === 2 ** 53 ? 1 : id + 1);

// --- internal ---

const REQUESTS: readonly Name[] = ['CALL', 'REGISTER', 'UNREGISTER', 'SUBSCRIBE', 'UNSUBSCRIBE', 'PUBLISH'];

/** Looks for one offence. */
type Check = (session: Session, message: Message, readings: Readings) => Offence | undefined;

const repeated: Check = () => ({ rule: 'BP-4', says: 'HELLO came a second time' });

const uninvited: Check = () => ({ rule: 'AU-7', says: 'AUTHENTICATE came without CHALLENGE' });

const misplaced: Check = (_, { of }) =>
  of === 'INVOCATION' ? undefined : { rule: 'BP-19', says: 'the request type of ERROR was not INVOCATION' };

const unasked: Check = ({ tries }, { name, request }) =>
  tries.has(request)
    ? undefined
    : { rule: 'BP-18', says: `${name} is about INVOCATION ${request}, which was never sent` };

/** An ERROR with an incorrect URI. */
const incorrect: Check = (_, { uri }, { badUri }) =>
  badUri === 'abort' && !isCorrectUri(uri)
    ? { rule: 'BP-10', says: 'ERROR has an incorrect URI' }
    : undefined;

/** An answer to an INVOCATION that is no longer pending. */
const late: Check = ({ tries }, { name, request }, readings) => {
  const tried = tries.get(request);
  return readings.late === 'discard' || tried === undefined || isWaitedFor(tried)
    ? undefined
    : { rule: 'BP-17', says: `${name} is about INVOCATION ${request}, which has ended` };
};

const inFlight: Check = ({ calls }, { request }) =>
  (calls.get(request) ?? []).some(isLive)
    ? { rule: 'BP-20', says: `call ${request} is still in flight` }
    : undefined;

/** A request whose id is not the next one. */
const outOfSequence: Check = ({ lastRequest }, { name, request }, { requestIds }) =>
  requestIds === 'in-flight' || request === idAfter(lastRequest)
    ? undefined
    : {
        rule: 'BP-24',
        says: `${name} has the request id ${request}, but ${idAfter(lastRequest)} is the next`,
      };

/** Payload passthru mode without announcement by both peers. */
const sealed =
  (ours: string, theirs: string): Check =>
  (session, { options }) => {
    if (wordIn(options, 'ppt_scheme') === undefined) return undefined;
    return isAgreed(session, ours, theirs, 'payload_passthru_mode')
      ? undefined
      : { rule: 'FA-5', says: 'payload_passthru_mode was not announced' };
  };

/** Progressive call invocations without announcement by both peers. */
const progressive: Check = (session, { options }) => {
  if (options.progress !== true) return undefined;
  return isAgreed(session, 'dealer', 'caller', 'progressive_call_invocations')
    ? undefined
    : { rule: 'FA-6', says: 'progressive_call_invocations was not announced' };
};

/** A request of a role that was not announced. */
const roleless: Check = (session, message, { roles }) =>
  roles === 'abort' && isOutOfRole(session, message)
    ? { rule: 'BP-28', says: `${message.name} belongs to a role that was not announced` }
    : undefined;

/** An unknown policy, if the reading `unknownPolicy` aborts the session. */
const unknownPolicy: Check = (session, { options }, readings) =>
  readings.unknownPolicy !== 'abort' ||
  !isOffered(session, 'shared_registration') ||
  isPolicy(wordIn(options, 'invoke') ?? 'single')
    ? undefined
    : { rule: 'SR-14', says: 'there is no such policy' };

const modeless: Check = (session, message, { cancelUnknown }) =>
  cancelUnknown !== 'abort' || !isOffered(session, 'call_canceling') || !hasUnknownMode(message)
    ? undefined
    : { rule: 'CC-5', says: 'the mode of CANCEL is unknown' };

/** The offences that abort an open session, in the order in which a dealer checks them. */
const CHECKS: { readonly [N in Name]?: readonly Check[] } = {
  HELLO: [repeated],
  AUTHENTICATE: [uninvited],
  ERROR: [misplaced, unasked, incorrect, late],
  YIELD: [unasked, sealed('dealer', 'callee'), late],
  PUBLISH: [outOfSequence, sealed('broker', 'publisher')],
  SUBSCRIBE: [outOfSequence],
  UNSUBSCRIBE: [outOfSequence],
  CALL: [inFlight, outOfSequence, roleless, sealed('dealer', 'caller'), progressive],
  CANCEL: [modeless],
  REGISTER: [outOfSequence, roleless, unknownPolicy],
  UNREGISTER: [outOfSequence],
};

function early(session: Session, { name }: Message): Offence | undefined {
  const { hello } = session;
  if (name === 'ABORT') return undefined;
  if (name === 'HELLO') return hello && { rule: 'BP-4', says: 'HELLO came a second time' };
  if (hello === undefined) return { rule: 'BP-1', says: `${name} came before HELLO` };
  if (name === 'AUTHENTICATE' && isChallenged(session)) return undefined;
  return {
    rule: 'AU-7',
    says: name === 'AUTHENTICATE' ? 'AUTHENTICATE came without CHALLENGE' : `${name} came before WELCOME`,
  };
}

/** True if a CHALLENGE waits for its answer. */
const isChallenged = ({ sent, received }: Session): boolean =>
  count(sent, 'CHALLENGE') > count(received, 'AUTHENTICATE');

const count = (messages: readonly Passed[], name: Name): number =>
  messages.filter(({ message }) => message.name === name).length;
