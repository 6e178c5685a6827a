/**
 * The states in which an instance can be between two inputs, and the facts that follow from each.
 *
 * All other states are passed through within one input, or end the instance.
 */
import type { Policy } from './vocabulary.ts';

export const RESTING = {
  session: {
    opening: { hasId: false, isWelcomed: false, hasEnded: false, isTimed: true },
    'challenging.pending': { hasId: true, isWelcomed: false, hasEnded: false, isTimed: true },
    'challenging.challenged': { hasId: true, isWelcomed: false, hasEnded: false, isTimed: true },
    established: { hasId: true, isWelcomed: true, hasEnded: false, isTimed: false },
    closing: { hasId: true, isWelcomed: true, hasEnded: true, isTimed: true },
  },
  registration: {
    'occupied.single': { policy: 'single', mostMembers: 1 },
    'occupied.shared.roundrobin': { policy: 'roundrobin', mostMembers: Number.POSITIVE_INFINITY },
    'occupied.shared.random': { policy: 'random', mostMembers: Number.POSITIVE_INFINITY },
    'occupied.shared.first': { policy: 'first', mostMembers: Number.POSITIVE_INFINITY },
    'occupied.shared.last': { policy: 'last', mostMembers: Number.POSITIVE_INFINITY },
  },
  /** A call waits for its callee, and for nothing else. */
  call: { 'invoked.waiting': {}, 'invoked.interrupted': {} },
} as const satisfies {
  /**
   * A session that has sent HELLO has a WAMP session id. One that is welcomed and has not ended can call, be called, and
   * be a member of registrations. One that is timed has a deadline, set by its patience.
   */
  readonly session: Readonly<
    Record<string, Readonly<Record<'hasId' | 'isWelcomed' | 'hasEnded' | 'isTimed', boolean>>>
  >;
  readonly registration: Readonly<Record<string, { readonly policy: Policy; readonly mostMembers: number }>>;
  readonly call: Readonly<Record<string, object>>;
};
