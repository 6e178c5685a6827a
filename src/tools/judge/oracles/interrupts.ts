/** INTERRUPTs of callees whose call has ended without their answer. */
import type { Readings } from '../../../../machines/readings.ts';
import {
  type Call,
  hasAnnounced,
  isOffered,
  type Moment,
  type Passed,
  type Reply,
  type Try,
} from '../facts.ts';
import type { History } from '../history.ts';
import { isKilled } from './calling.ts';
import { broken, expect, type Finding, holds } from './oracle.ts';

/** True for an INTERRUPT of that mode or without a mode. */
export const isInterrupt =
  (mode: 'kill' | 'killnowait') =>
  ({ message }: { readonly message: Reply['message'] }): boolean =>
    message.name === 'INTERRUPT' && (message.options.mode ?? mode) === mode;

/** The end of a call, and the INTERRUPT that followed. */
export interface Stopped {
  readonly call: Call;
  readonly tried: Try;
  readonly since: Moment;
  readonly interrupt: Passed | undefined;
}

/**
 * Judges that the callee of a call that has ended is interrupted, if it can be. A second INTERRUPT comes
 * only if the reading `interruptAgain` says so.
 */
export function stops(
  history: History,
  { interruptAgain }: Readings,
  { call, tried: { callee }, since, interrupt }: Stopped,
): Finding[] {
  // A router that interrupts without having announced it breaks another rule.
  if (!isOffered(callee, 'call_canceling')) return interrupt ? [] : [holds(since)];
  if (!hasAnnounced(callee, 'call_canceling')) {
    const says = `Expected no INTERRUPT for ${callee.name}, which did not announce call_canceling.`;
    return [interrupt ? broken(interrupt, says) : holds(since)];
  }
  if (interruptAgain === 'no' && isKilled(call, since)) {
    const says = `Expected no second INTERRUPT for ${callee.name}, which was told to end the call before.`;
    return [interrupt ? broken(interrupt, says) : holds(since)];
  }
  const due = { line: since.line, at: since.at, session: callee };
  return expect(history, due, interrupt, 'INTERRUPT killnowait', isInterrupt('killnowait'));
}
