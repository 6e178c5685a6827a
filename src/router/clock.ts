/** Clock and timer of the router. */

/** A clock that counts milliseconds from an arbitrary origin. */
export interface Clock {
  /** Returns the current time; it never goes back. */
  now(): number;
  /**
   * Calls `what` once, at the time `at` or later; calling it early does no harm.
   *
   * @returns a function that cancels the timer; it does nothing once `what` was called
   */
  wake(at: number, what: () => void): () => void;
}

/** The longest time that Node's timers can wait, in milliseconds. */
export const LONGEST_DELAY = 2 ** 31 - 1;

/** The clock of this process, on `performance.now` and `setTimeout`. */
export const PROCESS_CLOCK: Clock = {
  now: () => performance.now(),
  wake(at, what) {
    const delay = Math.min(Math.max(Math.ceil(at - performance.now()), 0), LONGEST_DELAY);
    const timer = setTimeout(what, delay);
    return () => clearTimeout(timer);
  },
};
