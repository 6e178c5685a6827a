/** The end of a session because of something that its client did. */
import type { Effect, Problem, SessionContext } from '../vocabulary.ts';

export const abort = ({ session }: SessionContext, problem: Problem): Effect => ({
  type: 'ABORT',
  to: session,
  ...problem,
});
