/** Calls that are overtaken by later ones of the same caller: the reading `order`. */
import type { Readings } from '../../../machines/readings.ts';
import type { Call, Moment, Session } from './facts.ts';

/**
 * The callees that a call passes over.
 *
 * @param before a line; later INVOCATIONs do not count
 * @returns the callees of later calls of the same caller, with those of undeliverable INVOCATIONs; none if
 *   the order of calls is relaxed
 */
export function passedOver({ caller, line: made }: Call, before: number, { order }: Readings): Session[] {
  if (order !== 'strict') return [];
  const later = [...caller.calls.values()].flat().filter(({ line }) => line > made);
  return later.flatMap(({ tries }) => tries.filter(({ line }) => line < before).map(({ callee }) => callee));
}

/**
 * The line of a call's next INVOCATION or answer after a moment; Infinity if there is none. The next callee
 * is chosen there: another call may have been given to a callee since the moment.
 */
export const lineAfter = ({ tries, answers, lost }: Call, { line }: Moment): number =>
  Math.min(...[...tries, ...answers, ...lost].map((one) => one.line).filter((one) => one > line));
