/** What time it is for a router, and what it is woken by. */

/** A clock, in milliseconds from any beginning. */
export interface Clock {
  /** The time, which never goes back. */
  now(): number;
  /**
   * Calls `what` once, when it is `at` or later; too early does no harm.
   *
   * @returns what cancels it, if it has not been called
   */
  wake(at: number, what: () => void): () => void;
}

/** The clock of this process. */
export const PROCESS_CLOCK: Clock = {
  now: () => performance.now(),
  wake(at, what) {
    const delay = Math.min(Math.max(Math.ceil(at - performance.now()), 0), MAX_DELAY);
    const timer = setTimeout(what, delay);
    return () => clearTimeout(timer);
  },
};

// --- internal ---

/** The longest time that Node's timers can wait, in milliseconds. */
const MAX_DELAY = 2 ** 31 - 1;
