/** Facts about a call that several oracles need: its next event, its deadline, the fate of a refusal. */
import type { Readings } from '../../../../machines/readings.ts';
import type { Reason } from '../../../wire/entry.ts';
import {
  type Answer,
  type Call,
  type Cancel,
  hasAnnounced,
  isOffered,
  type Lists,
  type Mode,
  type Moment,
  type Passed,
  type Reply,
  type Try,
} from '../facts.ts';
import { gather } from '../gather.ts';
import type { History } from '../history.ts';
import { memo } from '../memo.ts';
import { soughtAfter } from '../turns.ts';

/**
 * The next INVOCATION or answer of a call after a line, undeliverable ones included.
 *
 * In the log of a proxy, answers to earlier messages of a callee may follow a later one.
 */
export function nextOf({ caller, tries, answers, lost }: Call, since: Moment): Try | Answer | undefined {
  const { line } = since;
  const isEarlier = ({ cause }: Answer): boolean =>
    caller.realm.isSeenBetween && 'tried' in since && cause !== undefined && cause.line < line;
  const tried = tries.find((one) => one.line > line);
  const given = answers.find((one) => one.line > line && !isEarlier(one));
  const missed = lost.find((one) => one.line > line);
  const answer = missed === undefined || (given && given.line < missed.line) ? given : missed;
  if (tried === undefined || answer === undefined) return tried ?? answer;
  return tried.line < answer.line ? tried : answer;
}

/** The final answer of a call, or the undeliverable final answer before it. */
export const endOf = ({ final, lost }: Call): Answer | undefined =>
  lost.find(({ isFinal }) => isFinal) ?? final;

/** Deadline of a call, after which the caller gets `wamp.error.timeout`, at a line; `Infinity` for none. */
export function deadlineOf({ at, timeout, answers }: Call, { line }: Moment): number {
  if (!(timeout > 0)) return Number.POSITIVE_INFINITY;
  const started = answers.findLast((answer) => answer.line < line && !answer.isFinal)?.at ?? at;
  return started + timeout;
}

/** True if the deadline of a call had passed at a moment; another event at that moment may be ignored. */
export const isTimeUp = ({ clock: { tolerance } }: History, call: Call, moment: Moment): boolean =>
  deadlineOf(call, moment) <= moment.at + tolerance;

/** Effective mode of a CANCEL: `skip` if router or callee did not announce `call_canceling`. */
export const modeOf = ({ mode, asked }: Cancel): Mode =>
  asked !== undefined &&
  isOffered(asked.callee, 'call_canceling') &&
  hasAnnounced(asked.callee, 'call_canceling')
    ? mode
    : 'skip';

/** True if the callee asked last, at a line, had been told to end the call by CANCEL `kill`. */
export function isKilled({ cancels, tries }: Call, { line }: Moment): boolean {
  const asked = tries.findLast((tried) => tried.line <= line);
  return cancels.some(
    (cancel) =>
      cancel.line < line && cancel.isLive && modeOf(cancel) === 'kill' && cancel.asked?.line === asked?.line,
  );
}

/** Fate of a refusal: another callee is asked, or the caller gets the refusal or another error for it. */
export type Fate = 'rerouted' | 'passed' | 'canceled' | 'unavailable';

export function fateOf(refusal: Reply, call: Call, readings: Readings): Fate {
  const { gate, afterProgress, refusedLate, afterKill } = readings;
  if (afterKill !== 'reroute' && isKilled(call, refusal)) return FATES[afterKill];
  if (gate === 'announced' && !hasAnnounced(refusal.session, 'call_reroute')) return 'passed';
  return afterProgress === 'end' && hasProgressed(call, refusal) ? FATES[refusedLate] : 'rerouted';
}

/** True if the caller had been sent a progressive result before a line. */
const hasProgressed = ({ answers }: Call, { line }: Moment): boolean =>
  answers.some((answer) => answer.line < line && !answer.isFinal);

/** The error for a refusal with that fate, where the dealer makes one. */
export const FATE_ERRORS: { readonly [F in Fate]?: string } = {
  canceled: 'wamp.error.canceled',
  unavailable: 'wamp.error.no_available_callee',
};

const FATES = {
  'pass-on': 'passed',
  unavailable: 'passed',
  canceled: 'canceled',
  no_available_callee: 'unavailable',
} as const satisfies Readonly<Record<string, Fate>>;

/** The error for each reason why a message is undeliverable. */
export const REASON_ERRORS: { readonly [R in Reason]: string } = {
  'too-large': 'wamp.error.payload_size_exceeded',
  untellable: 'wamp.error.invalid_payload',
  backlog: 'wamp.error.network_failure',
};

/** Reason of the last undeliverable INVOCATION of a call; undefined if there is none. */
export const reasonOf = ({ tries }: Call): Reason | undefined =>
  tries.findLast(({ undelivered }) => undelivered)?.undelivered?.reason;

/** The error of a call for which no callee is left. */
export function exhaustionOf(call: Call): string {
  const reason = reasonOf(call);
  return reason === undefined ? 'wamp.error.no_available_callee' : REASON_ERRORS[reason];
}

/** The error of a call for which no callee is left once one was left out. */
export function errorAfter(leftOut: Lists & { readonly tried: Try }, call: Call, readings: Readings): string {
  const isGone = readings.ended === 'procedure' && soughtAfter(leftOut, readings).registration === undefined;
  return isGone && readings.nobody === 'no_such_procedure' && reasonOf(call) === undefined
    ? 'wamp.error.no_such_procedure'
    : exhaustionOf(call);
}

/**
 * Moment since which a call may be taken from a callee that unregisters; undefined if it does not, or is refused. A router
 * that ends the call may do so before it sends UNREGISTERED.
 */
export const unregisteringSince = ({ requests }: History, tried: Try): Moment | undefined =>
  tried.unregistered ??
  requests.find(
    ({ asked: { session, message, line }, reply }) =>
      session === tried.callee &&
      message.name === 'UNREGISTER' &&
      message.target === tried.message.target &&
      line > tried.line &&
      reply?.message.name !== 'ERROR',
  )?.asked;

/** True if something has happened before a moment. */
export const isBefore = (one: Moment | undefined, { line }: Pick<Moment, 'line'>): boolean =>
  one !== undefined && one.line < line;

/** The answers of callees that their calls waited for, with those calls. */
export const repliesIn = memo(({ tries }): readonly { reply: Reply; call: Call }[] =>
  gather(tries, ({ call, replies }) =>
    call === undefined ? [] : replies.filter(({ counts }) => counts).map((reply) => ({ reply, call })),
  ),
);

/** The caller of a call as the recipient of a message that is due since a moment. */
export const dueTo = ({ caller }: Call, { line, at }: Moment) => ({ line, at, session: caller });

export const isAnswer = (next: Try | Answer | undefined): next is Answer =>
  next !== undefined && 'isFinal' in next;

/** Progressive results that the caller did not ask for, if `unaskedProgress` aborts the session. */
export const unaskedIn = memo((history, { unaskedProgress }: Readings): readonly Reply[] =>
  unaskedProgress !== 'abort'
    ? []
    : repliesIn(history).flatMap(({ reply, call }) =>
        reply.kind === 'progress' && !call.wantsProgress ? [reply] : [],
      ),
);

/** True for an answer that, as the router saw it, may have come too late or may not have been asked for. */
export const isMaybeLate = ({ session, message }: Passed, { late, unaskedProgress }: Readings): boolean =>
  session.realm.isSeenBetween &&
  (late === 'abort' || unaskedProgress === 'abort') &&
  (message.name === 'YIELD' || message.name === 'ERROR');
