/** Clock of a log: the time of each line, and the line at which something is late. */
import type { Entry } from '../../wire/entry.ts';
import type { Moment } from './facts.ts';

export class Clock {
  /** Maximum delay allowed, in milliseconds. */
  readonly tolerance: number;
  /** Number of the latest line. */
  length = 0;
  /** Inputs of the router. */
  private readonly incoming: Moment[] = [];
  /** The time of the latest line; it does not go back. */
  private now = Number.NEGATIVE_INFINITY;

  constructor(tolerance: number) {
    this.tolerance = tolerance;
  }

  /**
   * Takes the next line.
   *
   * @param line its number; greater than the last one if lines were left out
   */
  add(entry: Entry, line = this.length + 1): Moment {
    this.now = Math.max(this.now, entry.at);
    this.length = line;
    const moment = { line, at: this.now };
    // No router has to react to a mere connection.
    if ('received' in entry || ('event' in entry && entry.event === 'lost')) this.incoming.push(moment);
    return moment;
  }

  /**
   * The line at which something that was due at a time is late.
   *
   * An idle router logs nothing, so the router is late only if it received another input in the meantime.
   *
   * @param due in milliseconds
   * @returns the first input after that time; undefined if there is none
   */
  lateFor(due: number): Moment | undefined {
    const { incoming, tolerance } = this;
    let [low, high] = [0, incoming.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((incoming[middle] as Moment).at > due + tolerance) high = middle;
      else low = middle + 1;
    }
    return incoming[low];
  }
}
