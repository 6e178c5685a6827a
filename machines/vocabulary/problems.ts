/** Everything the dealer may object to, each with the facts its sentence is made of (the words: src/dealer/errors.ts). */
import type { RequestLimitId } from '../limits.ts';
import type { Id, Obstacle, Policy, Undelivered } from './words.ts';

export interface Problems extends Obstructions {
  readonly 'message-malformed': { readonly expected: string; readonly came: string };
  readonly 'hello-expected': { readonly came: string };
  readonly 'router-closing': Record<never, never>;
  readonly 'hello-late': Record<never, never>;
  readonly 'hello-repeated': Record<never, never>;
  readonly 'roles-missing': Record<never, never>;
  readonly 'realm-invalid': { readonly realm: string };
  readonly 'realm-unknown': { readonly realm: string };
  readonly 'method-unmatched': { readonly methods: unknown };
  readonly 'passthru-unannounced': { readonly scheme: unknown };
  readonly 'progress-unannounced': Record<never, never>;
  readonly 'request-in-flight': { readonly request: Id };
  readonly 'mode-unknown': { readonly mode: unknown };
  readonly 'answer-unasked': { readonly answer: string; readonly request: Id; readonly sent: number };
  readonly 'error-misplaced': { readonly of: string };
  readonly 'procedure-invalid': { readonly procedure: string };
  readonly 'procedure-reserved': { readonly procedure: string };
  readonly 'invoke-unknown': { readonly invoke: unknown };
  readonly 'match-unsupported': { readonly match: unknown };
  readonly 'policy-conflict': PolicyConflict;
  readonly 'policy-differs': PolicyConflict;
  readonly 'registered-already': { readonly procedure: string };
  readonly 'registration-unknown': { readonly registration: Id };
  readonly 'procedure-unknown': { readonly procedure: string };
  readonly 'timeout-invalid': { readonly timeout: unknown };
  readonly 'callees-exhausted': { readonly procedure: string; readonly tries: number };
  readonly 'reroute-capped': { readonly procedure: string; readonly tries: number };
  readonly 'callee-left': { readonly procedure: string };
  readonly 'call-canceled': { readonly procedure: string };
  readonly 'call-timed-out': { readonly procedure: string; readonly timeout: number };
  readonly 'broker-missing': { readonly request: string };
  readonly 'limit-exceeded': { readonly limit: RequestLimitId; readonly most: number };
}
/** An INVOCATION that its callee cannot be sent, and a RESULT or ERROR that its caller cannot be sent. */
export type Obstructions = {
  readonly [O in Obstacle as `invocation-${O}`]: Pick<Undelivered, 'what'> & { readonly procedure: string };
} & {
  readonly [O in Obstacle as `answer-${O}`]: Pick<Undelivered, 'what'>;
};
export interface PolicyConflict {
  readonly procedure: string;
  readonly existing: Policy;
  readonly requested: Policy;
}
export type ProblemId = keyof Problems;

/** A problem and its facts. */
export type Problem = {
  readonly [P in ProblemId]: { readonly problem: P; readonly facts: Problems[P] };
}[ProblemId];
