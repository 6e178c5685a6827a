/** What several oracles ask about a call: what came next, when its time is over, what a refusal leads to. */
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
  type Reply,
  type Try,
} from '../facts.ts';
import { gather } from '../gather.ts';
import type { History } from '../history.ts';
import { memo } from '../memo.ts';
import { soughtAfter } from '../turns.ts';

/**
 * What happened to a call next after a line: the next callee was asked, or the caller got an answer, even if it could not
 * be delivered.
 */
export function nextOf({ tries, answers, lost }: Call, { line }: Moment): Try | Answer | undefined {
  const tried = tries.find((one) => one.line > line);
  const given = answers.find((one) => one.line > line);
  const missed = lost.find((one) => one.line > line);
  const answer = missed === undefined || (given && given.line < missed.line) ? given : missed;
  if (tried === undefined || answer === undefined) return tried ?? answer;
  return tried.line < answer.line ? tried : answer;
}

/** What the call ended with: its final answer, or the one that could not be delivered before it. */
export const endOf = ({ final, lost }: Call): Answer | undefined =>
  lost.find(({ isFinal }) => isFinal) ?? final;

/** When the caller gets `wamp.error.timeout`, as the clock stands at a line: `Infinity` for never. */
export function deadlineOf({ at, timeout, answers }: Call, { line }: Moment): number {
  if (!(timeout > 0)) return Number.POSITIVE_INFINITY;
  const started = answers.findLast((answer) => answer.line < line && !answer.isFinal)?.at ?? at;
  return started + timeout;
}

/** Whether the time of a call was over when something else happened to it: then that may go unheeded. */
export const isTimeUp = ({ clock: { tolerance } }: History, call: Call, moment: Moment): boolean =>
  deadlineOf(call, moment) <= moment.at + tolerance;

/** How a CANCEL is to be taken: where router or callee did not announce `call_canceling`, as `skip`. */
export const modeOf = ({ mode, asked }: Cancel): Mode =>
  asked !== undefined &&
  isOffered(asked.callee, 'call_canceling') &&
  hasAnnounced(asked.callee, 'call_canceling')
    ? mode
    : 'skip';

/** Whether the callee that had been asked last, at a line, had been told to end the call, by CANCEL `kill`. */
export function isKilled({ cancels, tries }: Call, { line }: Moment): boolean {
  const asked = tries.findLast((tried) => tried.line <= line);
  return cancels.some(
    (cancel) =>
      cancel.line < line && cancel.isLive && modeOf(cancel) === 'kill' && cancel.asked?.line === asked?.line,
  );
}

/** What a refusal leads to: another callee is asked, or the caller gets the refusal itself or another error for it. */
export type Fate = 'rerouted' | 'passed' | 'canceled' | 'unavailable';

export function fateOf(refusal: Reply, call: Call, readings: Readings): Fate {
  const { gate, afterProgress, refusedLate, afterKill } = readings;
  if (afterKill !== 'reroute' && isKilled(call, refusal)) return FATES[afterKill];
  if (gate === 'announced' && !hasAnnounced(refusal.session, 'call_reroute')) return 'passed';
  return afterProgress === 'end' && hasProgressed(call, refusal) ? FATES[refusedLate] : 'rerouted';
}

/** Whether the caller had been sent a progressive result before a line. */
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

/** The error that says why something could not be delivered. */
export const REASON_ERRORS: { readonly [R in Reason]: string } = {
  'too-large': 'wamp.error.payload_size_exceeded',
  untellable: 'wamp.error.invalid_payload',
  backlog: 'wamp.error.network_failure',
};

/** Why one of the callees could not be told of a call, the one of whom that was last found; undefined if all could. */
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

/** The answers of callees that their calls waited for, with those calls. */
export const repliesIn = memo(({ tries }): readonly { reply: Reply; call: Call }[] =>
  gather(tries, ({ call, replies }) =>
    call === undefined ? [] : replies.filter(({ counts }) => counts).map((reply) => ({ reply, call })),
  ),
);

/** That something was due to the caller of a call, since a line. */
export const dueTo = ({ caller }: Call, { line, at }: Moment) => ({ line, at, session: caller });

export const isAnswer = (next: Try | Answer | undefined): next is Answer =>
  next !== undefined && 'isFinal' in next;

/** Progressive results that the caller did not ask for, where the reading `unaskedProgress` ends the session for one. */
export const unaskedIn = memo((history, { unaskedProgress }: Readings): readonly Reply[] =>
  unaskedProgress !== 'abort'
    ? []
    : repliesIn(history).flatMap(({ reply, call }) =>
        reply.kind === 'progress' && !call.wantsProgress ? [reply] : [],
      ),
);
