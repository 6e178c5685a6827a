/** Assigns messages to calls: INVOCATIONs, answers of callees, answers to callers, CANCEL and INTERRUPT. */
import type { Readings } from '../../../machines/readings.ts';
import type { Reason } from '../../wire/entry.ts';
import {
  type Answer,
  type Call,
  hasUnknownMode,
  isLive,
  isOffered,
  type Lists,
  modeIn,
  type Passed,
  type Realm,
  type Reply,
  type Session,
  type Try,
  UNAVAILABLE,
} from './facts.ts';
import { gather } from './gather.ts';
import { isCorrectUri, isSamePayload } from './messages.ts';

/** Records a CALL. */
export function newCall(passed: Passed, realm: Realm): Call {
  const { session, message, line, at } = passed;
  const standing = realm.standing.get(`exact ${message.uri}`);
  const timeout = isOffered(session, 'call_timeout') ? (message.options.timeout ?? 0) : 0;
  const call: Call = {
    line,
    at,
    caller: session,
    message,
    standing,
    timeout: Number.isSafeInteger(timeout) && (timeout as number) >= 0 ? (timeout as number) : Number.NaN,
    wantsProgress:
      message.options.receive_progress === true && isOffered(session, 'progressive_call_results'),
    aside: undefined,
    members: standing?.members ?? [],
    tries: [],
    cancels: [],
    answers: [],
    final: undefined,
    lost: [],
    callerLeft: undefined,
  };
  session.calls.set(message.request, [...(session.calls.get(message.request) ?? []), call]);
  realm.calls.push(call);
  realm.waiting = [...realm.waiting, call];
  return call;
}

/** Records an INVOCATION that was sent to a callee. */
export function invoke(passed: Passed): Try {
  const { session, message } = passed;
  const { realm } = session;
  const registration = realm.byId.get(message.target);
  const call = callOf(passed, realm);
  const tried: Try = {
    callee: session,
    call,
    registration,
    members: registration?.members ?? [],
    refusers: call?.tries.filter(isRefusal).map(({ callee }) => callee) ?? [],
    isPosthumous: call !== undefined && !isLive(call),
    previous: call?.tries.at(-1),
    isReused: session.tries.has(message.request),
    isCrossed: false,
    replies: [],
    interrupts: [],
    undelivered: undefined,
    calleeLeft: undefined,
    unregistered: undefined,
    withdrawn: undefined,
    ...passed,
  };
  session.tries.set(message.request, tried);
  registration?.tries.push(tried);
  call?.tries.push(tried);
  realm.waiting = realm.waiting.filter((waiting) => waiting !== call);
  return tried;
}

/**
 * Records an undeliverable INVOCATION. It may have been logged as sent before.
 *
 * @returns the INVOCATION; undefined if it was logged before
 */
export function failToInvoke(passed: Passed, reason: Reason): Try | undefined {
  const { session, message, line, at } = passed;
  const known = session.tries.get(message.request);
  const noted = known?.replies.length === 0 && known.undelivered === undefined ? known : undefined;
  const tried = noted ?? invoke(passed);
  const { call } = tried;
  const isWaiting = call !== undefined && isWaitedFor(tried);
  if (isWaiting) session.realm.waiting = [...session.realm.waiting, call];
  tried.undelivered = { reason, line, at, isWaitedFor: isWaiting, ...listsFor(tried) };
  if (noted !== undefined) return undefined;
  session.tries.delete(message.request);
  return tried;
}

/** Records a callee's answer to an INVOCATION. */
export function reply(passed: Passed, realm: Realm, { unaskedProgress, badUri }: Readings): Reply {
  const { session, message } = passed;
  const tried = session.tries.get(message.request) as Try;
  const { call } = tried;
  const counts = call !== undefined && isWaitedFor(tried);
  const isFinal = unaskedProgress === 'final' && call !== undefined && !call.wantsProgress;
  const kind = kindOf(passed, isFinal);
  const told = badUri === 'replace' && !isCorrectUri(message.uri) ? INVALID_URI : message.uri;
  const given: Reply = { tried, kind, told, counts, ...listsFor(tried), ...passed };
  tried.replies.push(given);
  if (counts && kind !== 'progress') realm.waiting = [...realm.waiting, call];
  return given;
}

/** Records a RESULT or ERROR that was sent to a caller; undefined if it had made no such call. */
export function answer(passed: Passed): Answer | undefined {
  const given = answerIn(passed);
  if (given === undefined) return undefined;
  const { call, isFinal } = given;
  call.answers.push(given);
  if (isFinal && call.final === undefined) {
    call.final = given;
    const { realm } = passed.session;
    realm.waiting = realm.waiting.filter((waiting) => waiting !== call);
  }
  return given;
}

/** Records an undeliverable RESULT or ERROR to a caller; false if it had made no such call. */
export function failToAnswer(passed: Passed, reason: Reason): boolean {
  const given = answerIn(passed);
  given?.call.lost.push({ ...given, reason });
  return given !== undefined;
}

/**
 * Records a CANCEL of the call of that id in flight, or else of the latest one.
 *
 * @returns the call; undefined if there is none
 */
export function cancel(passed: Passed, { cancelDefault, cancelUnknown }: Readings): Call | undefined {
  // A refused CANCEL has no effect.
  if (cancelUnknown === 'error' && hasUnknownMode(passed.message)) return undefined;
  const calls = passed.session.calls.get(passed.message.request) ?? [];
  const call = calls.find(isLive) ?? calls.at(-1);
  call?.cancels.push({
    mode: modeIn(passed.message) ?? cancelDefault,
    isLive: isLive(call),
    asked: call.tries.at(-1),
    ...passed,
  });
  return call;
}

/** Records an INTERRUPT that was sent to a callee; undefined if it was sent no such INVOCATION. */
export function interrupt(passed: Passed): Try | undefined {
  const tried = passed.session.tries.get(passed.message.request);
  tried?.interrupts.push(passed);
  return tried;
}

/** True if the call of an INVOCATION waits for its answer. */
export const isWaitedFor = (tried: Try): boolean => {
  const { call, undelivered, calleeLeft, withdrawn } = tried;
  if (call === undefined || !isLive(call)) return false;
  if (undelivered !== undefined || calleeLeft !== undefined || withdrawn !== undefined) return false;
  return call.tries.at(-1) === tried && outcomeOf(tried) === undefined;
};

/** The INVOCATIONs whose calls wait for this session's answer. */
export const pendingOf = (session: Session): Try[] => [...session.tries.values()].filter(isWaitedFor);

/** True if the callee is left out: it refused the call, did not receive it, or unregistered. */
export const isRefusal = (tried: Try): boolean =>
  tried.undelivered !== undefined || tried.withdrawn !== undefined || outcomeOf(tried)?.kind === 'refusal';

/** The one final answer of a callee that its call waited for. */
export const outcomeOf = (tried: Try): Reply | undefined =>
  tried.replies.find(({ counts, kind }) => counts && kind !== 'progress');

/** The lists that a re-route of the call may look at, as they are now. */
export function listsFor({ call, registration }: Try): Lists {
  const ofProcedure = registration?.realm.standing.get(`exact ${call?.message.uri}`);
  // The registration of a pattern is not found by the procedure.
  const standing = ofProcedure ?? (registration?.end === undefined ? registration : undefined);
  return { members: registration?.members ?? [], standing, standingMembers: standing?.members ?? [] };
}

// --- internal ---

/** RESULT or ERROR, with the call that it belongs to: the one of that id in flight, else the latest one. */
function answerIn(passed: Passed): Answer | undefined {
  const { session, message } = passed;
  const calls = session.calls.get(message.request) ?? [];
  const call = calls.find(({ final }) => final === undefined) ?? calls.at(-1);
  if (call === undefined) return undefined;
  const isFinal = !(message.name === 'RESULT' && message.options.progress === true);
  const members = call.tries.at(-1)?.registration?.members ?? [];
  return { call, isFinal, cause: causeOf(call, passed, isFinal), members, ...passed };
}

/**
 * The call that an INVOCATION belongs to. The message does not name it, so the first match is taken of:
 *
 * - calls of the procedure that wait for a callee, with equal payload, in order of waiting time;
 * - such calls with another payload;
 * - calls that no longer wait.
 *
 * A call waits for a callee if it is new, or if the callee asked last has answered or left.
 */
function callOf({ message }: Passed, realm: Realm): Call | undefined {
  const registration = realm.byId.get(message.target);
  const isOfProcedure = (call: Call): boolean =>
    registration === undefined ||
    registration.match !== 'exact' ||
    call.message.uri === registration.procedure;
  const hasPayload = (call: Call): boolean => isSamePayload(call.message.payload, message.payload);
  const waiting = realm.waiting.filter(isOfProcedure);
  const latest = (): Call | undefined =>
    realm.calls.slice(-FAR).findLast((call) => isOfProcedure(call) && hasPayload(call));
  return (
    waiting.find(hasPayload) ??
    // Its call may have ended while the INVOCATION was on its way.
    (realm.isSeenBetween ? latest() : undefined) ??
    (registration && waiting[0]) ??
    latest()
  );
}

const INVALID_URI = 'wamp.error.invalid_uri';

/** Number of latest calls that an INVOCATION is compared with if no call waits for it. */
const FAR = 1_000;

/**
 * Kind of a callee's answer. A router without a feature does not know its option or its URI.
 *
 * @param isFinal true if a progressive result counts as the final one: the reading `unaskedProgress`
 */
function kindOf({ session, message }: Passed, isFinal: boolean): Reply['kind'] {
  if (message.name === 'ERROR')
    return message.uri === UNAVAILABLE && isOffered(session, 'call_reroute') ? 'refusal' : 'error';
  const isProgress = message.options.progress === true && isOffered(session, 'progressive_call_results');
  return isProgress && !isFinal ? 'progress' : 'result';
}

/** The callee's message that an answer may forward: one that counts, or else a late one; each only once. */
function causeOf(call: Call, { message }: Passed, isFinal: boolean): Reply | undefined {
  const passedOn = new Set([...call.answers, ...call.lost].map(({ cause }) => cause));
  const fits = ({ kind, told }: Reply): boolean => {
    if (message.name === 'ERROR') return (kind === 'error' || kind === 'refusal') && told === message.uri;
    return kind === (isFinal ? 'result' : 'progress');
  };
  const left = gather(call.tries, ({ replies }) => replies).filter((one) => fits(one) && !passedOn.has(one));
  const equal = ({ message: sent }: Reply): boolean => isSamePayload(sent.payload, message.payload);
  return left.find((one) => one.counts && equal(one)) ?? left.find((one) => one.counts) ?? left.find(equal);
}
