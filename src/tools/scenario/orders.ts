/** Orders of the moments of a run that its variants keep, with room between them. */
import { type Deadline, instantOf, type Observation } from './moments.ts';
import type { Scenario } from './scenario.ts';

/** The end of a step by its number, or a deadline. */
export type Moment = number | Deadline;

/** Two moments, the second of which comes at least `gap` milliseconds after the first. */
export interface Order {
  readonly first: Moment;
  readonly then: Moment;
  readonly gap: number;
}

/** Room between two moments, in milliseconds. */
export interface Room {
  readonly margin: number;
  /** Time that a step may take by itself. */
  readonly pace: number;
}

/** The orders of a run. */
export function ordersOf({ steps }: Scenario, observation: Observation, room: Room): Order[] {
  const { ends, pending, fired, removed } = observation;
  const order = (first: Moment, then: Moment): Order => ({ first, then, gap: gapOf(first, then, room) });
  return [
    ...pending.map(({ step, deadline }) => order(step, deadline)),
    ...fired.flatMap(({ step, deadline }, index) => {
      const before = fired[index - 1];
      const isNext = before?.step === step && !isTogether(before.deadline, deadline);
      return [
        order(step - 1, deadline),
        order(deadline, step),
        ...(isNext ? [order(before.deadline, deadline)] : []),
      ];
    }),
    // A removed deadline must pass, or a router that keeps it would not be noticed.
    ...removed.flatMap(({ step, deadline }) => {
      const passed = ends.findIndex((end, index) => index > step && end >= instantOf(deadline));
      return passed < 0 ? [] : [order(deadline, passed)];
    }),
    // Nor would a router that restarts a deadline without reason, if the other instant were in the same step.
    ...fired.flatMap(({ step, deadline }) => {
      const between = steps.slice(deadline.step, step - 1).map((_, index) => deadline.step + index + 1);
      return between
        .filter((each) => steps[each - 1]?.action.does !== 'pass')
        .map((each): Deadline => ({ ...deadline, step: each, since: ends[each] as number }))
        .filter(
          (restarted) => restarted.since > deadline.since && instantOf(restarted) > (ends[step] as number),
        )
        .map((restarted) => order(step, restarted));
    }),
  ];
}

/** CALLs whose timeouts have to be equal, in pairs of their steps: those that end at one instant in their order. */
export const equalTimeoutsOf = ({ fired }: Observation): (readonly [number, number])[] =>
  fired.flatMap(({ step, deadline: { call }, deadline }, index): [number, number][] => {
    const before = fired[index - 1];
    if (before?.step !== step || !isTogether(before.deadline, deadline)) return [];
    return call === undefined || before.deadline.call === undefined ? [] : [[before.deadline.call, call]];
  });

// --- internal ---

/** Deadlines of the same instant that were set at the same instant. */
const isTogether = (one: Deadline, other: Deadline): boolean =>
  one.since === other.since && one.limit === other.limit;

/** The first moment is later than planned by the steps since the second one was set. */
function gapOf(first: Moment, then: Moment, { margin, pace }: Room): number {
  return margin + Math.max(0, stepOf(first) - stepOf(then)) * pace;
}

const stepOf = (moment: Moment): number => (typeof moment === 'number' ? moment : moment.step);
