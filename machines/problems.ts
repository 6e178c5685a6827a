/**
 * Everything the dealer may object to: how it says so on the wire, and by which rule.
 *
 * Two families are kept apart: `reply` is an ERROR for one request, and the session goes on; `abort` is an ABORT, since
 * the peer broke the protocol, and the session ends. Either carries a sentence made of the facts
 * (src/dealer/sentences.ts).
 */
import { CALLING } from './problems/calling.ts';
import type { FactKinds } from './problems/problem.ts';
import { REGISTERING } from './problems/registering.ts';
import { SESSIONS } from './problems/sessions.ts';

export type { ProblemRow } from './problems/problem.ts';

export const PROBLEMS = { ...SESSIONS, ...REGISTERING, ...CALLING } as const;

export type ProblemId = keyof typeof PROBLEMS;

/** The facts of a problem. */
export type FactsOf<P extends ProblemId> = {
  readonly [F in keyof (typeof PROBLEMS)[P]['facts']]: FactKind<(typeof PROBLEMS)[P]['facts'][F]>;
};

/** A problem and its facts. */
export type Problem = {
  readonly [P in ProblemId]: { readonly problem: P; readonly facts: FactsOf<P> };
}[ProblemId];

// --- internal ---

type FactKind<Kind> = Kind extends keyof FactKinds ? FactKinds[Kind] : never;
