/** The code that runs the charts of a dealer by the tables of `machines/system.ts`. */
import type { MemberList } from '../../../machines/member-list.ts';
import type { Part } from '../parts.ts';
import type { Event, System } from '../system.ts';

/**
 * There are two drivers. The interpreted one is the reference: XState itself, plain lists, and the tables as they are. The
 * generated one is code. Both must give the same states, contexts and effects for the same events.
 */
export interface Driver {
  /** The empty list that registrations begin with. */
  readonly list: MemberList;
  /** Runs the instances of one dealer. */
  run(system: System): Runner;
}

/**
 * Steps instances. Their effects are processed in emission order, depth-first: each one completely, with everything it leads
 * to in other instances, before the next.
 */
export interface Runner {
  /** Brings an instance into the initial state of its chart, and processes the effects. */
  start(part: Part): void;
  /**
   * Steps an instance with an event, reports the transition, and processes the effects.
   *
   * @param cause the instance whose effect the event is; the instance itself if it is an input
   */
  step(part: Part, event: Event, cause?: Part): void;
}
