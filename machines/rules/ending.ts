/** Rules of canceling, of timeouts and of progressive results. */
import { decided, inferred, must, type Rule } from './rule.ts';

export const ENDING = {
  'CC-1': must(
    'cancel / Message Flow',
    'CANCEL `skip`: the caller gets `wamp.error.canceled` at once, the callee hears nothing, and its answer is discarded.',
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
    'A CANCEL without a mode has the one that the reading `cancelDefault` says; what becomes of one whose mode is none of the three, the reading `cancelUnknown` says.',
    'cancel / Message Flow',
  ),
  'CC-6': decided(
    '0007',
    'A call that CANCEL `kill` is to end is not given to another callee: by default, a refusal ends it with `wamp.error.canceled`.',
    'cancel / Message Flow',
  ),
  'CC-7': inferred(
    'cancel / Message Flow',
    'CANCEL of a call that has its final answer changes nothing; what it does to a call in flight concerns the callee asked last.',
    'The section cancels what has not ended, and of a re-routed call only the last INVOCATION has not.',
  ),

  'CT-1': inferred(
    'timeout / Dealer-Initiated Timeouts',
    'A CALL with a `timeout` above 0 starts one clock when it comes; a re-route does not restart it.',
    'The clock starts when the CALL is received, and a re-route receives none.',
  ),
  'CT-2': must(
    'timeout / Dealer-Initiated Timeouts',
    'When the time is over the caller gets `wamp.error.timeout`, and the callee asked last gets INTERRUPT `killnowait` if it announced `call_canceling`; after a CANCEL `kill`, this second one may be left out.',
  ),
  'CT-3': decided(
    '0009',
    '`timeout` is a whole number of milliseconds, 0 for none; a CALL with anything else gets `wamp.error.invalid_argument`.',
    'timeout / Call Timeouts',
  ),

  'PR-1': must(
    'progress / Message Flow',
    'The INVOCATION says `receive_progress` if the CALL did and the callee announced both `progressive_call_results` and `call_canceling`.',
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
    'A progressive result that the caller did not ask for is dropped, ends the call, is passed on, or ends the callee’s session.',
    'progress / Message Flow',
  ),
} as const satisfies Record<string, Rule>;
