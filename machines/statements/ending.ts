/** Statements on canceling, on timeouts and on progressive results. */
import { elsewhere, is, may, must, type Statement, under } from './statement.ts';

const NEVER_FORWARDED = elsewhere('docs/decisions/0005-timeouts-run-at-the-dealer.md');

export const ENDING: readonly Statement[] = [
  ...under('cancel / Feature Announcement', {
    'CN-1': must('A dealer that can cancel announces `call_canceling`.', 'FA-7'),
  }),
  ...under('cancel / Message Flow', {
    'CN-2': is('`skip`: the caller has its ERROR at once, and the callee is left alone.', 'CC-1'),
    'CN-3': is('`kill`: the callee is interrupted, and the caller waits for its answer.', 'CC-3'),
    'CN-4': is('… which may be RESULT as well as ERROR.', 'CC-3', 'CC-6'),
    'CN-5': is('`killnowait`: the caller has its ERROR at once, and the callee is interrupted.', 'CC-2'),
    'CN-6': is('… and the answer that still comes is thrown away.', 'CC-2', 'BP-17'),
    'CN-7': is('For a callee that cannot cancel, each mode is `skip`.', 'CC-4'),
    'CN-8': is('First picture, `kill`: ERROR of the callee, then ERROR for the caller.', 'CC-3', 'afterKill'),
    'CN-9': is('Second, `skip`: the late answer of the callee is dropped.', 'CC-1'),
    'CN-10': is('Third, `killnowait`: ERROR for the caller, then INTERRUPT.', 'CC-2'),
    'CN-11': is('CANCEL is for a call that has not ended.', 'CC-7'),
    'CN-12': is('INTERRUPT names the INVOCATION that it is for.', 'CC-2', 'CC-3', 'CC-7'),
    'CN-13': is('The mode of CANCEL is one of these three.', 'CC-5', 'cancelDefault', 'cancelUnknown'),
  }),
  ...under('cancel / Ignoring Results after Cancel', {
    'CN-14': is(
      'After INTERRUPT `killnowait`, a callee need not answer; if it does, that is ignored.',
      'CC-2',
      'BP-17',
    ),
  }),
  ...under('advancedMessages / INTERRUPT', {
    'CN-15': is('CANCEL of a pending call leads to INTERRUPT.', 'CC-2', 'CC-3'),
  }),

  ...under('timeout / Call Timeouts', {
    'TM-1': is('A call ends by itself when a given time is over.', 'CT-2'),
    'TM-2': is('The time is a whole number of milliseconds, in `CALL.Options.timeout`.', 'CT-3'),
    'TM-3': is('Without it, or if it is 0, a call may take as long as it likes.', 'CT-1', 'CT-3'),
  }),
  ...under('timeout / Dealer-Initiated Timeouts', {
    'TM-4': must('For a callee without timeouts, the dealer runs the clock from the CALL on.', 'CT-1'),
    'TM-5': is('What happens then is as after CANCEL.', 'CT-2'),
    'TM-6': is('… with `killnowait`, or with `skip` if the callee cannot cancel.', 'CT-2'),
    'TM-7': must('The caller’s ERROR is `wamp.error.timeout`.', 'CT-2'),
  }),
  ...under('timeout / Callee-Initiated Timeouts', {
    'TM-8': may('The dealer may pass the timeout on to a callee that runs clocks itself.', NEVER_FORWARDED),
    'TM-9': must('That callee answers `wamp.error.timeout` when the time is over.', 'CR-9'),
    'TM-10': is('A callee asks for the timeout with `forward_timeout` when it registers.', NEVER_FORWARDED),
    'TM-11': may('The configuration of a dealer may overrule that.', NEVER_FORWARDED),
  }),
  ...under('timeout / Caller-Initiated Timeouts', {
    'TM-12': may('A caller may have its own clock, and CANCEL.', 'CC-1', 'CC-2', 'CC-3'),
  }),
  ...under('timeout / Feature Announcement', {
    'TM-13': must('A dealer with timeouts announces `call_timeout`.', 'FA-8'),
    'TM-14': may('A callee without timeouts may announce `call_canceling`.', 'CT-2'),
  }),

  ...under('progress / Feature Announcement', {
    'PG-1': must('A dealer with progressive results announces `progressive_call_results`.', 'FA-9'),
    'PG-2': must('It can cancel, too.', 'CC-1', 'CC-2', 'CC-3'),
    'PG-3': is('A callee that has the feature, but cannot cancel, is treated as if it lacked it.', 'PR-1'),
  }),
  ...under('progress / Message Flow', {
    'PG-4': is('A caller asks with `receive_progress`.', 'PR-1'),
    'PG-5': is('The dealer repeats that to a callee that has the feature.', 'PR-1'),
    'PG-6': is(
      'A YIELD with `progress` is passed on at once, as RESULT with `progress`.',
      'PR-2',
      'PR-4',
      'unaskedProgress',
    ),
    'PG-7': is('… if the call has not ended yet.', 'PR-2', 'BP-17'),
    'PG-8': must('Each call ends with a RESULT without `progress`, or with an ERROR.', 'BP-14'),
    'PG-9': is('None with `progress` comes afterwards.', 'BP-14'),
    'PG-10': may('The last one may have no payload.', 'BP-14'),
    'PG-11': may('So may those before.', 'PR-2'),
    'PG-12': may('The payload of each may look different.', 'PR-2'),
    'PG-13': is('A callee may be asked for progress and still answer once.', 'BP-14', 'PR-1'),
  }),
  ...under('progress / Caller Leaving', {
    'PG-14': must(
      'If the caller leaves, the callee is interrupted as in other calls.',
      'BP-16',
      'interruptAgain',
    ),
  }),
  ...under('progress / Callee Leaving', {
    'PG-15': must('If the callee leaves, the caller gets `wamp.error.canceled` as in other calls.', 'BP-15'),
  }),
  ...under('progress / Ignoring Requests for Progressive Call Results', {
    'PG-16': is('To the dealer, a callee that cannot cancel has no progressive results.', 'PR-1'),
  }),
  ...under('progress / Timeouts', {
    'PG-17': must(
      'The timeout is how long the caller waits for the first result, and for each next.',
      'PR-3',
    ),
    'PG-18': is('A dealer measures from the CALL to the first YIELD.', 'CT-1', 'PR-3'),
    'PG-19': is('… and from YIELD to YIELD.', 'PR-3'),
    'PG-20': is('The call as a whole may take longer.', 'PR-3'),
  }),
];
