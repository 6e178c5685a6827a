/** The options of a dealer. */
import type { Limits } from '../../machines/limits.ts';
import type { Readings } from '../../machines/readings.ts';
import type { SessionKey, Uri } from '../../machines/vocabulary.ts';
import type { CallWatch, Step } from './parts.ts';
import type { DealerSnapshot } from './snapshot.ts';

export interface DealerOptions {
  /**
   * Source of every random choice: returns a number of at least 0 and less than 1, as `Math.random` does. If it throws
   * or returns another value, 0 is used, and the error is rethrown by the current method (see `inspect`).
   */
  readonly random: () => number;
  /** The option of each open question; a question that is left out has its default. */
  readonly readings?: Partial<Readings> | undefined;
  /** The realm: a HELLO for any other one is refused (BP-9). Create a dealer for each realm. */
  readonly realm: Uri;
  /**
   * Methods of authentication, such as `ticket`; add `anonymous` to admit clients without a proof. The dealer asks for
   * the identity of each client (see `Question`). If left out, all clients are anonymous and may do everything.
   * Not part of a snapshot: pass it again.
   */
  readonly authmethods?: readonly string[] | undefined;
  /**
   * Time limit for HELLO after a connection, for authentication, and for the answer to GOODBYE, in milliseconds; 10,000
   * by default, `Infinity` for none.
   */
  readonly patience?: number | undefined;
  /**
   * Limits of each session: places in registrations, calls in flight, and payload of those calls in bytes; none by
   * default. Only a payload that is a `Payload` counts: plain values count for 0 bytes. A request beyond a limit gets
   * ERROR `dealerchart.error.limit_exceeded` (LM-1 to LM-3). `tries` limits the callees that an undeliverable call is
   * given to before it ends (LM-4). Limits are not part of a snapshot.
   */
  readonly limits?: Partial<Limits> | undefined;
  /** The name of the router in WELCOME. */
  readonly agent?: string | undefined;
  /**
   * Called after each transition of a chart. An exception is rethrown by the method that caused the transition; its
   * outputs are returned by the next call.
   */
  readonly inspect?: ((step: Step) => void) | undefined;
  /**
   * Called when a payload that the dealer holds for a session has grown, which changes `held`: it was written in
   * another serialisation, too. Never called during a method of the dealer.
   */
  readonly onGrowth?: ((session: SessionKey) => void) | undefined;
  /**
   * Receives facts about calls that messages do not show, before the current method returns the messages. Exceptions are
   * rethrown as those of `inspect` are.
   */
  readonly watch?: CallWatch | undefined;
  /** The state to continue from, a result of `snapshot()`. Its readings apply. */
  readonly snapshot?: DealerSnapshot | undefined;
}
