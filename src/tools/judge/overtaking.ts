/** Calls that are overtaken by later ones of the same caller: the reading `order`. */
import type { Readings } from '../../../machines/readings.ts';
import type { Call, Moment, Session } from './facts.ts';

/**
 * The callees that a call passes over.
 *
 * @param before a line; what was given later has not overtaken the call by then
 * @returns those that a later call of the same caller was given to, whether that could be delivered or not; none where
 *   the order of calls is relaxed
 */
export function passedOver({ caller, line: made }: Call, before: number, { order }: Readings): Session[] {
  if (order !== 'strict') return [];
  const later = [...caller.calls.values()].flat().filter(({ line }) => line > made);
  return later.flatMap(({ tries }) => tries.filter(({ line }) => line < before).map(({ callee }) => callee));
}

/**
 * The line of what happened to a call next after a moment; Infinity if nothing did. The next callee is chosen there:
 * another call may have been given to somebody between the moment and that.
 */
export const lineAfter = ({ tries, answers, lost }: Call, { line }: Moment): number =>
  Math.min(...[...tries, ...answers, ...lost].map((one) => one.line).filter((one) => one > line));
