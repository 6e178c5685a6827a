/** Calls with undeliverable messages. */
import type { Readings } from '../../../../machines/readings.ts';
import type { Answer, Call, Lost, Moment, Try, Undelivered } from '../facts.ts';
import { gather } from '../gather.ts';
import type { History } from '../history.ts';
import { memo } from '../memo.ts';
import { candidatesAfter } from '../turns.ts';
import {
  dueTo,
  exhaustionOf,
  isAnswer,
  isKilled,
  isTimeUp,
  nextOf,
  REASON_ERRORS,
  reasonOf,
} from './calling.ts';
import { stops } from './interrupts.ts';
import { broken, expect, type Finding, isError, type Oracle } from './oracle.ts';
import { refusalsIn } from './rerouting.ts';

/** An undeliverable INVOCATION that its call waited for, and its consequence. */
export interface Miss {
  readonly call: Call;
  readonly undelivered: Undelivered;
  /** Number of callees that the call had been given to, this one included. */
  readonly tries: number;
  /** True if another callee could be asked. */
  readonly canGoOn: boolean;
  readonly next: Try | Answer | undefined;
}

/** The undeliverable INVOCATIONs, without those of calls whose deadline had passed. */
export const missesIn = memo((history, readings: Readings): readonly Miss[] =>
  gather(history.tries, (tried): Miss[] => {
    const { call, undelivered } = tried;
    if (call === undefined || !undelivered?.isWaitedFor || isTimeUp(history, call, undelivered)) return [];
    const isNext = readings.undeliverable === 'next' && !isKilled(call, undelivered);
    const canGoOn = isNext && candidatesAfter({ ...undelivered, tried }, call, readings).length > 0;
    const next = nextOf(call, undelivered);
    return [{ call, undelivered, tries: call.tries.indexOf(tried) + 1, canGoOn, next }];
  }),
);

/**
 * An undeliverable INVOCATION makes its call go on or end, and does not affect its callee. A call that
 * could go on may end from the second try on: a limit of one would be the reading `undeliverable=error`.
 */
const movesOn: Oracle = (history, readings) => [
  ...gather(history.tries, (tried) =>
    tried.call !== undefined && tried.undelivered?.isWaitedFor ? spares(tried, tried.undelivered) : [],
  ),
  ...gather(missesIn(history, readings), ({ call, undelivered, tries, canGoOn, next }): Finding[] => {
    if (!canGoOn || (tries > 1 && isAnswer(next)))
      return ends(history, call, undelivered, REASON_ERRORS[undelivered.reason]);
    const expected = 'INVOCATION for another callee';
    return expect(history, dueTo(call, undelivered), next, expected, () => !isAnswer(next));
  }),
  ...gather(refusalsIn(history, readings), ({ reply, call }) => {
    if (reasonOf(call) === undefined || candidatesAfter(reply, call, readings).length > 0) return [];
    return ends(history, call, reply, exhaustionOf(call));
  }),
];

/** The caller of an undeliverable answer gets an ERROR, and a callee that still works is interrupted. */
const tells: Oracle = (history, readings) =>
  gather(history.calls, (call) =>
    gather(call.lost, (lost) => {
      // If even the ERROR about it is undeliverable, there is nothing more to send.
      if (call.callerLeft || isAboutAnother(call, lost)) return [];
      const told = ends(history, call, lost, REASON_ERRORS[lost.reason]);
      const tried = call.tries.findLast(({ line }) => line < lost.line);
      if (lost.isFinal || tried === undefined) return told;
      const interrupt = tried.interrupts.find(({ line }) => line > lost.line);
      return [...told, ...stops(history, readings, { call, tried, since: lost, interrupt })];
    }),
  );

export const DELIVERING = {
  'UD-1': movesOn,
  'UD-2': tells,
} satisfies Record<string, Oracle>;

// --- internal ---

const ends = (history: History, call: Call, since: Moment, error: string): Finding[] =>
  expect(history, dueTo(call, since), nextOf(call, since), `ERROR ${error}`, ({ message }) =>
    isError(message, error),
  );

/** An undeliverable INVOCATION is not the callee's fault, so the callee stays connected. */
function spares({ callee }: Try, { line, at }: Undelivered): Finding[] {
  const { ended, received } = callee;
  if (ended === undefined || ended.line < line || ended.at > at) return [];
  if (ended.how !== 'ABORT of the router' && ended.how !== 'close') return [];
  if (received.some((one) => one.line > line && one.line < ended.line)) return [];
  return [
    broken(
      ended,
      `Expected ${callee.name} to stay connected after the undeliverable message in line ${line}.`,
    ),
  ];
}

/** True if it is the ERROR about an undeliverable answer before it. */
const isAboutAnother = ({ lost }: Call, { line, message }: Lost): boolean =>
  lost.some((before) => before.line < line && isError(message, REASON_ERRORS[before.reason]));
