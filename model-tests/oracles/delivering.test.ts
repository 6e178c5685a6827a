/** Logs that keep and break the rules about undeliverable messages. */
import { rule } from './story.ts';

/** A call whose INVOCATION to A, the first of two callees, is undeliverable. */
const UNTOLD = `
  A B X join
  A B share p as first
  X > CALL 1 {} p [7]
  A misses backlog INVOCATION 1 1 {} [7]`;

rule('UD-1', {
  given: UNTOLD,
  right: 'B < INVOCATION 1 1 {} [7]',
  wrong: 'X < ERROR CALL 1 {} ~network_failure !',
});

rule('UD-1', {
  given: `
    ${UNTOLD}
    B misses too-large INVOCATION 1 1 {} [7]`,
  right: 'X < ERROR CALL 1 {} ~payload_size_exceeded',
  wrong: 'X < ERROR CALL 1 {} ~network_failure !',
});

rule('UD-1', {
  given: `
    ${UNTOLD}
    B < INVOCATION 1 1 {} [7]
    B > ERROR INVOCATION 1 {} ~unavailable`,
  right: 'X < ERROR CALL 1 {} ~network_failure',
  wrong: 'X < ERROR CALL 1 {} ~no_available_callee !',
});

rule('UD-1', {
  given: UNTOLD,
  right: `
    B < INVOCATION 1 1 {} [7]
    A > CALL 1 {} nobody
    A < ERROR CALL 1 {} ~no_such_procedure
    A < ABORT {} com.tired`,
  wrong: `
    A is closed !
    B < INVOCATION 1 1 {} [7]`,
});

rule('UD-1', {
  given: `
    A B X join with call_canceling
    A B share p as first
    X > CALL 1 {} p [7]
    A < INVOCATION 1 1 {} [7]
    X > CANCEL 1 {mode:kill}
    A < INTERRUPT 1 {mode:kill}
    A misses backlog INVOCATION 1 1 {} [7]`,
  right: 'X < ERROR CALL 1 {} ~network_failure',
  wrong: 'B < INVOCATION 1 1 {} [7] !',
});

/** An unreachable callee is excluded for the rest of the call, like one that refused. */
rule('CR-7', {
  given: `
    ${UNTOLD}
    B < INVOCATION 1 1 {} [7]
    B > ERROR INVOCATION 1 {} ~unavailable`,
  right: 'X < ERROR CALL 1 {} ~network_failure',
  wrong: 'A < INVOCATION 1 1 {} [7] !',
  also: ['UD-1'],
});

/** An undelivered message counts as not sent. */
rule('BP-18', {
  given: `
    ${UNTOLD}
    B < INVOCATION 1 1 {} [7]
    A > YIELD 1 {} [8]`,
  right: 'A < ABORT {} ~protocol_violation',
  wrong: `
    X < RESULT 1 {} [8]
    X is lost !`,
  also: ['BP-14'],
});

/** A call in flight at A. */
const given = (features: string): string => `
  A X join with ${features}
  A shares p
  X > CALL 1 {receive_progress:true} p [7]
  A < INVOCATION 1 1 ${features.includes(' ') ? '{receive_progress:true}' : '{}'} [7]`;

rule('UD-2', {
  given: `
    ${given('call_canceling')}
    A > YIELD 1 {} [8]
    X misses too-large RESULT 1 {} [8]`,
  right: 'X < ERROR CALL 1 {} ~payload_size_exceeded',
  wrong: 'X < ERROR CALL 1 {} ~canceled !',
  also: ['BP-14'],
});

rule('UD-2', {
  given: `
    ${given('call_canceling')}
    A > ERROR INVOCATION 1 {} com.error [8]
    X misses untellable ERROR CALL 1 {} com.error [8]`,
  right: 'X < ERROR CALL 1 {} ~invalid_payload',
  wrong: `
    100 ms later
    A is lost !`,
});

rule('UD-2', {
  given: `
    ${given('call_canceling progressive_call_results')}
    A > YIELD 1 {progress:true} [8]
    X misses too-large RESULT 1 {progress:true} [8]
    X < ERROR CALL 1 {} ~payload_size_exceeded`,
  right: 'A < INTERRUPT 1 {mode:killnowait}',
  wrong: `
    100 ms later
    A > YIELD 1 {} [9] !`,
});

rule('UD-2', {
  given: `
    ${given('progressive_call_results')}
    A > YIELD 1 {progress:true} [8]
    X misses too-large RESULT 1 {progress:true} [8]`,
  right: 'X < ERROR CALL 1 {} ~payload_size_exceeded',
  wrong: `
    X < ERROR CALL 1 {} ~payload_size_exceeded
    A < INTERRUPT 1 {mode:killnowait} !`,
  also: ['CC-4'],
});
