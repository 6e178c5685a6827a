/**
 * Limits that clients see: each a number for one session or one call, which a program or an operator sets.
 *
 * A request beyond one gets ERROR `dealerchart.error.limit_exceeded` (rules LM-1 to LM-3), and nothing else changes. A
 * call beyond `tries` ends with the ERROR that says why it could not be delivered (LM-4).
 */
import type { RuleId } from './rules.ts';

/** A limit: the quantity that it counts, and the request that it rejects. */
export interface Limit {
  readonly unit: string;
  /** The quantity that is counted. */
  readonly counts: string;
  /** The request that is refused, or the message that is not sent any more, and the chart that sees to that. */
  readonly refuses: 'REGISTER' | 'CALL' | 'INVOCATION';
  readonly chart: 'registration' | 'session' | 'call';
  readonly rule: RuleId;
}

export const LIMITS = {
  registrations: {
    unit: 'places',
    counts: 'places in lists of callees: one for each registration that the session is a member of',
    refuses: 'REGISTER',
    chart: 'registration',
    rule: 'LM-1',
  },
  calls: {
    unit: 'calls',
    counts: 'calls of the session that have no final answer yet',
    refuses: 'CALL',
    chart: 'session',
    rule: 'LM-2',
  },
  bytes: {
    unit: 'bytes',
    counts: 'payload of those calls, which the dealer holds for re-routes',
    refuses: 'CALL',
    chart: 'session',
    rule: 'LM-3',
  },
  tries: {
    unit: 'callees',
    counts:
      'callees that a call was passed to, including those that refused it; checked when an INVOCATION is undeliverable',
    refuses: 'INVOCATION',
    chart: 'call',
    rule: 'LM-4',
  },
} as const satisfies Record<string, Limit>;

export type LimitId = keyof typeof LIMITS;

/** The limits beyond which a request gets `limit_exceeded`: all but the one of what cannot be delivered. */
export type RequestLimitId = Exclude<LimitId, 'tries'>;

/** A number for each limit; `Infinity` for none. */
export type Limits = { readonly [L in LimitId]: number };

export const LIMIT_IDS = Object.keys(LIMITS) as readonly LimitId[];

/** No limits: those of a dealer that is not told otherwise. What a router sets is in src/router/limits.ts. */
export const UNLIMITED: Limits = {
  registrations: Number.POSITIVE_INFINITY,
  calls: Number.POSITIVE_INFINITY,
  bytes: Number.POSITIVE_INFINITY,
  tries: Number.POSITIVE_INFINITY,
};
