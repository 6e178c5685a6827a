/** Logs that keep and break the rules about the answers of callees, under each option of an open question. */
import { rule } from './story.ts';

/** A callee that can be interrupted has an INVOCATION. */
const ASKED = `
  A joins with call_canceling
  B X join
  A B share p as first
  X > CALL 1 {} p [7]
  A < INVOCATION 1 1 {} [7]`;

rule('BP-15', {
  given: `${ASKED}
    A is lost`,
  right: 'X < ERROR CALL 1 {} ~cancelled',
  wrong: 'X < ERROR CALL 1 {} ~canceled !',
  readings: { goneUri: 'cancelled' },
});

rule('BP-15', {
  given: `${ASKED}
    A is lost`,
  right: 'X < ERROR CALL 1 {} ~canceled',
  wrong: 'X < ERROR CALL 1 {} ~cancelled !',
});

const UNASKED = `${ASKED}
  A > YIELD 1 {progress:true} [1]`;

rule('PR-4', {
  given: UNASKED,
  right: 'X < RESULT 1 {} [1]',
  wrong: 'X < RESULT 1 {progress:true} [1] !',
  also: ['BP-14'],
  readings: { unaskedProgress: 'final' },
});

rule('PR-4', {
  given: UNASKED,
  right: 'X < RESULT 1 {progress:true} [1]',
  wrong: 'X < RESULT 1 {} [1] !',
  also: ['PR-2', 'BP-14'],
  readings: { unaskedProgress: 'pass-on' },
});

rule('PR-4', {
  given: UNASKED,
  right: `
    A < ABORT {} ~protocol_violation
    X < ERROR CALL 1 {} ~canceled`,
  wrong: 'B is lost !',
  readings: { unaskedProgress: 'abort' },
});

rule('CR-9', {
  given: `${ASKED}
    A > ERROR INVOCATION 1 {why:x} com.bad [1]`,
  right: 'X < ERROR CALL 1 {} com.bad [1]',
  wrong: 'X < ERROR CALL 1 {why:x} com.bad [1] !',
  readings: { details: 'none' },
});

const KILLED = `${ASKED}
  X > CANCEL 1 {mode:kill}
  A < INTERRUPT 1 {mode:kill}
  X is lost`;

rule('BP-16', {
  given: KILLED,
  right: 'B is lost',
  wrong: 'A < INTERRUPT 1 {mode:killnowait} !',
  readings: { interruptAgain: 'no' },
});

rule('BP-16', {
  given: KILLED,
  right: 'A < INTERRUPT 1 {mode:killnowait}',
  wrong: 'B is lost !',
});

const WITHDRAWN = `${ASKED}
  A > UNREGISTER 2 1
  A < UNREGISTERED 2`;

rule('BP-22', {
  given: WITHDRAWN,
  right: `
    A > YIELD 1 {} [1]
    X < RESULT 1 {} [1]`,
  wrong: 'X < ERROR CALL 1 {} ~canceled !',
  also: ['BP-14'],
});

rule('BP-22', {
  given: WITHDRAWN,
  right: `
    X < ERROR CALL 1 {} ~canceled
    A < INTERRUPT 1 {mode:killnowait}`,
  wrong: 'B is lost !',
  readings: { withdrawn: 'cancel' },
});

rule('BP-22', {
  given: `${WITHDRAWN}
    X < ERROR CALL 1 {} ~canceled`,
  right: 'A < INTERRUPT 1 {mode:killnowait}',
  wrong: 'B is lost !',
  readings: { withdrawn: 'cancel' },
});

rule('BP-22', {
  given: WITHDRAWN,
  right: 'B < INVOCATION 1 1 {} [7]',
  wrong: 'X < ERROR CALL 1 {} ~no_available_callee !',
  readings: { withdrawn: 'reroute' },
});

rule('BP-22', {
  given: `${WITHDRAWN}
    B < INVOCATION 1 1 {} [7]
    B > UNREGISTER 2 1
    B < UNREGISTERED 2`,
  right: 'X < ERROR CALL 1 {} ~no_such_procedure',
  wrong: 'X < ERROR CALL 1 {} ~no_available_callee !',
  readings: { withdrawn: 'reroute' },
});

rule('BP-22', {
  given: `${WITHDRAWN}
    B < INVOCATION 1 1 {} [7]
    B > UNREGISTER 2 1
    B < UNREGISTERED 2`,
  right: 'X < ERROR CALL 1 {} ~no_available_callee',
  wrong: 'X < ERROR CALL 1 {} ~canceled !',
  also: ['BP-14'],
  readings: { withdrawn: 'reroute', nobody: 'no_available_callee' },
});
