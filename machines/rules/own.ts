/** Rules of this project where the texts say nothing: options that are not set, limits, and messages that cannot be delivered. */
import { decided, type Rule } from './rule.ts';

export const OWN = {
  'OP-1': decided(
    '0019',
    'An option that is `null`, or an empty string where a word is expected, is not set.',
  ),

  'LM-1': decided(
    '0021',
    'A REGISTER that would give a session more places on lists than the limit gets `dealerchart.error.limit_exceeded`; one that adds no place does not.',
  ),
  'LM-2': decided(
    '0021',
    'A CALL of a session that has as many calls in flight as the limit gets `dealerchart.error.limit_exceeded`, and no callee is asked.',
  ),
  'LM-3': decided(
    '0021',
    'A CALL whose payload would bring that of the session’s calls in flight above the limit gets `dealerchart.error.limit_exceeded`, and no callee is asked.',
  ),
  'LM-4': decided(
    '0016',
    'A call whose INVOCATION cannot be delivered is not given to a further callee once it has been given to as many as the limit: it ends with the ERROR that says why the last one could not be delivered.',
  ),

  'UD-1': decided(
    '0016',
    'An INVOCATION that cannot be delivered moves its call on or ends it, and touches neither the callee’s session nor any other call.',
  ),
  'UD-2': decided(
    '0016',
    'In place of a RESULT or ERROR that cannot be delivered, the caller gets an ERROR that says why, which is its final answer; a callee whose call this ends gets INTERRUPT `killnowait` if it announced `call_canceling`; after a CANCEL `kill`, this second one may be left out.',
  ),
} as const satisfies Record<string, Rule>;
