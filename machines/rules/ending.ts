/** Rules of canceling, of timeouts and of progressive results. */
import { decided, inferred, must, type Rule } from './rule.ts';

export const ENDING = {
  'CC-1': must(
    'cancel / Message Flow',
    'CANCEL `skip`: the caller gets `wamp.error.canceled` at once, the callee gets no message, and its answer is discarded.',
  ),
  'CC-2': must(
    'cancel / Message Flow',
    'CANCEL `killnowait`: the caller gets `wamp.error.canceled` at once, the callee gets INTERRUPT, and its answer is discarded.',
  ),
  'CC-3': must(
    'cancel / Message Flow',
    'CANCEL `kill`: the callee gets INTERRUPT, and its answer ends the call.',
  ),
  'CC-4': must(
    'cancel / Message Flow',
    'Where the callee did not announce `call_canceling`, every mode is `skip`.',
  ),
  'CC-5': decided(
    '0024',
    'The mode of a CANCEL without one depends on the reading `cancelDefault`, and the effect of an unknown mode on the reading `cancelUnknown`.',
    'cancel / Message Flow',
  ),
  'CC-6': decided(
    '0007',
    'A call after CANCEL `kill` is not re-routed: by default, a refusal ends it with `wamp.error.canceled`.',
    'cancel / Message Flow',
  ),
  'CC-7': inferred(
    'cancel / Message Flow',
    'CANCEL of a call that has its final answer has no effect; CANCEL of a call in flight concerns the callee invoked last.',
    'The section cancels calls that have not ended, and of a re-routed call only the last INVOCATION is pending.',
  ),

  'CT-1': inferred(
    'timeout / Dealer-Initiated Timeouts',
    'A CALL with a `timeout` above 0 starts one timer when it is received; a re-route does not restart it.',
    'The timer starts when the CALL is received, and a re-route receives none.',
  ),
  'CT-2': must(
    'timeout / Dealer-Initiated Timeouts',
    'When the time is over the caller gets `wamp.error.timeout`, and the callee invoked last gets INTERRUPT `killnowait` if it announced `call_canceling`; after a CANCEL `kill`, this second one may be omitted.',
  ),
  'CT-3': decided(
    '0009',
    '`timeout` is a whole number of milliseconds, 0 for none; a CALL with anything else gets `wamp.error.invalid_argument`.',
    'timeout / Call Timeouts',
  ),

  'PR-1': must(
    'progress / Message Flow',
    'The INVOCATION has `receive_progress` if the CALL has it and the callee announced both `progressive_call_results` and `call_canceling`.',
  ),
  'PR-2': must(
    'progress / Message Flow',
    'A YIELD with `progress` goes to the caller at once as RESULT with `progress`, and the call stays with its callee.',
  ),
  'PR-3': must(
    'progress / Timeouts',
    'For progressive results the timeout is the time to the first result, and from each result to the next.',
  ),
  'PR-4': decided(
    '0025',
    'A progressive result without `receive_progress` in the CALL is dropped, ends the call, is forwarded, or aborts the callee’s session, depending on the reading `unaskedProgress`.',
    'progress / Message Flow',
  ),
} as const satisfies Record<string, Rule>;
