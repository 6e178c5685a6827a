/** The time of a log: when each line came, and when it was too late for something. */
import type { Entry } from '../../wire/entry.ts';
import type { Moment } from './facts.ts';

export class Clock {
  /** Maximum delay allowed, in milliseconds. */
  readonly tolerance: number;
  /** How many lines there were. */
  length = 0;
  /** The lines that came from outside. */
  private readonly incoming: Moment[] = [];
  /** The time of the latest line; it does not go back. */
  private now = Number.NEGATIVE_INFINITY;

  constructor(tolerance: number) {
    this.tolerance = tolerance;
  }

  /** Takes the next line. */
  add(entry: Entry): Moment {
    this.now = Math.max(this.now, entry.at);
    const moment = { line: ++this.length, at: this.now };
    // That a client has connected makes no router do anything.
    if ('received' in entry || ('event' in entry && entry.event === 'lost')) this.incoming.push(moment);
    return moment;
  }

  /**
   * When it was too late for something that was due at a time.
   *
   * A router that has nothing to do says nothing, so it is late only when something else came from outside meanwhile.
   *
   * @param due in milliseconds
   * @returns the first line that came from outside when the time was over; undefined if none did
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
