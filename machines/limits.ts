/**
 * Limits that clients see: each a number for one session, which a program or an operator sets.
 *
 * A request beyond one gets ERROR `dealerchart.error.limit_exceeded` (rules LM-1 to LM-3), and nothing else changes.
 */
import type { RuleId } from './rules.ts';

/** One limit of each session. */
export interface Limit {
  readonly unit: string;
  /** What is counted. */
  readonly counts: string;
  /** What a router sets unless it is told otherwise. The dealer by itself has no limits. */
  readonly router: number;
  /** The request that is refused, and the chart that refuses it. */
  readonly refuses: 'REGISTER' | 'CALL';
  readonly chart: 'registration' | 'session';
  readonly rule: RuleId;
}

export const LIMITS = {
  registrations: {
    unit: 'places',
    counts: 'places on lists of callees: one for each registration that the session is a member of',
    router: 10_000,
    refuses: 'REGISTER',
    chart: 'registration',
    rule: 'LM-1',
  },
  calls: {
    unit: 'calls',
    counts: 'calls that the session made and that wait for their final answer',
    router: 10_000,
    refuses: 'CALL',
    chart: 'session',
    rule: 'LM-2',
  },
  bytes: {
    unit: 'bytes',
    counts: 'payload of those calls, which the dealer holds for re-routes',
    router: 64 * 2 ** 20,
    refuses: 'CALL',
    chart: 'session',
    rule: 'LM-3',
  },
} as const satisfies Record<string, Limit>;

export type LimitId = keyof typeof LIMITS;

/** A number for each limit; `Infinity` for none. */
export type Limits = { readonly [L in LimitId]: number };

export const LIMIT_IDS = Object.keys(LIMITS) as readonly LimitId[];

/** No limits. */
export const UNLIMITED: Limits = {
  registrations: Number.POSITIVE_INFINITY,
  calls: Number.POSITIVE_INFINITY,
  bytes: Number.POSITIVE_INFINITY,
};

/** The limits of a router that is not told otherwise. */
export const ROUTER_LIMITS: Limits = {
  registrations: LIMITS.registrations.router,
  calls: LIMITS.calls.router,
  bytes: LIMITS.bytes.router,
};
