/** The refusals of a call as a list. */
import type { Refusals } from './vocabulary/members.ts';
import type { SessionKey } from './vocabulary/words.ts';

/** The sessions that refused a call or could not be told of it, in the order in which they did. */
export function refusersOf(refusals: Refusals): SessionKey[] {
  const sessions: SessionKey[] = [];
  for (let refusal = refusals; refusal !== undefined; refusal = refusal.before)
    sessions.push(refusal.session);
  return sessions.reverse();
}
