/** A running instance of a chart, and its driver. */
import type { ReadingId } from '../../../machines/readings.ts';
import type { RuleId } from '../../../machines/rules.ts';
import type { Effect } from '../../../machines/vocabulary.ts';

/** The same, for those who may change it. */
export type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/**
 * A running chart. Between its steps any code may read it; only its driver changes it, and a step may
 * change the context itself or put a new one in its place.
 */
export interface Instance<Context> {
  /** The names of the active states, outermost first, joined by dots: `occupied.shared.first`. */
  state: string;
  context: Context;
}

/** A transition of a chart. */
export interface Edge {
  readonly event: string;
  readonly rules: readonly RuleId[];
  readonly readings: readonly ReadingId[];
}

/** Receiver of the effects that a chart emits, such as an array. */
export interface Sink {
  push(effect: Effect): void;
}

export interface ChartDriver<Context, Event> {
  /** Brings the chart into its initial state; what it emits there is appended to `effects`. */
  start(instance: Instance<Context>, effects: Sink): void;
  /**
   * Lets `event` happen to the chart; what it emits is appended to `effects`.
   *
   * @returns the transition taken, or undefined if the chart does not react to the event in its state
   */
  step(instance: Instance<Context>, event: Event, effects: Sink): Edge | undefined;
}
