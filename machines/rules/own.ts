/** Rules of this project where the texts say nothing: empty options, limits, and undeliverable messages. */
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
    'A CALL of a session that has as many calls in flight as the limit gets `dealerchart.error.limit_exceeded`, and no callee is invoked.',
  ),
  'LM-3': decided(
    '0021',
    'A CALL whose payload would bring that of the session’s calls in flight above the limit gets `dealerchart.error.limit_exceeded`, and no callee is invoked.',
  ),
  'LM-4': decided(
    '0016',
    'A call with an undeliverable INVOCATION is given to no further callee once it has been given to as many as the limit: it ends with the ERROR for the last one, which has the reason.',
  ),

  'UD-1': decided(
    '0016',
    'An undeliverable INVOCATION moves its call on to another callee or ends it, and affects neither the callee’s session nor any other call.',
  ),
  'UD-2': decided(
    '0016',
    'In place of an undeliverable RESULT or ERROR, the caller gets an ERROR with the reason, which is its final answer; a callee whose call this ends gets INTERRUPT `killnowait` if it announced `call_canceling`; after a CANCEL `kill`, this second one may be omitted.',
  ),
} as const satisfies Record<string, Rule>;
