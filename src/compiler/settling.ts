/** The code by which a chart goes on without a further event, if it has edges that wait for none. */
import { quoted } from './ways.ts';

interface Settling {
  /** Names of the types of events and effects. */
  readonly event: string;
  readonly effect: string;
  /** The events that the chart raises. */
  readonly raises: readonly string[];
}

interface SettlingDriver {
  /** The chart's name as a part of others. */
  readonly name: string;
  readonly event: string;
  readonly effect: string;
  /** What brings the chart into its initial state. */
  readonly first: string;
  /** The list of what its start raises. */
  readonly raised: string;
  /** What hands the effects on. */
  readonly hand: string;
}

/** The functions that start and step such a chart: effects are handed on when it has settled. */
export const settlingDriverText = ({ name, event, effect, first, raised, hand }: SettlingDriver): string =>
  `/** Brings it into its initial state. */
export function start${name}(ways: ${name}Ways, instance: Own, cause: unknown): void {
  const effects: ${effect}[] = [];
  ${first}
  settle(instance, { type: 'xstate.init' }, effects, ${raised});
  ${hand}
}

/** Lets an event happen to it; nothing happens if it does not react to the event in its state. */
export function step${name}(ways: ${name}Ways, instance: Own, event: ${event}, cause: unknown): void {
  const effects: ${effect}[] = [];
  const raised: Raised[] = [];
  const from = instance.state;
  const edge = take(instance, event, effects, raised);
  settle(instance, event, effects, raised);
  if (edge !== undefined) ways.taken(instance, from, edge, event);
  ${hand}
}`;

/** The functions that settle it, but for that which takes an edge. */
export const settlingText = ({ event, effect, raises }: Settling): string =>
  `/** Events that the chart raises itself: its start, and the end of one of its states. */
interface Raised {
  readonly type: ${raises.map(quoted).join(' | ')};
}

/** Takes edges that wait for no event, then what the chart raised, until neither is left. */
function settle(instance: Own, cause: ${event} | Raised, effects: ${effect}[], raised: Raised[]): void {
  let event = cause;
  let asks = true;
  for (;;) {
    const changed: boolean | undefined = asks ? always(instance, event, effects, raised) : undefined;
    if (changed !== undefined) {
      asks = changed;
      continue;
    }
    const next = raised.shift();
    if (next === undefined) return;
    event = next;
    take(instance, event, effects, raised);
    asks = true;
  }
}`;
