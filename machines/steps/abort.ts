/** The end of a session because of something that its client did. */
import type { Problem, SendEffect, SessionContext } from '../vocabulary.ts';

export const abort = ({ session }: SessionContext, problem: Problem): SendEffect => ({
  type: 'ABORT',
  to: session,
  ...problem,
});
