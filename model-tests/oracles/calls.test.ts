/** Logs that keep and break the rules about calls: their answers, and sessions that leave. */
import { rule } from './story.ts';

/** Two callees that can be interrupted, the first of which has an INVOCATION. */
const ASKED = `
  A B join with call_canceling
  X joins
  A B share p as first
  X > CALL 1 {} p
  A < INVOCATION 1 1 {}`;

rule('BP-13', {
  given: `
    X joins
    X > CALL 1 {} p`,
  right: 'X < ERROR CALL 1 {} ~no_such_procedure',
  wrong: 'X < ERROR CALL 1 {} ~invalid_argument !',
});

rule('BP-14', {
  given: `
    ${ASKED}
    A > YIELD 1 {} [5]
    X < RESULT 1 {} [5]`,
  right: 'X > GOODBYE {} wamp.close.normal',
  wrong: 'X < RESULT 1 {} [5] !',
});

rule('BP-14', {
  given: `
    ${ASKED}
    A > YIELD 1 {} [5]`,
  right: 'X < RESULT 1 {} [5]',
  wrong: 'A > GOODBYE {} wamp.close.normal !',
});

rule('BP-14', {
  given: ASKED,
  right: `
    A > YIELD 1 {}
    X < RESULT 1 {}`,
  wrong: 'X < RESULT 1 {} !',
});

rule('BP-14', {
  given: `
    A X join
    A shares p
    X > CALL 1 {} p`,
  right: `
    A < INVOCATION 1 1 {}
    A > YIELD 1 {}
    X < RESULT 1 {}`,
  wrong: 'A > GOODBYE {} wamp.close.normal !',
});

rule('BP-14', {
  given: `
    A X join
    A shares p
    X > CALL 1 {} p`,
  right: `
    A < INVOCATION 1 1 {}
    A > YIELD 1 {}
    X < RESULT 1 {}
    X is lost`,
  wrong: `
    A > GOODBYE {} wamp.close.normal !
    A < GOODBYE {} wamp.close.goodbye_and_out
    X is lost`,
});

rule('BP-15', {
  given: `
    ${ASKED}
    A is lost`,
  right: 'X < ERROR CALL 1 {} ~canceled',
  wrong: 'B < INVOCATION 1 1 {} !',
});

rule('BP-16', {
  given: `
    ${ASKED}
    X is lost`,
  right: 'A < INTERRUPT 1 {mode:killnowait}',
  wrong: 'A < INTERRUPT 1 {mode:kill} !',
});

rule('BP-16', {
  given: `
    ${ASKED}
    X is lost
    A < INTERRUPT 1 {mode:killnowait}
    A > ERROR INVOCATION 1 {} ~unavailable`,
  right: 'A > GOODBYE {} wamp.close.normal',
  wrong: 'B < INVOCATION 1 1 {} !',
});

rule('BP-17', {
  given: `
    ${ASKED}
    A > ERROR INVOCATION 1 {} ~unavailable
    B < INVOCATION 1 1 {}
    A > YIELD 1 {} [5]`,
  right: `
    B > YIELD 1 {} [6]
    X < RESULT 1 {} [6]`,
  wrong: 'X < RESULT 1 {} [5] !',
});

rule('BP-22', {
  given: `
    ${ASKED}
    A > UNREGISTER 2 1
    A < UNREGISTERED 2`,
  right: `
    A > YIELD 1 {}
    X < RESULT 1 {}`,
  wrong: 'X < ERROR CALL 1 {} ~canceled !',
  also: ['BP-14'],
});

rule('BP-17', {
  readings: { late: 'abort' },
  given: `
    ${ASKED}
    A > ERROR INVOCATION 1 {} ~unavailable
    B < INVOCATION 1 1 {}
    A > YIELD 1 {} [5]`,
  right: 'A < ABORT {} ~protocol_violation',
  wrong: 'A > YIELD 1 {} [6] !',
});
